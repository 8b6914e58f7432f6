// @ts-check
import { language, localized, number, t } from "../core/text.js";

/** @typedef {import("../core/types.js").IndicatorRow} IndicatorRow */
/** @typedef {import("../core/types.js").PlanCost} PlanCost */

/** Between a number and its unit. */
const gap = "\u00a0";
const minus = "\u2212";

/**
 * A unit as people read it; the API writes symbols such as `m2`, `1` and `€/year`.
 * @param {string} symbol
 */
export function unitText(symbol) {
  const isDutch = language.value === "nl";
  if (symbol === "1") return "";
  // Models write a temperature as UCUM does, and a difference of temperatures in K; people say degrees for both.
  if (symbol === "K" || symbol === "Cel") return "°C";
  const text = symbol.replace(/([a-z])2\b/g, "$1²").replace(/([a-z])3\b/g, "$1³");
  if (!isDutch) return text;
  return text.replace(/\byear\b/g, "jaar").replace(/\bday\b/g, "dag").replace(/\bpieces\b/g, "stuks");
}

/**
 * The unit of a difference: of temperatures it is told in °C, of percentages in percentage points.
 * @param {string} symbol
 */
function differenceUnit(symbol) {
  if (symbol === "%") return t("indicator.percentagePoints");
  return unitText(symbol);
}

/**
 * A number with its unit, with a real minus sign.
 * @param {number | null | undefined} value
 * @param {string} unit a symbol of the API
 * @param {number} decimals
 */
export function figure(value, unit, decimals) {
  return withUnit(plain(value, decimals), unitText(unit));
}

/**
 * The same with its sign, for changes.
 * @param {number} value
 * @param {string} unit
 * @param {number} decimals
 */
export function change(value, unit, decimals) {
  return withUnit(signed(value, decimals), differenceUnit(unit));
}

/** @param {number} value @param {number} decimals */
export function signed(value, decimals) {
  const text = plain(value, decimals);
  return text.startsWith(minus) || Number(value.toFixed(decimals)) === 0 ? text : `+${text}`;
}

/** @param {number | null | undefined} value @param {number} decimals */
export function plain(value, decimals) {
  return number(value, decimals).replace("-", minus);
}

/**
 * Shares rounded so that they still add up to their rounded total: those that lay farthest from their rounding give way,
 * and what is nothing stays nothing.
 * @param {number[]} values
 * @param {number} total
 * @param {number} decimals
 */
export function addingUp(values, total, decimals) {
  const factor = 10 ** decimals;
  const exact = values.map((value) => value * factor);
  const rounded = exact.map(Math.round);
  let left = Math.round(total * factor) - rounded.reduce((sum, value) => sum + value, 0);
  const sign = Math.sign(left);
  const order = values.map((_, index) => index)
    .sort((a, b) => sign * (exact[b] - rounded[b] - exact[a] + rounded[a]) || a - b);
  for (const index of order) {
    if (left === 0) break;
    if (exact[index] === 0) continue;
    rounded[index] += sign;
    left -= sign;
  }
  return rounded.map((value) => value / factor);
}

/** @param {string} text @param {string} unit */
function withUnit(text, unit) {
  if (unit === "") return text;
  if (!unit.startsWith("€")) return `${text}${gap}${unit}`;
  const sign = /^[+\u2212]/.exec(text)?.[0] ?? "";
  return `${sign}€${gap}${text.slice(sign.length)}${unit.slice(1)}`;
}

/**
 * As many digits as a value on the way needs: three that count, never more than three behind the comma.
 * @param {number} value
 * @param {string} unit
 */
export function rough(value, unit) {
  const size = Math.abs(value);
  const decimals = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return figure(value, unit, decimals);
}

/**
 * Points are in hundredths; no more decimals are shown than there are.
 * @param {number | null | undefined} value
 */
export function points(value) {
  if (typeof value !== "number") return "–";
  return plain(value, [0, 1].find((decimals) => Math.abs(value - Number(value.toFixed(decimals))) < 0.004) ?? 2);
}

/** @param {PlanCost} cost */
export function constructionCost(cost) {
  return cost.lines.reduce((sum, line) => sum + line.construction, 0);
}

/** @param {PlanCost} cost */
export function maintenanceCost(cost) {
  return cost.lines.reduce((sum, line) => sum + line.maintenancePerYear, 0);
}

/**
 * From lowest to highest that a value may be.
 * @param {any} band
 * @param {number} value
 * @returns {[number, number] | null}
 */
export function bandAround(band, value) {
  if (!band) return null;
  const size = band.kind === "share" ? Math.abs(value) : 1;
  return [value - band.minus * size, value + band.plus * size];
}

/**
 * What may be said of a change, in a word.
 * @param {IndicatorRow} row
 */
export function verdictText(row) {
  return row.verdict === "undirected" ? "" : t(`indicator.verdict.${row.verdict}`);
}

/** @param {string} status an `EvidenceStatus` of the API */
export function statusText(status) {
  return t(`seeing.status.${status}`);
}

/**
 * A change with what it may be, in one sentence for the eyes.
 * @param {IndicatorRow} row
 */
export function changeWithBand(row) {
  const text = change(row.change, row.unit, row.decimals);
  if (row.changeLowest === undefined || row.changeHighest === undefined || row.verdict === "same") return text;
  if (signed(row.changeLowest, row.decimals) === signed(row.changeHighest, row.decimals)) return text;
  return t("indicator.changeBetween", {
    change: text,
    lowest: signed(row.changeLowest, row.decimals),
    highest: signed(row.changeHighest, row.decimals),
  });
}

/** @param {import("../core/types.js").LocalizedText | null | undefined} text */
export const words = (text) => localized(text);

/**
 * A moment as a person reads it.
 * @param {string} iso
 */
export function moment(iso) {
  const date = new Date(iso);
  if (Number.isNaN(date.valueOf())) return "";
  return date.toLocaleString(language.value === "nl" ? "nl-NL" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
}
