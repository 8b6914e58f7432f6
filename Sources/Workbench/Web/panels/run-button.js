// @ts-check
import { announce } from "../core/announce.js";
import { ApiError } from "../core/api.js";
import { h } from "../core/dom.js";
import { effect, signal } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { expire } from "../state/edits.js";
import { isResultCurrent, outgoing, plan, requestRun, run } from "../state/workbench.js";
import { icon } from "./icons.js";
import { diagnosticNote, errorNote } from "./notes.js";
import { openExercise } from "../state/panels.js";
import { Panel } from "./panel.js";
import { isRunning, withheld } from "./shown.js";

/** How long a person must draw nothing before a full run starts by itself. */
const idleMilliseconds = 8000;
const settingName = "twinbench.runsByItself";

const runsByItself = signal(readSetting());
const refused = signal(/** @type {unknown} */ (null));

function readSetting() {
  try {
    return localStorage.getItem(settingName) !== "no";
  } catch {
    return true;
  }
}

/** Runs the plan in full: on request, and after a while of drawing nothing; the latest plan wins. */
export class RunButton extends Panel {
  /** @type {(() => void)[]} */
  #stops = [];

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    if (this.#stops.length === 0) this.#stops = [runWhenIdle(), speakStates()];
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** @override */
  render() {
    const check = h("input", {
      type: "checkbox",
      dataset: { key: "run-by-itself" },
      onchange: (/** @type {Event} */ event) => keepSetting(/** @type {HTMLInputElement} */ (event.target).checked),
    });
    check.checked = runsByItself.value;
    return [
      h(
        "label",
        { class: "choice run-auto", title: t("run.byItselfMeaning") },
        check,
        h("span", {}, t("run.byItself")),
      ),
      mainButton(),
    ];
  }
}

function mainButton() {
  const current = run.value;
  if (withheld.value.length > 0) {
    return h(
      "button",
      {
        type: "button",
        class: "button run-main",
        dataset: { key: "run" },
        onclick: () => openExercise(withheld.peek()[0]),
      },
      icon("lock"),
      t("run.withheld"),
    );
  }
  if (isRunning.value && current) {
    const percent = Math.round(100 * current.fraction);
    const waits = current.state === "waiting" && (current.waitingBefore ?? 0) > 0;
    const text = waits
      ? t("run.waiting", { count: current.waitingBefore ?? 0 })
      : messageOf(current.message) || t("run.running");
    return h(
      "span",
      { class: "run-progress" },
      h("span", { class: "run-text" }, text),
      h("progress", { class: "progress", max: 100, value: percent, "aria-label": t("run.running") }, `${percent} %`),
    );
  }
  if (current?.state === "failed" || refused.value) {
    return h(
      "span",
      { class: "run-failed" },
      h(
        "button",
        {
          type: "button",
          class: "button is-quiet",
          dataset: { key: "run-why" },
          onclick: () => void explainFailure(),
        },
        icon("warning"),
        t("run.failed"),
      ),
      startButton("run.again"),
    );
  }
  if (isResultCurrent.value) {
    return h("span", { class: "badge is-good run-done", title: t("run.doneMeaning") }, icon("check"), t("run.done"));
  }
  return startButton("run.start");
}

/** @param {string} key */
function startButton(key) {
  return h(
    "button",
    {
      type: "button",
      class: "button is-primary run-main",
      dataset: { key: "run" },
      title: t("run.startMeaning"),
      onclick: () => void begin(),
    },
    icon("compute"),
    t(key),
  );
}

async function begin() {
  refused.value = null;
  try {
    await requestRun();
  } catch (error) {
    if (error instanceof ApiError && error.needsLogin) expire();
    else refused.value = error;
  }
}

async function explainFailure() {
  const { openSheet } = await import("./dialog.js");
  const diagnostic = run.peek()?.diagnostic;
  openSheet({
    title: t("run.failedTitle"),
    body: [
      refused.peek()
        ? errorNote(refused.peek())
        : diagnostic
        ? diagnosticNote(diagnostic)
        : h("p", {}, t("run.failedUnknown")),
    ],
  });
}

/** @param {any} message */
function messageOf(message) {
  return typeof message === "string" ? message : localized(message);
}

/** @param {boolean} isOn */
function keepSetting(isOn) {
  runsByItself.value = isOn;
  try {
    localStorage.setItem(settingName, isOn ? "yes" : "no");
  } catch {
    // Then it is forgotten when the page closes.
  }
}

/** Starts a run when a changed plan has been left alone for a while. */
function runWhenIdle() {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** The plan and revision of the last run by itself: a run that fails is not tried over and over. */
  let last = "";
  const stop = effect(() => {
    clearTimeout(timer);
    const current = plan.value;
    const isWanted = runsByItself.value && withheld.value.length === 0 && !isResultCurrent.value && !isRunning.value;
    if (!current || !isWanted || outgoing.value.length > 0 || current.measures.features.length === 0) return;
    const key = `${current.id} ${current.revision}`;
    if (key === last) return;
    timer = setTimeout(() => {
      last = key;
      void begin();
    }, idleMilliseconds);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function speakStates() {
  let told = "";
  return effect(() => {
    const current = run.value;
    const key = current ? `${current.id} ${current.state}` : "";
    if (key === told) return;
    told = key;
    if (current?.state === "running") announce(t("run.running"));
    if (current?.state === "failed") announce(t("run.failed"));
  });
}

customElements.define("tb-run-button", RunButton);
