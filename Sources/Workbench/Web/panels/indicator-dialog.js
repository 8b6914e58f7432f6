// @ts-check
/** Everything behind one number: what it is, how it came about, how sure it is and what it does not say. */
import { h } from "../core/dom.js";
import "./details.js";
import { localized, t } from "../core/text.js";
import { baseline, result } from "../state/workbench.js";
import { caveatsOf } from "./caveats.js";
import { openSheet } from "./dialog.js";
import { explanationTable, filledIn, functionsOf } from "./explanation-table.js";
import { bandAround, change, changeWithBand, figure, plain, statusText, verdictText } from "./figures.js";
import { withGlossary } from "./glossary.js";
import { indicatorFigure } from "./indicator-figure.js";
import { note } from "./notes.js";
import { shown, targets } from "./shown.js";

/** @typedef {import("../core/types.js").IndicatorRow} IndicatorRow */

/**
 * Opens what is known of an indicator.
 * @param {string} id
 */
export function openIndicator(id) {
  const now = shown.peek();
  const row = now?.view.indicators.find((one) => one.id === id);
  if (!now || !row) return;
  const hidesPlan = now.level === "baseline";
  // Only full runs are explained part by part; a preview's plan is told with the parts of today.
  const full = now.level === "run" ? explanationOf(now.view, id) : null;
  const today = full ?? explanationOf(baseline.peek().view, id) ?? explanationOf(result.peek()?.view, id);
  const target = targets.peek().get(id)?.value;
  openSheet({
    title: localized(row.title),
    kicker: localized(row.theme),
    className: "indicator-sheet",
    body: [
      question(today, row),
      numbers(row, now.level, hidesPlan, target),
      formulaSection(row, today, full, now.level),
      certainty(row, hidesPlan),
      meaning(row, today),
      hidesPlan ? null : caveatsOf(row.formula),
      h(
        "p",
        { class: "hint card-version" },
        t("explanation.version", { id: row.id, version: row.version }),
        today?.cardDigest
          ? h("span", {}, ` · ${t("explanation.digest")} `, h("code", {}, String(today.cardDigest).slice(0, 12)))
          : null,
        ` · ${t("explanation.scenario")} `,
        h("code", {}, String(now.view.scenarioDigest).slice(0, 12)),
      ),
    ],
  });
}

/** @param {import("../core/types.js").PlanView | null | undefined} view @param {string} id */
function explanationOf(view, id) {
  return view?.explanations?.find((one) => one.id === id) ?? null;
}

/** @param {any} explained @param {IndicatorRow} row */
function question(explained, row) {
  const asked = explained?.question;
  return h(
    "section",
    { class: "lead" },
    asked ? h("p", { class: "question" }, localized(asked)) : null,
    h("p", {}, withGlossary(localized(row.inWords))),
  );
}

/**
 * @param {IndicatorRow} row
 * @param {string} level
 * @param {boolean} hidesPlan
 * @param {number | undefined} target
 */
export function numbers(row, level, hidesPlan, target) {
  const better = row.better === "lower" || row.better === "higher"
    ? t(`indicator.better.${row.better}`)
    : t("indicator.better.context");
  return h(
    "section",
    { "aria-label": t("explanation.numbers") },
    h(
      "dl",
      { class: "number-cards" },
      card(t("seeing.now"), figure(row.before, row.unit, row.decimals), score(row.scoreBefore)),
      hidesPlan ? null : card(
        t("seeing.plan"),
        figure(row.after, row.unit, row.decimals),
        score(row.scoreAfter),
        t(`indicator.level.${level}`),
      ),
      hidesPlan ? null : card(t("seeing.change"), change(row.change, row.unit, row.decimals), verdictText(row)),
      target === undefined ? null : card(t("indicator.legend.target"), figure(target, row.unit, row.decimals), ""),
    ),
    indicatorFigure(row, { target, hidesPlan, hasLabels: true }),
    h("p", { class: "hint" }, better),
    row.belowFloor ? note("warn", h("p", {}, t("indicator.belowFloor"))) : null,
    level === "preview" ? note("plain", h("p", {}, t("indicator.level.previewMeaning"))) : null,
  );
}

/** @param {string} name @param {string} value @param {...string} extras */
function card(name, value, ...extras) {
  return h(
    "div",
    { class: "number-card" },
    h("dt", {}, name),
    h("dd", {}, h("strong", {}, value), extras.filter(Boolean).map((extra) => h("span", { class: "hint" }, extra))),
  );
}

/** @param {number | undefined} value */
function score(value) {
  return value === undefined || value === null ? "" : t("indicator.score", { score: plain(value, 1) });
}

/**
 * @param {IndicatorRow} row
 * @param {any} today
 * @param {any} full
 * @param {string} level
 */
export function formulaSection(row, today, full, level) {
  const before = today?.explanationBefore;
  const after = full?.explanationAfter;
  const functions = functionsOf(row.formula);
  return h(
    "section",
    {},
    h("h3", {}, t("explanation.formula")),
    h("pre", { class: "formula", tabindex: "0", "aria-label": t("explanation.formula") }, h("code", {}, row.formula)),
    before
      ? h(
        "dl",
        { class: "filled" },
        filledLine(t("seeing.now"), before, figure(row.before, row.unit, row.decimals)),
        after ? filledLine(t("seeing.plan"), after, figure(row.after, row.unit, row.decimals)) : null,
      )
      : note("plain", h("p", {}, t("explanation.waiting"))),
    level === "preview" ? h("p", { class: "hint" }, t("explanation.onlyRuns")) : null,
    functions.length > 0
      ? h(
        "details",
        {},
        h("summary", {}, t("explanation.reading")),
        h(
          "dl",
          { class: "function-words" },
          functions.map((name) => [h("dt", {}, h("code", {}, name)), h("dd", {}, t(`explanation.function.${name}`))])
            .flat(),
        ),
      )
      : null,
    before ? h("details", {}, h("summary", {}, t("explanation.parts")), explanationTable(before, after)) : null,
  );
}

/** @param {string} name @param {any} part @param {string} outcome */
function filledLine(name, part, outcome) {
  const text = filledIn(part);
  return h("div", {}, h("dt", {}, name), h("dd", {}, text === outcome ? "" : `${text} = `, h("strong", {}, outcome)));
}

/** @param {IndicatorRow} row @param {boolean} hidesPlan */
function certainty(row, hidesPlan) {
  const around = bandAround(row.band, hidesPlan ? row.before : row.after);
  return h(
    "section",
    {},
    h("h3", {}, t("explanation.certainty")),
    h(
      "ul",
      { class: "plain-list" },
      around
        ? h(
          "li",
          {},
          t("explanation.band", {
            lowest: plain(around[0], row.decimals),
            highest: figure(around[1], row.unit, row.decimals),
          }),
          source(row.band),
        )
        : h("li", {}, t("explanation.noBand")),
      row.changeLowest !== undefined && !hidesPlan
        ? h(
          "li",
          {},
          t("explanation.changeBand", { change: changeWithBand(row) }),
          row.changeBand ? source(row.changeBand) : null,
        )
        : null,
      row.norm
        ? h(
          "li",
          {},
          t("explanation.norm", {
            worst: plain(row.norm.worst, row.decimals),
            floor: plain(row.norm.floor, row.decimals),
            base: plain(row.norm.base, row.decimals),
            best: figure(row.norm.best, row.unit, row.decimals),
          }),
          source(row.norm),
        )
        : h("li", {}, t("explanation.noNorm")),
    ),
  );
}

/** @param {{ source: import("../core/types.js").LocalizedText, status: string }} of */
function source(of) {
  return h(
    "span",
    { class: "source" },
    ` ${localized(of.source)} `,
    h("span", { class: `badge ${of.status === "teachingValue" ? "is-warn" : ""}` }, statusText(of.status)),
  );
}

/** @param {IndicatorRow} row @param {any} explained */
function meaning(row, explained) {
  const pitfalls = explained?.pitfalls ?? [];
  return h(
    "section",
    {},
    h("h3", {}, t("explanation.limits")),
    h("p", {}, h("strong", {}, `${t("explanation.doesNotShow")} `), withGlossary(localized(row.doesNotShow))),
    pitfalls.length > 0
      ? [
        h("p", {}, h("strong", {}, t("explanation.pitfalls"))),
        h("ul", {}, pitfalls.map((/** @type {any} */ text) => h("li", {}, withGlossary(localized(text))))),
      ]
      : null,
    h("h3", {}, t("explanation.sources")),
    h("ul", {}, row.sources.map((text) => h("li", {}, localized(text)))),
    h(
      "p",
      {},
      `${t("explanation.status")} `,
      h("span", {
        class: `badge ${row.status === "teachingValue" || row.status === "uncertain" ? "is-warn" : "is-accent"}`,
      }, statusText(row.status)),
      ` ${t(`seeing.statusMeaning.${row.status}`)}`,
    ),
  );
}
