// @ts-check
/**
 * Says before the server does whether a measure can stand somewhere: the same rules as the engine's check of plans, as
 * far as the land cover and the other measures tell. The server has the last word.
 */
import { localized, t } from "../core/text.js";
import { area as areaSignal, cards } from "../state/workbench.js";
import { bounds, cells, corners, crossesItself, polygons } from "./geometry.js";
import { landCover } from "../map/grids.js";

/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").MeasureCard} MeasureCard */
/** @typedef {{ isAllowed: boolean, reason: string, wrongCells: number[], cellCount: number }} Verdict */

/** A polygon may touch unsuitable ground with so much of its cells. */
const TOLERATED_SHARE = 0.1;
/** m. */
const TREE_SPACING = 1;
/** Cells here are coarser than the engine's exact overlay: only overlaps beyond doubt are refused, m². */
const CERTAIN_OVERLAP = 2;
/** Corners of one shape. */
const CORNER_LIMIT = 2000;

/** Codes on which a card may stand. @param {MeasureCard} card @returns {Set<number>} */
function allowedCodes(card) {
  const allowed = new Set(card.allowedOn);
  return new Set((areaSignal.peek()?.classes ?? []).filter((one) => allowed.has(one.id)).map((one) => one.code));
}

/**
 * @param {Geometry} geometry
 * @param {MeasureCard} card
 * @param {Iterable<Measure>} others of the plan, without the measure itself
 * @returns {Verdict}
 */
export function check(geometry, card, others) {
  const area = areaSignal.peek();
  const codes = landCover.peek();
  /** @param {string} reason @param {number[]} [wrongCells] @param {number} [cellCount] @returns {Verdict} */
  const refused = (reason, wrongCells = [], cellCount = 0) => ({ isAllowed: false, reason, wrongCells, cellCount });
  if (!area || !codes) return { isAllowed: true, reason: "", wrongCells: [], cellCount: 0 };
  const frame = area.frame;
  const east = frame.west + frame.columns * frame.cellSize;
  const south = frame.north - frame.rows * frame.cellSize;
  const points = corners(geometry);
  if (points.length > CORNER_LIMIT) return refused(t("draw.refused.corners", { count: CORNER_LIMIT }));
  if (points.some(([x, y]) => x < frame.west || x > east || y < south || y > frame.north)) {
    return refused(t("draw.refused.outside"));
  }
  if (polygons(geometry).some((rings) => rings.some(crossesItself))) return refused(t("draw.refused.crossing"));
  const covered = cells(geometry, frame);
  if (covered.length === 0) return refused(t("draw.refused.nothing"));
  const allowed = allowedCodes(card);
  const wrongCells = covered.filter((index) => !allowed.has(codes[index]));
  if (wrongCells.length > TOLERATED_SHARE * covered.length) {
    return refused(
      t("draw.refused.spot", { card: localized(card.title), found: worst(wrongCells, codes, area) }),
      wrongCells,
      covered.length,
    );
  }
  const overlap = overlapped(geometry, covered, card, others);
  return overlap
    ? refused(overlap, [], covered.length)
    : { isAllowed: true, reason: "", wrongCells, cellCount: covered.length };
}

/** @param {number[]} wrong @param {Uint8Array} codes @param {import("../core/types.js").AreaView} area */
function worst(wrong, codes, area) {
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const index of wrong) counts.set(codes[index], (counts.get(codes[index]) ?? 0) + 1);
  const [code] = [...counts].sort((one, other) => other[1] - one[1] || one[0] - other[0])[0];
  const found = area.classes.find((one) => one.code === code);
  return found ? localized(found.title).toLowerCase() : t("draw.unknownGround");
}

/**
 * @param {Geometry} geometry
 * @param {number[]} covered
 * @param {MeasureCard} card
 * @param {Iterable<Measure>} others
 * @returns {string} what it lies over, empty for nothing
 */
function overlapped(geometry, covered, card, others) {
  const area = areaSignal.peek();
  if (!area) return "";
  const own = new Set(covered);
  const [west, south, east, north] = bounds(geometry);
  for (const other of others) {
    const otherCard = cards.peek().get(other.properties.card);
    if (!otherCard || otherCard.group !== card.group) continue;
    if (geometry.type === "Point" && other.geometry.type === "Point") {
      const [dx, dy] = [0, 1].map((i) =>
        geometry.coordinates[i] - /** @type {number} */ (other.geometry.coordinates[i])
      );
      if (Math.hypot(dx, dy) < TREE_SPACING) return t("draw.refused.tooClose", { card: localized(otherCard.title) });
      continue;
    }
    const [w, s, e, n] = bounds(other.geometry);
    if (w > east || e < west || s > north || n < south) continue;
    const shared = cells(other.geometry, area.frame).filter((index) => own.has(index)).length;
    if (shared * area.frame.cellSize ** 2 >= CERTAIN_OVERLAP) {
      return t("draw.refused.overlap", { card: localized(otherCard.title) });
    }
  }
  return "";
}

/**
 * What a measure costs to build, EUR.
 * @param {Geometry} geometry
 * @param {MeasureCard} card
 * @param {Record<string, any>} properties
 * @param {number} size m²
 */
export function constructionCost(geometry, card, properties, size) {
  return quantity(card.construction.per, properties, size) * card.construction.amount;
}

/** EUR a year. @param {MeasureCard} card @param {Record<string, any>} properties @param {number} size m² */
export function maintenanceCost(card, properties, size) {
  return quantity(card.maintenance.per, properties, size) * card.maintenance.amount;
}

/** @param {string} per @param {Record<string, any>} properties @param {number} size */
function quantity(per, properties, size) {
  if (per === "piece") return 1;
  if (per === "crownSquareMetre") return (Math.PI / 4) * Number(properties.crownDiameter ?? 0) ** 2;
  return size;
}
