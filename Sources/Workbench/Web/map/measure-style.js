// @ts-check
/** How measures look on the map: a colour, a pattern and a letter each, so that colour alone tells nothing. */
import { cards, selection } from "../state/workbench.js";

/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").MeasureCard} MeasureCard */

/** @typedef {{ fill: string, line: string, pattern: "dots" | "waves" | "grid" | "grass" | "none" }} Look */
/** @type {Record<string, Look>} */
const LOOKS = {
  tree: { fill: "#2f8f46", line: "#14532d", pattern: "none" },
  wadi: { fill: "#5aa9c9", line: "#0b4a6f", pattern: "waves" },
  lawn: { fill: "#8cc152", line: "#3b6b10", pattern: "grass" },
  "permeable-paving": { fill: "#c8a26a", line: "#6b4a14", pattern: "grid" },
  pond: { fill: "#3f86c9", line: "#0a2f5c", pattern: "none" },
  "light-paving": { fill: "#efe6cf", line: "#5c5340", pattern: "grid" },
  "green-roof": { fill: "#6fbf73", line: "#1b5e20", pattern: "dots" },
};
/** @type {Look[]} */
const OTHERS = [
  { fill: "#b48ead", line: "#5b3256", pattern: "grid" },
  { fill: "#d08770", line: "#7a3013", pattern: "dots" },
  { fill: "#88a0d0", line: "#263f78", pattern: "none" },
];

/** @param {string} card @returns {Look} */
export function look(card) {
  const known = LOOKS[card];
  if (known) return known;
  let sum = 0;
  for (const letter of card) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return OTHERS[sum % OTHERS.length];
}

/** @type {Map<string, CanvasPattern | string>} */
const patterns = new Map();

/** @param {string} card */
function fillOf(card) {
  const known = patterns.get(card);
  if (known) return known;
  const { fill, line, pattern } = look(card);
  const tile = document.createElement("canvas");
  tile.width = 12;
  tile.height = 12;
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  pen.globalAlpha = 0.78;
  pen.fillStyle = fill;
  pen.fillRect(0, 0, 12, 12);
  pen.globalAlpha = 0.75;
  pen.strokeStyle = line;
  pen.fillStyle = line;
  pen.lineWidth = 1;
  drawPattern(pen, pattern);
  const made = pen.createPattern(tile, "repeat") ?? fill;
  patterns.set(card, made);
  return made;
}

/** @param {CanvasRenderingContext2D} pen @param {Look["pattern"]} pattern */
function drawPattern(pen, pattern) {
  pen.beginPath();
  if (pattern === "waves") {
    for (const y of [3.5, 9.5]) {
      pen.moveTo(0, y);
      pen.bezierCurveTo(3, y - 3, 3, y - 3, 6, y);
      pen.bezierCurveTo(9, y + 3, 9, y + 3, 12, y);
    }
    pen.stroke();
  } else if (pattern === "grid") {
    pen.moveTo(0, 0.5);
    pen.lineTo(12, 0.5);
    pen.moveTo(0, 6.5);
    pen.lineTo(12, 6.5);
    pen.moveTo(3.5, 0);
    pen.lineTo(3.5, 6);
    pen.moveTo(9.5, 6);
    pen.lineTo(9.5, 12);
    pen.stroke();
  } else if (pattern === "grass") {
    for (const [x, y] of [[2, 5], [8, 11]]) {
      pen.moveTo(x, y);
      pen.lineTo(x - 1, y - 3);
      pen.moveTo(x, y);
      pen.lineTo(x + 1.5, y - 3.5);
    }
    pen.stroke();
  } else if (pattern === "dots") {
    for (const [x, y] of [[3, 3], [9, 9]]) {
      pen.moveTo(x + 1.3, y);
      pen.arc(x, y, 1.3, 0, 2 * Math.PI);
    }
    pen.fill();
  }
}

/** @param {number} width @param {string} colour @param {number[]} [dash] */
const stroke = (width, colour, dash) => new ol.style.Stroke({ color: colour, width, lineDash: dash });
/** @param {string | CanvasPattern} colour */
const fill = (colour) => new ol.style.Fill({ color: colour });

/**
 * The looks of a measure. Lines have a light casing: 3 to 1 against any raster below.
 * @param {Measure} measure
 * @param {number} resolution m in a point of the screen
 * @param {{ isGhost?: boolean, isRefused?: boolean, isOther?: boolean }} [state]
 */
export function measureStyles(measure, resolution, state = {}) {
  const isSelected = selection.peek().has(measure.id) && !state.isGhost;
  const card = cards.peek().get(measure.properties.card);
  const colours = look(measure.properties.card);
  const line = state.isRefused ? "#b00020" : colours.line;
  const dash = state.isGhost || state.isOther ? [7, 5] : undefined;
  const halo = isSelected ? [stroke(9, "#ffffff"), stroke(6.5, "#0b57d0")] : [];
  if (measure.geometry.type === "Point") {
    return pointStyles(measure, card, resolution, { line, dash, halo, isOther: state.isOther === true });
  }
  const ground = state.isOther ? fill("rgba(255,255,255,0.15)") : fill(fillOf(measure.properties.card));
  return [
    ...halo.map((one) => new ol.style.Style({ stroke: one })),
    new ol.style.Style({ fill: ground, stroke: stroke(4, "rgba(255,255,255,0.9)") }),
    new ol.style.Style({ stroke: stroke(2, line, dash) }),
  ];
}

/**
 * Looks of points by everything that they depend on: a thousand trees share a few pictures.
 * @type {Map<string, any[]>}
 */
const pointLooks = new Map();

/**
 * @param {Measure} measure
 * @param {MeasureCard | undefined} card
 * @param {number} resolution
 * @param {{ line: string, dash?: number[], halo: any[], isOther: boolean }} look
 */
function pointStyles(measure, card, resolution, { line, dash, halo, isOther }) {
  const usual = card?.properties.find((one) => one.id === "crownDiameter")?.defaultValue ?? 3;
  const size = Math.max(5, Number(measure.properties.crownDiameter ?? usual) / 2 / resolution);
  // To half a point of the screen: nobody sees the rest.
  const radius = Math.round(2 * size) / 2;
  const key = [measure.properties.card, radius, line, dash !== undefined, halo.length, isOther].join(" ");
  const known = pointLooks.get(key);
  if (known) return known;
  const circle = (/** @type {any} */ options) => new ol.style.Style({ image: new ol.style.Circle(options) });
  const { fill: colour } = look(measure.properties.card);
  const made = [
    ...halo.map((one) => circle({ radius: radius + 1, stroke: one })),
    circle({ radius, fill: isOther ? undefined : fill(`${colour}d0`), stroke: stroke(3.5, "rgba(255,255,255,0.9)") }),
    circle({ radius, stroke: stroke(1.8, line, dash) }),
    circle({ radius: 2.2, fill: fill(line) }),
  ];
  if (pointLooks.size > 500) pointLooks.clear();
  pointLooks.set(key, made);
  return made;
}
