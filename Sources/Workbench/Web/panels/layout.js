// @ts-check
/** Puts the parts of the workbench on the page: assignment and drawing left, the map, the numbers right. */
import { h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import { cell, work } from "../state/workbench.js";
import { leftTab, rightTab } from "../state/panels.js";
import { makeTabs } from "./tabs.js";

/** @param {string} name of a custom element */
const part = (name) => document.createElement(name);

/** @param {HTMLElement} header @param {HTMLElement} main both of the page that the server made */
export function buildLayout(header, main) {
  buildHeader(header);
  const left = makeTabs("left", () => t("layout.left"), [
    { id: "assignment", title: () => t("layout.assignment"), icon: "book", content: part("tb-assignment-panel") },
    {
      id: "palette",
      title: () => t("layout.palette"),
      icon: "measures",
      content: h("div", { class: "stack" }, part("tb-measure-form"), part("tb-palette")),
    },
    { id: "table", title: () => t("layout.table"), icon: "table", content: part("tb-measure-table") },
    { id: "history", title: () => t("layout.history"), icon: "history", content: part("tb-history") },
  ], leftTab);
  const right = makeTabs("right", () => t("layout.right"), [
    { id: "map", title: () => t("layout.map"), icon: "layers", content: part("tb-layer-panel") },
    { id: "cell", title: () => t("layout.cell"), icon: "pin", content: part("tb-cell-panel") },
    { id: "compare", title: () => t("layout.compare"), icon: "compare", content: part("tb-compare-panel") },
  ], rightTab);
  const regions = {
    left: h("section", { class: "wb-left", id: "left" }, left.element),
    stage: h(
      "section",
      { class: "wb-stage", id: "stage" },
      h("div", { class: "wb-toolbar" }, part("tb-event-buttons"), part("tb-view-switch")),
      h("div", { class: "wb-map", id: "map" }, part("tb-map")),
      h("div", { class: "wb-under-map" }, part("tb-time-slider"), part("tb-legend")),
    ),
    right: h(
      "section",
      { class: "wb-right", id: "numbers" },
      h("div", { class: "wb-numbers" }, part("tb-indicator-bars")),
      right.element,
    ),
  };
  loadWhenOpened();
  main.classList.add("wb-body");
  main.replaceChildren(regions.left, regions.stage, regions.right);
  effect(() => {
    regions.left.setAttribute("aria-label", t("layout.left"));
    regions.stage.setAttribute("aria-label", t("layout.stage"));
    regions.right.setAttribute("aria-label", t("layout.numbers"));
  });
}

/** What is behind a tab is fetched when it is opened; a spot that was read opens its tab. */
function loadWhenOpened() {
  effect(() => {
    if (leftTab.value === "palette") {
      void import("../draw/tb-palette.js");
      void import("../draw/tb-measure-form.js");
    }
    if (leftTab.value === "table") void import("../draw/tb-measure-table.js");
    if (leftTab.value === "history") void import("../draw/tb-history.js");
    if (rightTab.value === "cell") void import("./cell-panel.js");
    if (rightTab.value === "compare") void import("./compare-panel.js");
  });
  let last = cell.peek();
  effect(() => {
    const next = cell.value;
    if (next && (next.x !== last?.x || next.y !== last?.y)) rightTab.value = "cell";
    last = next;
  });
}

/** @param {HTMLElement} header */
function buildHeader(header) {
  const title = h("h1", { class: "wb-title" });
  effect(() => {
    const own = work.value;
    title.textContent = localized(own?.title) || document.title;
    title.title = title.textContent ?? "";
    if (own) document.title = `${localized(own.title)} · Twinbench`;
  });
  header.classList.add("wb-header");
  header.prepend(
    skipLinks(),
    h(
      "a",
      { class: "wb-brand", href: "/home" },
      h("img", { src: `${document.body.dataset.assets}/app/icon.svg`, alt: "", width: 28, height: 28 }),
      h("span", { class: "wb-brand-name" }, "Twinbench"),
    ),
    title,
    part("tb-plan-chooser"),
    part("tb-undo-buttons"),
    part("tb-saved-state"),
    h("span", { class: "wb-spacer" }),
    part("tb-team"),
    part("tb-run-button"),
  );
}

/** The first stops of the tab key: over the bars to what a person came for. */
function skipLinks() {
  const links = /** @type {[string, string][]} */ ([["map", "layout.skip.map"], ["left", "layout.skip.left"], [
    "numbers",
    "layout.skip.numbers",
  ]]);
  return h(
    "nav",
    { class: "skip-links", "aria-label": t("layout.skip") },
    links.map(([id, key]) =>
      h("a", {
        class: "skip-link",
        href: `#${id}`,
        onclick: (/** @type {Event} */ event) => {
          event.preventDefault();
          const place = document.getElementById(id);
          const first = place?.querySelector("button, [tabindex='0'], input, a");
          if (first instanceof HTMLElement) first.focus();
        },
      }, t(key))
    ),
  );
}
