// @ts-check
import { h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { activeEvent, activeLayer, area, layerOpacity, view } from "../state/workbench.js";
import { statusText } from "./figures.js";
import { withGlossary } from "./glossary.js";
import { icon } from "./icons.js";
import { eventOf, kinds, layer, layersOf, showEvent, showLayer } from "./layers.js";
import { note } from "./notes.js";
import { Panel } from "./panel.js";
import { shown, withheld } from "./shown.js";

/** Which layer is on the map, how strong, and what a reader should know of it before believing it. */
export class LayerPanel extends Panel {
  /** @type {HTMLElement | undefined} */
  #opacity;

  /** @override */
  render() {
    const known = area.value;
    if (!known) return [h("p", { class: "hint" }, t("common.loading"))];
    return [
      h(
        "fieldset",
        { class: "plain-set" },
        h("legend", {}, t("seeing.layer")),
        ...kinds.value.flatMap((kind) =>
          layersOf(kind).map((one) => choice(one.id, localized(one.title), () => showLayer(one), one.partOf))
        ),
        choice(null, t("seeing.layer.none"), () => showEvent(null)),
      ),
      activeLayer.value ? (this.#opacity ??= opacityField()) : null,
      layer.value ? aboutLayer() : note("plain", h("p", {}, t("seeing.layer.noneMeaning"))),
      aboutArea(),
    ];
  }
}

/**
 * @param {string | null} id
 * @param {string} title
 * @param {() => void} choose
 * @param {string} [partOf] the layer of whose change it is a part
 */
function choice(id, title, choose, partOf) {
  const input = h("input", {
    type: "radio",
    name: "layer",
    value: id ?? "none",
    dataset: { key: `layer-${id}` },
    onchange: choose,
  });
  input.checked = activeLayer.value === id;
  input.disabled = partOf !== undefined && withheld.value.length > 0;
  return h(
    "label",
    { class: `choice ${partOf ? "is-part" : ""}` },
    input,
    h("span", {}, title, partOf ? h("span", { class: "hint" }, ` ${t("seeing.layer.part")}`) : null),
  );
}

/** Made once: a redraw would take the handle out of a person's hand. */
function opacityField() {
  const input = h("input", { type: "range", min: 10, max: 100, step: 5, id: "layer-opacity" });
  const label = h("label", { for: "layer-opacity" });
  const shownValue = h("output", { for: "layer-opacity", class: "number" });
  input.addEventListener("input", () => (layerOpacity.value = Number(input.value) / 100));
  effect(() => {
    const percent = Math.round(100 * layerOpacity.value);
    input.value = String(percent);
    input.setAttribute("aria-valuetext", t("seeing.percent", { value: percent }));
    label.textContent = t("seeing.opacity");
    shownValue.textContent = t("seeing.percent", { value: percent });
  });
  return h("div", { class: "opacity" }, label, input, shownValue);
}

function aboutLayer() {
  const current = layer.value;
  if (!current) return null;
  const event = activeEvent.value ? eventOf(activeEvent.value) : undefined;
  const level = shown.value?.level ?? "baseline";
  return h(
    "section",
    { class: "context-note", "aria-labelledby": "about-layer" },
    h("h3", { id: "about-layer" }, icon("info"), t("seeing.aboutMap")),
    event
      ? h(
        "p",
        {},
        h("strong", {}, `${localized(event.title)}. `),
        withGlossary(localized(event.description)),
        h(
          "span",
          { class: "source" },
          ` ${localized(event.source)} `,
          h("span", { class: "badge" }, statusText(event.status)),
        ),
      )
      : null,
    h("p", {}, t(view.value === "now" ? "seeing.level.now" : `seeing.level.${level}`)),
    current.notes.length > 0
      ? h("ul", {}, current.notes.map((text) => h("li", {}, withGlossary(localized(text)))))
      : null,
  );
}

function aboutArea() {
  const known = area.value;
  if (!known) return null;
  return h(
    "section",
    { "aria-labelledby": "about-area" },
    known.synthetic ? note("warn", h("p", {}, t("seeing.synthetic"))) : null,
    h(
      "details",
      { dataset: { key: "about-area" } },
      h(
        "summary",
        { id: "about-area", dataset: { key: "about-area-summary" } },
        t("seeing.sources", { area: localized(known.title) }),
      ),
      h(
        "ul",
        { class: "source-list" },
        known.sources.map((one) =>
          h(
            "li",
            {},
            h("div", { class: "source-head" }, h("strong", {}, localized(one.title)), stars(one.quality)),
            h("div", { class: "hint" }, `${localized(one.source)} · ${one.date} · ${one.licence}`),
            h("div", {}, h("em", {}, `${t("seeing.doesNotShow")} `), localized(one.doesNotShow)),
          )
        ),
      ),
    ),
  );
}

/** @param {number} quality 1 to 5 */
function stars(quality) {
  return h(
    "span",
    {
      class: "stars",
      role: "img",
      "aria-label": t("seeing.quality", { stars: quality }),
      title: t("seeing.quality", { stars: quality }),
    },
    [1, 2, 3, 4, 5].map((step) => icon(step <= quality ? "star" : "starEmpty")),
  );
}

customElements.define("tb-layer-panel", LayerPanel);
