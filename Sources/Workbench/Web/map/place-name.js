// @ts-check
/** Where a point lies, in words: for those who cannot see the map, and to check for those who can. */
import { localized, number, t } from "../core/text.js";
import { contains, distanceToSegment } from "../draw/geometry.js";
import { area, cards, plan } from "../state/workbench.js";
import { areaFeatures } from "./area-features.js";
import { classIndex } from "./colours.js";
import { landCover, valueAt } from "./grids.js";
import { layerInfo, shownGrids } from "./overlays.js";

/** @typedef {import("../core/types.js").Position} Position */

/** m. */
const NEAR_ROAD = 25;

/** @param {Position} point @returns {number} index of the cell, -1 outside */
function cellAt(point) {
  const frame = area.peek()?.frame;
  if (!frame) return -1;
  const row = Math.floor((frame.north - point[1]) / frame.cellSize);
  const column = Math.floor((point[0] - frame.west) / frame.cellSize);
  return row >= 0 && row < frame.rows && column >= 0 && column < frame.columns ? row * frame.columns + column : -1;
}

/** The class of land cover. @param {Position} point */
function groundAt(point) {
  const code = landCover.peek()?.[cellAt(point)];
  return area.peek()?.classes.find((one) => one.code === code);
}

/**
 * The nearest street with a name, and which way it runs, degrees.
 * @param {Position} point
 * @param {number} [within] m
 */
export function nearestRoad(point, within = NEAR_ROAD) {
  let [best, closest, angle] = ["", within, 0];
  for (const road of areaFeatures.peek().roads ?? []) {
    const lines = road.geometry.type === "MultiLineString" ? road.geometry.coordinates : [road.geometry.coordinates];
    for (const line of lines) {
      for (let i = 0; i + 1 < line.length; i += 1) {
        const distance = distanceToSegment(point, line[i], line[i + 1]);
        if (distance < closest) {
          closest = distance;
          best = road.properties.name ?? "";
          angle = (Math.atan2(line[i + 1][1] - line[i][1], line[i + 1][0] - line[i][0]) * 180) / Math.PI;
        }
      }
    }
  }
  return closest < within ? { name: best, angle, distance: closest } : null;
}

/** @param {Position} point */
export function describePlace(point) {
  if (cellAt(point) < 0) return t("map.place.outside");
  const parts = [];
  const ground = groundAt(point);
  if (ground) parts.push(localized(ground.title));
  const zone = (areaFeatures.peek().zones ?? []).find((one) => contains(one.geometry, point));
  if (zone) parts.push(zone.properties[`title${t("map.place.titleSuffix")}`] ?? "");
  const road = nearestRoad(point);
  if (road?.name) parts.push(t("map.place.near", { road: road.name }));
  const here =
    plan.peek()?.measures.features.filter((measure) =>
      measure.geometry.type === "Point"
        ? Math.hypot(measure.geometry.coordinates[0] - point[0], measure.geometry.coordinates[1] - point[1]) < 1.5
        : contains(measure.geometry, point)
    ) ?? [];
  for (const measure of here) {
    const card = cards.peek().get(measure.properties.card);
    if (card) parts.push(t("map.place.measure", { card: localized(card.title) }));
  }
  const value = describeValue(point);
  if (value) parts.push(value);
  return parts.filter(Boolean).join(", ");
}

/** The value of the layer on the map, with the word of its class. @param {Position} point */
export function describeValue(point) {
  const info = layerInfo.peek();
  const { before, after } = shownGrids.peek();
  const index = cellAt(point);
  const grid = after ?? before;
  if (!info || !grid || index < 0) return "";
  const value = valueAt(grid, index);
  if (Number.isNaN(value)) return "";
  const [shown, unit, decimals] = inWords(value, info.unit);
  const note = info.scale.classes[classIndex(info.scale, value)]?.note;
  return `${number(shown, decimals)} ${unit}${note ? ` (${localized(note)})` : ""}`;
}

/**
 * A value as people say it: centimetres of water, percent of shade.
 * @param {number} value
 * @param {string} unit
 * @returns {[number, string, number]}
 */
function inWords(value, unit) {
  if (unit === "m") return [value * 100, "cm", 0];
  if (unit === "1") return [value * 100, "%", 0];
  // Units come as UCUM writes them.
  return [value, { Cel: "°C", K: "°C" }[unit] ?? unit, 1];
}

/** Coordinates for people. @param {Position} point */
export const describeCoordinates = (point) =>
  t("map.place.coordinates", { x: number(point[0], 1), y: number(point[1], 1) });
