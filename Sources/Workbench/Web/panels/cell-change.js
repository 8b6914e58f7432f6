// @ts-check
/** By what a spot changed: the causes with their shares, which add up to the difference. */
import { h, svg } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { addingUp, signed, unitText } from "./figures.js";

/** @typedef {import("../core/types.js").CellPart} CellPart */

/** @param {CellPart} part */
export function causesOf(part) {
  const total = part.values[0];
  const causes = part.change?.causes;
  if (!causes || typeof total?.before !== "number" || typeof total.after !== "number") return null;
  const difference = total.after - total.before;
  const shares = addingUp(causes.map((cause) => cause.value ?? 0), difference, total.decimals);
  const most = Math.max(10 ** -total.decimals, ...shares.map(Math.abs));
  const key = `causes-${part.kind}`;
  return h(
    "div",
    { class: "cell-causes" },
    h(
      "table",
      {},
      h("caption", {}, t("cell.causes", { unit: unitText(total.unit) })),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("cell.cause")),
          h("th", { scope: "col", class: "number" }, t("seeing.change")),
        ),
      ),
      h(
        "tbody",
        {},
        causes.map((cause, index) =>
          h(
            "tr",
            { dataset: { cause: cause.id } },
            h("th", { scope: "row" }, localized(cause.title), bar(shares[index] / most)),
            h("td", { class: "number" }, signed(shares[index], total.decimals)),
          )
        ),
      ),
      h(
        "tfoot",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "row" }, t("cell.causes.total")),
          h("td", { class: "number" }, signed(Number(difference.toFixed(total.decimals)), total.decimals)),
        ),
      ),
    ),
    h(
      "details",
      { class: "term-notes", dataset: { key } },
      h("summary", { dataset: { key: `${key}-summary` } }, t("cell.causes.how")),
      h("p", {}, localized(part.change?.method)),
      h("dl", {}, causes.flatMap((cause) => [h("dt", {}, localized(cause.title)), h("dd", {}, localized(cause.note))])),
    ),
  );
}

/** From the middle: warmer to the right, cooler to the left. @param {number} share -1 to 1 */
function bar(share) {
  return svg(
    "svg",
    {
      class: "waterfall",
      viewBox: "-51 0 102 14",
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    },
    svg("line", { class: "axis", x1: 0, x2: 0, y1: 0, y2: 14 }),
    svg("rect", {
      class: share < 0 ? "less" : "more",
      x: Math.min(0, 50 * share),
      y: 3,
      width: Math.abs(50 * share),
      height: 8,
    }),
  );
}
