// @ts-check
import { h, svg } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { plain, unitText } from "./figures.js";

/** @typedef {import("../core/types.js").CellLine} CellLine */

/**
 * The terms as steps from zero to the value, each with its number: picture and table in one.
 * @param {CellLine[]} terms
 * @param {CellLine | undefined} total
 */
export function waterfall(terms, total) {
  const values = terms.map((term) => Number(term.after ?? term.before ?? 0));
  /** @type {[number, number][]} */
  const steps = [];
  let sum = 0;
  for (const value of values) {
    steps.push([sum, sum + value]);
    sum += value;
  }
  const low = Math.min(0, ...steps.flat());
  const high = Math.max(0.001, ...steps.flat());
  const x = (/** @type {number} */ value) => 1 + (98 * (value - low)) / (high - low);
  const unit = total?.unit ?? terms[0].unit;
  const bar = (/** @type {number} */ from, /** @type {number} */ to, /** @type {string} */ kind) =>
    svg(
      "svg",
      {
        class: "waterfall",
        viewBox: "0 0 100 14",
        preserveAspectRatio: "none",
        "aria-hidden": "true",
        focusable: "false",
      },
      svg("line", { class: "axis", x1: x(0), x2: x(0), y1: 0, y2: 14 }),
      svg("rect", {
        class: kind,
        x: Math.min(x(from), x(to)),
        y: 3,
        width: Math.max(0.8, Math.abs(x(to) - x(from))),
        height: 8,
      }),
    );
  const noted = terms.filter((term) => term.note);
  const table = h(
    "table",
    { class: "waterfall-table" },
    h("caption", {}, t("cell.terms", { unit: unitText(unit) })),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, t("cell.term")),
        h("th", { scope: "col", class: "number" }, t("seeing.now")),
        h("th", { scope: "col", class: "number" }, t("seeing.plan")),
      ),
    ),
    h(
      "tbody",
      {},
      terms.map((term, index) =>
        h(
          "tr",
          {},
          h(
            "th",
            { scope: "row" },
            localized(term.title),
            bar(steps[index][0], steps[index][1], values[index] < 0 ? "less" : "more"),
          ),
          h("td", { class: "number" }, plain(term.before, term.decimals)),
          h("td", { class: `number ${isChanged(term) ? "is-changed" : ""}` }, plain(term.after, term.decimals)),
        )
      ),
    ),
    total
      ? h(
        "tfoot",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "row" }, localized(total.title), bar(0, sum, "total")),
          h("td", { class: "number" }, plain(total.before, total.decimals)),
          h("td", { class: "number" }, plain(total.after, total.decimals)),
        ),
      )
      : null,
  );
  return h(
    "div",
    {},
    table,
    noted.length > 0
      ? h(
        "details",
        { class: "term-notes", dataset: { key: `notes-${terms[0].id}` } },
        h("summary", { dataset: { key: `notes-${terms[0].id}-summary` } }, t("cell.termNotes")),
        h("dl", {}, noted.flatMap((term) => [h("dt", {}, localized(term.title)), h("dd", {}, localized(term.note))])),
      )
      : null,
  );
}

/** @param {CellLine} line */
const isChanged = (line) => plain(line.before, line.decimals) !== plain(line.after, line.decimals);
