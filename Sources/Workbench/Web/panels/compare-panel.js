// @ts-check
import { ApiError, get } from "../core/api.js";
import { h } from "../core/dom.js";
import "./details.js";
import { effect, signal } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { area, baseline, comparePlan, compareView, compareWith, planID, plans } from "../state/workbench.js";
import { constructionCost, figure, maintenanceCost, plain, signed } from "./figures.js";
import { icon } from "./icons.js";
import { errorNote, note } from "./notes.js";
import { openSheet } from "./dialog.js";
import { Panel } from "./panel.js";
import { budget, goalRow, goals, shown, withheld } from "./shown.js";

/** @typedef {import("../core/types.js").PlanView} PlanView */
/** @typedef {{ id: string, name: string, isCurrent: boolean, view: PlanView | null, level: string }} Column */

/** More columns than this cannot be read beside each other. */
const mostPlans = 4;

const chosen = signal(/** @type {ReadonlySet<string>} */ (new Set()));
/** What is held against: today, or the id of a plan. */
const reference = signal("now");
/** By plan and revision. */
const fetched = signal(/** @type {Record<string, { view: PlanView | null, problem: unknown }>} */ ({}));

/** Two or more plans side by side, against today or against one of them. */
export class ComparePanel extends Panel {
  /** @type {(() => void) | undefined} */
  #stopFetching;

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#stopFetching ??= effect(fetchMissing);
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopFetching?.();
    this.#stopFetching = undefined;
  }

  /** @override */
  render() {
    if (withheld.value.length > 0) return [note("accent", h("p", {}, t("indicator.withheld")))];
    const columns = columnsOf();
    return [
      h("p", { class: "hint" }, t("compare.meaning")),
      h("fieldset", { class: "plain-set" }, h("legend", {}, t("compare.which")), plans.value.map(planChoice)),
      plans.value.length < 2 ? note("plain", h("p", {}, t("compare.onlyOne"))) : null,
      referenceField(),
      columns.length > 0 ? h("div", { class: "table-frame", tabindex: "0", role: "group", "aria-label": t("compare.title") }, table(columns, true)) : null,
      columns.length > 1 ? h("button", { type: "button", class: "button", dataset: { key: "compare-large" }, onclick: openLarge }, icon("table"), t("compare.large")) : null,
      ...Object.values(fetched.value).filter((one) => one.problem).map((one) => errorNote(one.problem)),
      mapChoice(),
    ];
  }
}

/** @param {import("../core/types.js").PlanHead} plan */
function planChoice(plan) {
  const isCurrent = plan.id === planID.value;
  const input = h("input", { type: "checkbox", dataset: { key: `compare-${plan.id}` }, disabled: isCurrent || (!chosen.value.has(plan.id) && chosen.value.size >= mostPlans - 1), onchange: () => toggle(plan.id) });
  input.checked = isCurrent || chosen.value.has(plan.id);
  return h("label", { class: "choice" }, input, h("span", {}, plan.name, isCurrent ? h("span", { class: "hint" }, ` ${t("compare.current")}`) : null));
}

/** @param {string} id */
function toggle(id) {
  const next = new Set(chosen.peek());
  if (!next.delete(id)) next.add(id);
  chosen.value = next;
}

function referenceField() {
  const select = h("select", { id: "compare-reference", dataset: { key: "compare-reference" }, onchange: (/** @type {Event} */ event) => (reference.value = /** @type {HTMLSelectElement} */ (event.target).value) });
  select.append(h("option", { value: "now" }, t("compare.today")));
  for (const plan of plans.value) if (plan.id === planID.value || chosen.value.has(plan.id)) select.append(h("option", { value: plan.id }, plan.name));
  select.value = reference.value;
  if (select.selectedIndex < 0) select.value = "now";
  return h("div", { class: "field" }, h("label", { for: "compare-reference" }, t("compare.against")), select);
}

/** @returns {Column[]} the current plan first */
function columnsOf() {
  const own = shown.value;
  return plans.value
    .filter((plan) => plan.id === planID.value || chosen.value.has(plan.id))
    .sort((a, b) => Number(b.id === planID.value) - Number(a.id === planID.value))
    .map((plan) => {
      const isCurrent = plan.id === planID.value;
      const view = isCurrent ? (own && own.level !== "baseline" ? own.view : null) : (fetched.value[`${plan.id} ${plan.revision}`]?.view ?? null);
      return { id: plan.id, name: plan.name, isCurrent, view, level: view?.level ?? "" };
    });
}

/** Asks for the numbers of plans that were chosen and changed. */
function fetchMissing() {
  if (withheld.value.length > 0) return;
  for (const plan of plans.value) {
    const key = `${plan.id} ${plan.revision}`;
    if (plan.id === planID.value || !chosen.value.has(plan.id) || key in fetched.peek()) continue;
    fetched.value = { ...fetched.peek(), [key]: { view: null, problem: null } };
    get(`/api/plans/${plan.id}/preview?revision=${plan.revision}&layers=`).then(
      (answer) => (fetched.value = { ...fetched.peek(), [key]: { view: answer.view, problem: null } }),
      (error) => {
        if (!(error instanceof ApiError)) throw error;
        fetched.value = { ...fetched.peek(), [key]: { view: null, problem: error } };
      },
    );
  }
}

/**
 * @param {Column[]} columns
 * @param {boolean} isShort only what is aimed at and what has a direction
 */
function table(columns, isShort) {
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
      h("tr", {}, h("th", { scope: "col" }, t("compare.indicator")), h("th", { scope: "col", class: "number" }, t("seeing.now")), columns.map((column) => h("th", { scope: "col", class: "number" }, column.name, column.level ? h("span", { class: "hint compare-change" }, t(`indicator.level.${column.level}`)) : null))),
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
            const base = reference.value === "now" ? row.before : rowsOf(against).find((one) => one.id === row.id)?.after;
            if (!own) return h("td", { class: "number" }, "…");
            const difference = base === undefined ? 0 : own.after - base;
            const isSame = Math.abs(difference) < 10 ** -row.decimals / 2;
            return h("td", { class: "number" }, figure(own.after, row.unit, row.decimals), isSame ? null : h("span", { class: "hint compare-change" }, signed(difference, row.decimals)));
          }),
        ),
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
      return h("td", { class: "number" }, figure(value, "€", 0), limit !== null && value > limit ? h("span", { class: "compare-change is-over" }, icon("warning"), t("compare.over")) : null);
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
        return h("td", { class: "number" }, column.view ? (line ? t("compare.pieces", { count: line.count }) : "–") : "…", line ? h("span", { class: "hint compare-change" }, plain(line.quantity, 0)) : null);
      }),
    ),
  );
}

function openLarge() {
  openSheet({ title: t("compare.title"), className: "compare-sheet", body: [h("div", { class: "table-frame" }, table(columnsOf(), false))] });
}

/** Which other plan is drawn on the map beside the current one. */
function mapChoice() {
  const others = plans.value.filter((plan) => plan.id !== planID.value);
  if (others.length === 0) return null;
  const select = h("select", {
    id: "compare-map", dataset: { key: "compare-map" },
    onchange: (/** @type {Event} */ event) => {
      const id = /** @type {HTMLSelectElement} */ (event.target).value || null;
      comparePlan.value = id;
      if (id) void compareWith(id).catch(() => (comparePlan.value = null));
      else compareView.value = null;
    },
  });
  select.append(h("option", { value: "" }, t("compare.none")), ...others.map((plan) => h("option", { value: plan.id }, plan.name)));
  select.value = comparePlan.value ?? "";
  return h("div", { class: "field" }, h("label", { for: "compare-map" }, t("compare.onMap")), select, h("span", { class: "hint" }, t("compare.onMapMeaning")));
}

customElements.define("tb-compare-panel", ComparePanel);
