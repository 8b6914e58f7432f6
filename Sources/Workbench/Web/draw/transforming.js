// @ts-check
/**
 * Moving, turning, sizing, copying and removing what is selected: shown as it would be before it becomes an operation.
 */
import { announce } from "../core/announce.js";
import { newMeasureIdentifier } from "../core/identifiers.js";
import { computed, signal } from "../core/signal.js";
import { t } from "../core/text.js";
import { batch, cards, plan, selection } from "../state/workbench.js";
import { check } from "./check.js";
import { area as areaOf, middle, rotated, scaled, translated } from "./geometry.js";

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").Position} Position */
/** @typedef {import("./check.js").Verdict} Verdict */
/** @typedef {{ kind: "move" | "rotate" | "size" | "points", ids: string[], original: Map<string, Geometry>,
 *   current: Map<string, Geometry>, grabbed: number | null, isDragging: boolean }} Transform */

export const transform = signal(/** @type {Transform | null} */ (null));

/** The newest reason why something could not be, for the map to show. */
export const warning = signal(/** @type {{ at: number, text: string } | null} */ (null));

/** @param {string} text */
export function warn(text) {
  warning.value = { at: Date.now(), text };
  announce(text, "assertive");
}

/** @param {string} id */
export const measureOf = (id) => plan.peek()?.measures.features.find((one) => one.id === id);

/**
 * Begins to change the selected measures.
 * @param {Transform["kind"]} kind
 * @param {boolean} [isDragging]
 */
export function beginTransform(kind, isDragging = false) {
  const ids = [...selection.peek()];
  const original = new Map(ids.flatMap((id) => {
    const measure = measureOf(id);
    return measure ? [/** @type {[string, Geometry]} */ ([id, measure.geometry])] : [];
  }));
  if (original.size === 0 || (kind === "points" && original.size !== 1)) return false;
  if (kind !== "move" && [...original.values()].every((one) => one.type === "Point")) return false;
  transform.value = {
    kind,
    ids: [...original.keys()],
    original,
    current: new Map(original),
    grabbed: null,
    isDragging,
  };
  if (!isDragging) announce(t(`draw.transform.${kind}`));
  return true;
}

/** The middle of everything that is being changed. @param {Map<string, Geometry>} geometries @returns {Position} */
export function commonMiddle(geometries) {
  const points = [...geometries.values()].map(middle);
  return [
    points.reduce((sum, point) => sum + point[0], 0) / points.length,
    points.reduce((sum, point) => sum + point[1], 0) / points.length,
  ];
}

/** @param {(geometry: Geometry, around: Position) => Geometry} change @param {boolean} [fromOriginal] */
function change(change, fromOriginal = false) {
  const now = transform.peek();
  if (!now) return;
  const from = fromOriginal ? now.original : now.current;
  const around = commonMiddle(from);
  transform.value = {
    ...now,
    current: new Map([...from].map(([id, geometry]) => [id, change(geometry, around)])),
  };
}

/** @param {number} dx m @param {number} dy */
export const moveBy = (dx, dy) => change((geometry) => translated(geometry, dx, dy));
/** @param {number} dx m from where it was @param {number} dy */
export const moveFromStart = (dx, dy) => change((geometry) => translated(geometry, dx, dy), true);
/** @param {number} degrees anticlockwise */
export const turnBy = (degrees) => change((geometry, around) => rotated(geometry, degrees, around));
/** @param {number} degrees from where it was */
export const turnFromStart = (degrees) => change((geometry, around) => rotated(geometry, degrees, around), true);
/** @param {number} factor */
export const growBy = (factor) => change((geometry, around) => scaled(geometry, factor, around));
/** @param {number} factor of what it was */
export const growFromStart = (factor) => change((geometry, around) => scaled(geometry, factor, around), true);

/** Puts the middle of what is moved at a point. @param {Position} at */
export function moveTo(at) {
  const now = transform.peek();
  if (!now) return;
  const [x, y] = commonMiddle(now.current);
  moveBy(at[0] - x, at[1] - y);
}

/** What is changed as it would be, and whether it may. */
export const transformVerdict = computed(() => {
  const now = transform.value;
  if (!now) return null;
  const moved = new Set(now.ids);
  const others = (plan.value?.measures.features ?? []).filter((one) => !moved.has(one.id));
  /** @type {Map<string, Verdict>} */
  const verdicts = new Map();
  for (const [id, geometry] of now.current) {
    const card = cards.value.get(measureOf(id)?.properties.card ?? "");
    if (card) verdicts.set(id, check(geometry, card, others));
  }
  const bad = [...verdicts.values()].find((one) => !one.isAllowed);
  return { isAllowed: !bad, reason: bad?.reason ?? "", verdicts };
});

/** Makes the change an operation, where it is allowed. @returns {boolean} */
export function commitTransform() {
  const now = transform.peek();
  const verdict = transformVerdict.peek();
  if (!now || !verdict) return false;
  if (!verdict.isAllowed) {
    warn(verdict.reason);
    if (now.isDragging) transform.value = null;
    return false;
  }
  transform.value = null;
  const operations = [...now.current].flatMap(([measure, geometry]) =>
    JSON.stringify(geometry) === JSON.stringify(now.original.get(measure)) ? [] : [{ reshape: { measure, geometry } }]
  );
  if (operations.length === 0) return false;
  warning.value = null;
  batch(operations);
  announce(t("draw.changed", { count: operations.length }));
  return true;
}

/** Gives one measure another shape, where that is allowed. @param {string} id @param {Geometry} geometry */
export function reshapeTo(id, geometry) {
  const measure = measureOf(id);
  const card = cards.peek().get(measure?.properties.card ?? "");
  if (!measure || !card) return false;
  const others = (plan.peek()?.measures.features ?? []).filter((one) => one.id !== id);
  const verdict = check(geometry, card, others);
  if (!verdict.isAllowed) {
    warn(verdict.reason);
    return false;
  }
  batch([{ reshape: { measure: id, geometry } }]);
  return true;
}

/** Removes what is selected, as one operation. */
export function removeSelected() {
  const ids = [...selection.peek()];
  if (ids.length === 0) return false;
  transform.value = null;
  selection.value = new Set();
  batch(ids.map((id) => ({ remove: id })));
  announce(t("draw.removed", { count: ids.length }));
  return true;
}

/** Puts copies beside what is selected, at the first spot near by where they may stand. */
export function duplicateSelected() {
  const originals = [...selection.peek()].map(measureOf).filter((one) => one !== undefined);
  if (originals.length === 0) return false;
  for (const distance of [0, 2, 4, 8, 12, 20, 30]) {
    for (const [ux, uy] of [[1, 0], [0, -1], [-1, 0], [0, 1], [1, -1], [-1, -1], [-1, 1], [1, 1]]) {
      const copies = originals.map((one) => copyOf(one, ux * (distance + span(one)), uy * (distance + span(one))));
      /** @type {Measure[]} */
      const standing = [...(plan.peek()?.measures.features ?? [])];
      const isAllowed = copies.every((copy) => {
        const card = cards.peek().get(copy.properties.card);
        const verdict = card ? check(copy.geometry, card, standing) : null;
        standing.push(copy);
        return verdict?.isAllowed === true;
      });
      if (isAllowed) {
        batch(copies.map((copy) => ({ place: copy })));
        selection.value = new Set(copies.map((copy) => copy.id));
        announce(t("draw.duplicated", { count: copies.length }));
        return true;
      }
    }
  }
  warn(t("draw.noRoomForCopy"));
  return false;
}

/** Room that a copy needs to stand clear, m. @param {Measure} measure */
function span(measure) {
  if (measure.geometry.type === "Point") return 4;
  return Math.max(2, Math.sqrt(areaOf(measure.geometry)) * 0.9);
}

/** @param {Measure} measure @param {number} dx @param {number} dy @returns {Measure} */
function copyOf(measure, dx, dy) {
  return {
    ...measure,
    id: newMeasureIdentifier(measure.properties.card),
    geometry: translated(measure.geometry, dx, dy),
  };
}
