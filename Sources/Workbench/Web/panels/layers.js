// @ts-check
/** Which layers can be shown, and which grids and steps of time there are of the chosen one. */
import { computed } from "../core/signal.js";
import {
  activeEvent,
  activeLayer,
  area,
  baseline,
  comparePlan,
  isResultCurrent,
  result,
  swipe,
  timeFrame,
  view,
  work,
} from "../state/workbench.js";

/** @typedef {import("../core/types.js").AreaLayer} AreaLayer */
/** @typedef {import("../core/types.js").Frame} Frame */

/** Kinds of events of the assignment, in its order; else of the area. */
export const kinds = computed(() => {
  const known = area.value;
  if (!known) return [];
  const ids = work.value?.assignment.events ?? [];
  const events = ids.flatMap((id) => known.events.filter((event) => event.id === id));
  const shownKinds = new Set(known.layers.map((layer) => layer.kind));
  const order = events.length > 0 ? new Set(events.map((event) => event.kind)) : shownKinds;
  return [...order].filter((kind) => shownKinds.has(kind));
});

/**
 * The event of the assignment that a kind of model runs.
 * @param {string} kind
 */
export function eventOf(kind) {
  const ids = work.value?.assignment.events ?? [];
  const events = area.value?.events.filter((event) => event.kind === kind) ?? [];
  return events.find((event) => ids.includes(event.id)) ?? events[0];
}

/** @param {string} kind */
export function layersOf(kind) {
  return area.value?.layers.filter((layer) => layer.kind === kind) ?? [];
}

export const layer = computed(() => area.value?.layers.find((one) => one.id === activeLayer.value) ?? null);

/** The scale of what the map shows: of values, or of their change. */
export const scale = computed(() => {
  const current = layer.value;
  if (!current) return null;
  return view.value === "change" ? (current.changeScale ?? null) : current.scale;
});

/** Whether what the map shows comes in steps of time; of another plan there are none to hold against. */
export const canHaveFrames = computed(() =>
  layer.value?.hasFrames === true &&
  (view.value !== "change" || (layer.value.changeScale != null && comparePlan.value === null))
);

/** Steps of time of what the map shows; empty where there are none (yet). */
export const frames = computed(() => {
  const current = layer.value;
  if (!current || !canHaveFrames.value) return [];
  const source = view.value === "now" ? baseline.value.view : isResultCurrent.value ? result.value?.view : null;
  return framesOf(source, current.id, view.value === "now" ? "before" : "after");
});

/**
 * @param {import("../core/types.js").PlanView | null | undefined} source
 * @param {string} id
 * @param {"before" | "after"} variant
 * @returns {Frame[]}
 */
function framesOf(source, id, variant) {
  const grids = source?.layers.filter((one) => one.layer === id) ?? [];
  return (grids.find((one) => one.variant === variant) ?? grids[0])?.frames ?? [];
}

/** Shows the layer itself again where only a part of its change was shown. */
export function showWhole() {
  const whole = area.peek()?.layers.find((one) => one.id === layer.peek()?.partOf);
  if (whole) showLayer(whole);
}

/** What was chosen last of each kind. */
/** @type {Map<string, string>} */
const chosen = new Map();

/**
 * Shows the weather of a kind, or the land cover alone.
 * @param {string | null} kind
 */
export function showEvent(kind) {
  timeFrame.value = null;
  activeEvent.value = kind;
  const options = kind ? layersOf(kind) : [];
  const before = kind ? chosen.get(kind) : undefined;
  activeLayer.value = options.find((one) => one.id === before)?.id ?? options[0]?.id ?? null;
  if (view.peek() === "change" && !options.find((one) => one.id === activeLayer.peek())?.changeScale) {
    view.value = "plan";
  }
}

/** @param {AreaLayer} next */
export function showLayer(next) {
  const whole = next.partOf ?? next.id;
  // Layers of one event have the same hours: whoever looks at 14:00 stays there.
  if (!next.hasFrames || next.kind !== activeEvent.peek()) timeFrame.value = null;
  chosen.set(next.kind, whole);
  if (next.partOf) {
    // Half of a difference from today, and of nothing else.
    view.value = "change";
    swipe.value = null;
    comparePlan.value = null;
  }
  activeEvent.value = next.kind;
  activeLayer.value = next.id;
  if (view.peek() === "change" && !next.changeScale) view.value = "plan";
}
