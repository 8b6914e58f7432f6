// @ts-check
/** The map by keyboard alone: a crosshair that the arrows move, and a key for everything that the mouse can do. */
import { announce } from "../core/announce.js";
import { signal } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import {
  addVertex,
  beginTransform,
  cancel,
  chooseTool,
  commitTransform,
  drawingCard,
  duplicateSelected,
  finish,
  growBy,
  measureOf,
  moveBy,
  pointer,
  removeSelected,
  removeVertex,
  transform,
  turnBy,
} from "../draw/drawing.js";
import { middle } from "../draw/geometry.js";
import { editedCorners, grab, removeCorner, setCorner } from "../draw/vertices.js";
import { area, cards, isHoldingBefore, plan, readCell, redo, selection, tool, undo } from "../state/workbench.js";
import { measureAt } from "./edit-layer.js";
import { describeCoordinates, describePlace } from "./place-name.js";
import { select } from "./pointing.js";

/** @typedef {import("../core/types.js").Position} Position */

/** The crosshair, RD New; null while the map is used otherwise. */
export const crosshair = signal(/** @type {Position | null} */ (null));
/** Metres of one press of an arrow. */
export const step = signal(1);
export const STEPS = [0.1, 0.5, 1, 5, 10];

/** @type {Record<string, [number, number]>} */
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @param {HTMLElement} host that takes the focus
 * @param {any} map of OpenLayers
 * @param {{ help: () => void, zoom: (steps: number) => void, fit: () => void }} actions
 */
export function followKeys(host, map, actions) {
  host.addEventListener("keydown", (event) => {
    if (event.target !== host) return;
    if (pressed(event, map, actions)) {
      event.preventDefault();
      event.stopPropagation();
    }
  });
  host.addEventListener("keyup", (event) => {
    if (event.key === "b" || event.key === "B") isHoldingBefore.value = false;
  });
  host.addEventListener("blur", () => {
    isHoldingBefore.value = false;
    crosshair.value = null;
  });
  host.addEventListener("pointerdown", () => {
    crosshair.value = null;
  });
}

/**
 * @param {KeyboardEvent} event
 * @param {any} map
 * @param {any} actions
 * @returns {boolean} whether the key was for the map
 */
function pressed(event, map, actions) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const arrow = ARROWS[event.key];
  if (arrow) return moved(arrow, event.shiftKey ? 10 : 1, map);
  switch (key) {
    case "Enter":
    case " ":
      return entered(map, event.shiftKey);
    case "Backspace":
      return transform.peek()?.kind === "points" ? cornerGone() : removeVertex();
    case "Delete":
      return transform.peek()?.kind === "points" ? cornerGone() : removeSelected();
    case "Escape":
      return escaped();
    case "f":
      return transform.peek() ? commitTransform() || true : finish() || true;
    case "m":
      return begin("move");
    case "r":
      return begin("rotate");
    case "s":
      return begin("size");
    case "v":
      return begin("points");
    case "d":
      return duplicateSelected() || true;
    case "n":
      return next(event.shiftKey ? -1 : 1, map);
    case "i":
      return spoken(map);
    case "l":
      return read(map);
    case "c":
      return centred(map);
    case "+":
    case "=":
      return actions.zoom(1) ?? true;
    case "-":
    case "_":
      return actions.zoom(-1) ?? true;
    case "0":
      return actions.fit() ?? true;
    case "?":
      return actions.help() ?? true;
    case "[":
      return stepped(-1);
    case "]":
      return stepped(1);
    case "b":
      isHoldingBefore.value = true;
      return true;
    default:
      return false;
  }
}

/** The crosshair, at the middle of the view where there is none yet. @param {any} map @returns {Position} */
function here(map) {
  return crosshair.peek() ?? map.getView().getCenter();
}

/** @param {[number, number]} arrow @param {number} times @param {any} map */
function moved([ux, uy], times, map) {
  const now = transform.peek();
  const [dx, dy] = [ux * step.peek() * times, uy * step.peek() * times];
  if (now && now.kind !== "points") {
    if (now.kind === "move") moveBy(dx, dy);
    else if (now.kind === "rotate") turnBy((ux !== 0 ? -ux : uy) * (times === 1 ? 5 : 15));
    else growBy(1 + 0.05 * (ux + uy) * (times === 1 ? 1 : 4));
    return true;
  }
  const [x, y] = here(map);
  const frame = area.peek()?.frame;
  if (!frame) return true;
  const east = frame.west + frame.columns * frame.cellSize;
  const south = frame.north - frame.rows * frame.cellSize;
  const to = /** @type {Position} */ ([
    Math.min(east, Math.max(frame.west, x + dx)),
    Math.min(frame.north, Math.max(south, y + dy)),
  ]);
  goTo(to, map);
  if (now && now.grabbed !== null) setCorner(now.grabbed, to);
  return true;
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let speaking;

/** Moves the crosshair, keeps it in sight and says after a moment where it is. @param {Position} to @param {any} map */
function goTo(to, map) {
  crosshair.value = to;
  if (drawingCard.peek()) pointer.value = to;
  const view = map.getView();
  const [west, south, east, north] = view.calculateExtent(map.getSize());
  const [mx, my] = [0.15 * (east - west), 0.15 * (north - south)];
  const [cx, cy] = view.getCenter();
  const dx = to[0] < west + mx ? to[0] - west - mx : to[0] > east - mx ? to[0] - east + mx : 0;
  const dy = to[1] < south + my ? to[1] - south - my : to[1] > north - my ? to[1] - north + my : 0;
  if (dx !== 0 || dy !== 0) view.setCenter([cx + dx, cy + dy]);
  clearTimeout(speaking);
  speaking = setTimeout(() => announce(describePlace(to)), 500);
}

/** @param {any} map @param {boolean} isAdding */
function entered(map, isAdding) {
  // What was done is told now; where the crosshair stands can wait.
  clearTimeout(speaking);
  const now = transform.peek();
  const at = here(map);
  if (now?.kind === "points") {
    if (now.grabbed !== null) grab(null);
    else {
      const corners = editedCorners();
      const distances = corners.map(([x, y]) => Math.hypot(x - at[0], y - at[1]));
      const nearest = distances.indexOf(Math.min(...distances));
      grab(nearest);
      goTo(corners[nearest], map);
      announce(t("draw.corner.held"));
    }
    return true;
  }
  if (now) return commitTransform() || true;
  if (drawingCard.peek()) {
    crosshair.value = at;
    addVertex(at);
    return true;
  }
  if (tool.peek() === "read") return read(map);
  const id = measureAt(at, 1.5);
  if (id) select(id, isAdding);
  else {
    selection.value = new Set();
    announce(describePlace(at));
  }
  return true;
}

function cornerGone() {
  const grabbed = transform.peek()?.grabbed;
  if (grabbed !== null && grabbed !== undefined) removeCorner(grabbed);
  else announce(t("draw.corner.holdFirst"));
  return true;
}

function escaped() {
  if (cancel()) return true;
  if (tool.peek() !== "select") {
    chooseTool("select");
    announce(t("draw.stopped"));
    return true;
  }
  if (selection.peek().size > 0) {
    selection.value = new Set();
    announce(t("draw.selected", { count: 0 }));
    return true;
  }
  return false;
}

/** @param {"move" | "rotate" | "size" | "points"} kind */
function begin(kind) {
  if (selection.peek().size === 0) announce(t("draw.selectFirst"));
  else if (!beginTransform(kind)) announce(t("draw.notForThis"));
  return true;
}

/** Goes along the measures, in the order of the plan. @param {number} by @param {any} map */
function next(by, map) {
  const all = plan.peek()?.measures.features ?? [];
  if (all.length === 0) {
    announce(t("draw.noMeasures"));
    return true;
  }
  const [last] = [...selection.peek()].slice(-1);
  const index = all.findIndex((one) => one.id === last);
  const chosen = all[(index + by + (index < 0 && by < 0 ? 1 : 0) + all.length) % all.length];
  selection.value = new Set([chosen.id]);
  crosshair.value = middle(chosen.geometry);
  goTo(middle(chosen.geometry), map);
  clearTimeout(speaking);
  const card = cards.peek().get(chosen.properties.card);
  announce(t("draw.measureOf", {
    card: localized(card?.title),
    index: all.indexOf(chosen) + 1,
    count: all.length,
    place: describePlace(middle(chosen.geometry)),
  }));
  return true;
}

/** @param {any} map */
function spoken(map) {
  const at = here(map);
  announce(`${describePlace(at)}. ${describeCoordinates(at)}`);
  return true;
}

/** @param {any} map */
function read(map) {
  const at = here(map);
  void readCell(at[0], at[1]);
  announce(describePlace(at));
  return true;
}

/** @param {any} map */
function centred(map) {
  goTo(map.getView().getCenter(), map);
  return true;
}

/** @param {number} by */
function stepped(by) {
  const index = Math.min(STEPS.length - 1, Math.max(0, STEPS.indexOf(step.peek()) + by));
  step.value = STEPS[index];
  announce(t("map.step.now", { step: step.peek() }));
  return true;
}

/**
 * Undo and redo work everywhere on the page but where a person types.
 * @param {KeyboardEvent} event
 * @param {boolean} isTyping
 */
export function undoKeys(event, isTyping) {
  if (isTyping || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key === "z" && !event.shiftKey) {
    event.preventDefault();
    // While a shape is drawn, its last corner is what one wants back.
    if (!removeVertex()) announce(t(undo() ? "history.undone" : "history.nothingToUndo"));
  } else if ((key === "z" && event.shiftKey) || key === "y") {
    event.preventDefault();
    announce(t(redo() ? "history.redone" : "history.nothingToRedo"));
  }
}

export { measureOf };
