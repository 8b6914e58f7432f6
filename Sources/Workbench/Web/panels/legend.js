// @ts-check
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { activeLayer, area, incomplete, isHoldingBefore, timeFrame, view } from "../state/workbench.js";
import { frames, layer, scale } from "./layers.js";
import { Panel } from "./panel.js";
import { withheld } from "./shown.js";

/** @typedef {import("../core/types.js").ScaleClass} ScaleClass */

/** Under the map: what its colours mean, each class printed with its limits and, where it has one, its word. */
export class Legend extends Panel {
  /** @override */
  render() {
    const current = layer.value;
    const classes = scale.value?.classes;
    if (!current || !classes) {
      return activeLayer.value === null ? [landLegend()] : [h("p", { class: "hint legend-none" }, t("seeing.noScale"))];
    }
    const groups = grouped(classes);
    // While results are withheld, the map keeps to today whatever was chosen.
    const shows = isHoldingBefore.value || withheld.value.length > 0 ? "now" : view.value;
    const step = timeFrame.value === null ? null : frames.value[timeFrame.value];
    return [
      h(
        "figure",
        { class: "legend-strip" },
        h(
          "figcaption",
          {},
          h("strong", {}, localized(scale.value?.title)),
          h("span", { class: "hint" }, ` ${t(`seeing.showing.${shows}`)}${step ? ` · ${localized(step.label)}` : ""}`),
        ),
        h(
          "ol",
          { class: "legend-groups" },
          groups.map((group, index) => {
            // A word beside wordless classes may use their room.
            const isFree = group.word !== "" && !groups[index - 1]?.word && !groups[index + 1]?.word;
            const item = h(
              "li",
              { class: isFree ? "is-free" : false },
              h(
                "ol",
                { class: "legend-classes" },
                group.classes.map((one) => classItem(one, isHatched(classes.indexOf(one)))),
              ),
              h("span", { class: "legend-word" }, group.word),
            );
            item.style.flexGrow = String(group.classes.length);
            return item;
          }),
        ),
        incomplete.value ? h("p", { class: "hint" }, t("seeing.incomplete")) : null,
      ),
    ];
  }
}

/**
 * Whether the map draws lines over a class: water deeper than a kerb, so that it is seen without colours too.
 * @param {number} index
 */
function isHatched(index) {
  if (view.value === "change" || !layer.value?.id.startsWith("rain.") || layer.value.unit !== "m") return false;
  return (scale.value?.limits[index - 1] ?? 0) >= 0.15;
}

/** @param {ScaleClass} one @param {boolean} hasLines */
function classItem(one, hasLines) {
  const swatch = h("span", { class: `swatch ${one.colour ? "" : "is-empty"} ${hasLines ? "is-hatched" : ""}` });
  if (one.colour) swatch.style.backgroundColor = one.colour;
  return h("li", {}, swatch, h("span", { class: "legend-label" }, localized(one.label)));
}

/**
 * Neighbours with one word stand together.
 * @param {ScaleClass[]} classes
 */
function grouped(classes) {
  /** @type {{ word: string, classes: ScaleClass[] }[]} */
  const groups = [];
  for (const one of classes) {
    const word = localized(one.note);
    const last = groups.at(-1);
    if (last && last.word === word) last.classes.push(one);
    else groups.push({ word, classes: [one] });
  }
  return groups;
}

function landLegend() {
  const classes = area.value?.classes ?? [];
  return h(
    "figure",
    { class: "legend-strip is-land" },
    h("figcaption", {}, h("strong", {}, t("seeing.landCover"))),
    h(
      "ul",
      { class: "legend-land" },
      classes.map((one) => {
        const swatch = h("span", { class: "swatch" });
        swatch.style.backgroundColor = one.colour;
        return h("li", {}, swatch, localized(one.title));
      }),
    ),
  );
}

customElements.define("tb-legend", Legend);
