// @ts-check
/** What is drawn over everything: the sketch, the cells where it may not be, handles, the cell that was read. */
import { effect } from "../core/signal.js";
import { bounds, direction, middle, rotated } from "../draw/geometry.js";
import {
  drawingCard,
  measureOf,
  pointer,
  propertiesFor,
  sketch,
  sketchVerdict,
  transform,
  transformVerdict,
  vertices,
} from "../draw/drawing.js";
import { editedCorners, editedMiddles } from "../draw/vertices.js";
import { area, cards, cell, plan, selection, tool } from "../state/workbench.js";
import { measureStyles } from "./measure-style.js";

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Position} Position */
/** @typedef {{ kind: "size" | "rotate" | "corner" | "middle", at: Position, index: number }} Handle */

/** Points of the screen between a shape and its handles. */
const GAP = 12;

/** The handles of what is selected, for drawing and for hitting. @param {number} resolution @returns {Handle[]} */
export function handles(resolution) {
  const now = transform.peek();
  if (now?.kind === "points") {
    return [
      ...editedMiddles().map(({ at, after }) => /** @type {Handle} */ ({ kind: "middle", at, index: after })),
      ...editedCorners().map((at, index) => /** @type {Handle} */ ({ kind: "corner", at, index })),
    ];
  }
  if (tool.peek() !== "select" || selection.peek().size !== 1) return [];
  const [id] = selection.peek();
  const geometry = now?.current.get(id) ?? measureOf(id)?.geometry;
  if (!geometry || geometry.type === "Point") return [];
  const angle = direction(geometry);
  const around = middle(geometry);
  const [west, south, east, north] = bounds(rotated(geometry, -angle, around));
  const gap = GAP * resolution;
  /** @param {number} x @param {number} y @returns {Position} */
  const back = (x, y) => {
    const radians = (angle * Math.PI) / 180;
    const [dx, dy] = [x - around[0], y - around[1]];
    return [
      around[0] + dx * Math.cos(radians) - dy * Math.sin(radians),
      around[1] + dx * Math.sin(radians) + dy * Math.cos(radians),
    ];
  };
  const corners = [[west - gap, south - gap], [east + gap, south - gap], [east + gap, north + gap], [
    west - gap,
    north + gap,
  ]];
  return [
    ...corners.map(([x, y], index) => /** @type {Handle} */ ({ kind: "size", at: back(x, y), index })),
    { kind: "rotate", at: back((west + east) / 2, north + 2.6 * gap), index: 0 },
  ];
}

/** @param {string} colour @param {number} width @param {number[]} [lineDash] */
const stroke = (colour, width, lineDash) => new ol.style.Stroke({ color: colour, width, lineDash });
/** @param {string} colour */
const fill = (colour) => new ol.style.Fill({ color: colour });

/** @param {Geometry} geometry @param {any} style */
function feature(geometry, style) {
  const made = new ol.Feature(geometryOf(geometry));
  made.setStyle(style);
  return made;
}

/** @param {Geometry} geometry */
export function geometryOf(geometry) {
  if (geometry.type === "Point") return new ol.geom.Point(geometry.coordinates);
  return geometry.type === "Polygon"
    ? new ol.geom.Polygon(geometry.coordinates)
    : new ol.geom.MultiPolygon(geometry.coordinates);
}

/** @param {() => number} resolution of the view, m in a point of the screen */
export function makeEditLayer(resolution) {
  const source = new ol.source.Vector();
  const layer = new ol.layer.Vector({ source, zIndex: 80, className: "tb-edit", updateWhileInteracting: true });
  const draw = () => {
    source.clear();
    const scale = resolution();
    source.addFeatures([
      ...sketchFeatures(scale),
      ...transformFeatures(scale),
      ...handleFeatures(scale),
      ...cellFeatures(),
    ]);
  };
  const stop = effect(() => {
    // Everything that is read below and not by itself a reason to run.
    void [selection.value, tool.value, plan.value, transform.value, cell.value, pointer.value];
    draw();
  });
  return { layer, draw, stop };
}

/** @param {number} scale */
function sketchFeatures(scale) {
  const card = drawingCard.value;
  if (!card) return [];
  const geometry = sketch.value;
  const verdict = sketchVerdict.value;
  const made = [];
  if (geometry) {
    const isRefused = verdict?.isAllowed === false;
    const ghost = /** @type {any} */ (
      {
        type: "Feature",
        id: "sketch",
        geometry,
        properties: { card: card.id, cardVersion: "", ...propertiesFor(card.id) },
      }
    );
    made.push(feature(geometry, measureStyles(ghost, scale, { isGhost: true, isRefused })));
    made.push(...wrongCells(verdict?.wrongCells ?? []));
  }
  const placed = vertices.value;
  if (placed.length > 0) {
    const at = pointer.value;
    const line = new ol.Feature(new ol.geom.LineString(at ? [...placed, at] : placed));
    line.setStyle([
      new ol.style.Style({ stroke: stroke("#ffffff", 5) }),
      new ol.style.Style({ stroke: stroke("#0b57d0", 2, [6, 5]) }),
    ]);
    made.push(line, ...placed.map((point) => feature({ type: "Point", coordinates: point }, dot("#0b57d0", 6))));
  }
  return made;
}

/** @param {string} colour @param {number} radius */
const dot = (colour, radius) =>
  new ol.style.Style({
    image: new ol.style.Circle({ radius, fill: fill("#ffffff"), stroke: stroke(colour, 2.5) }),
  });

/** Cells where it may not be, in red lines. @param {number[]} wrong */
function wrongCells(wrong) {
  const frame = area.peek()?.frame;
  if (!frame || wrong.length === 0) return [];
  const size = frame.cellSize;
  const rings = wrong.slice(0, 4000).map((index) => {
    const west = frame.west + (index % frame.columns) * size;
    const north = frame.north - Math.floor(index / frame.columns) * size;
    return [[[west, north], [west + size, north], [west + size, north - size], [west, north - size], [west, north]]];
  });
  const made = new ol.Feature(new ol.geom.MultiPolygon(rings));
  made.setStyle(new ol.style.Style({ fill: fill(/** @type {any} */ (redHatch())) }));
  return [made];
}

/** @type {CanvasPattern | string | null} */
let hatch = null;

function redHatch() {
  if (hatch) return hatch;
  const tile = document.createElement("canvas");
  tile.width = 8;
  tile.height = 8;
  const pen = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
  for (const [colour, width] of /** @type {[string, number][]} */ ([["rgba(255,255,255,0.85)", 4], ["#c5001a", 2.2]])) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.beginPath();
    for (const shift of [-8, 0, 8]) {
      pen.moveTo(shift - 2, -2);
      pen.lineTo(shift + 10, 10);
    }
    pen.stroke();
  }
  hatch = pen.createPattern(tile, "repeat") ?? "rgba(197,0,26,0.5)";
  return hatch;
}

/** @param {number} scale */
function transformFeatures(scale) {
  const now = transform.value;
  if (!now) return [];
  const verdicts = transformVerdict.value?.verdicts;
  return [...now.current].flatMap(([id, geometry]) => {
    const measure = measureOf(id);
    if (!measure) return [];
    const verdict = verdicts?.get(id);
    const styles = measureStyles({ ...measure, geometry }, scale, {
      isGhost: true,
      isRefused: verdict?.isAllowed === false,
    });
    return [feature(geometry, styles), ...wrongCells(verdict?.wrongCells ?? [])];
  });
}

/** @param {number} scale */
function handleFeatures(scale) {
  const now = transform.peek();
  return handles(scale).map(({ kind, at, index }) => {
    const isHeld = kind === "corner" && now?.grabbed === index;
    const style = kind === "middle"
      ? dot("#5f6368", 4.5)
      : kind === "rotate"
      ? [dot("#0b57d0", 10), glyph("↻")]
      : kind === "size"
      ? square()
      : dot(isHeld ? "#b00020" : "#0b57d0", isHeld ? 9 : 7);
    return feature({ type: "Point", coordinates: at }, style);
  });
}

const square = () =>
  new ol.style.Style({
    image: new ol.style.RegularShape({
      points: 4,
      radius: 9,
      angle: Math.PI / 4,
      fill: fill("#ffffff"),
      stroke: stroke("#0b57d0", 2.5),
    }),
  });

/** @param {string} text */
const glyph = (text) =>
  new ol.style.Style({
    text: new ol.style.Text({ text, font: "bold 15px system-ui, sans-serif", fill: fill("#0b57d0") }),
  });

function cellFeatures() {
  const read = cell.value;
  const frame = area.peek()?.frame;
  if (!read || !frame) return [];
  const size = frame.cellSize;
  const west = frame.west + Math.floor((read.x - frame.west) / size) * size;
  const north = frame.north - Math.floor((frame.north - read.y) / size) * size;
  const geometry = /** @type {Geometry} */ ({
    type: "Polygon",
    coordinates: [[[west, north], [west + size, north], [west + size, north - size], [west, north - size], [
      west,
      north,
    ]]],
  });
  return [feature(geometry, [
    new ol.style.Style({ stroke: stroke("#ffffff", 6) }),
    new ol.style.Style({ stroke: stroke("#202124", 3) }),
  ])];
}

/**
 * The topmost measure at a point: points first, then the smallest shape.
 * @param {Position} at
 * @param {number} tolerance m
 */
export function measureAt(at, tolerance) {
  /** @type {{ id: string, rank: number } | null} */
  let best = null;
  for (const measure of plan.peek()?.measures.features ?? []) {
    const made = geometryOf(measure.geometry);
    let rank = Infinity;
    if (measure.geometry.type === "Point") {
      const [x, y] = measure.geometry.coordinates;
      const card = cards.peek().get(measure.properties.card);
      const usual = card?.properties.find((one) => one.id === "crownDiameter")?.defaultValue ?? 2;
      const radius = Math.max(tolerance, Number(measure.properties.crownDiameter ?? usual) / 2);
      const distance = Math.hypot(x - at[0], y - at[1]);
      if (distance <= radius) rank = distance / 1000;
    } else if (made.intersectsCoordinate(at)) {
      rank = 1 + made.getArea();
    }
    if (rank < (best?.rank ?? Infinity)) best = { id: measure.id, rank };
  }
  return best?.id ?? null;
}
