// @ts-check
import { h } from "../core/dom.js";
import { effect, signal } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { sun } from "../state/panels.js";
import { requestRun, timeFrame } from "../state/workbench.js";
import { icon } from "./icons.js";
import { canHaveFrames, frames } from "./layers.js";
import { isRunning, withheld } from "./shown.js";

/** How long a step is seen while it plays. */
const stepMilliseconds = 900;

/** Hour by hour or minute by minute through the event; hidden where the layer has no steps. */
export class TimeSlider extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #stop;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  connectedCallback() {
    if (this.#stop) return;
    const whole = h("button", { type: "button", class: "button is-small", onclick: () => this.#show(null) });
    const play = h("button", { type: "button", class: "button is-icon", onclick: () => this.#toggle() });
    const back = h(
      "button",
      { type: "button", class: "button is-icon", onclick: () => this.#step(-1) },
      icon("previous"),
    );
    const forth = h("button", { type: "button", class: "button is-icon", onclick: () => this.#step(1) }, icon("next"));
    const range = h("input", { type: "range", min: 0, step: 1, class: "time-range" });
    range.addEventListener("input", () => this.#show(Number(range.value)));
    const label = h("output", { class: "time-label" });
    const controls = h("div", { class: "time-controls", role: "group" }, whole, play, back, range, forth, label);
    const compute = h("button", { type: "button", class: "button is-small", onclick: () => void requestRun() });
    const waiting = h("div", { class: "time-waiting" }, h("span", {}), compute);
    this.append(controls, waiting);
    this.#stop = effect(() => {
      const steps = frames.value;
      const isPossible = canHaveFrames.value;
      this.hidden = !isPossible;
      controls.hidden = steps.length === 0;
      waiting.hidden = steps.length > 0;
      controls.setAttribute("aria-label", t("seeing.time.label"));
      if (steps.length === 0) this.#pause();
      const at = timeFrame.value;
      // No hour without a slider that tells it.
      if (at !== null && !isPossible) timeFrame.value = null;
      if (at !== null && at >= steps.length && steps.length > 0) timeFrame.value = steps.length - 1;
      range.max = String(Math.max(0, steps.length - 1));
      range.value = String(at ?? 0);
      range.classList.toggle("is-off", at === null);
      range.setAttribute("aria-label", t("seeing.time.label"));
      const step = at === null ? undefined : steps[at];
      sun.value = isPossible ? step?.sun ?? null : null;
      if (sun.value) showSun();
      const text = at === null
        ? t("seeing.time.whole")
        : [localized(step?.label), sunText.value?.(step?.sun)].filter(Boolean).join(" · ");
      range.setAttribute("aria-valuetext", text);
      label.textContent = at === null ? "" : text;
      whole.textContent = t("seeing.time.whole");
      whole.setAttribute("aria-pressed", String(at === null));
      whole.classList.toggle("is-on", at === null);
      back.setAttribute("aria-label", t("seeing.time.back"));
      forth.setAttribute("aria-label", t("seeing.time.forth"));
      const first = waiting.firstElementChild;
      if (first) {
        first.textContent = t(
          withheld.value.length > 0
            ? "seeing.time.withheld"
            : isRunning.value
            ? "seeing.time.running"
            : "seeing.time.afterRun",
        );
      }
      compute.replaceChildren(icon("compute"), t("run.start"));
      compute.hidden = withheld.value.length > 0 || isRunning.value;
      this.#drawPlay(play);
    });
    this.#drawPlay(play);
  }

  disconnectedCallback() {
    this.#pause();
    this.#stop?.();
    this.#stop = undefined;
    this.replaceChildren();
  }

  /** @param {number | null} index */
  #show(index) {
    if (index === null) this.#pause();
    timeFrame.value = index;
  }

  /** @param {number} by */
  #step(by) {
    const count = frames.peek().length;
    if (count === 0) return;
    const at = timeFrame.peek();
    timeFrame.value = at === null ? (by > 0 ? 0 : count - 1) : (at + by + count) % count;
  }

  /** Playing is a person's own choice, also where they asked for less motion; then each step just stays longer. */
  #toggle() {
    if (this.#timer) return this.#pause();
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.#step(1);
    this.#timer = setInterval(() => this.#step(1), isCalm ? 2 * stepMilliseconds : stepMilliseconds);
    this.#redrawPlay();
  }

  #pause() {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#redrawPlay();
  }

  #redrawPlay() {
    const play = this.querySelectorAll("button")[1];
    if (play) this.#drawPlay(play);
  }

  /** @param {HTMLButtonElement} play */
  #drawPlay(play) {
    play.replaceChildren(icon(this.#timer ? "pause" : "play"));
    play.setAttribute("aria-label", t(this.#timer ? "seeing.time.pause" : "seeing.time.play"));
  }
}

let hasSun = false;
const sunText = signal(/** @type {typeof import("./sun-words.js").sunText | null} */ (null));

/** Fetched with the first step in which the sun plays a part. */
function showSun() {
  if (hasSun) return;
  hasSun = true;
  void import("./sun-mark.js");
  void import("./sun-words.js").then((words) => sunText.value = words.sunText);
  document.getElementById("map")?.append(document.createElement("tb-sun-mark"));
}

customElements.define("tb-time-slider", TimeSlider);
