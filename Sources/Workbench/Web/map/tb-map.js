// @ts-check
/** `<tb-map>`: the map of the area, with everything that is drawn on it. */
import { h, isTyping } from "../core/dom.js";
import { computed, effect } from "../core/signal.js";
import { localized, number, t } from "../core/text.js";
import { followDraft, transform, warning } from "../draw/drawing.js";
import {
  area,
  canEdit,
  comparePlan,
  isHoldingBefore,
  layerOpacity,
  news,
  plan,
  plans,
  refusal,
  selection,
  swipe,
  tool,
} from "../state/workbench.js";
import { get } from "../core/api.js";
import { areaFeatures, featureLayers, loadFeatures } from "./area-features.js";
import { drawGround } from "./background.js";
import { geometryOf, makeEditLayer } from "./edit-layer.js";
import { GridLayer } from "./grid-layer.js";
import { landCover, loadGrid } from "./grids.js";
import { crosshair, followKeys, undoKeys } from "./keyboard.js";
import { measureStyles } from "./measure-style.js";
import { followOverlays, layerInfo, left, mainSide, right, shownGrids } from "./overlays.js";
import { describeValue } from "./place-name.js";
import { followPointer, hovered } from "./pointing.js";
import { frameExtent, RD, registerProjection } from "./projection.js";
import { makeSwipe } from "./swipe.js";
import { makeToolbar } from "./toolbar.js";

/** @typedef {import("../core/types.js").AreaView} AreaView */

const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

class MapElement extends HTMLElement {
  /** @type {(() => void)[]} */
  #stops = [];
  /** @type {any} */
  #map = null;
  #isBuilt = false;

  /** The map of OpenLayers, for tests. */
  get map() {
    return this.#map;
  }

  connectedCallback() {
    this.classList.add("tb-map");
    this.#stops.push(effect(() => {
      const current = area.value;
      if (current && !this.#isBuilt) {
        this.#isBuilt = true;
        this.#build(current).catch((error) => this.#fail(error));
      }
    }));
    const keys = (/** @type {KeyboardEvent} */ event) => undoKeys(event, isTyping(event.target));
    document.addEventListener("keydown", keys);
    this.#stops.push(() => document.removeEventListener("keydown", keys));
  }

  disconnectedCallback() {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#map?.setTarget(null);
  }

  /** @param {unknown} error */
  #fail(error) {
    console.error(error);
    this.replaceChildren(h("p", { class: "tb-map-failed", role: "alert" }, t("map.failed")));
  }

  /** @param {AreaView} current */
  async #build(current) {
    const [codes, light] = await Promise.all([loadGrid(current.landCover), loadGrid(current.hillshade)]);
    landCover.value = /** @type {Uint8Array} */ (codes.cells);
    await loadFeatures(current);
    registerProjection();
    const extent = frameExtent(current.frame);
    const host = h("div", {
      class: "tb-map-canvas",
      tabindex: "0",
      role: "application",
      "aria-label": t("map.label", { area: localized(current.title) }),
      "aria-describedby": "tb-map-hint",
    });
    const ground = new GridLayer(extent, { zIndex: 0, isSharp: false });
    ground.show(drawGround(current, /** @type {Uint8Array} */ (codes.cells), /** @type {Uint8Array} */ (light.cells)));
    const sides = [new GridLayer(extent, { zIndex: 10 }), new GridLayer(extent, { zIndex: 11 })];
    const measures = new ol.layer.Vector({ source: new ol.source.Vector(), zIndex: 50, className: "tb-measures" });
    const compared = new ol.layer.Vector({ source: new ol.source.Vector(), zIndex: 49, className: "tb-compared" });
    this.#map = new ol.Map({
      target: host,
      controls: [],
      pixelRatio: Math.min(2, devicePixelRatio),
      interactions: ol.interaction.defaults.defaults({
        keyboard: false,
        doubleClickZoom: false,
        shiftDragZoom: false,
        altShiftDragRotate: false,
        pinchRotate: false,
        onFocusOnly: false,
      }),
      layers: [ground.layer, ...sides.map((side) => side.layer), ...featureLayers(), compared, measures],
      view: new ol.View({
        projection: RD,
        extent: ol.extent.buffer(extent, 0.6 * (extent[2] - extent[0])),
        minResolution: 0.02,
        maxResolution: Math.max(0.5, (extent[2] - extent[0]) / 250),
        constrainResolution: false,
        showFullExtent: true,
        enableRotation: false,
        center: ol.extent.getCenter(extent),
        resolution: (extent[2] - extent[0]) / 500,
      }),
    });
    const map = this.#map;
    const edit = makeEditLayer(() => map.getView().getResolution() ?? 1);
    map.addLayer(edit.layer);
    const zoom = (/** @type {number} */ steps) =>
      map.getView().animate({ zoom: map.getView().getZoom() + steps * 0.7, duration: isCalm() ? 0 : 180 });
    const fit = (/** @type {number} */ duration = 250) =>
      map.getView().fit(extent, { padding: [46, 14, 46, 14], duration: isCalm() ? 0 : duration });
    const help = () => void this.#help();
    const fitAgain = () => fit();
    const line = makeSwipe(this, map, { now: [sides[0].layer], plan: [sides[1].layer, measures] });
    this.replaceChildren(
      host,
      ...makeToolbar(map, { zoom, fit: fitAgain, help }),
      line.element,
      this.#notes(current),
      this.#crosshair(map),
      h("p", { id: "tb-map-hint", class: "visually-hidden" }, t("map.hint")),
    );
    map.addControl(new ol.control.ScaleLine({ target: this.querySelector(".tb-map-scale"), minWidth: 70 }));
    followKeys(host, map, { help, zoom, fit: fitAgain });
    map.updateSize();
    fit(0);
    const view = map.getView();
    view.on("change:resolution", edit.draw);
    this.#stops.push(
      followPointer(map),
      followOverlays(),
      edit.stop,
      ...this.#follow({ sides, measures, compared, line, map }),
    );
    followDraft();
    map.once("rendercomplete", () => {
      this.dataset.ready = "true";
    });
    const resized = new ResizeObserver(() => map.updateSize());
    resized.observe(host);
    this.#stops.push(() => resized.disconnect());
  }

  /** @param {{ sides: GridLayer[], measures: any, compared: any, line: any, map: any }} parts */
  #follow({ sides, measures, compared, line, map }) {
    const opaque = computed(() => Math.min(1, Math.max(0, layerOpacity.value)));
    return [
      effect(() => {
        sides[0].show(left.value?.picture ?? null, left.value?.hatch ?? null);
        sides[1].show(right.value?.picture ?? null, right.value?.hatch ?? null);
      }),
      effect(() => sides.forEach((side) => side.layer.setOpacity(opaque.value))),
      effect(() => {
        // The measures are not there yet in the situation of today.
        measures.setVisible(mainSide.value !== "now" || (swipe.value !== null && !isHoldingBefore.value));
      }),
      effect(() => {
        void selection.value;
        this.#fill(measures.getSource(), plan.value?.measures.features ?? [], {});
      }),
      effect(() => {
        const other = comparePlan.value;
        compared.getSource().clear();
        if (!other) return;
        void get(`/api/plans/${other}`).then((found) => {
          if (comparePlan.peek() === other) {
            this.#fill(compared.getSource(), found.measures.features, { isOther: true });
          }
        });
      }),
      effect(() => line.update(swipe.value !== null && !isHoldingBefore.value, swipe.value ?? 0.5)),
      effect(() => {
        this.dataset.tool = tool.value;
        if (tool.value !== "select") map.getTargetElement().style.cursor = "crosshair";
      }),
    ];
  }

  /** @param {any} source @param {import("../core/types.js").Measure[]} all @param {{ isOther?: boolean }} state */
  #fill(source, all, state) {
    source.clear(true);
    source.addFeatures(all.map((measure) => {
      const feature = new ol.Feature(geometryOf(measure.geometry));
      feature.setStyle((
        /** @type {any} */ _,
        /** @type {number} */ resolution,
      ) => (transform.peek()?.current.has(measure.id) ? undefined : measureStyles(measure, resolution, state)));
      return feature;
    }));
    source.changed();
  }

  /** What must be said on every map, and what was refused. @param {AreaView} current */
  #notes(current) {
    const message = h("div", { class: "tb-map-message", hidden: true });
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const show = (/** @type {string} */ text, /** @type {string} */ kind) => {
      message.replaceChildren(
        h("span", {}, text),
        h("button", {
          type: "button",
          class: "tb-map-close",
          "aria-label": t("map.close"),
          onclick: () => {
            message.hidden = true;
          },
        }, "✕"),
      );
      message.dataset.kind = kind;
      message.hidden = false;
      clearTimeout(timer);
      timer = setTimeout(() => {
        message.hidden = true;
      }, 9000);
    };
    this.#stops.push(
      effect(() => {
        if (warning.value) show(warning.value.text, "refused");
        else message.hidden = true;
      }),
      effect(() => {
        const no = refusal.value;
        if (no) show([no.text, no.remedy].filter(Boolean).join(" "), "refused");
      }),
      effect(() => {
        if (news.value) show(news.value.text, "news");
      }),
    );
    const sources = h(
      "details",
      { class: "tb-map-sources" },
      h("summary", {}, t("map.sources")),
      h(
        "ul",
        {},
        ...current.sources.map((one) =>
          h(
            "li",
            {},
            h("strong", {}, localized(one.title)),
            ": ",
            localized(one.source),
            one.date ? `, ${one.date}` : "",
            `. ${one.licence}.`,
          )
        ),
      ),
    );
    return h(
      "div",
      { class: "tb-map-notes" },
      message,
      h(
        "div",
        { class: "tb-map-foot" },
        h("div", { class: "tb-map-scale" }),
        this.#readout(),
        this.#compareNote(),
        canEdit.peek() ? null : h("p", { class: "tb-map-synthetic" }, t("map.readOnly")),
        current.synthetic ? h("p", { class: "tb-map-synthetic" }, t("map.synthetic")) : null,
        sources,
      ),
    );
  }

  /** Fetched when it is first asked for: most people never need it. */
  async #help() {
    const { helpDialog } = await import("./help.js");
    let dialog = this.querySelector("dialog");
    if (!dialog) {
      dialog = helpDialog();
      this.append(dialog);
    }
    dialog.showModal();
  }

  /** The value under the pointer; by keyboard it is spoken. */
  #readout() {
    const text = h("p", { class: "tb-map-synthetic tb-map-readout", hidden: true, "aria-hidden": "true" });
    this.#stops.push(effect(() => {
      void shownGrids.value;
      const at = hovered.value;
      const value = at ? describeValue(at) : "";
      text.hidden = value === "";
      text.textContent = value;
    }));
    return text;
  }

  /** Which other plan is meant where the map says today. */
  #compareNote() {
    const note = h("p", { class: "tb-map-synthetic", hidden: true });
    this.#stops.push(effect(() => {
      const other = plans.value.find((head) => head.id === comparePlan.value);
      note.hidden = !other;
      note.textContent = other ? t("map.comparedWith", { plan: other.name }) : "";
    }));
    return note;
  }

  /** @param {any} map */
  #crosshair(map) {
    const mark = h("div", { class: "tb-map-crosshair", hidden: true, "aria-hidden": "true" });
    const put = () => {
      const at = crosshair.peek();
      mark.hidden = at === null;
      const pixel = at ? map.getPixelFromCoordinate(at) : null;
      if (pixel) {
        mark.style.left = `${pixel[0]}px`;
        mark.style.top = `${pixel[1]}px`;
      }
    };
    this.#stops.push(effect(() => {
      void crosshair.value;
      put();
    }));
    map.on("postrender", put);
    return mark;
  }
}

customElements.define("tb-map", MapElement);
export { areaFeatures, layerInfo, number };
