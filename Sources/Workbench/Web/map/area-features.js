// @ts-check
/** What stands in the area already: buildings, trees, water, names of streets. */
import { get } from "../core/api.js";
import { signal } from "../core/signal.js";

/** @typedef {import("../core/types.js").AreaView} AreaView */
/** @typedef {{ type: "Feature", id?: string, geometry: any, properties: Record<string, any> }} Feature */

/** By kind: `buildings`, `trees`, `roads`, `zones`, `water`. */
export const areaFeatures = signal(/** @type {Record<string, Feature[]>} */ ({}));

/** @param {AreaView} area */
export async function loadFeatures(area) {
  const loaded = await Promise.all(area.features.map(async ({ id, digest }) => {
    try {
      return [id, (await get(`/api/features/${digest}`)).features];
    } catch (error) {
      // The map can do without one of them; the ground comes from the land cover.
      console.error(id, error);
      return [id, []];
    }
  }));
  areaFeatures.value = Object.fromEntries(loaded);
}

const GREEN = "rgba(74,124,66,0.42)";

/** Layers of OpenLayers under the measures. */
export function featureLayers() {
  const format = new ol.format.GeoJSON();
  /** @param {string} kind */
  const source = (kind) => {
    const made = new ol.source.Vector();
    const features = areaFeatures.peek()[kind] ?? [];
    made.addFeatures(format.readFeatures({ type: "FeatureCollection", features }));
    return made;
  };
  const edge = new ol.style.Style({
    stroke: new ol.style.Stroke({ color: "#4d4743", width: 1 }),
  });
  /** By radius in half points of the screen: hundreds of trees share a few pictures. @type {Map<number, any>} */
  const crowns = new Map();
  const crown = (/** @type {any} */ feature, /** @type {number} */ resolution) => {
    const radius = Math.max(1.5, Math.round(Number(feature.get("crownDiameter") ?? 4) / resolution) / 2);
    const known = crowns.get(radius);
    if (known) return known;
    const made = new ol.style.Style({
      image: new ol.style.Circle({
        radius,
        fill: new ol.style.Fill({ color: GREEN }),
        stroke: new ol.style.Stroke({ color: "rgba(38,84,36,0.7)", width: 1 }),
      }),
    });
    crowns.set(radius, made);
    return made;
  };
  return [
    new ol.layer.Vector({ source: source("buildings"), style: edge, zIndex: 30, className: "tb-layer" }),
    new ol.layer.Vector({ source: source("trees"), style: crown, zIndex: 31, className: "tb-layer" }),
    new ol.layer.Vector({
      source: source("roads"),
      style: (/** @type {any} */ feature, /** @type {number} */ resolution) => name(feature.get("name"), resolution),
      zIndex: 60,
      declutter: true,
      className: "tb-names",
    }),
  ];
}

/** @param {string | undefined} text @param {number} resolution */
function name(text, resolution) {
  if (!text || resolution > 1.2) return undefined;
  return new ol.style.Style({
    text: new ol.style.Text({
      text,
      placement: "line",
      font: "600 12px system-ui, sans-serif",
      maxAngle: 0.6,
      repeat: 420,
      fill: new ol.style.Fill({ color: "#2b2725" }),
      stroke: new ol.style.Stroke({ color: "rgba(255,255,255,0.92)", width: 3.5 }),
    }),
  });
}
