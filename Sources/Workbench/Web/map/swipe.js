// @ts-check
/** The line between now and plan: a slider that also works without dragging. */
import { h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { number, t } from "../core/text.js";
import { comparePlan, plan, plans, swipe } from "../state/workbench.js";

/**
 * @param {HTMLElement} parent the map
 * @param {any} map of OpenLayers
 * @param {{ now: any[], plan: any[] }} layers
 */
export function makeSwipe(parent, map, layers) {
  let isOn = false;
  let share = 0.5;
  const grip = h("div", {
    class: "tb-swipe-grip",
    role: "slider",
    tabindex: "0",
    "aria-label": t("map.swipe.label"),
    "aria-valuemin": "0",
    "aria-valuemax": "100",
    "aria-orientation": "horizontal",
  });
  const now = h("span", { class: "tb-swipe-now", "aria-hidden": "true" });
  const own = h("span", { class: "tb-swipe-plan", "aria-hidden": "true" });
  const element = h("div", { class: "tb-swipe", hidden: true }, now, own, grip);
  effect(() => {
    const other = plans.value.find((head) => head.id === comparePlan.value);
    now.textContent = other?.name ?? t("map.swipe.now");
    own.textContent = other ? plan.value?.name ?? "" : t("map.swipe.plan");
  });
  const set = (/** @type {number} */ value) => {
    swipe.value = Math.min(1, Math.max(0, value));
  };
  grip.addEventListener("keydown", (event) => {
    const by =
      { ArrowLeft: -0.05, ArrowDown: -0.05, ArrowRight: 0.05, ArrowUp: 0.05, PageUp: 0.2, PageDown: -0.2 }[event.key];
    if (by !== undefined) set(share + by);
    else if (event.key === "Home") set(0);
    else if (event.key === "End") set(1);
    else return;
    event.preventDefault();
  });
  grip.addEventListener("pointerdown", (event) => {
    grip.setPointerCapture(event.pointerId);
    event.preventDefault();
    grip.focus();
  });
  grip.addEventListener("pointermove", (event) => {
    if (!grip.hasPointerCapture(event.pointerId)) return;
    const box = parent.getBoundingClientRect();
    set((event.clientX - box.left) / box.width);
  });
  /** @param {any} event @param {boolean} isRight */
  const clip = (event, isRight) => {
    const context = event.context;
    context.save();
    if (!isOn) return;
    const edge = context.canvas.width * share;
    context.beginPath();
    // The transform of the layer is not of the canvas: the clip is set in points of the canvas.
    const transform = context.getTransform();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.rect(isRight ? edge : 0, 0, isRight ? context.canvas.width - edge : edge, context.canvas.height);
    context.setTransform(transform);
    context.clip();
  };
  for (const [side, isRight] of /** @type {[any[], boolean][]} */ ([[layers.now, false], [layers.plan, true]])) {
    for (const layer of side) {
      layer.on("prerender", (/** @type {any} */ event) => clip(event, isRight));
      layer.on("postrender", (/** @type {any} */ event) => event.context.restore());
    }
  }
  return {
    element,
    /** @param {boolean} next @param {number} value */
    update(next, value) {
      isOn = next;
      share = value;
      element.hidden = !next;
      element.style.setProperty("--swipe", `${100 * value}%`);
      grip.setAttribute("aria-valuenow", String(Math.round(100 * value)));
      grip.setAttribute("aria-valuetext", t("map.swipe.value", { share: number(100 * value) }));
      map.render();
    },
  };
}
