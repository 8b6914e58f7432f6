// @ts-check
import { signal } from "./signal.js";

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element. Attributes: `on…` functions become listeners (`onclick`), `true` an empty attribute, `false`,
 * `null` and `undefined` nothing; `dataset` and `properties` take objects. Text never becomes markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  apply(element, attributes, children);
  return element;
}

/**
 * Makes an SVG element, by the rules of `h`.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  apply(element, attributes, children);
  return element;
}

/**
 * @param {HTMLElement | SVGElement} element
 * @param {Record<string, any>} attributes
 * @param {(Child | Child[])[]} children
 */
function apply(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "dataset") Object.assign(element.dataset, value);
    else if (name === "properties") Object.assign(element, value);
    else if (name.startsWith("on") && typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child instanceof Node ? child : String(child));
    }
  }
}

/**
 * Replaces what an element holds. The focus stays on the element with the same `data-key`, and `details` with one stay
 * open.
 * @param {HTMLElement} element
 * @param {...(Child | Child[])} children
 */
export function fill(element, ...children) {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && element.contains(active) ? active.dataset.key : undefined;
  const open = new Set(
    [...element.querySelectorAll("details[open][data-key]")].map((one) => one.getAttribute("data-key")),
  );
  const nodes = children.flat().filter((child) => child !== null && child !== undefined && child !== false);
  element.replaceChildren(...nodes.map((child) => (child instanceof Node ? child : String(child))));
  for (const details of element.querySelectorAll("details[data-key]")) {
    if (open.has(details.getAttribute("data-key"))) details.setAttribute("open", "");
  }
  if (key !== undefined) {
    const next = element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }
}

/**
 * Tells whether an element is shown (not in a closed tab, nor scrolled away), so that long lists are only drawn then.
 * @param {HTMLElement} element
 * @returns {{ isShown: { readonly value: boolean }, stop: () => void }}
 */
export function whileShown(element) {
  const isShown = signal(false);
  const observer = new IntersectionObserver((entries) => {
    isShown.value = entries.some((entry) => entry.isIntersecting);
  });
  observer.observe(element);
  return { isShown, stop: () => observer.disconnect() };
}

/**
 * Whether a key press belongs to a field in which a person types.
 * @param {EventTarget | null} target
 */
export function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) {
    return true;
  }
  return target instanceof HTMLInputElement &&
    !["checkbox", "radio", "button", "range", "submit"].includes(target.type);
}
