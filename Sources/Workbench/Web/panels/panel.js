// @ts-check
import { effect } from "../core/signal.js";

/**
 * A custom element that draws itself again after any signal that it read has changed. What stayed the same keeps its
 * elements, so that a button does not vanish between press and release while progress comes in. What a person was doing
 * stays too: the focus, the text selection, what was scrolled and which parts were open, found back by `data-key`.
 *
 * An element that is kept keeps its listeners: those must hold for every element with the same tag and attributes, so
 * what they are about goes into `data-key`.
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
    keeping(this, () => patch(this, /** @type {Node[]} */ (nodes)));
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

/**
 * Makes the children of a parent like the given ones, with as few new elements as can be.
 * @param {Element} parent
 * @param {Node[]} next
 */
function patch(parent, next) {
  next.forEach((node, index) => {
    const was = parent.childNodes[index];
    if (!was) parent.append(node);
    else if (!became(was, node)) was.replaceWith(node);
  });
  while (parent.childNodes.length > next.length) parent.lastChild?.remove();
}

/**
 * Makes an old node like a new one; false where only the new one will do.
 * @param {Node} was
 * @param {Node} node
 */
function became(was, node) {
  if (was === node) return true;
  if (was instanceof Text && node instanceof Text) {
    if (was.data !== node.data) was.data = node.data;
    return true;
  }
  if (!(was instanceof Element && node instanceof Element) || was.tagName !== node.tagName) return false;
  if (was instanceof HTMLDetailsElement && node instanceof HTMLDetailsElement && was.dataset.key === node.dataset.key) {
    node.open = was.open;
  }
  if (!hasSameAttributes(was, node)) return false;
  // A custom element draws itself.
  if (was.localName.includes("-")) return true;
  patch(was, [...node.childNodes]);
  if (was instanceof HTMLInputElement && node instanceof HTMLInputElement && was.checked !== node.checked) {
    was.checked = node.checked;
  }
  if (isField(was) && isField(node) && was.value !== node.value) was.value = node.value;
  return true;
}

/**
 * @param {Element} node
 * @returns {node is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement}
 */
function isField(node) {
  return node instanceof HTMLInputElement || node instanceof HTMLSelectElement || node instanceof HTMLTextAreaElement;
}

/** @param {Element} one @param {Element} other */
function hasSameAttributes(one, other) {
  return one.attributes.length === other.attributes.length
    && [...one.attributes].every((attribute) => other.getAttribute(attribute.name) === attribute.value);
}
