// @ts-check
/** How a formula came to its number: the formula with the numbers filled in, and every part with its value. */
import { h } from "../core/dom.js";
import { t } from "../core/text.js";
import { figure, plain, rough } from "./figures.js";

/**
 * @typedef {{ count: number, withoutData: number, minimum?: number, mean?: number, maximum?: number, yes?: number,
 *   squareMetres?: number }} Summary
 * @typedef {{ text: string, position: number, type: string, unit?: string, value?: number, summary?: Summary,
 *   isBefore: boolean, parts: Explanation[] }} Explanation
 */

/**
 * The formula with numbers where its parts are single numbers, and in words where it counts cells or features.
 * @param {Explanation} part
 * @returns {string}
 */
export function filledIn(part) {
  const name = /^(\w+)\(/.exec(part.text)?.[1];
  const summary = part.parts[0]?.summary;
  if (name && summary) {
    const parameters = {
      count: plain(summary.count, 0),
      yes: plain(summary.yes ?? 0, 0),
      minimum: plain(summary.minimum ?? 0, 1),
      maximum: plain(summary.maximum ?? 0, 1),
      squareMetres: figure(summary.squareMetres, "m2", 0),
    };
    if (name === "share" && summary.yes !== undefined) return t("explanation.filled.share", parameters);
    if (name === "area" && summary.yes !== undefined) return t("explanation.filled.area", parameters);
    if (name === "count" && summary.yes !== undefined) return t("explanation.filled.count", parameters);
    if (name === "mean" && summary.mean !== undefined) return t("explanation.filled.mean", parameters);
  }
  const numbers = part.parts.filter((one) => one.type === "quantity" && one.value !== undefined);
  if (numbers.length === 0 || numbers.length < part.parts.length) return valueText(part);
  let text = part.text;
  // From the end, so that places before a replacement stay right.
  for (const one of [...numbers].sort((a, b) => b.position - a.position)) {
    const start = one.position - part.position;
    if (text.slice(start, start + one.text.length) !== one.text) return valueText(part);
    const isLeaf = one.parts.length === 0;
    text = text.slice(0, start) + (isLeaf ? valueText(one) : `(${filledIn(one)})`) +
      text.slice(start + one.text.length);
  }
  return text;
}

/**
 * What a part came to, short.
 * @param {Explanation | undefined} part
 */
function valueText(part) {
  if (!part) return "–";
  if (part.value !== undefined) return rough(part.value, part.unit ?? "1");
  const summary = part.summary;
  if (!summary) return "–";
  if (summary.yes !== undefined) {
    return t("explanation.part.yes", { yes: plain(summary.yes, 0), count: plain(summary.count, 0) });
  }
  if (summary.mean !== undefined) {
    const unit = part.unit ?? "1";
    return t("explanation.part.layer", {
      mean: rough(summary.mean, unit),
      minimum: rough(summary.minimum ?? 0, unit),
      maximum: rough(summary.maximum ?? 0, unit),
    });
  }
  return t("explanation.part.count", { count: plain(summary.count, 0) });
}

/**
 * Every part of the formula, deepest inside last, today beside the plan.
 * @param {Explanation | undefined} before
 * @param {Explanation | undefined} after
 */
export function explanationTable(before, after) {
  /** @type {Node[]} */
  const rows = [];
  addRows(rows, before, after, 0);
  return h(
    "div",
    { class: "explanation-table" },
    h(
      "table",
      {},
      h("caption", {}, t("explanation.caption")),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("explanation.part")),
          before ? h("th", { scope: "col" }, t("seeing.now")) : null,
          after ? h("th", { scope: "col" }, t("seeing.plan")) : null,
        ),
      ),
      h("tbody", {}, rows),
    ),
  );
}

/**
 * @param {Node[]} rows
 * @param {Explanation | undefined} before
 * @param {Explanation | undefined} after
 * @param {number} depth
 */
function addRows(rows, before, after, depth) {
  const part = after ?? before;
  if (!part) return;
  const isConstant = part.type === "quantity" && part.parts.length === 0 && /^[\d.]/.test(part.text);
  if (part.type !== "text" && !isConstant) {
    rows.push(
      h(
        "tr",
        {},
        h("th", { scope: "row", class: `depth-${Math.min(depth, 5)}` }, h("code", {}, part.text)),
        before ? h("td", {}, valueText(before)) : null,
        after ? h("td", {}, valueText(after)) : null,
      ),
    );
  }
  part.parts.forEach((_, index) => addRows(rows, before?.parts[index], after?.parts[index], depth + 1));
}

/**
 * The functions of a formula, for the words that explain them.
 * @param {string} formula
 */
export function functionsOf(formula) {
  const known = [
    "mean",
    "share",
    "area",
    "count",
    "sum",
    "percentile",
    "minimum",
    "maximum",
    "before",
    "zone",
    "landCover",
    "length",
    "facadeDepth",
  ];
  return known.filter((name) => new RegExp(`\\b${name}\\(`).test(formula));
}
