// @ts-check
/** A layer of the map that shows one picture of cells: sharp where cells are large, smooth where they are small. */
import { RD } from "./projection.js";

/** @typedef {[number, number, number, number]} Extent */

export class GridLayer {
  /** @type {HTMLCanvasElement | null} */
  #picture = null;
  /** @type {HTMLCanvasElement | null} */
  #hatch = null;
  #isSharp = true;

  /**
   * @param {Extent} extent of the grid, RD New
   * @param {{ zIndex: number, isSharp?: boolean }} options
   */
  constructor(extent, { zIndex, isSharp = true }) {
    this.extent = extent;
    this.#isSharp = isSharp;
    this.source = new ol.source.ImageCanvas({
      projection: RD,
      ratio: 1,
      canvasFunction: (
        /** @type {Extent} */ seen,
        /** @type {number} */ resolution,
        /** @type {number} */ ratio,
        /** @type {[number, number]} */ size,
      ) => this.#draw(seen, resolution, ratio, size),
    });
    this.layer = new ol.layer.Image({ source: this.source, zIndex, className: "tb-layer" });
  }

  /**
   * Shows other cells.
   * @param {HTMLCanvasElement | null} picture null for nothing
   * @param {HTMLCanvasElement | null} [hatch] opaque where lines are drawn over the colours
   */
  show(picture, hatch = null) {
    this.#picture = picture;
    this.#hatch = hatch;
    this.source.changed();
  }

  /**
   * @param {Extent} seen
   * @param {number} resolution m in a point of the screen
   * @param {number} ratio points of the device in one of the screen
   * @param {[number, number]} size in points of the device
   */
  #draw(seen, resolution, ratio, size) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.max(1, Math.round(size[0])), Math.max(1, Math.round(size[1]))];
    const context = canvas.getContext("2d");
    if (!context || !this.#picture) return canvas;
    const points = ratio / resolution;
    const place = /** @type {const} */ ([
      (this.extent[0] - seen[0]) * points,
      (seen[3] - this.extent[3]) * points,
      (this.extent[2] - this.extent[0]) * points,
      (this.extent[3] - this.extent[1]) * points,
    ]);
    const isLarge = place[2] > this.#picture.width;
    context.imageSmoothingEnabled = !(this.#isSharp && isLarge);
    context.imageSmoothingQuality = "high";
    context.drawImage(this.#picture, ...place);
    if (this.#hatch) this.#drawHatch(context, this.#hatch, place, ratio);
    return canvas;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {HTMLCanvasElement} mask
   * @param {readonly [number, number, number, number]} place
   * @param {number} ratio
   */
  #drawHatch(context, mask, place, ratio) {
    const lines = document.createElement("canvas");
    [lines.width, lines.height] = [context.canvas.width, context.canvas.height];
    const pen = lines.getContext("2d");
    if (!pen) return;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(mask, ...place);
    pen.globalCompositeOperation = "source-in";
    pen.fillStyle = hatchPattern(pen, ratio, "#ffffff", "#08306b");
    pen.fillRect(0, 0, lines.width, lines.height);
    context.drawImage(lines, 0, 0);
  }
}

/**
 * Slanting lines with a light edge, to be seen on any colour.
 * @param {CanvasRenderingContext2D} context
 * @param {number} ratio
 * @param {string} edge
 * @param {string} line
 * @returns {CanvasPattern | string}
 */
function hatchPattern(context, ratio, edge, line) {
  const side = Math.round(8 * ratio);
  const tile = document.createElement("canvas");
  tile.width = side;
  tile.height = side;
  const pen = tile.getContext("2d");
  if (!pen) return line;
  for (const [colour, width] of /** @type {[string, number][]} */ ([[edge, 2.6], [line, 1.2]])) {
    pen.strokeStyle = colour;
    pen.lineWidth = width * ratio;
    pen.beginPath();
    for (const shift of [-side, 0, side]) {
      pen.moveTo(shift - 2, side + 2);
      pen.lineTo(shift + side + 2, -2);
    }
    pen.stroke();
  }
  return context.createPattern(tile, "repeat") ?? line;
}
