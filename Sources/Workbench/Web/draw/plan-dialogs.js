// @ts-check
/** The dialogs of `<tb-plan-chooser>`. */
import { announce } from "../core/announce.js";
import { ApiError } from "../core/api.js";
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { deletePlan, importPlan, planID, plans } from "../state/workbench.js";

/** Bytes. */
const LARGEST_FILE = 2 * 1024 * 1024;

/** @param {unknown} error */
const reason = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Asks for a name.
 * @param {"new" | "copy" | "rename"} id
 * @param {string} value
 * @param {(name: string) => Promise<void>} action
 * @param {() => void} back takes the focus back
 */
export function askName(id, value, action, back) {
  const name = h("input", {
    id: "tb-plan-name",
    type: "text",
    required: true,
    maxlength: "80",
    value,
    autocomplete: "off",
  });
  const problem = h("p", { role: "alert", class: "tb-problem" });
  const dialog = h(
    "dialog",
    { class: "tb-dialog", "aria-labelledby": "tb-plan-title" },
    h(
      "form",
      {
        method: "dialog",
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          const text = name.value.trim();
          if (text === "") {
            problem.textContent = t("map.plans.nameNeeded");
            return name.focus();
          }
          try {
            await action(text);
            dialog.close();
            announce(t(`map.plans.done.${id}`, { plan: text }));
          } catch (error) {
            problem.textContent = reason(error);
          }
        },
      },
      h("h2", { id: "tb-plan-title" }, t(`map.plans.${id}`)),
      h("p", { class: "tb-field" }, h("label", { for: "tb-plan-name" }, t("map.plans.name")), name),
      problem,
      h(
        "p",
        { class: "tb-form-buttons" },
        h("button", { type: "submit", class: "tb-button tb-primary" }, t("map.plans.ok")),
        h("button", {
          type: "button",
          class: "tb-button",
          onclick: () => dialog.close(),
        }, t("map.plans.cancel")),
      ),
    ),
  );
  open(dialog, back);
  name.select();
}

/** @param {HTMLDialogElement} dialog @param {() => void} back */
function open(dialog, back) {
  dialog.addEventListener("close", () => {
    dialog.remove();
    back();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** Asks whether the current plan must go. @param {() => void} back takes the focus back */
export function askDelete(back) {
  const id = planID.peek();
  const head = plans.peek().find((one) => one.id === id);
  if (!id || !head) return;
  const problem = h("p", { role: "alert", class: "tb-problem" });
  const dialog = h(
    "dialog",
    { class: "tb-dialog", "aria-labelledby": "tb-plan-title" },
    h("h2", { id: "tb-plan-title" }, t("map.plans.deleteTitle", { plan: head.name })),
    h("p", {}, t("map.plans.deleteText", { count: head.measureCount })),
    problem,
    h(
      "p",
      { class: "tb-form-buttons" },
      h("button", {
        type: "button",
        class: "tb-button tb-danger",
        onclick: async () => {
          try {
            await deletePlan(id);
            dialog.close();
            announce(t("map.plans.done.delete", { plan: head.name }));
          } catch (error) {
            problem.textContent = reason(error);
          }
        },
      }, t("map.plans.delete")),
      h("button", { type: "button", class: "tb-button", onclick: () => dialog.close() }, t("map.plans.cancel")),
    ),
  );
  open(dialog, back);
}

/** Brings in the measures of a file. @param {HTMLInputElement} input @param {() => void} back takes the focus back */
export async function importFile(input, back) {
  const file = input.files?.[0];
  input.value = "";
  if (!file) return;
  if (file.size > LARGEST_FILE) return tell(t("map.plans.tooLarge"), [], back);
  try {
    await importPlan(await file.text());
    announce(t("map.plans.done.import"));
  } catch (error) {
    const lines = error instanceof ApiError
      ? error.diagnostics.map((one) =>
        `${one.location.key ?? ""} ${localized(one.what)} ${localized(one.remedy)}`.trim()
      )
      : [];
    tell(reason(error), lines, back);
  }
}

/** @param {string} text @param {string[]} lines @param {() => void} back */
function tell(text, lines, back) {
  const dialog = h(
    "dialog",
    { class: "tb-dialog", "aria-labelledby": "tb-plan-title" },
    h("h2", { id: "tb-plan-title" }, t("map.plans.importFailed")),
    h("p", {}, text),
    lines.length > 0 ? h("ul", {}, ...lines.slice(0, 20).map((line) => h("li", {}, line))) : null,
    h(
      "p",
      { class: "tb-form-buttons" },
      h("button", { type: "button", class: "tb-button", onclick: () => dialog.close() }, t("map.close")),
    ),
  );
  open(dialog, back);
}
