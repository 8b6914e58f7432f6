// @ts-check
/** Words that a student may not know, explained on the spot. */
import { h } from "../core/dom.js";
import { language, t } from "../core/text.js";

/** Keys of `glossary.KEY.words` (what to look for, split by `|`) and `glossary.KEY.meaning`. */
const terms = ["pet", "wadi", "ground", "cell", "infiltration", "publicSpace", "canopy", "percentile", "band", "preview", "norm", "indicator", "hillshade", "sewer"];

/**
 * A text in which the first use of each known word is a button that explains it.
 * @param {string} text
 * @returns {(string | Node)[]}
 */
export function withGlossary(text) {
  /** @type {(string | Node)[]} */
  let parts = [text];
  for (const key of terms) {
    const found = t(`glossary.${key}.words`).split("|").map((word) => word.trim()).filter(Boolean);
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(${found.join("|")})(?![\\p{L}\\p{N}])`, "iu");
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index];
      if (typeof part !== "string") continue;
      const match = pattern.exec(part);
      if (!match) continue;
      const before = part.slice(0, match.index);
      const after = part.slice(match.index + match[0].length);
      parts = [...parts.slice(0, index), before, term(match[0], key), after, ...parts.slice(index + 1)];
      break;
    }
  }
  return parts.filter((part) => part !== "");
}

/**
 * @param {string} word
 * @param {string} key
 */
export function term(word, key) {
  const meaning = h("span", { class: "term-note", role: "note", popover: "auto", lang: language.value }, t(`glossary.${key}.meaning`));
  const button = h("button", { type: "button", class: "term", "aria-expanded": "false", dataset: { key: `term-${key}-${word}` } }, word);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    meaning.togglePopover();
  });
  meaning.addEventListener("toggle", (event) => {
    const isOpen = /** @type {ToggleEvent} */ (event).newState === "open";
    button.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) putBeside(meaning, button);
  });
  return h("span", {}, button, meaning);
}

/** @param {HTMLElement} box @param {HTMLElement} anchor */
function putBeside(box, anchor) {
  const place = anchor.getBoundingClientRect();
  const size = box.getBoundingClientRect();
  const left = Math.max(8, Math.min(place.left, innerWidth - size.width - 8));
  const below = place.bottom + 6;
  box.style.left = `${left}px`;
  box.style.top = `${below + size.height > innerHeight - 8 ? Math.max(8, place.top - size.height - 6) : below}px`;
}
