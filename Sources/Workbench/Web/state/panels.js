// @ts-check
/** What is open in the panels: shared between them and the buttons above the map, of no concern to the server. */
import { signal } from "../core/signal.js";

/** The tab on the left: `assignment`, `palette`, `history`, `table`. */
export const leftTab = signal("assignment");
/** The tab on the right: `map`, `cell`, `compare`. */
export const rightTab = signal("map");
/** The exercise that is unfolded. */
export const openedExercise = signal(/** @type {string | null} */ (null));

/**
 * Where the sun stands at the step of time on the map; null where no step is shown or the sun plays no part.
 * @type {{ value: import("../core/types.js").SolarAngles | null, peek(): any }}
 */
export const sun = signal(/** @type {any} */ (null));

/** Id of the work that is being graded, asked for on this page. */
export const handingIn = signal(/** @type {string | null} */ (null));

/**
 * Shows an exercise, wherever a person is, and takes the focus there.
 * @param {string} id
 */
export function openExercise(id) {
  leftTab.value = "assignment";
  openedExercise.value = id;
  requestAnimationFrame(() => {
    const head = document.getElementById(`exercise-head-${id}`);
    head?.focus();
    head?.scrollIntoView({ block: "start" });
  });
}
