// @ts-check
/** The panels beside the map, and where everything stands. */
import "./assignment-panel.js";
import "./event-buttons.js";
import "./indicator-bars.js";
import "./layer-panel.js";
import "./legend.js";
import "./run-button.js";
import "./time-slider.js";
import "./view-switch.js";
import { buildLayout } from "./layout.js";

/** Puts the panels on the page. */
export function registerPanels() {
  const header = document.querySelector("header");
  const main = document.querySelector("main");
  if (header && main) buildLayout(header, main);
}
