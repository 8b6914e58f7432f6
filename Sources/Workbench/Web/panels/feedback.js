// @ts-check
/** Points and feedback: what was looked at, what was measured, what each kind of measure did, and what to try next. */
import { get } from "../core/api.js";
import { h } from "../core/dom.js";
import "./details.js";
import { localized, t } from "../core/text.js";
import { work } from "../state/workbench.js";
import { openSheet } from "./dialog.js";
import { change, figure, moment, plain, points } from "./figures.js";
import { icon } from "./icons.js";
import { diagnosticNote, errorNote, note } from "./notes.js";

/**
 * @typedef {{ id: string, title: import("../core/types.js").LocalizedText, points: number, maximum: number,
 *   verdict: "met" | "partly" | "missed" | "undecided", reason: import("../core/types.js").LocalizedText,
 *   hint?: import("../core/types.js").LocalizedText, contributions: any[],
 *   measured?: { before?: number, after: number, judged: number, unit: string, decimals: number,
 *     uncertainty?: number } }} Check
 * @typedef {{ exercise: string, title: import("../core/types.js").LocalizedText, state: string, points: number,
 *   maximum: number, checks: Check[], problems: any[], reasoning?: string }} ExerciseGrade
 */

/**
 * Opens the feedback on something that was handed in.
 * @param {string} id
 */
export async function openFeedback(id) {
  const own = work.peek();
  if (!own) return;
  let handIn;
  try {
    handIn = await get(`/api/works/${own.id}/handins/${id}`);
  } catch (error) {
    openSheet({ title: t("grade.feedback"), body: [errorNote(error)] });
    return;
  }
  const grade = handIn.grade;
  const at = handIn.at ?? own.handIns.find((one) => one.id === id)?.at ?? "";
  openSheet({
    title: t("grade.feedback"),
    kicker: moment(at),
    className: "feedback-sheet",
    body: grade
      ? [total(grade), ...grade.exercises.map(exerciseResult), receipt(grade)]
      : [handIn.diagnostic ? diagnosticNote(handIn.diagnostic) : note("bad", h("p", {}, t("grade.noGrade")))],
    foot: [
      grade
        ? h(
          "a",
          { class: "button", href: `/api/handins/${id}/submission`, download: "" },
          icon("download"),
          t("grade.download"),
        )
        : null,
    ],
  });
}

/** @param {any} grade */
function total(grade) {
  return h(
    "section",
    { class: "grade-total" },
    h(
      "p",
      { class: "grade-points" },
      h("strong", {}, points(grade.points)),
      ` ${t("grade.of", { maximum: points(grade.maximum) })}`,
    ),
    meter(grade.points, grade.maximum, t("grade.total")),
  );
}

/** @param {number} value @param {number} maximum @param {string} label */
function meter(value, maximum, label) {
  return h("progress", {
    class: "progress",
    max: Math.max(maximum, 0.001),
    value: Math.max(0, value),
    "aria-label": label,
  }, `${points(value)} / ${points(maximum)}`);
}

/** @param {ExerciseGrade} one */
function exerciseResult(one) {
  return h(
    "section",
    { class: "exercise-result" },
    h(
      "h3",
      {},
      localized(one.title),
      h("span", { class: "badge" }, t("grade.points", { points: points(one.points), maximum: points(one.maximum) })),
    ),
    one.state === "missing" ? note("warn", h("p", {}, t("grade.state.missing"))) : null,
    one.state === "invalid" ? h("p", {}, t("grade.state.invalid")) : null,
    one.problems.map(diagnosticNote),
    isPrediction(one.exercise) ? h("p", { class: "hint" }, t("grade.planThen")) : null,
    one.checks.map((each) => check(each, localized(each.title) === localized(one.title))),
    one.reasoning
      ? h(
        "div",
        { class: "own-reasoning" },
        h("p", { class: "hint" }, t("grade.reasoning")),
        h("blockquote", {}, one.reasoning),
      )
      : null,
  );
}

/** @param {string} id of an exercise */
const isPrediction = (id) =>
  work.peek()?.assignment.exercises.some((one) => one.student.id === id && one.kind === "predict") ?? false;

const pictures =
  /** @type {Record<string, string>} */ ({ met: "check", partly: "about", missed: "cross", undecided: "help" });
const tones =
  /** @type {Record<string, string>} */ ({ met: "is-good", partly: "is-warn", missed: "is-bad", undecided: "" });

/** @param {Check} one @param {boolean} isAlone with the title of the exercise above it */
function check(one, isAlone) {
  return h(
    "article",
    { class: "check" },
    h(
      "div",
      { class: "check-head" },
      h("h4", { class: isAlone ? "visually-hidden" : false }, localized(one.title)),
      h(
        "span",
        { class: `badge ${tones[one.verdict]}` },
        icon(pictures[one.verdict]),
        t(`grade.verdict.${one.verdict}`),
      ),
      one.maximum > 0
        ? h(
          "span",
          { class: "number" },
          t("grade.points", { points: points(one.points), maximum: points(one.maximum) }),
        )
        : null,
    ),
    h("p", {}, localized(one.reason)),
    isNumber(one.measured?.before) && one.measured ? measured(one.measured) : null,
    one.contributions.length > 0 ? contributions(one) : null,
    one.hint ? note("accent", h("p", {}, localized(one.hint))) : null,
  );
}

/** @param {NonNullable<Check["measured"]>} of */
function measured(of) {
  return h(
    "dl",
    { class: "number-cards is-small" },
    numberCard("seeing.now", figure(of.before, of.unit, of.decimals)),
    numberCard("seeing.plan", figure(of.after, of.unit, of.decimals)),
    numberCard("seeing.change", change(of.after - Number(of.before), differenceOf(of.unit), of.decimals)),
    of.uncertainty
      ? numberCard("grade.uncertainty", `± ${withoutSign(change(of.uncertainty, differenceOf(of.unit), of.decimals))}`)
      : null,
  );
}

/** @param {string} key @param {string} value */
function numberCard(key, value) {
  return h("div", { class: "number-card" }, h("dt", {}, t(key)), h("dd", {}, value));
}

/** @param {string} text */
const withoutSign = (text) => text.replace(/^\+/, "");

/** @param {string} unit */
const differenceOf = (unit) => (unit === "°C" ? "K" : unit);

/** @param {unknown} value */
const isNumber = (value) => typeof value === "number";

/** @param {Check} one */
function contributions(one) {
  const unit = one.measured?.unit ?? "1";
  const decimals = one.measured?.decimals ?? 1;
  return h(
    "details",
    {},
    h("summary", {}, t("grade.contributions")),
    h("p", { class: "hint" }, t("grade.contributionsMeaning")),
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, t("grade.kind")),
          h("th", { scope: "col", class: "number" }, t("grade.count")),
          h("th", { scope: "col", class: "number" }, t("grade.did")),
        ),
      ),
      h(
        "tbody",
        {},
        one.contributions.map((part) =>
          h(
            "tr",
            {},
            h("th", { scope: "row" }, localized(part.title)),
            h("td", { class: "number" }, plain(part.count, 0)),
            h(
              "td",
              { class: "number" },
              part.changes[one.id] === undefined ? "–" : change(part.changes[one.id], differenceOf(unit), decimals),
            ),
          )
        ),
      ),
    ),
  );
}

/** @param {any} grade */
function receipt(grade) {
  return h(
    "details",
    { class: "receipt" },
    h("summary", {}, t("grade.receipt")),
    h("p", { class: "hint" }, t("grade.receiptMeaning")),
    h(
      "dl",
      { class: "receipt-list" },
      h("dt", {}, t("grade.engine")),
      h("dd", {}, String(grade.engine)),
      h("dt", {}, t("grade.assignment")),
      h("dd", {}, `${grade.assignment?.id} ${grade.assignment?.version}`),
      h("dt", {}, t("grade.submission")),
      h("dd", {}, h("code", {}, String(grade.submission).slice(0, 16))),
      h("dt", {}, t("grade.pseudonym")),
      h("dd", {}, h("code", {}, String(grade.pseudonym))),
    ),
  );
}
