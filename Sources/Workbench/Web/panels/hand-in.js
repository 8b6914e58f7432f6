// @ts-check
/** Handing in: a last look at what is there and what is missing, then the wait for the points. */
import { announce } from "../core/announce.js";
import { ApiError, get, post } from "../core/api.js";
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { expire } from "../state/edits.js";
import { outgoing, plan, plans, refreshWork, work } from "../state/workbench.js";
import { openSheet } from "./dialog.js";
import { openFeedback } from "./feedback.js";
import { constructionCost, figure } from "./figures.js";
import { icon } from "./icons.js";
import { errorNote, note } from "./notes.js";
import { handingIn, openExercise } from "../state/panels.js";

/** Shows what will be handed in. */
export function openHandIn() {
  const own = work.peek();
  const current = plan.peek();
  if (!own || !current) return;
  const choice = h(
    "select",
    { id: "hand-in-plan" },
    plans.peek().map((one) =>
      h("option", { value: one.id }, t("grade.planChoice", { plan: one.name, count: one.measureCount }))
    ),
  );
  choice.value = current.id;
  const answers = own.assignment.exercises.filter((one) => one.student.response.form !== "plan");
  const missing = answers.filter((one) => !own.answers[one.student.id]);
  const design = own.assignment.exercises.find((one) => one.student.response.form === "plan");
  const spent = constructionCost(current.cost);
  const isOver = typeof design?.budget === "number" && spent > design.budget;
  const problem = h("div", { role: "alert" });
  const send = h("button", { type: "button", class: "button is-primary" }, icon("send"), t("grade.send"));
  const sheet = openSheet({
    title: t("grade.review"),
    body: [
      h("p", {}, t("grade.reviewMeaning")),
      h(
        "ul",
        { class: "review-list" },
        own.assignment.exercises.map((one) => {
          const isThere = one.student.response.form === "plan" || Boolean(own.answers[one.student.id]);
          return h(
            "li",
            { class: isThere ? "is-there" : "is-missing" },
            icon(isThere ? "check" : "warning"),
            h("span", {}, localized(one.student.title)),
            isThere ? null : [
              h("span", { class: "badge is-warn" }, t("grade.missing")),
              h("button", {
                type: "button",
                class: "button is-small",
                onclick: () => leaveFor(one.student.id),
              }, t("grade.goThere")),
            ],
          );
        }),
      ),
      h("div", { class: "field" }, h("label", { for: "hand-in-plan" }, t("grade.whichPlan")), choice),
      missing.length > 0 ? note("warn", h("p", {}, t("grade.someMissing", { count: missing.length }))) : null,
      isOver
        ? note("warn", h("p", {}, t("exercise.overBudget", { amount: figure(spent - Number(design?.budget), "€", 0) })))
        : null,
      outgoing.peek().length > 0 ? note("warn", h("p", {}, t("grade.unsaved"))) : null,
      h("p", { class: "hint" }, t("grade.again")),
      problem,
    ],
    foot: [h("button", { type: "button", class: "button", onclick: () => sheet.close() }, t("common.cancel")), send],
  });
  /** @param {string} id */
  function leaveFor(id) {
    sheet.close();
    openExercise(id);
  }
  send.addEventListener("click", async () => {
    send.disabled = true;
    problem.replaceChildren();
    try {
      const started = await post(`/api/works/${own.id}/handin`, { plan: choice.value });
      sheet.close();
      announce(t("grade.grading"));
      void waitFor(own.id, started.id);
    } catch (error) {
      if (error instanceof ApiError && error.needsLogin) {
        sheet.close();
        expire();
        return;
      }
      send.disabled = false;
      problem.replaceChildren(errorNote(error));
    }
  });
}

/**
 * Waits until the points are there and shows them.
 * @param {string} workID
 * @param {string} id
 */
async function waitFor(workID, id) {
  handingIn.value = id;
  void refreshWork();
  try {
    for (let round = 0; handingIn.peek() === id; round += 1) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(4000, 600 + 300 * round)));
      try {
        const now = await get(`/api/works/${workID}/handins/${id}`);
        if (now.state === "grading") continue;
        await refreshWork();
        handingIn.value = null;
        await openFeedback(id);
      } catch (error) {
        if (!(error instanceof ApiError) || !error.isPassing) throw error;
      }
    }
  } finally {
    if (handingIn.peek() === id) handingIn.value = null;
  }
}
