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
import { cards, place, plan, selection, session, tool, work } from "../state/workbench.js";
import { check, constructionCost } from "./check.js";
import { buildingAt, hasBuildings } from "./snapping.js";
import { area as areaOf, circle, polygonOf, rectangle } from "./geometry.js";
import { transform, warn, warning } from "./transforming.js";

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").Position} Position */
export * from "./transforming.js";

/** @typedef {"polygon" | "rectangle" | "circle" | "building"} Shape */

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
/** Where a measure was placed a moment ago: a pointer at rest there does not ask for a second one in the same spot. */
export const placedAt = signal(/** @type {Position | null} */ (null));
/** The properties that the next measure of a card gets, by card. */
export const nextProperties = signal(/** @type {Record<string, Record<string, number>>} */ ({}));

/** @param {string} card @returns {Record<string, number>} */
export function propertiesFor(card) {
  const defaults = Object.fromEntries(
    (cards.peek().get(card)?.properties ?? []).map((one) => [one.id, one.defaultValue]),
  );
  return { ...defaults, ...nextProperties.value[card] };
}

/** The shape that it would be if it ended at the pointer; null while there is too little. */
export const sketch = computed(() => {
  const card = drawingCard.value;
  const at = pointer.value;
  if (!card || (at && at === placedAt.value)) return null;
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
  const text = geometry.type === "Point"
    ? t("draw.status.point", { price: euro(cost) })
    : t("draw.status.area", { size: number(size, 0), price: euro(cost) });
  return { text, verdict: sketchVerdict.value };
});

/** Starts drawing, or another way of working with `select` and `read`. @param {string} next */
export function chooseTool(next) {
  cancel();
  placedAt.value = null;
  tool.value = next;
  const card = cards.peek().get(next);
  if (!card) return;
  selection.value = new Set();
  announce(
    t(card.geometry === "point" ? "draw.begin.point" : `draw.begin.${shape.peek()}`, { card: localized(card.title) }),
  );
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
  if (placeMeasure(card.id, geometry, propertiesFor(card.id)) === null) return false;
  placedAt.value = pointer.peek();
  return true;
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
    card: localized(card.title),
    size: number(size, 0),
    price: euro(constructionCost(geometry, card, properties, size)),
  }));
  return id;
}

/** Millimetres. @param {Position} at @returns {Position} */
const rounded = (at) => [Math.round(at[0] * 1000) / 1000, Math.round(at[1] * 1000) / 1000];

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
      void outbox.keepDraft(
        key(),
        points.length > 0 ? { card: tool.peek(), shape: shape.peek(), vertices: points } : null,
      );
    });
  });
}
