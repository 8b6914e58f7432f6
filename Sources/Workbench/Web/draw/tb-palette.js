// @ts-check
/** `<tb-palette>`: the measures to choose from, as cards. */
import { fill, h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { euro, localized, number, t } from "../core/text.js";
import { area, tool } from "../state/workbench.js";
import { chooseTool, nextProperties, propertiesFor } from "./drawing.js";
import { numberField } from "./fields.js";

/** @typedef {import("../core/types.js").MeasureCard} MeasureCard */

const GROUPS = ["canopy", "surface", "roof"];
const PICTURES = new Set(["tree", "wadi", "lawn", "permeable-paving", "green-roof", "pond", "light-paving"]);

/** The address of a card's picture. @param {string} card */
export function picture(card) {
  return `${document.body.dataset.assets}/app/pictures/${PICTURES.has(card) ? card : "measure"}.svg`;
}

class PaletteElement extends HTMLElement {
  #stop = () => {};

  connectedCallback() {
    this.classList.add("tb-palette");
    this.#stop = effect(() => {
      // What shades first, then what lies on the ground, then roofs; within a kind in the order of the packs.
      const cards = [...area.value?.measures ?? []].sort((one, other) =>
        GROUPS.indexOf(one.group) - GROUPS.indexOf(other.group)
      );
      fill(
        this,
        h("h2", {}, t("palette.title")),
        h("p", { class: "tb-hint" }, t("palette.intro")),
        h("ul", { class: "tb-cards" }, ...cards.map((card) => this.#card(card))),
      );
    });
  }

  disconnectedCallback() {
    this.#stop();
  }

  /** @param {MeasureCard} card */
  #card(card) {
    const isChosen = tool.value === card.id;
    const button = h(
      "button",
      {
        type: "button",
        class: "tb-card-choose",
        "aria-pressed": String(isChosen),
        dataset: { key: card.id },
        onclick: () => {
          chooseTool(isChosen ? "select" : card.id);
          if (!isChosen) showMap();
        },
      },
      h("img", { src: picture(card.id), alt: "", width: 44, height: 44 }),
      h(
        "span",
        { class: "tb-card-text" },
        h("span", { class: "tb-card-title" }, localized(card.title)),
        h("span", { class: "tb-card-price" }, price(card)),
      ),
    );
    return h(
      "li",
      { class: "tb-card", "data-chosen": String(isChosen) },
      button,
      isChosen ? this.#settings(card) : null,
      this.#more(card),
    );
  }

  /** What the next one gets. @param {MeasureCard} card */
  #settings(card) {
    const values = propertiesFor(card.id);
    return h(
      "div",
      { class: "tb-card-settings" },
      ...card.properties.map((property) =>
        numberField({
          key: `${card.id}.${property.id}`,
          label: localized(property.title),
          unit: property.unit,
          value: values[property.id],
          minimum: property.minimum,
          maximum: property.maximum,
          changed: (value) => {
            const own = { ...nextProperties.peek()[card.id], [property.id]: value };
            nextProperties.value = { ...nextProperties.peek(), [card.id]: own };
          },
        })
      ),
    );
  }

  /** @param {MeasureCard} card */
  #more(card) {
    const allowed = card.allowedOn.map((id) => area.peek()?.classes.find((one) => one.id === id))
      .flatMap((one) => (one ? [localized(one.title).toLowerCase()] : []));
    const list = (/** @type {string[]} */ items) => h("ul", {}, ...items.map((item) => h("li", {}, item)));
    return h(
      "details",
      { class: "tb-card-more", dataset: { key: `more-${card.id}` } },
      h(
        "summary",
        { dataset: { key: `summary-${card.id}` } },
        t("palette.more"),
        h("span", { class: "visually-hidden" }, `: ${localized(card.title)}`),
      ),
      h("p", {}, localized(card.description)),
      h("h3", {}, t("palette.effects")),
      list(card.effects.map(localized)),
      h("h3", {}, t("palette.where")),
      h("p", {}, allowed.join(", ")),
      h("h3", {}, t("palette.price")),
      h(
        "p",
        {},
        `${price(card)} (${t(`palette.status.${card.construction.status}`)}). ${localized(card.construction.source)}.`,
      ),
      h(
        "p",
        {},
        `${
          t("palette.maintenance", {
            price: euro(card.maintenance.amount),
            per: t(`palette.per.${card.maintenance.per}`),
          })
        }` +
          ` (${t(`palette.status.${card.maintenance.status}`)}). ${localized(card.maintenance.source)}.`,
      ),
      card.caveats.length > 0 ? h("h3", {}, t("palette.caveats")) : null,
      card.caveats.length > 0 ? list(card.caveats.map((one) => localized(one.text))) : null,
      card.notModelled ? h("h3", {}, t("palette.notModelled")) : null,
      card.notModelled ? h("p", {}, localized(card.notModelled)) : null,
      h("h3", {}, t("palette.sources")),
      list(card.sources.map(localized)),
      h("p", { class: "tb-hint" }, t("palette.version", { id: card.id, version: card.version })),
    );
  }
}

/** On a narrow screen the palette is below the map. */
function showMap() {
  const map = document.querySelector("tb-map");
  if (map && map.getBoundingClientRect().top < 0) map.scrollIntoView({ block: "start" });
}

/** @param {MeasureCard} card */
export function price(card) {
  return t("palette.priceOf", {
    price: euro(card.construction.amount),
    per: t(`palette.per.${card.construction.per}`),
  });
}

customElements.define("tb-palette", PaletteElement);
export { number };
