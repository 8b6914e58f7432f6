// @ts-check
/** Grids from the server, decoded once and kept while there is room. */
import { request } from "../core/api.js";
import { signal } from "../core/signal.js";

/** @typedef {import("../core/types.js").GridReference} GridReference */
/** @typedef {{ cells: Uint8Array | Int16Array, reference: GridReference }} LoadedGrid */

/** About 30 MB of grids of 300 by 300. */
const ROOM = 160;
/** @type {Map<string, Promise<LoadedGrid>>} */
const known = new Map();

/** Codes of the land cover of the area, once it is there. */
export const landCover = signal(/** @type {Uint8Array | null} */ (null));

/**
 * @param {GridReference} reference
 * @returns {Promise<LoadedGrid>}
 */
export function loadGrid(reference) {
  const key = reference.digest;
  let found = known.get(key);
  if (found) {
    // The newest stand last, so that the oldest go first.
    known.delete(key);
  } else {
    found = fetchGrid(reference);
    found.catch(() => known.delete(key));
  }
  known.set(key, found);
  for (const oldest of known.keys()) {
    if (known.size <= ROOM) break;
    known.delete(oldest);
  }
  return found.then((grid) => ({ cells: grid.cells, reference }));
}

/** @param {GridReference} reference @returns {Promise<LoadedGrid>} */
async function fetchGrid(reference) {
  const response = await request("GET", `/api/grids/${reference.digest}`, { raw: true });
  const bytes = await response.arrayBuffer();
  const size = reference.encoding === "uint8" ? 1 : 2;
  if (bytes.byteLength !== reference.rows * reference.columns * size) throw new Error(`grid ${reference.digest}`);
  if (size === 1) return { cells: new Uint8Array(bytes), reference };
  const view = new DataView(bytes);
  const cells = new Int16Array(bytes.byteLength / 2);
  for (let i = 0; i < cells.length; i += 1) cells[i] = view.getInt16(2 * i, true);
  return { cells, reference };
}

/** A cell in its unit; NaN where there is none. @param {LoadedGrid} grid @param {number} index */
export function valueAt(grid, index) {
  const stored = grid.cells[index];
  const { missing, scale, offset } = grid.reference;
  return stored === undefined || stored === missing ? NaN : (offset ?? 0) + (scale ?? 1) * stored;
}

/**
 * After minus before, in the same unit.
 * @param {LoadedGrid} before
 * @param {LoadedGrid} after
 */
export function difference(before, after) {
  const result = new Float32Array(before.cells.length);
  for (let i = 0; i < result.length; i += 1) result[i] = valueAt(after, i) - valueAt(before, i);
  return result;
}
