// @ts-check
import { h } from "../core/dom.js";
import { signal } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { area, baseline } from "../state/workbench.js";
import { constructionCost, figure, maintenanceCost, plain, signed } from "./figures.js";
import { icon } from "./icons.js";
import { budget, goalRow, goals } from "./shown.js";

/** @typedef {import("../core/types.js").PlanView} PlanView */
/** @typedef {{ id: string, name: string, isCurrent: boolean, view: PlanView | null, level: string }} Column */

/** What is held against: today, or the id of a plan. */
export const reference = signal("now");

/**
 * @param {Column[]} columns
 * @param {boolean} isShort only what is aimed at and what has a direction
 */
export function compareTable(columns, isShort) {
  const today = baseline.value.view ?? columns.find((column) => column.view)?.view;
  const against = columns.find((column) => column.id === reference.value)?.view ?? null;
  const rows = rowsOf(today).filter((row) => !isMoney(row) && (!isShort || row.better !== "context"));
  return h(
    "table",
    { class: "compare-table" },
    h("caption", { class: "visually-hidden" }, t("compare.title")),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, t("compare.indicator")),
        h("th", { scope: "col", class: "number" }, t("seeing.now")),
        columns.map((column) =>
          h(
            "th",
            { scope: "col", class: "number" },
            column.name,
            column.level ? h("span", { class: "hint compare-change" }, t(`indicator.level.${column.level}`)) : null,
          )
        ),
      ),
    ),
    h(
      "tbody",
      {},
      moneyRow("indicator.cost", columns, (view) => constructionCost(view.cost), budget.value),
      moneyRow("compare.maintenance", columns, (view) => maintenanceCost(view.cost), null),
      rows.map((row) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, localized(row.title)),
          h("td", { class: "number" }, figure(row.before, row.unit, row.decimals)),
          columns.map((column) => {
            const own = rowsOf(column.view).find((one) => one.id === row.id);
            const base = reference.value === "now"
              ? row.before
              : rowsOf(against).find((one) => one.id === row.id)?.after;
            if (!own) return h("td", { class: "number" }, "…");
            const difference = base === undefined ? 0 : own.after - base;
            const isSame = Math.abs(difference) < 10 ** -row.decimals / 2;
            return h(
              "td",
              { class: "number" },
              figure(own.after, row.unit, row.decimals),
              isSame ? null : h("span", { class: "hint compare-change" }, signed(difference, row.decimals)),
            );
          }),
        )
      ),
      measureRows(columns),
    ),
  );
}

/** Costs stand on top of the table already. @param {import("../core/types.js").IndicatorRow} row */
const isMoney = (row) => String(row.unit).startsWith("€");

/**
 * What the assignment aims at, then the other indicators.
 * @param {PlanView | null | undefined} view
 */
function rowsOf(view) {
  const aims = goals.value.flatMap((entry) => goalRow(entry, view)?.row ?? []);
  const known = new Set(aims.map((row) => row.id));
  return [...aims, ...(view?.indicators.filter((row) => !known.has(row.id)) ?? [])];
}

/**
 * @param {string} key
 * @param {Column[]} columns
 * @param {(view: PlanView) => number} amount
 * @param {number | null} limit
 */
function moneyRow(key, columns, amount, limit) {
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, t(key)),
    h("td", { class: "number" }, figure(0, "€", 0)),
    columns.map((column) => {
      if (!column.view) return h("td", { class: "number" }, "…");
      const value = amount(column.view);
      return h(
        "td",
        { class: "number" },
        figure(value, "€", 0),
        limit !== null && value > limit
          ? h("span", { class: "compare-change is-over" }, icon("warning"), t("compare.over"))
          : null,
      );
    }),
  );
}

/** @param {Column[]} columns */
function measureRows(columns) {
  const cards = [...new Set(columns.flatMap((column) => column.view?.cost.lines.map((line) => line.card) ?? []))];
  return cards.map((card) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, localized(area.value?.measures.find((one) => one.id === card)?.title) || card),
      h("td", { class: "number" }, "–"),
      columns.map((column) => {
        const line = column.view?.cost.lines.find((one) => one.card === card);
        return h(
          "td",
          { class: "number" },
          column.view ? (line ? t("compare.pieces", { count: line.count }) : "–") : "…",
          line ? h("span", { class: "hint compare-change" }, plain(line.quantity, 0)) : null,
        );
      }),
    )
  );
}
