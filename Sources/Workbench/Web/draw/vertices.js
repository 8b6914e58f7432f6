// @ts-check
/** Changing the corners of one shape, by clicks alone or by dragging. */
import { announce } from "../core/announce.js";
import { t } from "../core/text.js";
import { transform, warn } from "./drawing.js";
import { polygons } from "./geometry.js";

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Position} Position */

/**
 * The rings of the one shape whose corners are changed.
 * @returns {{ id: string, rings: Position[][], all: Position[][][] } | null}
 */
function edited() {
  const now = transform.peek();
  if (!now || now.kind !== "points") return null;
  const id = now.ids[0];
  const geometry = now.current.get(id);
  if (!geometry || geometry.type === "Point") return null;
  const all = polygons(geometry);
  return { id, rings: all.flat(), all };
}

/** Corners of the shape in order, without the closing ones. @returns {Position[]} */
export const editedCorners = () => (edited()?.rings ?? []).flatMap((ring) => ring.slice(0, -1));

/**
 * The middles of the edges, where a corner can be added, with the corner before each.
 * @returns {{ at: Position, after: number }[]}
 */
export function editedMiddles() {
  /** @type {{ at: Position, after: number }[]} */
  const result = [];
  let index = 0;
  for (const ring of edited()?.rings ?? []) {
    for (let i = 0; i + 1 < ring.length; i += 1) {
      result.push({ at: [(ring[i][0] + ring[i + 1][0]) / 2, (ring[i][1] + ring[i + 1][1]) / 2], after: index });
      index += 1;
    }
  }
  return result;
}

/**
 * @param {(open: Position[], from: number) => Position[]} change gets each ring without its closing corner, and the
 *   number of its first corner
 */
function rewrite(change) {
  const now = transform.peek();
  const shape = edited();
  if (!now || !shape) return;
  let index = 0;
  const rings = shape.all.map((polygon) =>
    polygon.map((ring) => {
      const open = change(ring.slice(0, -1), index);
      index += ring.length - 1;
      return [...open, open[0]];
    })
  );
  /** @type {Geometry} */
  const geometry = rings.length === 1
    ? { type: "Polygon", coordinates: rings[0] }
    : { type: "MultiPolygon", coordinates: rings };
  transform.value = { ...now, current: new Map([[shape.id, geometry]]) };
}

/** @param {Position} at @returns {Position} */
const rounded = (at) => [Math.round(at[0] * 1000) / 1000, Math.round(at[1] * 1000) / 1000];

/** @param {number} index @param {Position} at */
export function setCorner(index, at) {
  rewrite((open, from) => open.map((point, i) => (from + i === index ? rounded(at) : point)));
}

/** Adds a corner after another and takes hold of it. @param {number} after @param {Position} at */
export function insertCorner(after, at) {
  rewrite((open, from) => {
    const local = after - from;
    return local >= 0 && local < open.length
      ? [...open.slice(0, local + 1), rounded(at), ...open.slice(local + 1)]
      : open;
  });
  grab(after + 1);
}

/** Takes a corner away; three must stay. @param {number} index */
export function removeCorner(index) {
  let isRemoved = false;
  rewrite((open, from) => {
    const local = index - from;
    if (local < 0 || local >= open.length || open.length <= 3) return open;
    isRemoved = true;
    return open.filter((_, i) => i !== local);
  });
  grab(null);
  if (isRemoved) announce(t("draw.corner.removed"));
  else warn(t("draw.needsThree"));
}

/** Takes hold of a corner, or lets go. @param {number | null} index */
export function grab(index) {
  const now = transform.peek();
  if (now && now.grabbed !== index) transform.value = { ...now, grabbed: index };
}
