// @ts-check
/** `<tb-history>`: what was done to the plan, by whom and when, and the way back to each point. */
import { fill, h, whileShown } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { language, localized, t } from "../core/text.js";
import {
  canRedo,
  canUndo,
  cards,
  log,
  outgoing,
  plan,
  planID,
  redo,
  session,
  undo,
  undoOperation,
  undoTo,
} from "../state/workbench.js";

/** @typedef {import("../core/types.js").Entry} Entry */

/** Older ones are shown on request: a long evening of drawing has thousands. */
const PAGE = 60;

class HistoryElement extends HTMLElement {
  #stop = () => {};
  #shown = PAGE;

  connectedCallback() {
    this.classList.add("tb-history");
    const { isShown, stop } = whileShown(this);
    const stopDrawing = effect(() => {
      if (isShown.value) this.#draw();
    });
    this.#stop = () => {
      stop();
      stopDrawing();
    };
  }

  disconnectedCallback() {
    this.#stop();
  }

  #draw() {
    const history = plan.value?.history ?? [];
    const waiting = outgoing.value.filter((item) => item.plan === planID.value).length;
    const byID = new Map(history.map((entry) => [entry.id, entry]));
    placedCards = new Map(log.value.flatMap(({ operation }) => placed(operation)));
    const newest = history.toReversed().slice(0, this.#shown);
    fill(
      this,
      h("h2", {}, t("history.title")),
      h(
        "p",
        { class: "tb-table-buttons" },
        h("button", {
          type: "button",
          class: "tb-button",
          disabled: !canUndo.value,
          dataset: { key: "undo" },
          onclick: () => undo(),
        }, t("history.undo")),
        h("button", {
          type: "button",
          class: "tb-button",
          disabled: !canRedo.value,
          dataset: { key: "redo" },
          onclick: () => redo(),
        }, t("history.redo")),
      ),
      waiting > 0 ? h("p", { class: "tb-hint" }, t("history.waiting", { count: waiting })) : null,
      history.length === 0 ? h("p", { class: "tb-hint" }, t("history.empty")) : null,
      h(
        "ol",
        { class: "tb-history-list", reversed: true, start: history.length },
        ...newest.map((entry) => this.#entry(entry, byID)),
      ),
      history.length > this.#shown
        ? h("button", {
          type: "button",
          class: "tb-button",
          dataset: { key: "more" },
          onclick: () => {
            this.#shown += PAGE;
            this.#draw();
          },
        }, t("history.older"))
        : null,
    );
  }

  /** @param {Entry} entry @param {Map<string, Entry>} byID */
  #entry(entry, byID) {
    const isNewest = plan.peek()?.history.at(-1)?.id === entry.id;
    const what = describe(entry, byID);
    const who = entry.by.id === session.peek()?.account.id ? t("history.you") : entry.by.name;
    const text = h(entry.isUndone ? "del" : "span", { class: "tb-history-what" }, what);
    return h(
      "li",
      { "data-undone": String(entry.isUndone) },
      h(
        "div",
        {},
        text,
        entry.isUndone ? h("span", { class: "tb-history-tag" }, t("history.isUndone")) : null,
        h("span", { class: "tb-history-who" }, `${who}, ${timeOf(entry.at)}`),
      ),
      h(
        "div",
        { class: "tb-history-actions" },
        entry.kind === "undo" ? null : h("button", {
          type: "button",
          class: "tb-link-button",
          dataset: { key: `one-${entry.id}` },
          "aria-label": `${t(entry.isUndone ? "history.redoOne" : "history.undoOne")}: ${what}`,
          onclick: () => undoOperation(entry.id),
        }, t(entry.isUndone ? "history.redoOne" : "history.undoOne")),
        isNewest || entry.kind === "undo" ? null : h("button", {
          type: "button",
          class: "tb-link-button",
          dataset: { key: `to-${entry.id}` },
          "aria-label": `${t("history.backTo")}: ${what}`,
          onclick: () => undoTo(entry.id),
        }, t("history.backTo")),
      ),
    );
  }
}

/** The card of each measure that was ever placed in this plan. @type {Map<string, string>} */
let placedCards = new Map();

/** @param {import("../core/types.js").Operation} operation @returns {[string, string][]} */
function placed(operation) {
  if ("place" in operation) return [[operation.place.id, operation.place.properties.card]];
  return "batch" in operation ? operation.batch.flatMap(placed) : [];
}

/** @param {Entry} entry @param {Map<string, Entry>} byID @returns {string} */
function describe(entry, byID) {
  const card = localized(cards.value.get(entry.card ?? placedCards.get(entry.measure ?? "") ?? "")?.title) ||
    t("history.aMeasure");
  if (entry.kind === "undo") {
    const target = byID.get(entry.undoes ?? "");
    if (!target) return t("history.kind.undo");
    if (target.kind === "undo") {
      const first = byID.get(target.undoes ?? "");
      return t("history.kind.redoOf", { what: first ? describe(first, byID) : "" });
    }
    return t("history.kind.undoOf", { what: describe(target, byID) });
  }
  if (entry.kind === "batch") return t("history.kind.batchOf", { count: entry.measures?.length ?? 0 });
  return t(`history.kind.${entry.kind}`, { card });
}

/** @param {string} at */
function timeOf(at) {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  const locale = language.value === "nl" ? "nl-NL" : "en-GB";
  const isToday = date.toDateString() === new Date().toDateString();
  const time = date.toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" });
  return isToday ? time : `${date.toLocaleDateString(locale, { day: "numeric", month: "short" })} ${time}`;
}

customElements.define("tb-history", HistoryElement);
