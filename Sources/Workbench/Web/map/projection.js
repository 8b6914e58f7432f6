// @ts-check

export const RD = "EPSG:28992";

/**
 * Makes RD New known to the map by its name and unit. Everything on the page is in RD New already and nothing is
 * reprojected, so the map needs no formula of the projection, nor a library for it.
 */
export function registerProjection() {
  if (ol.proj.get(RD)) return;
  ol.proj.addProjection(
    new ol.proj.Projection({ code: RD, units: "m", extent: [-7000, 289000, 300000, 629000], axisOrientation: "enu" }),
  );
}

/** @param {import("../core/types.js").GridFrame} frame @returns {[number, number, number, number]} */
export function frameExtent(frame) {
  return [
    frame.west,
    frame.north - frame.rows * frame.cellSize,
    frame.west + frame.columns * frame.cellSize,
    frame.north,
  ];
}
