// @ts-check
/** One spot hour by hour: sun or shade and the value beside the map, and in a sheet every term of every hour. */
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { openSheet } from "./dialog.js";
import { plain, signed, unitText } from "./figures.js";
import { icon } from "./icons.js";
import { sunText } from "./sun-words.js";

/** @typedef {import("../core/types.js").CellPart} CellPart */
/** @typedef {import("../core/types.js").CellHour} CellHour */
/** @typedef {"before" | "after" | "change"} Side */

/** @param {CellPart} part */
export function hoursOf(part) {
  if (!part.hours || part.hours.length === 0) return null;
  const key = `hours-${part.kind}`;
  const decimals = part.values[0]?.decimals ?? 1;
  const hasPlan = part.hours.some((hour) => isNumber(hour.after));
  const side = (/** @type {number | null | undefined} */ value, /** @type {any} */ state) =>
    h("td", { class: "number" }, plain(value, decimals), " ", h("span", { class: "hint" }, localized(state)));
  return h(
    "details",
    { class: "cell-hours", dataset: { key } },
    h("summary", { dataset: { key: `${key}-summary` } }, t("cell.hours")),
    h(
      "table",
      {},
      h("caption", {}, t("cell.hours.caption", { value: localized(part.values[0]?.title), unit: unitOf(part) })),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("cell.hour")),
          h("th", { scope: "col", class: "number" }, t("seeing.now")),
          hasPlan ? h("th", { scope: "col", class: "number" }, t("seeing.plan")) : null,
        ),
      ),
      h(
        "tbody",
        {},
        part.hours.map((hour) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, hourText(hour)),
            side(hour.before, hour.stateBefore),
            hasPlan ? side(hour.after, hour.stateAfter) : null,
          )
        ),
      ),
    ),
    part.hours.some((hour) => !hour.counts) ? h("p", { class: "hint" }, t("cell.hours.left")) : null,
    part.terms.length > 0
      ? h(
        "button",
        { type: "button", class: "button is-small", dataset: { key: `${key}-terms` }, onclick: () => openHours(part) },
        icon("table"),
        t("cell.hours.terms"),
      )
      : null,
  );
}

/** @param {CellPart} part */
export function openHours(part) {
  /** @type {Side[]} */
  const sides = part.hours.some((hour) => isNumber(hour.after)) ? ["before", "after", "change"] : ["before"];
  const names = { before: "seeing.now", after: "seeing.plan", change: "seeing.change" };
  const frame = h("div", { class: "table-frame", tabindex: "0", role: "group", "aria-label": t("cell.hours.terms") });
  const buttons = sides.map((side) => h("button", { type: "button", onclick: () => show(side) }, t(names[side])));
  /** @param {Side} side */
  function show(side) {
    buttons.forEach((button, index) => button.setAttribute("aria-pressed", String(sides[index] === side)));
    frame.replaceChildren(termTable(part, side));
  }
  show(sides.includes("after") ? "after" : "before");
  openSheet({
    title: t("cell.hours.title", { model: localized(part.title) }),
    className: "compare-sheet",
    body: [
      h("p", { class: "hint" }, t("cell.hours.meaning")),
      h("div", { class: "segments", role: "group", "aria-label": t("seeing.view.label") }, buttons),
      frame,
      part.hours.some((hour) => !hour.counts) ? h("p", { class: "hint" }, t("cell.hours.left")) : null,
      h(
        "dl",
        { class: "term-list" },
        part.terms.flatMap((term) => [
          h("dt", {}, localized(term.title)),
          h("dd", {}, localized(term.note)),
        ]),
      ),
    ],
  });
}

/** Terms that are nothing in all hours of a situation say nothing there. @param {CellPart} part @param {Side} side */
function termTable(part, side) {
  const decimals = part.values[0]?.decimals ?? 1;
  const print = side === "change" ? signed : plain;
  const hours = part.hours.map((hour) => ({
    hour,
    value: of(hour, side),
    terms: new Map(hour.terms.map((term) => [term.id, of(term, side)])),
  }));
  const columns = part.terms.filter((term) => hours.some((one) => Math.abs(one.terms.get(term.id) ?? 0) > 1e-9));
  const main = part.values[0];
  return h(
    "table",
    { class: "hours-table" },
    h("caption", {}, t("cell.hours.unit", { unit: unitOf(part) })),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, t("cell.hour")),
        h("th", { scope: "col" }, t("cell.sun")),
        columns.map((term) => h("th", { scope: "col", class: "number" }, localized(term.title))),
        h("th", { scope: "col", class: "number" }, localized(main?.title)),
      ),
    ),
    h(
      "tbody",
      {},
      hours.map(({ hour, value, terms }) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, hourText(hour)),
          h("td", {}, stateOf(hour, side), isUp(hour) ? h("span", { class: "hint" }, sunText(hour.sun)) : null),
          columns.map((term) => h("td", { class: "number" }, print(terms.get(term.id) ?? 0, decimals))),
          h("td", { class: "number" }, h("strong", {}, isNumber(value) ? print(Number(value), decimals) : "–")),
        )
      ),
    ),
    h(
      "tfoot",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "row", colspan: 2 }, t("cell.hours.mean")),
        columns.map((term) => h("td", { class: "number" }, print(of(term, side) ?? 0, decimals))),
        h(
          "td",
          { class: "number" },
          h("strong", {}, main && isNumber(of(main, side)) ? print(Number(of(main, side)), decimals) : "–"),
        ),
      ),
    ),
  );
}

/** @param {{ before?: number | null, after?: number | null }} line @param {Side} side */
function of(line, side) {
  if (side !== "change") return line[side];
  return isNumber(line.before) || isNumber(line.after) ? Number(line.after ?? 0) - Number(line.before ?? 0) : null;
}

/** @param {CellHour} hour @param {Side} side */
function stateOf(hour, side) {
  const [before, after] = [localized(hour.stateBefore), localized(hour.stateAfter)];
  if (side === "before") return before;
  return side === "after" || before === after ? after : `${before} → ${after}`;
}

/** By night the state says so already. @param {CellHour} hour */
const isUp = (hour) => (hour.sun?.altitude ?? 0) > 0;

/** @param {CellHour} hour */
const hourText = (hour) => localized(hour.label) + (hour.counts ? "" : "*");

/** @param {CellPart} part */
const unitOf = (part) => unitText(part.values[0]?.unit ?? "1");

/** @param {unknown} value */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);
