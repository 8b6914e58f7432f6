// @ts-check
import { h } from "../core/dom.js";
import { t } from "../core/text.js";
import { step, STEPS } from "./keyboard.js";

/** Keys, with the text that tells what each does. */
const KEYS = [
  ["← ↑ → ↓", "arrows"],
  ["Shift + ← ↑ → ↓", "far"],
  ["[ ]", "step"],
  ["Enter", "enter"],
  ["Backspace", "backspace"],
  ["F", "finish"],
  ["Esc", "escape"],
  ["N / Shift + N", "next"],
  ["M", "move"],
  ["R", "rotate"],
  ["S", "size"],
  ["V", "points"],
  ["D", "duplicate"],
  ["Delete", "delete"],
  ["I", "where"],
  ["L", "read"],
  ["C", "centre"],
  ["B", "before"],
  ["+ − 0", "zoom"],
  ["Ctrl + Z", "undo"],
  ["Ctrl + Shift + Z", "redo"],
  ["?", "help"],
];

/** How to work the map without a mouse. @returns {HTMLDialogElement} */
export function helpDialog() {
  const dialog = h("dialog", { class: "tb-dialog", "aria-labelledby": "tb-map-help-title" });
  const choice = h(
    "select",
    {
      id: "tb-map-step",
      onchange: (/** @type {any} */ event) => {
        step.value = Number(event.target.value);
      },
    },
    ...STEPS.map((size) =>
      h("option", { value: size, properties: { selected: size === step.peek() } }, t("map.step.size", { step: size }))
    ),
  );
  dialog.append(
    h(
      "div",
      { class: "tb-dialog-head" },
      h("h2", { id: "tb-map-help-title" }, t("map.help.title")),
      h("button", {
        type: "button",
        class: "tb-map-close",
        "aria-label": t("map.close"),
        onclick: () => dialog.close(),
      }, "✕"),
    ),
    h("p", {}, t("map.help.intro")),
    h("p", {}, h("label", { for: "tb-map-step" }, t("map.step.label")), " ", choice),
    h(
      "table",
      { class: "tb-keys" },
      h(
        "thead",
        {},
        h("tr", {}, h("th", { scope: "col" }, t("map.help.key")), h("th", { scope: "col" }, t("map.help.does"))),
      ),
      h(
        "tbody",
        {},
        ...KEYS.map(([key, id]) =>
          h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, t(`map.key.${id}`)))
        ),
      ),
    ),
    h("p", {}, t("map.help.mouse")),
  );
  return dialog;
}
