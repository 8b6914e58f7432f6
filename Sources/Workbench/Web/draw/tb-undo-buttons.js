// @ts-check
/** `<tb-undo-buttons>`: undo and redo, always at hand. */
import { announce } from "../core/announce.js";
import { fill, h, svg } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { t } from "../core/text.js";
import { canRedo, canUndo, redo, undo } from "../state/workbench.js";

class UndoButtonsElement extends HTMLElement {
  #stop = () => {};

  connectedCallback() {
    this.classList.add("tb-undo-buttons");
    this.setAttribute("role", "group");
    this.#stop = effect(() => {
      this.setAttribute("aria-label", t("history.buttons"));
      fill(
        this,
        button(
          "undo",
          "M8 5L4 9l4 4M4 9h8a4 4 0 0 1 0 8h-2",
          canUndo.value,
          () => announce(t(undo() ? "history.undone" : "history.nothingToUndo")),
        ),
        button(
          "redo",
          "M12 5l4 4-4 4M16 9H8a4 4 0 0 0 0 8h2",
          canRedo.value,
          () => announce(t(redo() ? "history.redone" : "history.nothingToRedo")),
        ),
      );
    });
  }

  disconnectedCallback() {
    this.#stop();
  }
}

/** @param {"undo" | "redo"} id @param {string} path @param {boolean} isPossible @param {() => void} action */
function button(id, path, isPossible, action) {
  // Not `disabled`: the focus would fall off the button after the last step.
  return h("button", {
    type: "button",
    class: "tb-icon-button",
    "aria-label": t(`history.${id}`),
    title: `${t(`history.${id}`)} (${t(`history.${id}Keys`)})`,
    "aria-disabled": String(!isPossible),
    dataset: { key: id },
    onclick: action,
  }, svg("svg", { viewBox: "0 0 20 20", "aria-hidden": "true", class: "tb-icon" }, svg("path", { d: path })));
}

customElements.define("tb-undo-buttons", UndoButtonsElement);
