// @ts-check
import { ApiError, get } from "../core/api.js";
import { h } from "../core/dom.js";
import "./details.js";
import { effect, signal } from "../core/signal.js";
import { t } from "../core/text.js";
import { comparePlan, compareView, compareWith, planID, plans } from "../state/workbench.js";
import { icon } from "./icons.js";
import { compareTable, reference } from "./compare-table.js";
import { openSheet } from "./dialog.js";
import { errorNote, note } from "./notes.js";
import { Panel } from "./panel.js";
import { shown, withheld } from "./shown.js";

/** @typedef {import("../core/types.js").PlanView} PlanView */
/** @typedef {import("./compare-table.js").Column} Column */

/** More columns than this cannot be read beside each other. */
const mostPlans = 4;

const chosen = signal(/** @type {ReadonlySet<string>} */ (new Set()));
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
      columns.length > 0
        ? h(
          "div",
          { class: "table-frame", tabindex: "0", role: "group", "aria-label": t("compare.title") },
          compareTable(columns, true),
        )
        : null,
      columns.length > 1
        ? h(
          "button",
          { type: "button", class: "button", dataset: { key: "compare-large" }, onclick: openLarge },
          icon("table"),
          t("compare.large"),
        )
        : null,
      ...Object.values(fetched.value).filter((one) => one.problem).map((one) => errorNote(one.problem)),
      mapChoice(),
    ];
  }
}

/** @param {import("../core/types.js").PlanHead} plan */
function planChoice(plan) {
  const isCurrent = plan.id === planID.value;
  const input = h("input", {
    type: "checkbox",
    dataset: { key: `compare-${plan.id}` },
    disabled: isCurrent || (!chosen.value.has(plan.id) && chosen.value.size >= mostPlans - 1),
    onchange: () => toggle(plan.id),
  });
  input.checked = isCurrent || chosen.value.has(plan.id);
  return h(
    "label",
    { class: "choice" },
    input,
    h("span", {}, plan.name, isCurrent ? h("span", { class: "hint" }, ` ${t("compare.current")}`) : null),
  );
}

/** @param {string} id */
function toggle(id) {
  const next = new Set(chosen.peek());
  if (!next.delete(id)) next.add(id);
  chosen.value = next;
}

function referenceField() {
  const select = h("select", {
    id: "compare-reference",
    dataset: { key: "compare-reference" },
    onchange: (/** @type {Event} */ event) => (reference.value = /** @type {HTMLSelectElement} */ (event.target).value),
  });
  select.append(h("option", { value: "now" }, t("compare.today")));
  for (const plan of plans.value) {
    if (plan.id === planID.value || chosen.value.has(plan.id)) {
      select.append(h("option", { value: plan.id }, plan.name));
    }
  }
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
      const view = isCurrent
        ? (own && own.level !== "baseline" ? own.view : null)
        : (fetched.value[`${plan.id} ${plan.revision}`]?.view ?? null);
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
    get(`/api/plans/${plan.id}/preview`).then(
      (answer) => (fetched.value = { ...fetched.peek(), [key]: { view: answer.view, problem: null } }),
      (error) => {
        if (!(error instanceof ApiError)) throw error;
        fetched.value = { ...fetched.peek(), [key]: { view: null, problem: error } };
      },
    );
  }
}

function openLarge() {
  openSheet({
    title: t("compare.title"),
    className: "compare-sheet",
    body: [h("div", { class: "table-frame" }, compareTable(columnsOf(), false))],
  });
}

/** Which other plan is drawn on the map beside the current one. */
function mapChoice() {
  const others = plans.value.filter((plan) => plan.id !== planID.value);
  if (others.length === 0) return null;
  const select = h("select", {
    id: "compare-map",
    dataset: { key: "compare-map" },
    onchange: (/** @type {Event} */ event) => {
      const id = /** @type {HTMLSelectElement} */ (event.target).value || null;
      comparePlan.value = id;
      if (id) void compareWith(id).catch(() => (comparePlan.value = null));
      else compareView.value = null;
    },
  });
  select.append(
    h("option", { value: "" }, t("compare.none")),
    ...others.map((plan) => h("option", { value: plan.id }, plan.name)),
  );
  select.value = comparePlan.value ?? "";
  return h(
    "div",
    { class: "field" },
    h("label", { for: "compare-map" }, t("compare.onMap")),
    select,
    h("span", { class: "hint" }, t("compare.onMapMeaning")),
  );
}

customElements.define("tb-compare-panel", ComparePanel);
