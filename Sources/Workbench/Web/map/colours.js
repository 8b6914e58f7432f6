// @ts-check
/** From numbers to colours: one look-up for each cell. */

/** @typedef {import("../core/types.js").Scale} Scale */
/** @typedef {import("./grids.js").LoadedGrid} LoadedGrid */

/** `#rrggbb` to the bytes of a picture, as one number. @param {string} colour @param {number} [alpha] 0 to 255 */
export function pixel(colour, alpha = 255) {
  const number = Number.parseInt(colour.slice(1), 16);
  const [red, green, blue] = [number >> 16, (number >> 8) & 255, number & 255];
  return ((alpha << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** The class of a value. @param {Scale} scale @param {number} value */
export function classIndex(scale, value) {
  const limits = scale.limits;
  let index = 0;
  // As the engine does it: in the precision of a cell, so that exactly 0.15 is at 0.15.
  const single = Math.fround(value);
  while (index < limits.length && single >= Math.fround(limits[index])) index += 1;
  return index;
}

/** @param {Scale} scale */
function classPixels(scale) {
  return Uint32Array.from(scale.classes, (one) => (one.colour ? pixel(one.colour) : 0));
}

/**
 * Colours of a stored grid. The table has an entry for each number that can be stored.
 * @param {LoadedGrid} grid
 * @param {Scale} scale
 * @returns {ImageData}
 */
export function coloured(grid, scale) {
  const { reference, cells } = grid;
  const colours = classPixels(scale);
  const first = reference.encoding === "uint8" ? 0 : -32768;
  const table = new Uint32Array(reference.encoding === "uint8" ? 256 : 65536);
  for (let i = 0; i < table.length; i += 1) {
    const value = (reference.offset ?? 0) + (reference.scale ?? 1) * (i + first);
    table[i] = colours[classIndex(scale, value)];
  }
  if (reference.missing !== undefined && reference.missing !== null) table[reference.missing - first] = 0;
  const image = new ImageData(reference.columns, reference.rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = table[cells[i] - first];
  return image;
}

/**
 * Colours of values in their unit.
 * @param {Float32Array} values
 * @param {Scale} scale
 * @param {number} columns
 * @param {number} rows
 */
export function colouredValues(values, scale, columns, rows) {
  const colours = classPixels(scale);
  const image = new ImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i += 1) {
    const value = values[i];
    pixels[i] = Number.isNaN(value) ? 0 : colours[classIndex(scale, value)];
  }
  return image;
}

/**
 * A mask of the cells above a value.
 * @param {LoadedGrid} grid
 * @param {number} limit
 */
export function above(grid, limit) {
  const { reference, cells } = grid;
  const image = new ImageData(reference.columns, reference.rows);
  const pixels = new Uint32Array(image.data.buffer);
  for (let i = 0; i < pixels.length; i += 1) {
    const value = (reference.offset ?? 0) + (reference.scale ?? 1) * cells[i];
    pixels[i] = cells[i] !== reference.missing && Math.fround(value) >= Math.fround(limit) ? 0xff000000 : 0;
  }
  return image;
}

/** @param {ImageData} image */
export function canvasOf(image) {
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
