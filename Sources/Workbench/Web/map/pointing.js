// @ts-check
/** Mouse, pen and fingers on the map. */
import { announce } from "../core/announce.js";
import { t } from "../core/text.js";
import {
  addVertex,
  beginTransform,
  commitTransform,
  commonMiddle,
  drawingCard,
  finish,
  growFromStart,
  measureOf,
  moveFromStart,
  moveTo,
  placedAt,
  pointer,
  shape,
  transform,
  turnBy,
  turnFromStart,
  vertices,
} from "../draw/drawing.js";
import { signal } from "../core/signal.js";
import { snapped } from "../draw/snapping.js";
import { middle } from "../draw/geometry.js";
import { grab, insertCorner, setCorner } from "../draw/vertices.js";
import { cell, plan, readCell, selection, tool } from "../state/workbench.js";
import { handles, measureAt } from "./edit-layer.js";

/** @typedef {import("../core/types.js").Position} Position */
/** @typedef {import("./edit-layer.js").Handle} Handle */

/** Points of the screen around a handle that count as a hit: 24 wide together, more for fingers. */
const reach = (/** @type {any} */ event) => (event.originalEvent?.pointerType === "touch" ? 22 : 13);

/** @param {any} map of OpenLayers @returns {() => void} ends it */
export function followPointer(map) {
  const resolution = () => map.getView().getResolution();
  /** @param {any} event @returns {Handle | undefined} */
  const handleAt = (event) => {
    const limit = reach(event) * resolution();
    const [x, y] = event.coordinate;
    return handles(resolution())
      .map((handle) => ({ handle, distance: Math.hypot(handle.at[0] - x, handle.at[1] - y) }))
      .filter(({ distance }) => distance <= limit)
      // Of two at one spot the corner wins over the middle of an edge.
      .sort((one, other) => rank(one.handle) - rank(other.handle) || one.distance - other.distance)[0]?.handle;
  };
  const interaction = new ol.interaction.Pointer(dragging(handleAt, resolution));
  map.addInteraction(interaction);
  const keys = [
    map.on("pointermove", (/** @type {any} */ event) => {
      if (event.dragging) return;
      if (drawingCard.peek()) aim(event.coordinate, resolution());
      else hovered.value = event.coordinate;
      map.getTargetElement().style.cursor = cursorFor(event, handleAt, resolution());
    }),
    map.on("click", (/** @type {any} */ event) => clicked(event, handleAt, resolution())),
    map.on("dblclick", (/** @type {any} */ event) => {
      if (drawingCard.peek()) {
        finish();
        event.stopPropagation();
      }
    }),
  ];
  const box = new ol.interaction.DragBox({
    condition: (/** @type {any} */ event) => ol.events.condition.shiftKeyOnly(event) && tool.peek() === "select",
    className: "tb-box",
  });
  box.on("boxend", () => selectIn(box.getGeometry().getExtent()));
  map.addInteraction(box);
  const leave = () => {
    if (drawingCard.peek()) pointer.value = null;
    hovered.value = null;
  };
  map.getViewport().addEventListener("pointerleave", leave);
  return () => {
    map.removeInteraction(interaction);
    map.removeInteraction(box);
    keys.forEach((key) => ol.Observable.unByKey(key));
  };
}

/** On a map of the whole area some points of the screen are many metres: no farther than this, m. */
const CLOSING = 2.5;
/** @param {number} resolution */
const snapReach = (resolution) => Math.min(1.5, 9 * resolution);

/** Points of the screen that a hand trembles after a click. */
const TREMBLE = 8;

/** @param {Position} at @param {number} resolution */
function aim(at, resolution) {
  const last = placedAt.peek();
  if (last && pointer.peek() === last && Math.hypot(last[0] - at[0], last[1] - at[1]) < TREMBLE * resolution) return;
  pointer.value = aimed(at, resolution);
}

/** Where the pointer is while nothing is drawn, for reading values. */
export const hovered = signal(/** @type {Position | null} */ (null));

/**
 * A corner clicks to what is there; a tree stands where it is put.
 * @param {Position} at
 * @param {number} resolution
 * @returns {Position}
 */
function aimed(at, resolution) {
  const card = drawingCard.peek();
  return card?.geometry === "polygon" && shape.peek() !== "building" ? snapped(at, snapReach(resolution)) : at;
}

/** @param {Handle} handle */
const rank = (handle) => (handle.kind === "middle" ? 1 : 0);

/** @param {any} event @param {(event: any) => Handle | undefined} handleAt @param {number} resolution */
function cursorFor(event, handleAt, resolution) {
  if (drawingCard.peek() || tool.peek() === "read") return "crosshair";
  const handle = handleAt(event);
  if (handle) return handle.kind === "rotate" ? "grab" : handle.kind === "size" ? "nwse-resize" : "move";
  const id = measureAt(event.coordinate, 6 * resolution);
  return id ? (selection.peek().has(id) ? "move" : "pointer") : "";
}

/** @param {any} event @param {(event: any) => Handle | undefined} handleAt @param {number} resolution */
function clicked(event, handleAt, resolution) {
  const at = /** @type {Position} */ (event.coordinate);
  if (drawingCard.peek()) {
    const [first] = vertices.peek();
    const isClosing = first && shape.peek() === "polygon" && vertices.peek().length >= 3 &&
      Math.hypot(first[0] - at[0], first[1] - at[1]) <= Math.min(CLOSING, reach(event) * resolution);
    return void (isClosing ? finish() : addVertex(aimed(at, resolution)));
  }
  if (transform.peek()) return void clickedDuring(at, handleAt(event), resolution);
  if (tool.peek() === "read") return void readCell(at[0], at[1]);
  const id = measureAt(at, 8 * resolution);
  const isAdding = event.originalEvent.shiftKey || event.originalEvent.ctrlKey || event.originalEvent.metaKey;
  if (id) return select(id, isAdding);
  if (selection.peek().size > 0) {
    selection.value = new Set();
  } else {
    void readCell(at[0], at[1]);
  }
}

/** @param {string} id @param {boolean} isAdding */
export function select(id, isAdding) {
  const next = new Set(isAdding ? selection.peek() : []);
  if (isAdding && selection.peek().has(id)) next.delete(id);
  else next.add(id);
  selection.value = next;
  cell.value = null;
  announce(t("draw.selected", { count: next.size }));
}

/** @param {[number, number, number, number]} extent */
function selectIn([west, south, east, north]) {
  const inside = (plan.peek()?.measures.features ?? []).filter(({ geometry }) => {
    const [x, y] = middle(geometry);
    return x >= west && x <= east && y >= south && y <= north;
  });
  selection.value = new Set(inside.map((one) => one.id));
  announce(t("draw.selected", { count: inside.length }));
}

/**
 * Moving, turning and sizing by clicks alone: nothing needs a drag.
 * @param {Position} at
 * @param {Handle | undefined} handle
 * @param {number} resolution
 */
function clickedDuring(at, handle, resolution) {
  const now = transform.peek();
  if (!now) return;
  if (now.kind === "points") {
    if (now.grabbed !== null) {
      setCorner(now.grabbed, snapped(at, snapReach(resolution), now.ids[0]));
      grab(null);
    } else if (handle?.kind === "corner") {
      grab(handle.index);
      announce(t("draw.corner.held"));
    } else if (handle?.kind === "middle") {
      insertCorner(handle.index, handle.at);
      announce(t("draw.corner.added"));
    }
    return;
  }
  const centre = commonMiddle(now.current);
  if (now.kind === "move") {
    moveTo(at);
    commitTransform();
  } else if (now.kind === "rotate") {
    const [x, y] = centre;
    const wanted = (Math.atan2(at[1] - y, at[0] - x) * 180) / Math.PI;
    turnBy(wanted - directionOf(now));
  } else {
    const start = Math.max(...[...now.original.values()].map((one) => radius(one, centre)));
    if (start > 0) growFromStart(Math.hypot(at[0] - centre[0], at[1] - centre[1]) / start);
  }
}

/** @param {import("../core/types.js").Geometry} geometry @param {Position} centre */
function radius(geometry, centre) {
  const made = geometry.type === "Point"
    ? [geometry.coordinates]
    : /** @type {any} */ (geometry.coordinates).flat(geometry.type === "Polygon" ? 1 : 2);
  return Math.max(...made.map((/** @type {Position} */ p) => Math.hypot(p[0] - centre[0], p[1] - centre[1])));
}

/** @param {import("../draw/transforming.js").Transform} now */
function directionOf(now) {
  const first = [...now.current.values()][0];
  if (first.type === "Point") return 0;
  const ring = first.type === "Polygon" ? first.coordinates[0] : first.coordinates[0][0];
  let [longest, angle] = [-1, 0];
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const [dx, dy] = [ring[i + 1][0] - ring[i][0], ring[i + 1][1] - ring[i][1]];
    if (Math.hypot(dx, dy) > longest) [longest, angle] = [Math.hypot(dx, dy), (Math.atan2(dy, dx) * 180) / Math.PI];
  }
  return angle;
}

/**
 * Dragging, for those who like it: what is selected, and its handles.
 * @param {(event: any) => Handle | undefined} handleAt
 * @param {() => number} resolution
 */
function dragging(handleAt, resolution) {
  /** @type {Position | null} */
  let start = null;
  /** @type {Handle | undefined} */
  let held;
  let isOwn = false;
  return {
    handleDownEvent: (/** @type {any} */ event) => {
      if (tool.peek() !== "select" || event.originalEvent.shiftKey || event.originalEvent.button > 0) return false;
      const now = transform.peek();
      held = handleAt(event);
      start = event.coordinate;
      isOwn = false;
      if (now?.kind === "points") return held !== undefined;
      if (held) return true;
      const id = measureAt(event.coordinate, 6 * resolution());
      return id !== null && selection.peek().has(id);
    },
    handleDragEvent: (/** @type {any} */ event) => {
      if (!start) return;
      const at = /** @type {Position} */ (event.coordinate);
      const now = transform.peek();
      if (held?.kind === "corner") {
        grab(held.index);
        setCorner(held.index, snapped(at, snapReach(resolution()), now?.ids[0]));
      } else if (held?.kind === "middle") {
        insertCorner(held.index, at);
        held = { kind: "corner", at, index: held.index + 1 };
      } else {
        const kind = held?.kind === "rotate" ? "rotate" : held?.kind === "size" ? "size" : "move";
        if (now?.kind !== kind) {
          // A few points of trembling are a click.
          if (Math.hypot(at[0] - start[0], at[1] - start[1]) < 4 * resolution()) return;
          if (!beginTransform(kind, true)) return;
        }
        isOwn = true;
        follow(kind, start, at);
      }
    },
    handleUpEvent: () => {
      if (held?.kind === "corner") grab(null);
      if (isOwn && transform.peek()?.isDragging) commitTransform();
      start = null;
      return false;
    },
  };
}

/** @param {"move" | "rotate" | "size"} kind @param {Position} start @param {Position} at */
function follow(kind, start, at) {
  const now = transform.peek();
  if (!now) return;
  const [x, y] = commonMiddle(now.original);
  if (kind === "move") {
    moveFromStart(at[0] - start[0], at[1] - start[1]);
  } else if (kind === "rotate") {
    const turned = Math.atan2(at[1] - y, at[0] - x) - Math.atan2(start[1] - y, start[0] - x);
    turnFromStart((turned * 180) / Math.PI);
  } else {
    const from = Math.hypot(start[0] - x, start[1] - y);
    growFromStart(Math.max(0.1, Math.hypot(at[0] - x, at[1] - y) / Math.max(from, 0.01)));
  }
}

export { measureOf };
