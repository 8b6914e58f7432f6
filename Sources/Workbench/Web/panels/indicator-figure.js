// @ts-check
import { svg } from "../core/dom.js";
import { figure } from "./figures.js";

/** @typedef {import("../core/types.js").IndicatorRow} IndicatorRow */
/** @typedef {{ low: number, high: number, x: (value: number) => number }} Axis */

const width = 320;
const edge = 9;

/**
 * The part of the number line that a row needs. It follows from today, target and norm and gives way only to a plan
 * that goes beyond them, so that the line stands still while a person draws.
 * @param {IndicatorRow} row
 * @param {number | undefined} target
 * @returns {Axis}
 */
function axisOf(row, target) {
  const fixed = [row.before];
  if (target !== undefined) fixed.push(target);
  if (row.norm) fixed.push(row.norm.worst, row.norm.best);
  else if (row.unit === "°C") {
    // Zero degrees is no beginning: only the room around today and the target counts.
    const aim = target ?? row.before;
    const room = Math.max(1, 0.4 * Math.abs(aim - row.before));
    fixed.push(Math.min(aim, row.before) - room, Math.max(aim, row.before) + room);
  } else if (row.before >= 0) fixed.push(0, row.before * 1.25);
  const plan = [row.after, ...changeBand(row)];
  let low = Math.min(...fixed, ...plan);
  let high = Math.max(...fixed, ...plan);
  if (high - low < 1e-9) [low, high] = [low - (low > 0 ? low : 0), high + 1];
  return { low, high, x: (value) => edge + ((value - low) / (high - low)) * (width - 2 * edge) };
}

/**
 * From where to where the plan may be by what its change may be off; empty where nothing changed or nothing is known.
 * @param {IndicatorRow} row
 */
function changeBand(row) {
  if (row.verdict === "same" || row.change === 0) return [];
  if (row.changeLowest === undefined || row.changeHighest === undefined) return [];
  return [row.before + row.changeLowest, row.before + row.changeHighest];
}

/**
 * Today, the plan with what its change may be, and what is aimed at, on one number line. The text twin stands beside
 * it, so screen readers pass over it.
 * @param {IndicatorRow} row
 * @param {{ target?: number, hidesPlan?: boolean, hasLabels?: boolean }} [options]
 */
export function indicatorFigure(row, { target, hidesPlan = false, hasLabels = false } = {}) {
  const axis = axisOf(row, target);
  const middle = 12;
  const height = hasLabels ? 44 : 24;
  const before = axis.x(row.before);
  const after = axis.x(row.after);
  const good = goodSide(row, target, axis);
  const parts = [
    svg("rect", { class: "track", x: 2, y: middle - 3, width: width - 4, height: 6, rx: 3 }),
    good
      ? svg("rect", {
        class: `good ${target === undefined ? "is-norm" : ""}`,
        x: good[0],
        y: middle - 5,
        width: good[1] - good[0],
        height: 10,
        rx: 2,
      })
      : null,
  ];
  if (!hidesPlan) {
    const band = changeBand(row);
    if (band.length === 2) {
      const [from, to] = band.map(axis.x);
      parts.push(
        svg("rect", { class: "band", x: from, y: middle - 8, width: Math.max(1, to - from), height: 16, rx: 3 }),
      );
    }
    parts.push(svg("line", { class: "change", x1: before, x2: after, y1: middle, y2: middle }));
  }
  if (target !== undefined) {
    const x = axis.x(target);
    parts.push(svg("path", { class: "target", d: `M${x} ${middle + 10}V${middle - 11}` }));
    parts.push(svg("path", { class: "flag", d: `M${x} ${middle - 11.5}h7l-2 3 2 3h-7z` }));
  }
  parts.push(svg("circle", { class: "now", cx: before, cy: middle, r: 6.5 }));
  if (!hidesPlan) parts.push(svg("circle", { class: "plan", cx: after, cy: middle, r: 4.5 }));
  if (hasLabels) {
    parts.push(svg("text", { x: 2, y: 40, class: "label" }, figure(axis.low, row.unit, row.decimals)));
    parts.push(svg("text", { x: width - 2, y: 40, class: "label is-end" }, figure(axis.high, row.unit, row.decimals)));
  }
  return svg(
    "svg",
    { class: "indicator-figure", viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", focusable: "false" },
    parts,
  );
}

/**
 * From where to where the line is good: beyond the target, or beyond what the norm calls sufficient.
 * @param {IndicatorRow} row
 * @param {number | undefined} target
 * @param {Axis} axis
 * @returns {[number, number] | null}
 */
function goodSide(row, target, axis) {
  const limit = target ?? row.norm?.base;
  if (limit === undefined || row.better === "context") return null;
  const isLow = row.better === "lower";
  const from = isLow ? 2 : axis.x(limit);
  const to = isLow ? axis.x(limit) : width - 2;
  return to - from > 0.5 ? [from, to] : null;
}

/** The signs of the figure, for its legend. */
export const signs = {
  now: () => sign(svg("circle", { class: "now", cx: 8, cy: 8, r: 6 })),
  plan: () => sign(svg("circle", { class: "plan", cx: 8, cy: 8, r: 5 })),
  band: () => sign(svg("rect", { class: "band", x: 1, y: 2, width: 14, height: 12, rx: 3 })),
  target: () =>
    sign(svg("path", { class: "target", d: "M5 15V2" }), svg("path", { class: "flag", d: "M5 2h8l-2 3 2 3H5z" })),
  good: () => sign(svg("rect", { class: "good", x: 1, y: 3, width: 14, height: 10, rx: 2 })),
};

/** @param {...SVGElement} parts */
function sign(...parts) {
  return svg("svg", {
    class: "indicator-figure is-sign",
    viewBox: "0 0 16 16",
    "aria-hidden": "true",
    focusable: "false",
  }, parts);
}
