// @ts-check
/** `<tb-plan-chooser>`: which plan, and making, copying, naming and deleting plans. */
import { announce } from "../core/announce.js";
import { fill, h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { t } from "../core/text.js";
import {
  allPlans,
  canEdit,
  copyPlan,
  createPlan,
  planID,
  plans,
  renamePlan,
  restorePlan,
  selectPlan,
} from "../state/workbench.js";

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
      h("button", {
        type: "button",
        class: "tb-menu-item",
        dataset: { key },
        disabled: isDisabled,
        onclick: () => {
          this.#close();
          action();
        },
      }, t(`map.plans.${key}`));
    const file = h("input", {
      type: "file",
      accept: ".geojson,.json,application/geo+json",
      class: "visually-hidden",
      tabindex: "-1",
      "aria-label": t("map.plans.import"),
    });
    file.addEventListener("change", () => this.#dialogs((show, back) => show.importFile(file, back)));
    const select = h(
      "select",
      {
        id: "tb-plan-select",
        dataset: { key: "plan" },
        "aria-label": t("map.plans.label"),
        onchange: (/** @type {any} */ event) => void this.#try(() => selectPlan(event.target.value)),
      },
      ...all.map((head) =>
        h("option", { value: head.id, properties: { selected: head.id === planID.value } }, head.name)
      ),
    );
    fill(
      this,
      select,
      h(
        "details",
        { class: "tb-plan-menu", dataset: { key: "plan-menu" } },
        h("summary", { "aria-label": t("map.plans.menu"), title: t("map.plans.menu"), dataset: { key: "menu" } }, "⋯"),
        h(
          "div",
          { class: "tb-menu" },
          act(
            "new",
            () =>
              this.#dialogs((show, back) =>
                show.askName("new", t("map.plans.newName", { count: all.length + 1 }), createPlan, back)
              ),
          ),
          act("copy", () =>
            this.#dialogs((show, back) =>
              show.askName(
                "copy",
                t("map.plans.copyName", { plan: current?.name ?? "" }),
                (name) => copyPlan(planID.peek() ?? "", name),
                back,
              )
            )),
          act("rename", () =>
            this.#dialogs((show, back) =>
              show.askName(
                "rename",
                current?.name ?? "",
                (name) => renamePlan(planID.peek() ?? "", name),
                back,
              )
            )),
          act("delete", () => this.#dialogs((show, back) => show.askDelete(back)), !canEdit.value || all.length < 2),
          ...allPlans.value.filter((one) => one.isDeleted).slice(-5).map((one) =>
            h("button", {
              type: "button",
              class: "tb-menu-item",
              dataset: { key: `restore-${one.id}` },
              disabled: !canEdit.value,
              onclick: () => {
                this.#close();
                void this.#try(() => restorePlan(one.id));
              },
            }, t("map.plans.restore", { plan: one.name }))
          ),
          act("import", () => file.click()),
          h("a", {
            class: "tb-menu-item",
            href: `/api/plans/${planID.value}/plan.geojson`,
            download: `${current?.name ?? "plan"}.geojson`,
          }, t("map.plans.download")),
          file,
        ),
      ),
    );
  }

  #close() {
    this.querySelector("details")?.removeAttribute("open");
  }

  /**
   * Dialogs are fetched when one is asked for.
   * @param {(dialogs: typeof import("./plan-dialogs.js"), back: () => void) => void} show
   */
  #dialogs(show) {
    const back = () => {
      const menu = this.querySelector("summary");
      if (menu instanceof HTMLElement) menu.focus();
    };
    void import("./plan-dialogs.js").then(
      (dialogs) => show(dialogs, back),
      (error) => announce(reason(error), "assertive"),
    );
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
