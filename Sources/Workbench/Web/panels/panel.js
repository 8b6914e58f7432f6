// @ts-check
import { effect } from "../core/signal.js";

/**
 * A custom element that draws itself again after any signal that it read has changed. What a person was doing in it
 * stays: the focus, the text selection, what was scrolled and which parts were open, each found back by `data-key`.
 */
export class Panel extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #stop;

  connectedCallback() {
    this.#stop ??= effect(() => this.redraw());
  }

  disconnectedCallback() {
    this.#stop?.();
    this.#stop = undefined;
  }

  /**
   * What the panel holds now; called inside an effect.
   * @returns {(Node | null)[]}
   */
  render() {
    return [];
  }

  redraw() {
    const nodes = this.render().filter((node) => node !== null);
    keeping(this, () => this.replaceChildren(.../** @type {Node[]} */ (nodes)));
  }
}

/**
 * Changes what a host holds and puts back focus, selection, scroll positions and open parts.
 * @param {HTMLElement} host
 * @param {() => void} change
 */
export function keeping(host, change) {
  const active = document.activeElement;
  const focused = active instanceof HTMLElement && host.contains(active) ? active : null;
  const key = focused?.dataset.key;
  const selection =
    focused instanceof HTMLTextAreaElement || (focused instanceof HTMLInputElement && focused.type === "text")
      ? [focused.selectionStart, focused.selectionEnd]
      : null;
  /** @type {Map<string, number>} */
  const scrolled = new Map();
  for (const element of host.querySelectorAll("[data-scroll]")) {
    if (element instanceof HTMLElement) scrolled.set(element.dataset.scroll ?? "", element.scrollTop);
  }
  /** @type {Map<string, boolean>} */
  const open = new Map();
  for (const element of host.querySelectorAll("details[data-key]")) {
    if (element instanceof HTMLDetailsElement) open.set(element.dataset.key ?? "", element.open);
  }
  change();
  for (const element of host.querySelectorAll("details[data-key]")) {
    if (!(element instanceof HTMLDetailsElement)) continue;
    const was = open.get(element.dataset.key ?? "");
    if (was !== undefined) element.open = was;
  }
  for (const element of host.querySelectorAll("[data-scroll]")) {
    if (element instanceof HTMLElement) element.scrollTop = scrolled.get(element.dataset.scroll ?? "") ?? 0;
  }
  if (key === undefined) return;
  const next = host.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!(next instanceof HTMLElement)) return;
  next.focus({ preventScroll: true });
  if (selection && (next instanceof HTMLTextAreaElement || next instanceof HTMLInputElement)) {
    next.setSelectionRange(selection[0], selection[1]);
  }
}
