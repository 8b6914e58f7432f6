// @ts-check
/** `<tb-saved-state>`: whether everything is safe at the server, and the way back after a session ended. */
import { announce } from "../core/announce.js";
import { fill, h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { t } from "../core/text.js";
import { resume, saving } from "../state/workbench.js";

class SavedStateElement extends HTMLElement {
  #stop = () => {};
  #last = "";
  /** @type {HTMLDialogElement | null} */
  #dialog = null;

  connectedCallback() {
    this.classList.add("tb-saved-state");
    this.#stop = effect(() => this.#draw());
  }

  disconnectedCallback() {
    this.#stop();
  }

  #draw() {
    const { pending, offline, isExpired, failed, isKept } = saving.value;
    const state = isExpired ? "expired" : failed ? "failed" : offline ? "offline" : pending > 0 ? "saving" : "saved";
    this.dataset.state = state;
    const mark = { expired: "!", failed: "!", offline: "!", saving: "…", saved: "✓" }[state];
    const text = state === "failed" ? failed ?? "" : t(`map.saving.${state}`, { count: pending });
    fill(
      this,
      h("span", { class: "tb-saved-mark", "aria-hidden": "true" }, mark),
      h("span", {}, text),
      state === "offline"
        ? h("button", {
          type: "button",
          class: "tb-link-button",
          dataset: { key: "again" },
          onclick: () => void resume(),
        }, t("map.saving.again"))
        : null,
      state === "expired"
        ? h("button", {
          type: "button",
          class: "tb-link-button",
          dataset: { key: "login" },
          onclick: () => this.#dialog?.showModal(),
        }, t("map.saving.login"))
        : null,
      !isKept && pending > 0 ? h("span", { class: "tb-hint" }, t("map.saving.notKept")) : null,
    );
    if (state !== this.#last && (state === "offline" || (state === "saved" && this.#last === "offline"))) {
      announce(text);
    }
    this.#last = state;
    this.#ask(isExpired, pending);
  }

  /** The drawing stays where it is; the person logs in beside it. @param {boolean} isExpired @param {number} pending */
  #ask(isExpired, pending) {
    if (!isExpired) {
      this.#dialog?.close();
      this.#dialog?.remove();
      this.#dialog = null;
      return;
    }
    if (this.#dialog) return;
    void import("./return-dialog.js").then(({ returnDialog }) => {
      if (this.#dialog || !saving.peek().isExpired) return;
      this.#dialog = returnDialog(pending);
      document.body.append(this.#dialog);
      void this.#openWhenQuiet(this.#dialog);
    });
  }

  /** Not under the hands of somebody who is drawing. @param {HTMLDialogElement} dialog */
  async #openWhenQuiet(dialog) {
    while (performance.now() - lastTouched < QUIET) await new Promise((resolve) => setTimeout(resolve, 200));
    if (dialog.isConnected && !dialog.open) dialog.showModal();
  }
}

/** ms without a key or click. */
const QUIET = 1500;
let lastTouched = 0;
for (const name of ["pointerdown", "keydown"]) {
  addEventListener(name, () => {
    lastTouched = performance.now();
  }, { capture: true, passive: true });
}

customElements.define("tb-saved-state", SavedStateElement);
