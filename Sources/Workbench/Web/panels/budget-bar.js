// @ts-check
import { h } from "../core/dom.js";
import { t } from "../core/text.js";
import { plan } from "../state/workbench.js";
import { constructionCost, figure } from "./figures.js";
import { icon } from "./icons.js";
import { budget } from "./shown.js";

/** What the plan costs, against the smallest budget that an exercise sets. */
export function budgetBar() {
  const cost = plan.value?.cost;
  if (!cost) return null;
  const spent = constructionCost(cost);
  const limit = budget.value;
  if (limit === null) {
    return h("p", { class: "budget-line" }, `${t("indicator.cost")} `, h("strong", {}, figure(spent, "€", 0)));
  }
  const isOver = spent > limit;
  const full = Math.max(limit, spent);
  const state = isOver
    ? t("indicator.budget.over", { amount: figure(spent - limit, "€", 0) })
    : t("indicator.budget.left", { amount: figure(limit - spent, "€", 0) });
  const meter = h(
    "div",
    {
      class: `budget-meter ${isOver ? "is-over" : ""}`,
      role: "meter",
      "aria-label": t("indicator.budget.title"),
      "aria-valuemin": 0,
      "aria-valuemax": Math.round(full),
      "aria-valuenow": Math.round(spent),
      "aria-valuetext": t("indicator.budget.spoken", {
        spent: figure(spent, "€", 0),
        limit: figure(limit, "€", 0),
        state,
      }),
    },
    h("div", { class: "budget-fill" }),
    h("div", { class: "budget-limit" }),
  );
  // Through the style object: the page's policy allows no style attributes.
  /** @type {HTMLElement} */ (meter.firstElementChild).style.width = `${(100 * spent) / full}%`;
  /** @type {HTMLElement} */ (meter.lastElementChild).style.left = `${(100 * limit) / full}%`;
  return h(
    "div",
    { class: "budget" },
    h(
      "div",
      { class: "budget-text" },
      h(
        "span",
        {},
        `${t("indicator.budget.title")} `,
        h("strong", {}, figure(spent, "€", 0)),
        ` ${t("indicator.budget.of", { limit: figure(limit, "€", 0) })}`,
      ),
      h("span", { class: `budget-state ${isOver ? "is-over" : ""}` }, icon(isOver ? "warning" : "check"), " ", state),
    ),
    meter,
  );
}
