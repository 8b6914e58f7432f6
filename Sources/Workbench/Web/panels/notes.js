// @ts-check
import { h } from "../core/dom.js";
import { localized } from "../core/text.js";
import { icon } from "./icons.js";

/** @typedef {import("../core/types.js").Diagnostic} Diagnostic */
/** @typedef {"plain" | "good" | "bad" | "warn" | "accent"} Tone */

const icons = { plain: "info", good: "check", bad: "warning", warn: "warning", accent: "info" };

/**
 * A few words that stand out.
 * @param {Tone} tone
 * @param {...(Node | string | null)} children
 */
export function note(tone, ...children) {
  return h("div", { class: `note ${tone === "plain" ? "" : `is-${tone}`}` }, icon(icons[tone]), h("div", {}, children));
}

/**
 * What went wrong, and what to do.
 * @param {Diagnostic} diagnostic
 */
export function diagnosticNote(diagnostic) {
  const tone = diagnostic.severity === "error" ? "bad" : diagnostic.severity === "warning" ? "warn" : "plain";
  const remedy = localized(diagnostic.remedy);
  return note(tone, h("p", {}, localized(diagnostic.what)), remedy ? h("p", { class: "hint" }, remedy) : null);
}

/**
 * Any error as a note: what the server said, or that it could not be reached.
 * @param {unknown} error
 */
export function errorNote(error) {
  const diagnostics = /** @type {{ diagnostics?: Diagnostic[] }} */ (error)?.diagnostics;
  if (diagnostics && diagnostics.length > 0) return h("div", {}, diagnostics.map(diagnosticNote));
  return note("bad", h("p", {}, error instanceof Error ? error.message : String(error)));
}
