// @ts-check
import { h } from "../core/dom.js";
import { signal } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { work } from "../state/workbench.js";
import { moment, plain, points } from "./figures.js";
import { icon } from "./icons.js";
import { courseText, showLesson } from "./course-text.js";
import { handingIn, openedExercise } from "../state/panels.js";
import { Panel } from "./panel.js";
import { withheld } from "./shown.js";

/** @typedef {import("../core/types.js").ExerciseView} ExerciseView */

/** Whether the left column is broad, for reading. */
const isWide = signal(false);

/** Lesson, questions, hand in and what came of it. */
export class AssignmentPanel extends Panel {
  /** @override */
  render() {
    const own = work.value;
    if (!own) return [h("p", { class: "hint" }, t("common.loading"))];
    const { assignment } = own;
    const total = assignment.exercises.reduce((sum, one) => sum + one.student.points, 0);
    return [
      h(
        "div",
        { class: "assignment-head" },
        h(
          "div",
          {},
          h("span", { class: "kicker" }, localized(own.courseTitle)),
          h("h2", {}, localized(assignment.title)),
        ),
        h(
          "button",
          {
            type: "button",
            class: "button is-quiet is-icon",
            "aria-pressed": String(isWide.value),
            title: t("lesson.wider"),
            "aria-label": t("lesson.wider"),
            dataset: { key: "wider" },
            onclick: widen,
          },
          icon("wider"),
        ),
      ),
      h(
        "details",
        { open: true, class: "introduction", dataset: { key: "introduction" } },
        h("summary", { dataset: { key: "introduction-summary" } }, t("lesson.introduction")),
        courseText(assignment.introductionHTML),
      ),
      own.lessons.length > 0
        ? h(
          "section",
          { "aria-labelledby": "lessons-title" },
          h("h3", { id: "lessons-title" }, t("lesson.title")),
          h(
            "ul",
            { class: "lesson-list" },
            own.lessons.map((lesson) =>
              h(
                "li",
                {},
                h(
                  "button",
                  {
                    type: "button",
                    class: "lesson-button",
                    "aria-haspopup": "dialog",
                    dataset: { key: `lesson-${lesson.id}` },
                    onclick: () => showLesson(lesson.id),
                  },
                  icon("book"),
                  localized(lesson.title),
                ),
              )
            ),
          ),
        )
        : null,
      h(
        "section",
        { "aria-labelledby": "exercises-title" },
        h(
          "h3",
          { id: "exercises-title" },
          t("exercise.title"),
          h("span", { class: "hint" }, ` ${t("exercise.total", { points: plain(total, 0) })}`),
        ),
        h("ol", { class: "exercise-list" }, assignment.exercises.map(exerciseItem)),
      ),
      handInSection(own),
    ];
  }
}

function widen() {
  isWide.value = !isWide.peek();
  document.querySelector(".wb-left")?.classList.toggle("is-wide", isWide.peek());
  // The map must learn of its new size.
  dispatchEvent(new Event("resize"));
}

/** @param {ExerciseView} exercise @param {number} index */
function exerciseItem(exercise, index) {
  const { id, title, points } = exercise.student;
  const isOpen = openedExercise.value === id;
  return h(
    "li",
    { class: `exercise ${isOpen ? "is-open" : ""}` },
    h(
      "h4",
      {},
      h(
        "button",
        {
          type: "button",
          class: "exercise-head",
          id: `exercise-head-${id}`,
          "aria-expanded": String(isOpen),
          "aria-controls": `exercise-${id}`,
          dataset: { key: `exercise-${id}` },
          onclick: () => (openedExercise.value = isOpen ? null : id),
        },
        h("span", { class: "exercise-number", "aria-hidden": "true" }, String(index + 1)),
        h(
          "span",
          { class: "exercise-title" },
          localized(title),
          h(
            "span",
            { class: "exercise-facts" },
            h("span", { class: "hint" }, t("exercise.worth", { count: points })),
            stateBadge(exercise),
          ),
        ),
      ),
    ),
    h("div", { id: `exercise-${id}`, hidden: !isOpen }, isOpen ? exercisePart(id) : null),
  );
}

/** @param {string} id */
const showFeedback = (id) => void import("./feedback.js").then((part) => part.openFeedback(id));

/**
 * The exercise itself, by an element of its own: its code is fetched when the first one is opened.
 * @param {string} id
 */
function exercisePart(id) {
  void import("./exercise-form.js");
  const part = document.createElement("tb-exercise");
  part.dataset.exercise = id;
  return part;
}

/** @param {ExerciseView} exercise */
function stateBadge(exercise) {
  const id = exercise.student.id;
  const answer = work.value?.answers[id];
  if (answer?.locked) return h("span", { class: "badge is-good" }, icon("lock"), t("exercise.state.locked"));
  if (answer) return h("span", { class: "badge is-good" }, icon("check"), t("exercise.state.saved"));
  if (withheld.value.includes(id)) {
    return h("span", { class: "badge is-accent" }, icon("pencil"), t("exercise.state.first"));
  }
  // A design has no answer of its own: the plan is what is handed in.
  const isHandedIn = exercise.student.response.form === "plan" && (work.value?.handIns.length ?? 0) > 0;
  if (isHandedIn) return h("span", { class: "badge is-good" }, icon("send"), t("exercise.state.handedIn"));
  return h("span", { class: "badge" }, t("exercise.state.open"));
}

/** @param {import("../core/types.js").Work} own */
function handInSection(own) {
  const isBusy = handingIn.value !== null || own.handIns.some((one) => one.state === "grading");
  return h(
    "section",
    { "aria-labelledby": "hand-in-title", class: "hand-in" },
    h("h3", { id: "hand-in-title" }, t("grade.handIn")),
    h(
      "button",
      {
        type: "button",
        class: "button is-primary",
        disabled: isBusy,
        dataset: { key: "hand-in" },
        onclick: () => void import("./hand-in.js").then((part) => part.openHandIn()),
      },
      icon("send"),
      t(own.handIns.length > 0 ? "grade.handInAgain" : "grade.handIn"),
    ),
    isBusy ? h("p", { role: "status" }, icon("clock"), ` ${t("grade.grading")}`) : null,
    own.handIns.length > 0
      ? h(
        "ul",
        { class: "hand-in-list" },
        own.handIns.map((one) =>
          h(
            "li",
            {},
            h("span", {}, moment(one.at), h("span", { class: "hint" }, ` ${one.by?.name ?? ""}`)),
            one.state === "graded"
              ? h(
                "button",
                {
                  type: "button",
                  class: "button is-small",
                  "aria-haspopup": "dialog",
                  dataset: { key: `feedback-${one.id}` },
                  onclick: () => showFeedback(one.id),
                },
                t("grade.points", { points: points(one.points), maximum: points(one.maximum) }),
                ` · ${t("grade.look")}`,
              )
              : one.state === "failed"
              ? h(
                "button",
                {
                  type: "button",
                  class: "button is-small",
                  dataset: { key: `feedback-${one.id}` },
                  onclick: () => showFeedback(one.id),
                },
                icon("warning"),
                t("grade.failed"),
              )
              : h("span", { class: "badge is-accent" }, icon("clock"), t("grade.state.grading")),
          )
        ),
      )
      : null,
  );
}

customElements.define("tb-assignment-panel", AssignmentPanel);
