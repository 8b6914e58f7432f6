// @ts-check
/** `<tb-plan-chooser>`: which plan, and making, copying, naming and deleting plans. */
import { announce } from "../core/announce.js";
import { fill, h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { ApiError } from "../core/api.js";
import { allPlans, canEdit, copyPlan, createPlan, deletePlan, importPlan, planID, plans, renamePlan, restorePlan, selectPlan } from "../state/workbench.js";

/** Bytes. */
const LARGEST_FILE = 2 * 1024 * 1024;

class PlanChooserElement extends HTMLElement {
  #stop = () => {};

  connectedCallback() {
    this.classList.add("tb-plan-chooser");
    this.#stop = effect(() => this.#draw());
  }

  disconnectedCallback() {
    this.#stop();
  }

  #draw() {
    const all = plans.value;
    const current = all.find((head) => head.id === planID.value);
    const act = (/** @type {string} */ key, /** @type {() => void} */ action, isDisabled = !canEdit.value) =>
      h("button", { type: "button", class: "tb-menu-item", dataset: { key }, disabled: isDisabled, onclick: () => { this.#close(); action(); } }, t(`map.plans.${key}`));
    const file = h("input", { type: "file", accept: ".geojson,.json,application/geo+json", class: "visually-hidden", tabindex: "-1", "aria-label": t("map.plans.import") });
    file.addEventListener("change", () => void this.#import(file));
    const select = h("select", {
      id: "tb-plan-select", dataset: { key: "plan" }, "aria-label": t("map.plans.label"),
      onchange: (/** @type {any} */ event) => void this.#try(() => selectPlan(event.target.value)),
    }, ...all.map((head) => h("option", { value: head.id, properties: { selected: head.id === planID.value } }, head.name)));
    fill(this, select,
      h("details", { class: "tb-plan-menu", dataset: { key: "plan-menu" } }, h("summary", { "aria-label": t("map.plans.menu"), title: t("map.plans.menu"), dataset: { key: "menu" } }, "⋯"),
        h("div", { class: "tb-menu" },
          act("new", () => void this.#ask("new", t("map.plans.newName", { count: all.length + 1 }), createPlan)),
          act("copy", () => void this.#ask("copy", t("map.plans.copyName", { plan: current?.name ?? "" }), (name) => copyPlan(planID.peek() ?? "", name))),
          act("rename", () => void this.#ask("rename", current?.name ?? "", (name) => renamePlan(planID.peek() ?? "", name))),
          act("delete", () => void this.#delete(), !canEdit.value || all.length < 2),
          ...allPlans.value.filter((one) => one.isDeleted).slice(-5).map((one) => h("button", {
            type: "button", class: "tb-menu-item", dataset: { key: `restore-${one.id}` }, disabled: !canEdit.value,
            onclick: () => { this.#close(); void this.#try(() => restorePlan(one.id)); },
          }, t("map.plans.restore", { plan: one.name }))),
          act("import", () => file.click()),
          h("a", { class: "tb-menu-item", href: `/api/plans/${planID.value}/plan.geojson`, download: `${current?.name ?? "plan"}.geojson` }, t("map.plans.download")), file)));
  }

  #close() {
    this.querySelector("details")?.removeAttribute("open");
  }

  /** @param {string} id @param {string} value @param {(name: string) => Promise<void>} action */
  #ask(id, value, action) {
    const name = h("input", { id: "tb-plan-name", type: "text", required: true, maxlength: "80", value, autocomplete: "off" });
    const problem = h("p", { role: "alert", class: "tb-problem" });
    const dialog = h("dialog", { class: "tb-dialog", "aria-labelledby": "tb-plan-title" },
      h("form", {
        method: "dialog", onsubmit: async (/** @type {Event} */ event) => {
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
        h("p", { class: "tb-field" }, h("label", { for: "tb-plan-name" }, t("map.plans.name")), name), problem,
        h("p", { class: "tb-form-buttons" }, h("button", { type: "submit", class: "tb-button tb-primary" }, t("map.plans.ok")),
          h("button", { type: "button", class: "tb-button", onclick: () => dialog.close() }, t("map.plans.cancel")))));
    this.#open(dialog);
    name.select();
  }

  /** @param {HTMLDialogElement} dialog */
  #open(dialog) {
    dialog.addEventListener("close", () => {
      dialog.remove();
      const menu = this.querySelector("summary");
      if (menu instanceof HTMLElement) menu.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  #delete() {
    const id = planID.peek();
    const head = plans.peek().find((one) => one.id === id);
    if (!id || !head) return;
    const problem = h("p", { role: "alert", class: "tb-problem" });
    const dialog = h("dialog", { class: "tb-dialog", "aria-labelledby": "tb-plan-title" },
      h("h2", { id: "tb-plan-title" }, t("map.plans.deleteTitle", { plan: head.name })),
      h("p", {}, t("map.plans.deleteText", { count: head.measureCount })), problem,
      h("p", { class: "tb-form-buttons" },
        h("button", {
          type: "button", class: "tb-button tb-danger", onclick: async () => {
            try {
              await deletePlan(id);
              dialog.close();
              announce(t("map.plans.done.delete", { plan: head.name }));
            } catch (error) {
              problem.textContent = reason(error);
            }
          },
        }, t("map.plans.delete")),
        h("button", { type: "button", class: "tb-button", onclick: () => dialog.close() }, t("map.plans.cancel"))));
    this.#open(dialog);
  }

  /** @param {HTMLInputElement} input */
  async #import(input) {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    if (file.size > LARGEST_FILE) return this.#tell(t("map.plans.tooLarge"), []);
    try {
      await importPlan(await file.text());
      announce(t("map.plans.done.import"));
    } catch (error) {
      const lines = error instanceof ApiError ? error.diagnostics.map((one) => `${one.location.key ?? ""} ${localized(one.what)} ${localized(one.remedy)}`.trim()) : [];
      this.#tell(reason(error), lines);
    }
  }

  /** @param {string} text @param {string[]} lines */
  #tell(text, lines) {
    const dialog = h("dialog", { class: "tb-dialog", "aria-labelledby": "tb-plan-title" },
      h("h2", { id: "tb-plan-title" }, t("map.plans.importFailed")), h("p", {}, text),
      lines.length > 0 ? h("ul", {}, ...lines.slice(0, 20).map((line) => h("li", {}, line))) : null,
      h("p", { class: "tb-form-buttons" }, h("button", { type: "button", class: "tb-button", onclick: () => dialog.close() }, t("map.close"))));
    this.#open(dialog);
  }

  /** @param {() => Promise<void>} action */
  async #try(action) {
    try {
      await action();
    } catch (error) {
      announce(reason(error), "assertive");
      this.#draw();
    }
  }
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Error ? error.message : String(error);
}

customElements.define("tb-plan-chooser", PlanChooserElement);
