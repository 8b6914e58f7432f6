// @ts-check
/** `<tb-measure-table>`: the plan as a table: everything that the map shows and lets one do, without the map. */
import { announce } from "../core/announce.js";
import { fill, h, whileShown } from "../core/dom.js";
import { effect, signal } from "../core/signal.js";
import { euro, localized, number, t } from "../core/text.js";
import { area, cards, plan, selection } from "../state/workbench.js";
import { icon } from "../map/toolbar.js";
import { describePlace } from "../map/place-name.js";
import { check, constructionCost } from "./check.js";
import { placeMeasure, propertiesFor, removeSelected } from "./drawing.js";
import { numberField } from "./fields.js";
import { area as areaOf, middle, polygonOf, rectangle, rotated } from "./geometry.js";

/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").Position} Position */

/** What the form for adding holds. */
const form = signal({ card: "", x: 0, y: 0, length: 6, width: 4, angle: 0 });

/** Rows at once; a plan may have two thousand. */
const PAGE = 100;
const shownRows = signal(PAGE);

class MeasureTableElement extends HTMLElement {
  /** @type {(() => void)[]} */
  #stops = [];

  connectedCallback() {
    this.classList.add("tb-measure-table");
    const list = h("div", {});
    const adding = h("div", { class: "tb-add" });
    const title = h("h2", {});
    const { isShown, stop } = whileShown(this);
    this.replaceChildren(title, adding, list);
    this.#stops.push(
      effect(() => fill(title, t("table.title"))),
      stop,
      effect(() => {
        if (isShown.value) fill(list, ...this.#list());
      }),
      effect(() => {
        if (isShown.value) fill(adding, ...this.#adding());
      }),
    );
  }

  disconnectedCallback() {
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
  }

  #list() {
    const measures = plan.value?.measures.features ?? [];
    const chosen = selection.value;
    if (measures.length === 0) return [h("p", { class: "tb-hint" }, t("table.empty"))];
    const all = measures.length === chosen.size;
    const problems = new Map((plan.value?.problems ?? []).map((one) => [(one.location.key ?? "").split(".")[0], one]));
    return [
      h(
        "p",
        { class: "tb-table-buttons" },
        h("button", {
          type: "button",
          class: "tb-button",
          dataset: { key: "all" },
          onclick: () => {
            selection.value = new Set(all ? [] : measures.map((one) => one.id));
          },
        }, t(all ? "table.selectNone" : "table.selectAll")),
        h("button", {
          type: "button",
          class: "tb-button tb-danger",
          dataset: { key: "removeSelected" },
          disabled: chosen.size === 0,
          onclick: () => void removeSelected(),
        }, t("table.removeSelected", { count: chosen.size })),
      ),
      h(
        "div",
        { class: "tb-table-scroll", tabindex: "0", role: "region", "aria-label": t("table.title") },
        h(
          "table",
          {},
          h("caption", { class: "visually-hidden" }, t("table.caption", { count: measures.length })),
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              h("th", { scope: "col" }, h("span", { class: "visually-hidden" }, t("table.choose"))),
              ...["measure", "size", "actions"].map((key) => h("th", { scope: "col" }, t(`table.${key}`))),
            ),
          ),
          h(
            "tbody",
            {},
            ...measures.slice(0, shownRows.value).map((measure, index) =>
              this.#row(measure, index + 1, chosen.has(measure.id), problems.get(measure.id))
            ),
          ),
        ),
      ),
      measures.length > shownRows.value
        ? h("button", {
          type: "button",
          class: "tb-button",
          dataset: { key: "more" },
          onclick: () => {
            shownRows.value += PAGE;
          },
        }, t("table.more", { count: measures.length - shownRows.value }))
        : null,
    ];
  }

  /**
   * @param {Measure} measure
   * @param {number} index
   * @param {boolean} isChosen
   * @param {import("../core/types.js").Diagnostic | undefined} problem
   */
  #row(measure, index, isChosen, problem) {
    const card = cards.value.get(measure.properties.card);
    const size = areaOf(measure.geometry);
    const name = `${localized(card?.title) || measure.properties.card} ${index}`;
    const at = middle(measure.geometry);
    const choose = (/** @type {boolean} */ isOn) => {
      const next = new Set(selection.peek());
      if (isOn) next.add(measure.id);
      else next.delete(measure.id);
      selection.value = next;
    };
    return h(
      "tr",
      { "data-chosen": String(isChosen) },
      h(
        "td",
        {},
        h("input", {
          type: "checkbox",
          properties: { checked: isChosen },
          "aria-label": t("table.chooseOne", { name }),
          dataset: { key: `choose-${measure.id}` },
          onchange: (/** @type {any} */ event) => choose(event.target.checked),
        }),
      ),
      h(
        "th",
        { scope: "row" },
        name,
        h("span", { class: "tb-row-place" }, `x ${Math.round(at[0])}`),
        h("span", { class: "tb-row-place" }, `y ${Math.round(at[1])}`),
        problem ? h("span", { class: "tb-row-problem" }, localized(problem.what)) : null,
      ),
      h(
        "td",
        { class: "tb-number" },
        measure.geometry.type === "Point" ? t("table.piece") : `${number(size, 0)} m²`,
        h(
          "span",
          { class: "tb-row-place" },
          card ? euro(constructionCost(measure.geometry, card, measure.properties, size)) : "–",
        ),
      ),
      h(
        "td",
        { class: "tb-row-actions" },
        h("button", {
          type: "button",
          class: "tb-icon-button",
          dataset: { key: `edit-${measure.id}` },
          "aria-label": t("table.editOne", { name }),
          title: t("table.edit"),
          onclick: () => {
            selection.value = new Set([measure.id]);
            announce(t("table.editing", { name, place: describePlace(at) }));
          },
        }, icon("fields")),
        h("button", {
          type: "button",
          class: "tb-icon-button tb-danger",
          dataset: { key: `remove-${measure.id}` },
          "aria-label": t("table.removeOne", { name }),
          title: t("table.remove"),
          onclick: () => {
            selection.value = new Set([measure.id]);
            removeSelected();
          },
        }, icon("bin")),
      ),
    );
  }

  #adding() {
    const current = area.value;
    if (!current) return [];
    const frame = current.frame;
    const values = form.value;
    const card = cards.value.get(values.card) ?? current.measures[0];
    if (!card) return [];
    const x = values.x || frame.west + (frame.columns * frame.cellSize) / 2;
    const y = values.y || frame.north - (frame.rows * frame.cellSize) / 2;
    const set = (/** @type {string} */ key) => (/** @type {number} */ value) => {
      form.value = { ...form.peek(), [key]: value };
    };
    const geometry =
      /** @type {import("../core/types.js").Geometry} */ (card.geometry === "point"
        ? { type: "Point", coordinates: [x, y] }
        : rotated(boxAround([x, y], values.length, values.width), values.angle, [x, y]));
    const verdict = check(geometry, card, plan.value?.measures.features ?? []);
    const east = frame.west + frame.columns * frame.cellSize;
    const south = frame.north - frame.rows * frame.cellSize;
    return [
      h(
        "details",
        { class: "tb-add-form", dataset: { key: "add-form" } },
        h("summary", { dataset: { key: "add-summary" } }, t("table.add")),
        h(
          "div",
          { class: "tb-field" },
          h("label", { for: "tb-add-card" }, t("table.measure")),
          h(
            "select",
            {
              id: "tb-add-card",
              dataset: { key: "add-card" },
              onchange: (/** @type {any} */ event) => {
                form.value = { ...form.peek(), card: event.target.value };
              },
            },
            ...current.measures.map((one) =>
              h("option", { value: one.id, properties: { selected: one.id === card.id } }, localized(one.title))
            ),
          ),
        ),
        h(
          "div",
          { class: "tb-fields" },
          numberField({
            key: "add-x",
            label: t("draw.form.x"),
            unit: "m",
            value: x,
            minimum: frame.west,
            maximum: east,
            changed: set("x"),
          }),
          numberField({
            key: "add-y",
            label: t("draw.form.y"),
            unit: "m",
            value: y,
            minimum: south,
            maximum: frame.north,
            changed: set("y"),
          }),
          ...(card.geometry === "point" ? [] : [
            numberField({
              key: "add-length",
              label: t("draw.form.length"),
              unit: "m",
              value: values.length,
              minimum: 0.5,
              maximum: 500,
              changed: set("length"),
            }),
            numberField({
              key: "add-width",
              label: t("draw.form.width"),
              unit: "m",
              value: values.width,
              minimum: 0.5,
              maximum: 500,
              changed: set("width"),
            }),
            numberField({
              key: "add-angle",
              label: t("draw.form.direction"),
              unit: "°",
              value: values.angle,
              minimum: -180,
              maximum: 180,
              changed: set("angle"),
            }),
          ]),
        ),
        h(
          "p",
          { class: "tb-add-verdict", "data-refused": String(!verdict.isAllowed) },
          verdict.isAllowed ? t("table.canStand", { place: describePlace([x, y]) }) : verdict.reason,
        ),
        h("button", {
          type: "button",
          class: "tb-button tb-primary",
          dataset: { key: "add" },
          onclick: () => {
            form.value = { ...form.peek(), card: card.id };
            const id = placeMeasure(card.id, geometry, propertiesFor(card.id));
            if (id) selection.value = new Set([id]);
          },
        }, t("table.addHere")),
      ),
    ];
  }
}

/** @param {Position} centre @param {number} length @param {number} width */
function boxAround([x, y], length, width) {
  return polygonOf(rectangle([x - length / 2, y - width / 2], [x + length / 2, y + width / 2], 0));
}

customElements.define("tb-measure-table", MeasureTableElement);
