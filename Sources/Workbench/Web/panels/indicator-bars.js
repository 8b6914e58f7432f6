// @ts-check
import { announce } from "../core/announce.js";
import { h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { baseline, plan, preview } from "../state/workbench.js";
import { change, changeWithBand, constructionCost, figure, verdictText } from "./figures.js";
import { budgetBar } from "./budget-bar.js";
import { icon } from "./icons.js";
import { indicatorFigure, signs } from "./indicator-figure.js";
import { diagnosticNote, note } from "./notes.js";
import { Panel } from "./panel.js";
import { openExercise } from "../state/panels.js";
import { budget, goalRow, goals, isRunning, reaches, shown, targets, withheld } from "./shown.js";

/** @typedef {import("../core/types.js").IndicatorRow} IndicatorRow */

/** Numbers are told to screen readers no oftener than this. */
const quietMilliseconds = 2500;

/** What the plan does, always in sight: value, change with its band, target, today, and the budget. */
export class IndicatorBars extends Panel {
  /** @type {(() => void) | undefined} */
  #stopSpeaking;

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#stopSpeaking ??= speakChanges();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.#stopSpeaking?.();
    this.#stopSpeaking = undefined;
  }

  /** @override */
  render() {
    const now = shown.value;
    const rows = now?.view.indicators ?? [];
    // Beside a full run of this very plan a preview has nothing to add.
    const isSettled = now?.level === "run" && !now.isStale;
    const isComputing = isRunning.value || (!isSettled && preview.value.state === "pending");
    const aimedAt = new Set(goals.value.map(({ goal }) => goal.indicator));
    const others = rows.filter((row) => !aimedAt.has(row.id));
    const judged = others.filter((row) => row.better !== "context");
    const context = others.filter((row) => row.better === "context");
    const themes = [...new Map(judged.map((row) => [localized(row.theme), row.theme])).keys()];
    return [
      h(
        "div",
        { class: "indicator-head" },
        h("h2", { id: "indicators-title" }, t("indicator.title")),
        levelBadge(now, isComputing),
      ),
      h(
        "div",
        { class: `wb-scroll indicator-list ${now?.isStale ? "is-stale" : ""}`, dataset: { scroll: "indicators" } },
        withheld.value.length > 0 ? withheldNote() : null,
        budgetBar(),
        ...troubles(),
        goalBars(),
        ...themes.map((theme) => group(theme, judged.filter((row) => localized(row.theme) === theme))),
        context.length > 0
          ? h(
            "details",
            { class: "indicator-more", dataset: { key: "more-indicators" } },
            h(
              "summary",
              { dataset: { key: "more-indicators-summary" } },
              t("indicator.more", { count: context.length }),
            ),
            h("ul", { class: "indicator-rows" }, context.map(indicatorItem)),
          )
          : null,
        rows.length > 0 ? legend() : waiting(),
      ),
    ];
  }
}

/** @param {import("./shown.js").Shown | null} now @param {boolean} isComputing */
function levelBadge(now, isComputing) {
  if (isComputing) return h("span", { class: "badge is-accent" }, icon("clock"), t("indicator.computing"));
  if (!now || now.level === "baseline") return h("span", { class: "badge" }, t("indicator.level.baseline"));
  if (now.isStale) return h("span", { class: "badge is-warn" }, icon("clock"), t("indicator.level.stale"));
  return now.level === "run" ? h("span", { class: "badge is-good" }, icon("check"), t("indicator.level.run")) : h(
    "span",
    { class: "badge is-warn", title: t("indicator.level.previewMeaning") },
    icon("about"),
    t("indicator.level.preview"),
  );
}

/** The numbers of today are on their way, or will not come. */
function waiting() {
  const { state, fraction, message } = baseline.value;
  if (state === "failed") return note("bad", h("p", {}, t("indicator.noBaseline")));
  return h(
    "div",
    { class: "indicator-waiting", role: "status" },
    h("p", {}, t("indicator.loading")),
    h("progress", {
      class: "progress",
      max: 100,
      value: Math.round(100 * fraction),
      "aria-label": t("indicator.loading"),
    }),
    message ? h("p", { class: "hint" }, message) : null,
  );
}

/** Why there are no newer numbers, where something went wrong. */
function troubles() {
  const { state, problem, view } = preview.value;
  const warnings = view?.warnings.filter((warning) => warning.severity !== "note") ?? [];
  return [
    state === "failed" ? note("bad", h("p", {}, problem ?? t("indicator.noPreview"))) : null,
    warnings.length > 0
      ? h(
        "details",
        { class: "indicator-warnings", dataset: { key: "warnings" } },
        h(
          "summary",
          { dataset: { key: "warnings-summary" } },
          icon("warning"),
          " ",
          t("indicator.warnings", { count: warnings.length }),
        ),
        warnings.map(diagnosticNote),
      )
      : null,
  ];
}

/** What the assignment aims at: a bar for each goal, or its words as long as there are no numbers. */
function goalBars() {
  if (goals.value.length === 0) return null;
  const view = shown.value?.view;
  return h(
    "section",
    { class: "indicator-group" },
    h("h3", {}, t("indicator.pinned")),
    h(
      "ul",
      { class: "indicator-rows" },
      goals.value.map((entry) => {
        const found = goalRow(entry, view);
        if (!found) return h("li", { class: "hint" }, icon("flag"), " ", localized(entry.goal.title));
        const open = entry.goal.indicator
          ? () => void import("./indicator-dialog.js").then((part) => part.openIndicator(entry.goal.indicator ?? ""))
          : () => void import("./goal-dialog.js").then((part) => part.openGoal(entry.key));
        return rowItem(found.row, found.target, open, entry.key);
      }),
    ),
  );
}

function withheldNote() {
  return note(
    "accent",
    h("p", {}, t("indicator.withheld")),
    h(
      "button",
      {
        type: "button",
        class: "button is-small",
        dataset: { key: "to-prediction" },
        onclick: () => openExercise(withheld.peek()[0]),
      },
      icon("pencil"),
      t("indicator.toPrediction"),
    ),
  );
}

/** @param {string} title @param {IndicatorRow[]} rows */
function group(title, rows) {
  return h(
    "section",
    { class: "indicator-group" },
    h("h3", {}, title),
    h("ul", { class: "indicator-rows" }, rows.map(indicatorItem)),
  );
}

/**
 * @param {IndicatorRow} row
 * @param {number | undefined} target
 * @param {() => void} open
 * @param {string} key
 */
function rowItem(row, target, open, key) {
  const hidesPlan = shown.value?.level === "baseline";
  const isRough = shown.value?.level === "preview";
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "indicator-row",
        "aria-haspopup": "dialog",
        dataset: { key: `indicator-${key}` },
        onclick: open,
      },
      h("span", { class: "indicator-title" }, localized(row.title), h("span", { class: "visually-hidden" }, ": ")),
      h(
        "span",
        { class: "indicator-numbers" },
        h(
          "strong",
          { class: "indicator-value" },
          isRough ? h("span", { "aria-hidden": "true" }, "≈\u00a0") : null,
          figure(hidesPlan ? row.before : row.after, row.unit, row.decimals),
        ),
        hidesPlan ? h("span", { class: "indicator-change" }, t("indicator.now")) : changeText(row),
      ),
      indicatorFigure(row, { target, hidesPlan }),
      target === undefined ? null : h(
        "span",
        { class: "indicator-target" },
        icon("flag"),
        t("indicator.target", { value: figure(target, row.unit, row.decimals) }),
        targetMark(row, target, hidesPlan),
      ),
      h("span", { class: "visually-hidden" }, ` ${spokenRow(row, target, hidesPlan)}`),
    ),
  );
}

/** @param {IndicatorRow} row */
function indicatorItem(row) {
  const open = () => void import("./indicator-dialog.js").then((part) => part.openIndicator(row.id));
  return rowItem(row, undefined, open, row.id);
}

const arrows = /** @type {Record<string, string>} */ ({ same: "same", withinBand: "about" });

/** @param {IndicatorRow} row */
function changeText(row) {
  const name = arrows[row.verdict] ?? (row.change < 0 ? "down" : "up");
  const verdict = verdictText(row);
  return h(
    "span",
    { class: `indicator-change is-${row.verdict}` },
    icon(name),
    row.verdict === "same" ? "" : change(row.change, row.unit, row.decimals),
    verdict ? h("span", { class: "indicator-verdict" }, ` ${verdict}`) : null,
  );
}

/**
 * The tick: only where the target is reached and the plan stays within the budget.
 * @param {IndicatorRow} row
 * @param {number | undefined} target
 * @param {boolean} hidesPlan
 */
function targetMark(row, target, hidesPlan) {
  if (target === undefined || hidesPlan) return null;
  const cost = plan.value?.cost;
  const isOver = budget.value !== null && cost !== undefined && constructionCost(cost) > budget.value;
  if (!reaches(row, target)) return h("span", { class: "badge" }, icon("flag"), t("indicator.notReached"));
  if (isOver) return h("span", { class: "badge is-warn" }, icon("warning"), t("indicator.reachedOverBudget"));
  return h("span", { class: "badge is-good" }, icon("check"), t("indicator.reached"));
}

/**
 * @param {IndicatorRow} row
 * @param {number | undefined} target
 * @param {boolean} hidesPlan
 */
function spokenRow(row, target, hidesPlan) {
  const today = t("indicator.spoken.today", { value: figure(row.before, row.unit, row.decimals) });
  const parts = hidesPlan ? [today] : [today, t("indicator.spoken.change", { change: changeWithBand(row) })];
  if (target !== undefined) parts.push(t("indicator.target", { value: figure(target, row.unit, row.decimals) }));
  parts.push(t("indicator.spoken.open"));
  return parts.join(". ");
}

function legend() {
  return h(
    "div",
    { class: "indicator-legend" },
    h("span", {}, signs.now(), t("indicator.legend.now")),
    h("span", {}, signs.plan(), t("indicator.legend.plan")),
    h("span", {}, signs.band(), t("indicator.legend.band")),
    h("span", {}, signs.target(), t("indicator.legend.target")),
    h("span", {}, signs.good(), t("indicator.legend.good")),
  );
}

/** Tells what changed most, politely and not at every stroke. */
function speakChanges() {
  /** @type {Map<string, string>} */
  let told = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = effect(() => {
    const now = shown.value;
    if (!now || now.level === "baseline" || now.isStale) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const current = new Map(now.view.indicators.map((row) => [row.id, figure(row.after, row.unit, row.decimals)]));
      const changed = now.view.indicators.filter((row) => told.has(row.id) && told.get(row.id) !== current.get(row.id));
      told = current;
      if (changed.length === 0) return;
      const important = [...changed].sort((a, b) =>
        Number(targets.peek().has(b.id)) - Number(targets.peek().has(a.id))
      );
      const rows = important.slice(0, 3).map((row) => `${localized(row.title)}: ${current.get(row.id)}`);
      announce(
        t(now.level === "run" ? "indicator.announce.run" : "indicator.announce.preview", { rows: rows.join(". ") }),
      );
    }, quietMilliseconds);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

customElements.define("tb-indicator-bars", IndicatorBars);
