// @ts-check
/** Buttons on the map: everything that is done by dragging or by keys, by single clicks too. */
import { fill, h, svg } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import {
  alongStreet,
  beginTransform,
  cancel,
  chooseShape,
  chooseTool,
  commitTransform,
  drawingCard,
  duplicateSelected,
  finish,
  growBy,
  measureOf,
  moveBy,
  removeSelected,
  removeVertex,
  shape,
  sketchStatus,
  transform,
  transformVerdict,
  turnBy,
  vertices,
} from "../draw/drawing.js";
import { hasBuildings, isSnapping } from "../draw/snapping.js";
import { removeCorner } from "../draw/vertices.js";
import { selection, tool } from "../state/workbench.js";
import { leftTab } from "../state/panels.js";
import { step } from "./keyboard.js";

/**
 * @param {any} map of OpenLayers
 * @param {{ zoom: (steps: number) => void, fit: () => void, help: () => void }} actions
 * @returns {HTMLElement[]}
 */
export function makeToolbar(map, actions) {
  const pan = (/** @type {number} */ x, /** @type {number} */ y) => {
    const view = map.getView();
    const [width, height] = map.getSize();
    const [cx, cy] = view.getCenter();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    view.animate({
      center: [cx + x * 0.25 * width * view.getResolution(), cy + y * 0.25 * height * view.getResolution()],
      duration: calm ? 0 : 180,
    });
  };
  const views = h(
    "div",
    { class: "tb-map-views", role: "group", "aria-label": t("map.views") },
    iconButton("plus", t("map.zoomIn"), () => actions.zoom(1)),
    iconButton("minus", t("map.zoomOut"), () => actions.zoom(-1)),
    iconButton("fit", t("map.fit"), actions.fit),
    h(
      "details",
      { class: "tb-map-pan" },
      h("summary", { "aria-label": t("map.pan"), title: t("map.pan") }, icon("pan")),
      h(
        "div",
        { class: "tb-map-pan-pad", role: "group", "aria-label": t("map.pan") },
        iconButton("up", t("map.panNorth"), () => pan(0, 1)),
        iconButton("left", t("map.panWest"), () => pan(-1, 0)),
        iconButton("right", t("map.panEast"), () => pan(1, 0)),
        iconButton("down", t("map.panSouth"), () => pan(0, -1)),
      ),
    ),
    iconButton("help", t("map.help.open"), actions.help),
    h("div", { class: "tb-map-north", role: "img", "aria-label": t("map.north") }, icon("north")),
  );
  const modes = h("div", { class: "tb-map-modes", role: "group", "aria-label": t("map.modes") });
  const context = h("div", { class: "tb-map-context", role: "group", "aria-label": t("map.actions"), hidden: true });
  const status = h("div", { class: "tb-map-status", hidden: true });
  effect(() =>
    fill(modes, modeButton("select", "select", t("map.mode.select")), modeButton("read", "read", t("map.mode.read")))
  );
  effect(() => {
    const content = contextButtons();
    context.hidden = content.length === 0;
    fill(context, ...content);
  });
  effect(() => {
    const now = sketchStatus.value;
    const changing = transform.value ? transformVerdict.value : null;
    const text = now
      ? (now.verdict?.isAllowed === false ? now.verdict.reason : now.text)
      : changing && !changing.isAllowed
      ? changing.reason
      : "";
    status.hidden = text === "";
    status.dataset.refused = String(now?.verdict?.isAllowed === false || changing?.isAllowed === false);
    status.textContent = text;
  });
  return [views, h("div", { class: "tb-map-top" }, modes, context, status)];
}

/** @param {string} name @param {string} label @param {() => void} action @param {Record<string, any>} [more] */
function iconButton(name, label, action, more = {}) {
  return h("button", {
    type: "button",
    class: "tb-icon-button",
    "aria-label": label,
    title: label,
    onclick: action,
    ...more,
  }, icon(name));
}

/** @param {string} name @param {string} label @param {() => void} action @param {Record<string, any>} [more] */
function labelled(name, label, action, more = {}) {
  return h(
    "button",
    { type: "button", class: "tb-map-button", onclick: action, dataset: { key: `${name}-${label}` }, ...more },
    icon(name),
    h("span", {}, label),
  );
}

/** @param {string} id @param {string} name @param {string} label */
function modeButton(id, name, label) {
  return labelled(name, label, () => chooseTool(id), { "aria-pressed": String(tool.value === id) });
}

/** @returns {HTMLElement[]} */
function contextButtons() {
  const now = transform.value;
  if (now && !now.isDragging) return transformButtons(now);
  const card = drawingCard.value;
  if (card) return drawButtons(card);
  const chosen = selection.value;
  if (chosen.size === 0 || tool.value !== "select") return [];
  const hasShape = [...chosen].some((id) => measureOf(id)?.geometry.type !== "Point");
  const isOneShape = chosen.size === 1 && hasShape;
  return [
    ...(leftTab.value === "palette" ? [] : [labelled("fields", t("draw.action.properties"), () => {
      leftTab.value = "palette";
    })]),
    labelled("move", t("draw.action.move"), () => void beginTransform("move")),
    ...(hasShape
      ? [
        labelled("rotate", t("draw.action.rotate"), () => void beginTransform("rotate")),
        labelled("size", t("draw.action.size"), () => void beginTransform("size")),
      ]
      : []),
    ...(isOneShape ? [labelled("points", t("draw.action.points"), () => void beginTransform("points"))] : []),
    iconButton("copy", t("draw.action.duplicate"), () => void duplicateSelected(), { dataset: { key: "copy" } }),
    iconButton("bin", t("draw.action.remove"), () => void removeSelected(), {
      class: "tb-icon-button tb-danger",
      dataset: { key: "bin" },
    }),
  ];
}

/** @param {import("../core/types.js").MeasureCard} card */
function drawButtons(card) {
  const title = h("strong", { class: "tb-map-context-title" }, localized(card.title));
  const stop = labelled("close", t("draw.action.stop"), () => chooseTool("select"));
  if (card.geometry === "point") return [title, h("span", { class: "tb-map-tip" }, t("draw.tip.point")), stop];
  /** @type {("building" | "polygon" | "rectangle" | "circle")[]} */
  const shapes = ["polygon", "rectangle", "circle"];
  if (card.group === "roof" && hasBuildings()) shapes.unshift("building");
  const count = vertices.value.length;
  return [
    title,
    ...shapes.map((one) =>
      labelled(one, t(`draw.shape.${one}`), () => chooseShape(one), { "aria-pressed": String(shape.value === one) })
    ),
    ...(shape.value === "rectangle"
      ? [h(
        "label",
        { class: "tb-map-check" },
        h("input", {
          type: "checkbox",
          properties: { checked: alongStreet.value },
          dataset: { key: "along" },
          onchange: (/** @type {any} */ event) => {
            alongStreet.value = event.target.checked;
          },
        }),
        t("draw.alongStreet"),
      )]
      : []),
    ...(shape.value === "building"
      ? [h("span", { class: "tb-map-tip" }, t("draw.tip.building"))]
      : [iconButton("magnet", t("draw.snap"), () => {
        isSnapping.value = !isSnapping.value;
      }, { role: "switch", "aria-checked": String(isSnapping.value), dataset: { key: "snap" } })]),
    ...(count > 0 ? [labelled("back", t("draw.action.backOne"), () => void removeVertex())] : []),
    ...(shape.value === "polygon" && count >= 3
      ? [labelled("check", t("draw.action.finish"), () => void finish(), { class: "tb-map-button tb-primary" })]
      : []),
    stop,
  ];
}

/** @param {import("../draw/transforming.js").Transform} now */
function transformButtons(now) {
  const size = step.value;
  const pads = {
    move: [["left", "draw.nudge.west", () => moveBy(-size, 0)], ["right", "draw.nudge.east", () => moveBy(size, 0)], [
      "up",
      "draw.nudge.north",
      () => moveBy(0, size),
    ], ["down", "draw.nudge.south", () => moveBy(0, -size)]],
    rotate: [["turnLeft", "draw.nudge.left", () => turnBy(5)], ["turnRight", "draw.nudge.right", () => turnBy(-5)]],
    size: [["plus", "draw.nudge.larger", () => growBy(1.05)], ["minus", "draw.nudge.smaller", () => growBy(1 / 1.05)]],
    points: /** @type {any[]} */ ([]),
  }[now.kind];
  const buttons = pads.map(([name, key, action]) =>
    iconButton(String(name), t(String(key), { step: size }), /** @type {() => void} */ (action), {
      dataset: { key: String(key) },
    })
  );
  const held = now.kind === "points" && now.grabbed !== null
    ? [
      labelled("bin", t("draw.action.removeCorner"), () =>
        removeCorner(/** @type {number} */ (transform.peek()?.grabbed))),
    ]
    : [];
  return [
    h("strong", { class: "tb-map-context-title" }, t(`draw.action.${now.kind}`)),
    h(
      "span",
      { class: "tb-map-tip" },
      t(now.kind === "points" && now.grabbed !== null ? "draw.tip.held" : `draw.tip.${now.kind}`),
    ),
    ...buttons,
    ...held,
    labelled("check", t("draw.action.done"), () => void commitTransform(), { class: "tb-map-button tb-primary" }),
    labelled("close", t("draw.action.cancel"), () => void cancel()),
  ];
}

/** Pictures of 20 by 20, in lines. @type {Record<string, string>} */
const PATHS = {
  plus: "M10 4v12M4 10h12",
  minus: "M4 10h12",
  fit: "M3 8V3h5M12 3h5v5M17 12v5h-5M8 17H3v-5",
  pan:
    "M10 2v16M2 10h16M10 2l-2.5 3M10 2l2.5 3M10 18l-2.5-3M10 18l2.5-3M2 10l3-2.5M2 10l3 2.5M18 10l-3-2.5M18 10l-3 2.5",
  up: "M10 16V4M5 9l5-5 5 5",
  down: "M10 4v12M5 11l5 5 5-5",
  left: "M16 10H4M9 5l-5 5 5 5",
  right: "M4 10h12M11 5l5 5-5 5",
  help: "M7 7.5a3 3 0 1 1 4.2 2.8c-.9.4-1.2.9-1.2 1.9M10 15.2v.3",
  north: "M10 2l5 15-5-4-5 4z",
  select: "M5 3l10 7-4.5 1L13 16.5l-2 1L8.5 12 5 15z",
  read: "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.5 13.500L18 18M9 6v6M6 9h6",
  move: "M10 3v14M3 10h14M10 3L8 5M10 3l2 2M10 17l-2-2M10 17l2-2M3 10l2-2M3 10l2 2M17 10l-2-2M17 10l-2 2",
  rotate: "M16 10a6 6 0 1 1-2-4.500M16 3v3.500h-3.5",
  turnLeft: "M4 10a6 6 0 1 0 2-4.500M4 3v3.500h3.5",
  turnRight: "M16 10a6 6 0 1 1-2-4.500M16 3v3.500h-3.5",
  size: "M4 16L16 4M10 4h6v6M4 10v6h6",
  points: "M5 14L8 5l8 3-2 8zM4 13h2v2H4zM7 4h2v2H7zM15 7h2v2h-2zM13 15h2v2h-2z",
  copy: "M7 7h9v9H7zM4 13V4h9",
  bin: "M4 6h12M8 6V4h4v2M6 6l1 11h6l1-11",
  close: "M5 5l10 10M15 5L5 15",
  check: "M4 10.500l4 4 8-9",
  back: "M8 5L4 9l4 4M4 9h8a4 4 0 0 1 0 8h-2",
  polygon: "M4 14L6 5l9-1 2 9-7 4z",
  rectangle: "M3 6h14v9H3z",
  fields: "M3 5h6M13 5h4M9 3v4M3 10h2M9 10h8M5 8v4M3 15h9M16 15h1M12 13v4",
  building: "M3 17V8l7-5 7 5v9zM8 17v-5h4v5",
  magnet: "M4 4h4v6a2 2 0 0 0 4 0V4h4v6a6 6 0 0 1-12 0zM4 7h4M12 7h4",
  circle: "M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12z",
};

/** @param {string} name */
export function icon(name) {
  return svg(
    "svg",
    { viewBox: "0 0 20 20", "aria-hidden": "true", class: "tb-icon" },
    svg("path", { d: PATHS[name] ?? "" }),
  );
}
