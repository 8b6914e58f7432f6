// @ts-check
import { h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { t } from "../core/text.js";
import { activeLayer, isHoldingBefore, swipe, view } from "../state/workbench.js";
import { icon } from "./icons.js";
import { layer, showWhole } from "./layers.js";
import { withheld } from "./shown.js";

/** @typedef {"now" | "plan" | "change"} View */

/**
 * Now, plan or the difference; the line that slides between now and plan; and today for as long as a button is held.
 * The controls stay the same elements, so that a drag or a held button is not cut off by a redraw.
 */
export class ViewSwitch extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #stop;

  connectedCallback() {
    if (this.#stop) return;
    const choices = /** @type {View[]} */ (["now", "plan", "change"]).map((name) => {
      const button = h("button", { type: "button", onclick: () => choose(name) });
      return { name, button };
    });
    const group = h("div", { class: "segments", role: "group" }, choices.map((choice) => choice.button));
    const slide = h("button", {
      type: "button",
      class: "button is-small",
      onclick: () => (swipe.value = swipe.peek() === null ? 0.5 : null),
    });
    const range = h("input", { type: "range", min: 0, max: 100, step: 1, class: "swipe-range" });
    range.addEventListener("input", () => (swipe.value = Number(range.value) / 100));
    const hold = h("button", { type: "button", class: "button is-small hold-button" });
    holding(hold);
    this.append(group, slide, range, hold);
    this.#stop = effect(() => {
      group.setAttribute("aria-label", t("seeing.view.label"));
      for (const { name, button } of choices) {
        button.textContent = t(`seeing.${name}`);
        button.setAttribute("aria-pressed", String(view.value === name));
        const isClosed = (name === "change" && (!activeLayer.value || !layer.value?.changeScale)) ||
          (name !== "now" && withheld.value.length > 0 && activeLayer.value !== null);
        button.disabled = isClosed && view.value !== name;
        button.title = isClosed && withheld.value.length > 0 ? t("seeing.view.withheld") : "";
      }
      const isSliding = swipe.value !== null;
      slide.replaceChildren(icon("compare"), t("seeing.swipe"));
      slide.setAttribute("aria-pressed", String(isSliding));
      slide.classList.toggle("is-on", isSliding);
      slide.hidden = view.value === "change";
      range.hidden = !isSliding || view.value === "change";
      range.setAttribute("aria-label", t("seeing.swipe.label"));
      const percent = Math.round(100 * (swipe.value ?? 0.5));
      range.value = String(percent);
      range.setAttribute("aria-valuetext", t("seeing.swipe.spoken", { now: percent, plan: 100 - percent }));
      hold.replaceChildren(icon("eye"), t("seeing.hold"));
      hold.title = t("seeing.hold.meaning");
      hold.setAttribute("aria-pressed", String(isHoldingBefore.value));
      // Beside the sliding line today is in sight already.
      hold.hidden = view.value === "now" || isSliding || layer.value?.partOf !== undefined;
    });
  }

  disconnectedCallback() {
    this.#stop?.();
    this.#stop = undefined;
    isHoldingBefore.value = false;
    this.replaceChildren();
  }
}

/** @param {View} name */
function choose(name) {
  if (name !== "change") showWhole();
  view.value = name;
  if (name === "change") swipe.value = null;
}

/**
 * Shows today while pointer or key is down, and never stays stuck.
 * @param {HTMLButtonElement} button
 */
function holding(button) {
  const on = () => (isHoldingBefore.value = true);
  const off = () => (isHoldingBefore.value = false);
  button.addEventListener("pointerdown", (event) => {
    button.setPointerCapture(event.pointerId);
    on();
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture", "blur"]) button.addEventListener(name, off);
  button.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") {
      event.preventDefault();
      on();
    }
  });
  button.addEventListener("keyup", off);
  button.addEventListener("contextmenu", (event) => event.preventDefault());
}

customElements.define("tb-view-switch", ViewSwitch);
