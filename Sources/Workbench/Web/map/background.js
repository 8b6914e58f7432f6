// @ts-check
/** The ground of the map: the colours of the land cover in the light of the relief. */
import { canvasOf } from "./colours.js";

/** @typedef {import("../core/types.js").AreaView} AreaView */

/** At most so many points a side, so that a large area does not fill the memory of an old laptop. */
const MOST_POINTS = 1600;

/**
 * Draws the ground finer than its cells: between cells the class with the most weight wins, which makes the stairs of
 * slanting edges into lines.
 * @param {AreaView} area
 * @param {Uint8Array} codes
 * @param {Uint8Array} hillshade
 */
export function drawGround(area, codes, hillshade) {
  const { columns, rows } = area.frame;
  const factor = Math.max(1, Math.min(4, Math.floor(MOST_POINTS / Math.max(columns, rows))));
  const [width, height] = [columns * factor, rows * factor];
  const image = new ImageData(width, height);
  const palette = paletteOf(area);
  const flat = commonest(hillshade);
  for (let y = 0; y < height; y += 1) {
    const v = Math.max(0, (y + 0.5) / factor - 0.5);
    const row = Math.min(rows - 1, Math.floor(v));
    const below = Math.min(rows - 1, row + 1);
    const b = v - row;
    for (let x = 0; x < width; x += 1) {
      const u = Math.max(0, (x + 0.5) / factor - 0.5);
      const column = Math.min(columns - 1, Math.floor(u));
      const right = Math.min(columns - 1, column + 1);
      const a = u - column;
      const [p0, p1, p2, p3] = [row * columns, row * columns, below * columns, below * columns];
      const [i0, i1, i2, i3] = [p0 + column, p1 + right, p2 + column, p3 + right];
      const [w0, w1, w2, w3] = [(1 - a) * (1 - b), a * (1 - b), (1 - a) * b, a * b];
      const code = heaviest(codes[i0], codes[i1], codes[i2], codes[i3], w0, w1, w2, w3);
      const light = w0 * hillshade[i0] + w1 * hillshade[i1] + w2 * hillshade[i2] + w3 * hillshade[i3];
      // Half of the relief: enough to read the roofs, not so much that the classes become unreadable.
      const shade = Math.min(1.22, Math.max(0.66, 1 + 0.5 * (light / flat - 1)));
      const at = 4 * (y * width + x);
      for (let i = 0; i < 3; i += 1) image.data[at + i] = palette[code][i] * shade;
      image.data[at + 3] = 255;
    }
  }
  return canvasOf(image);
}

/**
 * The code with the most weight of four; written out, for it runs for every point of the picture.
 * @param {number} c0 @param {number} c1 @param {number} c2 @param {number} c3
 * @param {number} w0 @param {number} w1 @param {number} w2 @param {number} w3
 */
function heaviest(c0, c1, c2, c3, w0, w1, w2, w3) {
  if (c0 === c1 && c0 === c2 && c0 === c3) return c0;
  let [best, most] = [c0, w0 + (c1 === c0 ? w1 : 0) + (c2 === c0 ? w2 : 0) + (c3 === c0 ? w3 : 0)];
  const second = w1 + (c2 === c1 ? w2 : 0) + (c3 === c1 ? w3 : 0);
  if (second > most) [best, most] = [c1, second];
  const third = w2 + (c3 === c2 ? w3 : 0);
  if (third > most) [best, most] = [c2, third];
  return w3 > most ? c3 : best;
}

/**
 * Colours by code, a little calmer than in the legend so that what lies on top stands out; the same by night, for the
 * legend must hold.
 * @param {AreaView} area
 */
function paletteOf(area) {
  const paper = [250, 249, 246];
  const share = 0.78;
  /** @type {number[][]} */
  const palette = Array.from({ length: 256 }, () => paper);
  for (const one of area.classes) {
    const number = Number.parseInt(one.colour.slice(1), 16);
    const rgb = [number >> 16, (number >> 8) & 255, number & 255];
    palette[one.code] = rgb.map((value, i) => share * value + (1 - share) * paper[i]);
  }
  return palette;
}

/** The light of flat ground. @param {Uint8Array} hillshade */
function commonest(hillshade) {
  const counts = new Uint32Array(256);
  for (const value of hillshade) counts[value] += 1;
  let best = 180;
  for (let i = 1; i < 256; i += 1) if (counts[i] > counts[best]) best = i;
  return Math.max(1, best);
}
