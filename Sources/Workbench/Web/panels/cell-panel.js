// @ts-check
import { h } from "../core/dom.js";
import "./details.js";
import { effect } from "../core/signal.js";
import { language, localized, parseNumber, t } from "../core/text.js";
import { area, cell, readCell, tool } from "../state/workbench.js";
import { caveatNote } from "./caveats.js";
import { causesOf } from "./cell-change.js";
import { hoursOf } from "./cell-hours.js";
import { change, figure, plain } from "./figures.js";
import { withGlossary } from "./glossary.js";
import { icon } from "./icons.js";
import { note } from "./notes.js";
import { Panel } from "./panel.js";
import { waterfall } from "./waterfall.js";

/** @typedef {import("../core/types.js").CellLine} CellLine */
/** @typedef {import("../core/types.js").CellPart} CellPart */

/** One spot: its values now and with the plan, and the terms that make them. */
export class CellPanel extends Panel {
  /** @type {HTMLElement | undefined} */
  #form;

  /** @override */
  render() {
    const isReading = tool.value === "read";
    return [
      h(
        "button",
        {
          type: "button",
          class: `button ${isReading ? "is-on" : ""}`,
          "aria-pressed": String(isReading),
          dataset: { key: "read-tool" },
          onclick: () => (tool.value = isReading ? "select" : "read"),
        },
        icon("pin"),
        t("cell.pick"),
      ),
      isReading ? h("p", { class: "hint" }, t("cell.picking")) : null,
      this.#form ??= coordinateForm(),
      reading(),
    ];
  }
}

/** Made once, so that what is typed stays. */
function coordinateForm() {
  const x = h("input", { type: "text", inputmode: "decimal", id: "cell-x", autocomplete: "off" });
  const y = h("input", { type: "text", inputmode: "decimal", id: "cell-y", autocomplete: "off" });
  const problem = h("p", { class: "field-problem", role: "alert" });
  const summary = h("summary", {});
  const labels = [h("label", { for: "cell-x" }), h("label", { for: "cell-y" })];
  const button = h("button", { type: "submit", class: "button is-small" });
  const form = h(
    "form",
    { class: "cell-form", novalidate: true },
    h("div", { class: "field" }, labels[0], x),
    h("div", { class: "field" }, labels[1], y),
    button,
    problem,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const place = [parseNumber(x.value), parseNumber(y.value)];
    const frame = area.peek()?.frame;
    if (place[0] === null || place[1] === null || !frame) {
      problem.textContent = t("cell.notNumbers");
      return;
    }
    const east = frame.west + frame.columns * frame.cellSize;
    const south = frame.north - frame.rows * frame.cellSize;
    if (place[0] < frame.west || place[0] > east || place[1] < south || place[1] > frame.north) {
      problem.textContent = t("cell.outside", {
        west: plain(frame.west, 0),
        east: plain(east, 0),
        south: plain(south, 0),
        north: plain(frame.north, 0),
      });
      return;
    }
    problem.textContent = "";
    void readCell(place[0], place[1]);
  });
  effect(() => {
    summary.textContent = t("cell.typed");
    labels[0].textContent = t("cell.x");
    labels[1].textContent = t("cell.y");
    button.textContent = t("cell.read");
    const now = cell.value;
    if (now && document.activeElement !== x && document.activeElement !== y) {
      x.value = typed(now.x);
      y.value = typed(now.y);
    }
  });
  return h("details", { class: "cell-typed", dataset: { key: "cell-typed" } }, summary, form);
}

function reading() {
  const now = cell.value;
  if (!now) return h("p", { class: "hint" }, t("cell.none"));
  if (now.state === "failed") return note("bad", h("p", {}, now.problem ?? t("cell.failed")));
  const found = now.reading;
  if (!found) return h("p", { class: "hint", role: "status" }, t("cell.reading"));
  const before = localized(found.landCoverBefore);
  const after = localized(found.landCoverAfter);
  return h(
    "div",
    { class: "cell-reading" },
    h("h3", {}, t("cell.title", { x: plain(now.x, 1), y: plain(now.y, 1) })),
    h("p", {}, before === after ? h("strong", {}, before) : [h("strong", {}, before), " → ", h("strong", {}, after)]),
    found.parts.map(part),
    found.surroundings.length > 0
      ? [h("h3", {}, t("cell.surroundings")), lines(found.surroundings, t("cell.surroundings"))]
      : null,
  );
}

/** @param {CellPart} one */
function part(one) {
  const main = one.values[0];
  return h(
    "section",
    { class: "cell-part" },
    h("h3", {}, localized(one.title)),
    main ? headline(main) : null,
    causesOf(one),
    caveatNote([one.kind]),
    one.terms.length > 0 ? waterfall(one.terms, main) : null,
    hoursOf(one),
    one.values.length > 1 ? lines(one.values.slice(1), localized(one.title)) : null,
    one.formula
      ? h("p", { class: "hint formula-line" }, `${t("cell.formula")} `, h("code", {}, localized(one.formula)))
      : null,
    one.source ? h("p", { class: "hint" }, `${t("cell.source")} ${localized(one.source)}`) : null,
  );
}

/** @param {CellLine} line */
function headline(line) {
  const hasBoth = isNumber(line.before) && isNumber(line.after);
  const difference = hasBoth ? Number(line.after) - Number(line.before) : 0;
  return h(
    "p",
    { class: "cell-headline" },
    h("span", {}, withGlossary(localized(line.title)), " "),
    h("strong", {}, figure(line.after ?? line.before, line.unit, line.decimals)),
    hasBoth && Math.abs(difference) >= 10 ** -line.decimals / 2
      ? h(
        "span",
        { class: "hint" },
        ` ${
          t("cell.was", {
            before: figure(line.before, line.unit, line.decimals),
            change: change(difference, line.unit, line.decimals),
          })
        }`,
      )
      : h(
        "span",
        { class: "hint" },
        ` ${hasBoth ? t("cell.unchanged") : isNumber(line.before) || isNumber(line.after) ? "" : t("cell.noValue")}`,
      ),
    line.note ? h("span", { class: "hint cell-note" }, localized(line.note)) : null,
  );
}

/** @param {CellLine[]} all @param {string} caption */
function lines(all, caption) {
  return h(
    "table",
    {},
    h("caption", { class: "visually-hidden" }, caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, t("cell.what")),
        h("th", { scope: "col", class: "number" }, t("seeing.now")),
        h("th", { scope: "col", class: "number" }, t("seeing.plan")),
      ),
    ),
    h(
      "tbody",
      {},
      all.map((line) =>
        h(
          "tr",
          {},
          h("th", { scope: "row", title: localized(line.note) || false }, withGlossary(localized(line.title))),
          h("td", { class: "number" }, figure(line.before, line.unit, line.decimals)),
          h("td", { class: "number" }, figure(line.after, line.unit, line.decimals)),
        )
      ),
    ),
  );
}

/** As a person types it: no groups of thousands. @param {number} value */
const typed = (value) => (language.value === "nl" ? value.toFixed(1).replace(".", ",") : value.toFixed(1));

/** @param {unknown} value */
const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

customElements.define("tb-cell-panel", CellPanel);
