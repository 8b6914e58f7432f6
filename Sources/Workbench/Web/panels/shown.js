// @ts-check
/** What the panels show of the shared state: which numbers count now, what is aimed at, and what is still withheld. */
import { computed } from "../core/signal.js";
import { baseline, isResultCurrent, isStale, preview, result, run, work } from "../state/workbench.js";

/** @typedef {import("../core/types.js").IndicatorRow} IndicatorRow */
/** @typedef {import("../core/types.js").PlanView} PlanView */
/** @typedef {import("../core/types.js").ExerciseView} ExerciseView */
/** @typedef {{ view: PlanView, level: "preview" | "run" | "baseline", isStale: boolean }} Shown */

/** @type {{ readonly value: ExerciseView[], peek(): ExerciseView[] }} */
export const exercises = computed(() => work.value?.assignment.exercises ?? []);

/** Exercises that must be answered before results of a plan may be seen. */
export const withheld = computed(() => {
  const known = work.value?.withheldUntil ?? [];
  return known.length > 0 || preview.value.state !== "withheld" ? known : preview.value.exercises;
});

/**
 * What exercises with a plan look at, as the student is told beforehand.
 * @type {{ readonly value: any[] }}
 */
export const criteria = computed(() =>
  exercises.value.flatMap((exercise) => (exercise.student.response.form === "plan" ? exercise.student.criteria : [])),
);

/**
 * The newest numbers that may be shown: a full run of this plan, else a preview, else an older one marked as such, else
 * the situation of today.
 */
export const shown = computed(() => {
  const today = baseline.value.view;
  /** @type {Shown | null} */
  const onlyToday = today ? { view: today, level: "baseline", isStale: false } : null;
  if (withheld.value.length > 0) return onlyToday;
  const full = result.value;
  const quick = preview.value.view;
  if (full && isResultCurrent.value) return shownAs(full.view, "run", false);
  if (quick) return shownAs(quick, "preview", isStale.value);
  if (full) return shownAs(full.view, "run", true);
  return onlyToday;
});

/**
 * @param {PlanView} view
 * @param {"preview" | "run"} level
 * @param {boolean} isStale
 * @returns {Shown}
 */
function shownAs(view, level, isStale) {
  return { view, level, isStale };
}

/** Whether a full run of the current plan is under way. */
export const isRunning = computed(() => ["waiting", "running"].includes(run.value?.state ?? ""));

/** What earns all points, by indicator; where two exercises aim at one indicator, the first. */
export const targets = computed(() => {
  /** @type {Map<string, { value: number, exercise: string }>} */
  const found = new Map();
  for (const exercise of exercises.value) {
    for (const [id, value] of Object.entries(exercise.targets ?? {})) {
      if (!found.has(id)) found.set(id, { value, exercise: exercise.student.id });
    }
  }
  return found;
});

/** The smallest limit of construction cost that an exercise sets, in euro. */
export const budget = computed(() => {
  const limits = exercises.value.map((exercise) => exercise.budget).filter((limit) => typeof limit === "number");
  return limits.length > 0 ? Math.min(.../** @type {number[]} */ (limits)) : null;
});

/**
 * Whether a value reaches what is aimed at, the way that is better.
 * @param {IndicatorRow} row
 * @param {number} target
 */
export function reaches(row, target) {
  // As shown: a value that rounds to the target must not be called missed beside it.
  const step = 10 ** -row.decimals / 2;
  if (row.better === "lower") return row.after <= target + step;
  if (row.better === "higher") return row.after >= target - step;
  return row.before <= target ? row.after >= target - step : row.after <= target + step;
}
