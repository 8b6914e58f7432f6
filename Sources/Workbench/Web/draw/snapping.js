// @ts-check
/** Points that click to what is there: corners and edges of buildings and of other measures. */
import { signal } from "../core/signal.js";
import { areaFeatures } from "../map/area-features.js";
import { plan } from "../state/workbench.js";
import { contains, polygons } from "./geometry.js";

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Position} Position */

/** Off to begin with: on a map of the whole area a corner would jump where nobody meant it. */
export const isSnapping = signal(false);

/**
 * The nearest corner within reach, else the nearest point of an edge, else the point itself.
 * @param {Position} at
 * @param {number} reach m
 * @param {string} [except] id of a measure that does not count
 * @returns {Position}
 */
export function snapped(at, reach, except) {
  if (!isSnapping.peek()) return at;
  /** @type {{ at: Position, distance: number } | null} */
  let corner = null;
  /** @type {{ at: Position, distance: number } | null} */
  let edge = null;
  for (const ring of ringsNear(at, reach, except)) {
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const [a, b] = [ring[i], ring[i + 1]];
      const toCorner = Math.hypot(at[0] - a[0], at[1] - a[1]);
      if (toCorner <= reach && toCorner < (corner?.distance ?? Infinity)) {
        corner = { at: [a[0], a[1]], distance: toCorner };
      }
      const foot = footOn(at, a, b);
      const toEdge = Math.hypot(at[0] - foot[0], at[1] - foot[1]);
      if (toEdge <= reach && toEdge < (edge?.distance ?? Infinity)) edge = { at: foot, distance: toEdge };
    }
  }
  return corner?.at ?? edge?.at ?? at;
}

/** @param {Position} at @param {number} reach @param {string | undefined} except */
function* ringsNear(at, reach, except) {
  const shapes = [
    ...(areaFeatures.peek().buildings ?? []).map((one) => one.geometry),
    ...(plan.peek()?.measures.features ?? []).filter((one) => one.id !== except).map((one) => one.geometry),
  ];
  for (const shape of shapes) {
    for (const ring of polygons(shape).flat()) {
      const isNear = ring.some((/** @type {Position} */ p) =>
        Math.abs(p[0] - at[0]) < reach + 60 && Math.abs(p[1] - at[1]) < reach + 60
      );
      if (isNear) yield ring;
    }
  }
}

/** @param {Position} at @param {Position} a @param {Position} b @returns {Position} */
function footOn(at, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dy * dy;
  const share = squared > 0 ? Math.min(1, Math.max(0, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / squared)) : 0;
  return [a[0] + share * dx, a[1] + share * dy];
}

/** The building at a point. @param {Position} at @returns {Geometry | null} */
export function buildingAt(at) {
  const found = (areaFeatures.peek().buildings ?? []).find((one) => contains(one.geometry, at));
  return found ? /** @type {Geometry} */ (found.geometry) : null;
}

/** Whether outlines of buildings are known here. */
export const hasBuildings = () => (areaFeatures.value.buildings ?? []).length > 0;
