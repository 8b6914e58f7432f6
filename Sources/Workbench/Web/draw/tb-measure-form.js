// @ts-check
/** `<tb-measure-form>`: what is selected, with its properties, place, size and direction as numbers. */
import { fill, h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { euro, localized, number, t } from "../core/text.js";
import { cards, plan, selection, setProperties } from "../state/workbench.js";
import { constructionCost, maintenanceCost } from "./check.js";
import { duplicateSelected, measureOf, removeSelected, reshapeTo } from "./drawing.js";
import { numberField } from "./fields.js";
import { area as areaOf, direction, extentAlong, mapped, middle, rotated, scaled, translated } from "./geometry.js";
import { picture } from "./tb-palette.js";

/** @typedef {import("../core/types.js").Measure} Measure */

class MeasureFormElement extends HTMLElement {
  #stop = () => {};

  connectedCallback() {
    this.classList.add("tb-measure-form");
    this.#stop = effect(() => {
      const chosen = selection.value;
      void plan.value;
      this.hidden = chosen.size === 0;
      if (chosen.size === 0) return fill(this);
      const [id] = chosen;
      const measure = measureOf(id);
      if (chosen.size === 1 && measure) fill(this, ...this.#one(measure));
      else fill(this, ...this.#many(chosen.size));
    });
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** @param {Measure} measure */
  #one(measure) {
    const card = cards.value.get(measure.properties.card);
    if (!card) return [];
    const size = areaOf(measure.geometry);
    const [x, y] = middle(measure.geometry);
    const id = measure.id;
    const cost = constructionCost(measure.geometry, card, measure.properties, size);
    return [
      h(
        "div",
        { class: "tb-form-head" },
        h("img", { src: picture(card.id), alt: "", width: 36, height: 36 }),
        h("h2", {}, localized(card.title)),
      ),
      h(
        "p",
        { class: "tb-form-cost" },
        t(measure.geometry.type === "Point" ? "draw.form.pointCost" : "draw.form.areaCost", {
          size: number(size, 1),
          price: euro(cost),
          yearly: euro(maintenanceCost(card, measure.properties, size)),
        }),
      ),
      h(
        "div",
        { class: "tb-fields" },
        ...card.properties.map((property) =>
          numberField({
            key: `${id}.${property.id}`,
            label: localized(property.title),
            unit: property.unit,
            minimum: property.minimum,
            maximum: property.maximum,
            value: Number(measure.properties[property.id] ?? property.defaultValue),
            changed: (value) => void setProperties(id, { [property.id]: value }),
          })
        ),
      ),
      card.caveats.length > 0
        ? h(
          "div",
          { class: "tb-form-caveats" },
          h("h3", {}, t("palette.caveats")),
          h("ul", {}, ...card.caveats.map((one) => h("li", {}, localized(one.text)))),
        )
        : null,
      h(
        "details",
        { class: "tb-form-place", dataset: { key: "form-place" } },
        h("summary", { dataset: { key: "form-place-summary" } }, t("draw.form.place")),
        h(
          "div",
          { class: "tb-fields" },
          numberField({
            key: `${id}.x`,
            label: t("draw.form.x"),
            unit: "m",
            value: x,
            decimals: 2,
            changed: (value) => {
              reshapeTo(id, translated(measure.geometry, value - x, 0));
            },
          }),
          numberField({
            key: `${id}.y`,
            label: t("draw.form.y"),
            unit: "m",
            value: y,
            decimals: 2,
            changed: (value) => {
              reshapeTo(id, translated(measure.geometry, 0, value - y));
            },
          }),
          ...(measure.geometry.type === "Point" ? [] : this.#shape(measure)),
        ),
      ),
      this.#buttons(),
    ];
  }

  /** @param {Measure} measure */
  #shape(measure) {
    const { id, geometry } = measure;
    const [length, width] = extentAlong(geometry);
    const size = areaOf(geometry);
    const angle = direction(geometry);
    /** @param {number} along @param {number} across */
    const stretch = (along, across) => {
      const centre = middle(geometry);
      const flat = rotated(geometry, -angle, centre);
      const grown = mapped(
        flat,
        ([x, y]) => [centre[0] + (x - centre[0]) * along, centre[1] + (y - centre[1]) * across],
      );
      reshapeTo(id, rotated(grown, angle, centre));
    };
    return [
      numberField({
        key: `${id}.length`,
        label: t("draw.form.length"),
        unit: "m",
        value: length,
        minimum: 0.5,
        maximum: 1000,
        changed: (value) => stretch(value / length, 1),
      }),
      numberField({
        key: `${id}.width`,
        label: t("draw.form.width"),
        unit: "m",
        value: width,
        minimum: 0.5,
        maximum: 1000,
        changed: (value) => stretch(1, value / width),
      }),
      numberField({
        key: `${id}.area`,
        label: t("draw.form.area"),
        unit: "m²",
        value: size,
        minimum: 0.5,
        maximum: 100000,
        decimals: 1,
        changed: (value) => {
          reshapeTo(id, scaled(geometry, Math.sqrt(value / size)));
        },
      }),
      numberField({
        key: `${id}.angle`,
        label: t("draw.form.direction"),
        unit: "°",
        value: angle,
        minimum: -180,
        maximum: 180,
        decimals: 1,
        changed: (value) => {
          reshapeTo(id, rotated(geometry, value - angle));
        },
      }),
    ];
  }

  /** @param {number} count */
  #many(count) {
    const all = [...selection.peek()].map(measureOf).filter((one) => one !== undefined);
    let sum = 0;
    for (const measure of all) {
      const card = cards.peek().get(measure.properties.card);
      if (card) sum += constructionCost(measure.geometry, card, measure.properties, areaOf(measure.geometry));
    }
    return [
      h("h2", {}, t("draw.selected", { count })),
      h("p", { class: "tb-form-cost" }, t("draw.form.together", { price: euro(sum) })),
      this.#buttons(),
    ];
  }

  #buttons() {
    return h(
      "div",
      { class: "tb-form-buttons" },
      h("button", {
        type: "button",
        class: "tb-button",
        dataset: { key: "duplicate" },
        onclick: () => void duplicateSelected(),
      }, t("draw.action.duplicate")),
      h("button", {
        type: "button",
        class: "tb-button tb-danger",
        dataset: { key: "remove" },
        onclick: () => void removeSelected(),
      }, t("draw.action.remove")),
    );
  }
}

customElements.define("tb-measure-form", MeasureFormElement);
