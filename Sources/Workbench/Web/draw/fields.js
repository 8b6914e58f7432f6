// @ts-check
import { announce } from "../core/announce.js";
import { h } from "../core/dom.js";
import { language, number, parseNumber, t } from "../core/text.js";

let counter = 0;

/**
 * A field for a number with its unit and range, in the notation of the page's language. A wrong entry stays, is marked
 * and explained, and changes nothing.
 * @param {{ key: string, label: string, unit?: string, value: number, minimum?: number, maximum?: number,
 *   decimals?: number, changed: (value: number) => void }} options
 */
export function numberField(
  { key, label, unit = "", value, minimum = -Infinity, maximum = Infinity, decimals = 2, changed },
) {
  counter += 1;
  const id = `tb-field-${counter}`;
  const hasRange = Number.isFinite(minimum) && Number.isFinite(maximum);
  const written = plain(value, decimals);
  const range = hasRange ? t("draw.range", { from: plain(minimum, 2), to: plain(maximum, 2) }) : "";
  const input = h("input", {
    id,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    value: written,
    size: 7,
    dataset: { key },
    "aria-describedby": `${id}-range`,
  });
  const note = h("span", { id: `${id}-range`, class: "tb-field-range" }, range);
  const commit = () => {
    if (input.value === written) return;
    const read = parseNumber(input.value);
    const isGood = read !== null && read >= minimum && read <= maximum;
    input.setAttribute("aria-invalid", String(!isGood));
    if (isGood) {
      note.textContent = range;
      changed(read);
    } else {
      note.textContent = read === null
        ? t("draw.notANumber")
        : t("draw.outOfRange", { from: plain(minimum, 2), to: plain(maximum, 2) });
      announce(note.textContent, "assertive");
    }
  };
  input.addEventListener("change", commit);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      commit();
    }
  });
  return h(
    "div",
    { class: "tb-field" },
    h("label", { for: id }, label),
    h("span", { class: "tb-field-entry" }, input, unit ? h("span", {}, unit) : null),
    note,
  );
}

/** A number to type over: without groups of thousands. @param {number} value @param {number} decimals */
export function plain(value, decimals) {
  const text = String(Number(value.toFixed(decimals)));
  return language.value === "nl" ? text.replace(".", ",") : text;
}

export { number };
