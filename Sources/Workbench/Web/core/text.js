// @ts-check
import { signal } from "./signal.js";

/** @typedef {import("./types.js").LocalizedText} LocalizedText */
/** @typedef {"nl" | "en"} Language */

/** The language of everything on the page. */
export const language = signal(/** @type {Language} */ (document.body?.dataset.language === "en" ? "en" : "nl"));

/** Texts by key; a signal, since elements on the page draw themselves before the texts are there. */
const tables = signal(/** @type {Record<Language, Record<string, string>>} */ ({ nl: {}, en: {} }));

/**
 * Fetches the texts of a language, once.
 * @param {string} assets address of the assets, without a slash at the end
 * @param {Language} wanted
 */
export async function loadTexts(assets, wanted) {
  if (Object.keys(tables.peek()[wanted]).length > 0) return;
  const response = await fetch(`${assets}/localizations/${wanted}.json`);
  if (!response.ok) throw new Error(`texts: ${response.status}`);
  const texts = await response.json();
  tables.value = { ...tables.peek(), [wanted]: texts };
}

/**
 * The text of a key, with `{name}` filled in. With a `count`, `KEY.one` or `KEY.other` is used where they exist. A key
 * without a text comes back as it is, so that the mistake is seen.
 * @param {string} key
 * @param {Record<string, string | number>} [parameters]
 */
export function t(key, parameters = {}) {
  const table = tables.value[language.value];
  const count = parameters.count;
  const plural = count === undefined ? undefined : table[`${key}.${Number(count) === 1 ? "one" : "other"}`];
  const text = plural ?? table[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = parameters[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? number(value, Number.isInteger(value) ? 0 : 1) : value;
  });
}

/**
 * The text in the language of the page.
 * @param {LocalizedText | null | undefined} text
 */
export function localized(text) {
  return text ? text[language.value] : "";
}

/**
 * A number as people write it: a comma in Dutch, groups of thousands.
 * @param {number | null | undefined} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 0) {
  if (value === null || value === undefined || !Number.isFinite(value)) return "–";
  const rounded = Number(value.toFixed(decimals)) || 0;
  return rounded.toLocaleString(language.value === "nl" ? "nl-NL" : "en-GB", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/**
 * An amount in euro, rounded as an estimate is.
 * @param {number} value
 */
export function euro(value) {
  const decimals = Math.abs(value) < 20 && !Number.isInteger(value) ? 2 : 0;
  return `€\u00a0${number(value, decimals)}`;
}

/**
 * Reads a number as people type it, with a comma or a point; null where it is none.
 * @param {string} text
 */
export function parseNumber(text) {
  const plain = text.trim().replace(/\s/g, "").replace(",", ".");
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  return Number(plain);
}
