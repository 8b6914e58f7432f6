// @ts-check
/**
 * What is being drawn or moved at this moment, before it becomes an operation. Mouse, touch, keyboard and fields all
 * work on the same state, so that each can finish what another began.
 */
import { announce } from "../core/announce.js";
import { newMeasureIdentifier } from "../core/identifiers.js";
import { computed, effect, signal } from "../core/signal.js";
import { euro, localized, number, t } from "../core/text.js";
import { nearestRoad } from "../map/place-name.js";
import * as outbox from "../state/outbox.js";
import { batch, cards, place, plan, selection, session, tool, work } from "../state/workbench.js";
import { check, constructionCost } from "./check.js";
import { buildingAt, hasBuildings } from "./snapping.js";
import { area as areaOf, circle, middle, polygonOf, rectangle, rotated, scaled, translated } from "./geometry.js";

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").Position} Position */
/** @typedef {import("./check.js").Verdict} Verdict */
/** @typedef {"polygon" | "rectangle" | "circle" | "building"} Shape */
/** @typedef {{ kind: "move" | "rotate" | "size" | "points", ids: string[], original: Map<string, Geometry>,
 *   current: Map<string, Geometry>, grabbed: number | null, isDragging: boolean }} Transform */

/** The card of which a measure is being drawn. */
export const drawingCard = computed(() => cards.value.get(tool.value) ?? null);

/** How the next shape is drawn; only measures on roofs can take a whole building. */
const wantedShape = signal(/** @type {Shape} */ ("polygon"));
export const shape = computed(() => {
  const isRoof = drawingCard.value?.group === "roof";
  if (isRoof && roofShape.value === "building" && hasBuildings()) return "building";
  const other = isRoof ? roofShape.value : wantedShape.value;
  return other === "building" ? "polygon" : other;
});
const roofShape = signal(/** @type {Shape} */ ("building"));

/** @param {Shape} next */
export function chooseShape(next) {
  cancel();
  if (drawingCard.peek()?.group === "roof") roofShape.value = next;
  else wantedShape.value = next;
}

/** Whether rectangles take the direction of the nearest street. */
export const alongStreet = signal(true);
/** Corners placed so far. */
export const vertices = signal(/** @type {Position[]} */ ([]));
/** Where the pointer or crosshair is, RD New; null outside the map. */
export const pointer = signal(/** @type {Position | null} */ (null));
export const transform = signal(/** @type {Transform | null} */ (null));
/** The properties that the next measure of a card gets, by card. */
export const nextProperties = signal(/** @type {Record<string, Record<string, number>>} */ ({}));

/** @param {string} card @returns {Record<string, number>} */
export function propertiesFor(card) {
  const defaults = Object.fromEntries(
    (cards.peek().get(card)?.properties ?? []).map((one) => [one.id, one.defaultValue]));
  return { ...defaults, ...nextProperties.value[card] };
}

/** The shape that it would be if it ended at the pointer; null while there is too little. */
export const sketch = computed(() => {
  const card = drawingCard.value;
  const at = pointer.value;
  if (!card) return null;
  if (card.geometry === "point") return at ? /** @type {Geometry} */ ({ type: "Point", coordinates: at }) : null;
  if (shape.value === "building") return at ? buildingAt(at) : null;
  return shapeOf(vertices.value, at);
});

/** @param {Position[]} placed @param {Position | null} at @returns {Geometry | null} */
function shapeOf(placed, at) {
  if (placed.length === 0) return null;
  if (shape.value === "rectangle") {
    if (!at || Math.hypot(at[0] - placed[0][0], at[1] - placed[0][1]) < 0.2) return null;
    const angle = alongStreet.value ? nearestRoad(placed[0], 80)?.angle ?? 0 : 0;
    return polygonOf(rectangle(placed[0], at, angle));
  }
  if (shape.value === "circle") {
    const radius = at ? Math.hypot(at[0] - placed[0][0], at[1] - placed[0][1]) : 0;
    return radius < 0.3 ? null : polygonOf(circle(placed[0], radius));
  }
  const last = placed[placed.length - 1];
  const points = at && Math.hypot(at[0] - last[0], at[1] - last[1]) > 0.05 ? [...placed, at] : placed;
  return points.length >= 3 ? polygonOf(points) : null;
}

/** Whether the sketch may stand where it is. */
export const sketchVerdict = computed(() => {
  const card = drawingCard.value;
  return card && sketch.value ? check(sketch.value, card, plan.value?.measures.features ?? []) : null;
});

/** Size and price of the sketch in words, and why it cannot be, where it cannot. */
export const sketchStatus = computed(() => {
  const card = drawingCard.value;
  const geometry = sketch.value;
  if (!card || !geometry) return null;
  const size = areaOf(geometry);
  const cost = constructionCost(geometry, card, propertiesFor(card.id), size);
  const text = geometry.type === "Point" ? t("draw.status.point", { price: euro(cost) })
    : t("draw.status.area", { size: number(size, 0), price: euro(cost) });
  return { text, verdict: sketchVerdict.value };
});

/** Starts drawing, or another way of working with `select` and `read`. @param {string} next */
export function chooseTool(next) {
  cancel();
  tool.value = next;
  const card = cards.peek().get(next);
  if (!card) return;
  selection.value = new Set();
  announce(t(card.geometry === "point" ? "draw.begin.point" : `draw.begin.${shape.peek()}`,
    { card: localized(card.title) }));
}

/** Places a point: a whole measure, or a corner. @param {Position} at @returns {boolean} whether it was placed */
export function addVertex(at) {
  const card = drawingCard.peek();
  if (!card) return false;
  pointer.value = at;
  if (card.geometry === "point") return finishWith({ type: "Point", coordinates: rounded(at) });
  if (shape.peek() === "building") {
    const building = buildingAt(at);
    if (building) return finishWith(building);
    warn(t("draw.noBuilding"));
    return false;
  }
  const isTwoClicks = shape.peek() !== "polygon";
  if (isTwoClicks && vertices.peek().length === 1) {
    const geometry = sketch.peek();
    return geometry ? finishWith(geometry) : false;
  }
  const placed = vertices.peek();
  const first = placed[0];
  // A click on the first corner closes the shape, as in every drawing program.
  if (placed.length >= 3 && Math.hypot(first[0] - at[0], first[1] - at[1]) < 0.25) return finish();
  const last = placed[placed.length - 1];
  if (last && Math.hypot(last[0] - at[0], last[1] - at[1]) < 0.05) return false;
  vertices.value = [...placed, rounded(at)];
  announce(t("draw.vertex.added", { count: vertices.peek().length }));
  return true;
}

/** Takes back the newest corner. */
export function removeVertex() {
  if (vertices.peek().length === 0) return false;
  vertices.value = vertices.peek().slice(0, -1);
  announce(t("draw.vertex.left", { count: vertices.peek().length }));
  return true;
}

/** Ends a polygon at the corners that are there. @returns {boolean} */
export function finish() {
  if (!drawingCard.peek() || vertices.peek().length === 0) return false;
  if (shape.peek() !== "polygon") return false;
  const points = vertices.peek();
  if (points.length < 3) {
    announce(t("draw.needsThree"), "assertive");
    return false;
  }
  return finishWith(polygonOf(points));
}

/** Stops what is going on, one step at a time. @returns {boolean} whether there was anything */
export function cancel() {
  if (transform.peek()) {
    transform.value = null;
    announce(t("draw.cancelled"));
    return true;
  }
  if (vertices.peek().length > 0) {
    vertices.value = [];
    announce(t("draw.cancelled"));
    return true;
  }
  return false;
}

/** @param {Geometry} geometry */
function finishWith(geometry) {
  const card = drawingCard.peek();
  if (!card) return false;
  return placeMeasure(card.id, geometry, propertiesFor(card.id)) !== null;
}

/**
 * Places a measure where that is allowed, and says why where it is not.
 * @param {string} cardID
 * @param {Geometry} geometry
 * @param {Record<string, number>} properties
 * @returns {string | null} its id
 */
export function placeMeasure(cardID, geometry, properties) {
  const card = cards.peek().get(cardID);
  if (!card) return null;
  const verdict = check(geometry, card, plan.peek()?.measures.features ?? []);
  if (!verdict.isAllowed) {
    warn(verdict.reason);
    return null;
  }
  const id = newMeasureIdentifier(cardID);
  place({ type: "Feature", id, geometry, properties: { card: card.id, cardVersion: card.version, ...properties } });
  vertices.value = [];
  warning.value = null;
  const size = areaOf(geometry);
  announce(t(geometry.type === "Point" ? "draw.placed.point" : "draw.placed.area", {
    card: localized(card.title), size: number(size, 0),
    price: euro(constructionCost(geometry, card, properties, size)),
  }));
  return id;
}

/** The newest reason why something could not be, for the map to show. */
export const warning = signal(/** @type {{ at: number, text: string } | null} */ (null));

/** @param {string} text */
export function warn(text) {
  warning.value = { at: Date.now(), text };
  announce(text, "assertive");
}

/** Millimetres. @param {Position} at @returns {Position} */
const rounded = (at) => [Math.round(at[0] * 1000) / 1000, Math.round(at[1] * 1000) / 1000];

// Moving, turning, sizing

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
  transform.value = { kind, ids: [...original.keys()], original, current: new Map(original), grabbed: null, isDragging };
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
    ...now, current: new Map([...from].map(([id, geometry]) => [id, change(geometry, around)])),
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
    JSON.stringify(geometry) === JSON.stringify(now.original.get(measure)) ? [] : [{ reshape: { measure, geometry } }]);
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
    ...measure, id: newMeasureIdentifier(measure.properties.card), geometry: translated(measure.geometry, dx, dy),
  };
}

/** Keeps an unfinished shape in the browser, and brings one back. */
export function followDraft() {
  const key = () => `${work.peek()?.id} ${session.peek()?.account.id}`;
  void outbox.draft(key()).then((kept) => {
    if (kept?.vertices?.length > 0 && cards.peek().has(kept.card) && vertices.peek().length === 0) {
      tool.value = kept.card;
      chooseShape(kept.shape ?? "polygon");
      vertices.value = kept.vertices;
      announce(t("draw.draftRestored", { count: kept.vertices.length }));
    }
    return effect(() => {
      const points = vertices.value;
      void outbox.keepDraft(key(), points.length > 0 ? { card: tool.peek(), shape: shape.peek(), vertices: points } : null);
    });
  });
}
