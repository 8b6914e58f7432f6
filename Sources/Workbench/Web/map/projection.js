// @ts-check

/** RD New with the usual seven parameters, which the page needs only to name it: nothing is reprojected. */
const DEFINITION = "+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000"
  + " +ellps=bessel +towgs84=565.4171,50.3319,465.5524,1.9342,-1.6677,9.1019,4.0725 +units=m +no_defs";

export const RD = "EPSG:28992";

export function registerProjection() {
  proj4.defs(RD, DEFINITION);
  ol.proj.proj4.register(proj4);
}

/** @param {import("../core/types.js").GridFrame} frame @returns {[number, number, number, number]} */
export function frameExtent(frame) {
  return [
    frame.west, frame.north - frame.rows * frame.cellSize, frame.west + frame.columns * frame.cellSize, frame.north,
  ];
}
