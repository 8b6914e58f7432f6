// @ts-check
/** One exercise: what is asked, what is looked at, and where the answer is written. */
import { h } from "../core/dom.js";
import { language, localized, t } from "../core/text.js";
import { plan, work } from "../state/workbench.js";
import { draftOf, followLocks, keepDraft, sendAnswer, sent } from "./answering.js";
import { constructionCost, figure, moment, plain, unitText } from "./figures.js";
import { icon } from "./icons.js";
import { courseText } from "./course-text.js";
import { diagnosticNote, errorNote, note } from "./notes.js";
import { Panel } from "./panel.js";
import { exercises, withheld } from "./shown.js";

/** @typedef {import("../core/types.js").ExerciseView} ExerciseView */

/** An exercise, unfolded; `data-exercise` holds its id. */
export class ExerciseForm extends Panel {
  /** @override */
  render() {
    const exercise = exercises.value.find((one) => one.student.id === this.dataset.exercise);
    return exercise ? [exerciseBody(exercise)] : [];
  }
}

/** @param {ExerciseView} exercise */
function exerciseBody(exercise) {
  return h(
    "div",
    { class: "exercise-body" },
    courseText(exercise.promptHTML),
    exercise.student.beforeRunOf ? predictionNote(exercise) : null,
    criteria(exercise),
    exercise.student.response.form === "plan" ? planAnswer(exercise) : valueAnswer(exercise),
    outcome(exercise),
  );
}

/** @param {ExerciseView} exercise */
function predictionNote(exercise) {
  const isOpen = withheld.value.includes(exercise.student.id);
  return isOpen
    ? note("accent", h("p", {}, h("strong", {}, t("exercise.predictFirst")), ` ${t("exercise.predictWhy")}`))
    : null;
}

/** @param {ExerciseView} exercise */
function criteria(exercise) {
  const { criteria: looked, conditions } = exercise.student;
  if (looked.length === 0 && conditions.length === 0) return null;
  return h(
    "div",
    { class: "criteria" },
    looked.length > 0
      ? h(
        "table",
        {},
        h("caption", {}, t("exercise.criteria")),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, t("exercise.criterion")),
            h("th", { scope: "col", class: "number" }, t("exercise.points")),
          ),
        ),
        h(
          "tbody",
          {},
          looked.map((/** @type {any} */ one) =>
            h(
              "tr",
              {},
              h(
                "th",
                { scope: "row" },
                localized(one.title),
                h("span", { class: "hint criterion-target" }, localized(one.target)),
              ),
              h("td", { class: "number" }, plain(one.points, one.points % 1 ? 1 : 0)),
            )
          ),
        ),
      )
      : null,
    conditions.length > 0
      ? h("ul", { class: "conditions" }, conditions.map((/** @type {any} */ one) => h("li", {}, localized(one))))
      : null,
  );
}

/** @param {ExerciseView} exercise */
function valueAnswer(exercise) {
  const { id, response, reasoning } = exercise.student;
  const answer = work.value?.answers[id];
  if (answer?.locked) return lockedAnswer(exercise);
  const draft = draftOf(exercise);
  const isPrediction = exercise.kind === "predict";
  const isEmptyPlan = isPrediction && (plan.value?.measures.features.length ?? 0) === 0;
  const isSending = sent.value[id]?.state === "sending";
  const form = h(
    "form",
    {
      class: "answer-form",
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void sendAnswer(exercise);
      },
    },
    isPrediction
      ? h(
        "p",
        { class: "hint" },
        t("exercise.aboutPlan", { plan: plan.value?.name ?? "", count: plan.value?.measures.features.length ?? 0 }),
      )
      : null,
    isEmptyPlan ? note("warn", h("p", {}, t("exercise.drawFirst"))) : null,
    response.options.length > 0 ? optionField(exercise) : valueField(exercise, draft.value),
    reasoning ? reasoningField(exercise, draft.reasoning) : null,
    h(
      "button",
      {
        type: "submit",
        class: "button is-primary",
        disabled: isSending || isEmptyPlan,
        dataset: { key: `send-${id}` },
      },
      icon("check"),
      t(isSending ? "exercise.saving" : answer ? "exercise.saveAgain" : "exercise.save"),
    ),
  );
  return form;
}

/** @param {ExerciseView} exercise @param {string} value */
function valueField(exercise, value) {
  const { id, response } = exercise.student;
  const unit = response.unit ? unitText(response.unit) : "";
  const input = h("input", {
    type: "text",
    id: `answer-${id}`,
    autocomplete: "off",
    inputmode: response.unit ? "decimal" : false,
    "aria-describedby": `hint-${id}`,
    dataset: { key: `answer-${id}` },
    oninput: (/** @type {Event} */ event) =>
      keepDraft(id, { value: /** @type {HTMLInputElement} */ (event.target).value }),
  });
  input.value = value;
  return h(
    "div",
    { class: "field" },
    h("label", { for: `answer-${id}` }, t(exercise.kind === "predict" ? "exercise.prediction" : "exercise.answer")),
    h("div", { class: "with-unit" }, input, unit ? h("span", { class: "unit" }, unit) : null),
    h("span", { class: "hint", id: `hint-${id}` }, localized(response.instruction)),
  );
}

/** @param {ExerciseView} exercise */
function optionField(exercise) {
  const { id, response } = exercise.student;
  const draft = draftOf(exercise);
  return h(
    "fieldset",
    { class: "plain-set" },
    h("legend", {}, localized(response.instruction)),
    response.options.map((/** @type {any} */ option, /** @type {number} */ index) => {
      // Dutch names the option on every page, so that a change of language keeps the choice.
      const input = h("input", {
        type: "radio",
        name: `answer-${id}`,
        dataset: { key: `answer-${id}-${index}` },
        onchange: () => keepDraft(id, { value: option.nl }),
      });
      input.checked = draft.value === option.nl;
      return h("label", { class: "choice" }, input, h("span", {}, localized(option)));
    }),
  );
}

/** @param {ExerciseView} exercise @param {string} text */
function reasoningField(exercise, text) {
  const { id, reasoning } = exercise.student;
  const area = h("textarea", {
    id: `reasoning-${id}`,
    rows: 4,
    lang: language.value,
    dataset: { key: `reasoning-${id}` },
    oninput: (/** @type {Event} */ event) =>
      keepDraft(id, { reasoning: /** @type {HTMLTextAreaElement} */ (event.target).value }),
  });
  area.value = text;
  return h(
    "div",
    { class: "field" },
    h("label", { for: `reasoning-${id}` }, localized(reasoning)),
    area,
    h("span", { class: "hint" }, t("exercise.reasoningRead")),
  );
}

/** @param {ExerciseView} exercise */
function lockedAnswer(exercise) {
  const answer = work.value?.answers[exercise.student.id];
  if (!answer) return null;
  return h(
    "div",
    { class: "locked-answer" },
    h("p", {}, icon("lock"), ` ${t("exercise.locked")}`),
    h("p", {}, h("strong", {}, String(answer.value ?? ""))),
    answer.reasoning ? h("blockquote", {}, answer.reasoning) : null,
  );
}

/** @param {ExerciseView} exercise */
function planAnswer(exercise) {
  const { id } = exercise.student;
  const current = plan.value;
  if (!current) return null;
  const answer = work.value?.answers[id];
  const isThis = answer?.plan?.id === current.id;
  const spent = constructionCost(current.cost);
  const count = current.measures.features.length;
  const isOver = typeof exercise.budget === "number" && spent > exercise.budget;
  return h(
    "div",
    { class: "plan-answer" },
    h("p", {}, t("exercise.planIs", { plan: current.name, count, cost: figure(spent, "€", 0) })),
    isOver
      ? note("warn", h("p", {}, t("exercise.overBudget", { amount: figure(spent - Number(exercise.budget), "€", 0) })))
      : null,
    answer?.plan && !isThis
      ? h(
        "p",
        { class: "hint" },
        t("exercise.otherPlan", { plan: work.value?.plans.find((one) => one.id === answer.plan?.id)?.name ?? "" }),
      )
      : null,
    h(
      "button",
      {
        type: "button",
        class: `button ${isThis && answer?.plan?.revision === current.revision ? "" : "is-primary"}`,
        disabled: count === 0 || sent.value[id]?.state === "sending",
        dataset: { key: `send-${id}` },
        onclick: () => void sendAnswer(exercise),
      },
      icon("check"),
      t(isThis ? "exercise.updatePlan" : "exercise.thisPlan"),
    ),
    count === 0 ? h("p", { class: "hint" }, t("exercise.drawFirst")) : null,
  );
}

/** @param {ExerciseView} exercise */
function outcome(exercise) {
  const id = exercise.student.id;
  const last = sent.value[id];
  const answer = work.value?.answers[id];
  return h(
    "div",
    { class: "answer-state", role: "status" },
    last?.state === "failed"
      ? (last.review.length > 0 ? h("div", {}, last.review.map(diagnosticNote)) : errorNote(last.error))
      : null,
    last?.state === "saved" ? last.review.map(diagnosticNote) : null,
    answer && last?.state !== "failed"
      ? h(
        "p",
        { class: "hint saved-line" },
        icon("check"),
        t("exercise.savedAt", { moment: moment(answer.at), name: answer.by?.name ?? "" }),
      )
      : null,
  );
}

customElements.define("tb-exercise", ExerciseForm);
followLocks();
