// @ts-check
/** Light grey over the cells whose values are incomplete; their colours stay readable below it. */
import { above, canvasOf } from "./colours.js";
import { loadGrid } from "./grids.js";

/** @typedef {import("./overlays.js").Picture} Picture */

/**
 * @param {import("../core/types.js").GridReference} reference 1 where values are incomplete
 * @returns {Promise<(shown: Picture | null) => Picture | null>}
 */
export async function veilOver(reference) {
  const grey = canvasOf(above(await loadGrid(reference), 0.5));
  const pen = grey.getContext("2d");
  if (pen) {
    pen.globalCompositeOperation = "source-in";
    pen.fillStyle = "#e1e1dc";
    pen.fillRect(0, 0, grey.width, grey.height);
  }
  return (shown) => {
    if (!shown) return null;
    const picture = document.createElement("canvas");
    picture.width = shown.picture.width;
    picture.height = shown.picture.height;
    const brush = picture.getContext("2d");
    if (!brush) return shown;
    brush.drawImage(shown.picture, 0, 0);
    brush.globalAlpha = 0.66;
    brush.drawImage(grey, 0, 0);
    return { ...shown, picture };
  };
}
