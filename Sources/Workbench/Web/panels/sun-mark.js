// @ts-check
import { h, svg } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { sun } from "../state/panels.js";
import "./details.js";
import { sunText } from "./sun-words.js";

/** On the map: which way the light comes in at the hour that is shown. North is up, as on the map. */
class SunMark extends HTMLElement {
  /** @type {(() => void) | undefined} */
  #stop;

  connectedCallback() {
    this.#stop ??= effect(() => {
      const now = sun.value;
      this.hidden = now === null;
      if (!now) return;
      const words = sunText(now);
      this.setAttribute("role", "img");
      this.setAttribute("aria-label", words);
      this.replaceChildren(now.altitude > 0 ? arrow(now.azimuth) : moon(), h("span", { "aria-hidden": "true" }, words));
    });
  }

  disconnectedCallback() {
    this.#stop?.();
    this.#stop = undefined;
  }
}

/** From the sun at the rim towards the middle, as the light goes. @param {number} azimuth */
function arrow(azimuth) {
  return svg(
    "svg",
    { viewBox: "-24 -24 48 48", width: 44, height: 44, "aria-hidden": "true", focusable: "false" },
    svg("circle", { class: "sky", r: 22 }),
    svg("text", { class: "north", y: -12, "text-anchor": "middle" }, "N"),
    svg(
      "g",
      { transform: `rotate(${Math.round(azimuth)})` },
      svg("path", { class: "light", d: "M0-11V9M-5 3 0 10 5 3" }),
      svg("circle", { class: "sun", cy: -17, r: 5.5 }),
    ),
  );
}

function moon() {
  return svg(
    "svg",
    { viewBox: "-24 -24 48 48", width: 44, height: 44, "aria-hidden": "true", focusable: "false" },
    svg("circle", { class: "sky is-night", r: 22 }),
    svg("path", { class: "moon", d: "M4-11A11 11 0 1 0 11 4 9 9 0 0 1 4-11Z" }),
  );
}

customElements.define("tb-sun-mark", SunMark);
