// @ts-check
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { activeEvent } from "../state/workbench.js";
import { icon } from "./icons.js";
import { eventOf, kinds, showEvent } from "./layers.js";
import { Panel } from "./panel.js";

const icons = /** @type {Record<string, string>} */ ({ heat: "sun", rain: "rain", comfort: "sun" });

/** The weather on which the plan is tested; the same plan, another stress. */
export class EventButtons extends Panel {
  /** @override */
  render() {
    return [
      h(
        "div",
        { class: "segments", role: "group", "aria-label": t("seeing.event.label") },
        button(null, t("seeing.event.none"), "", "land"),
        ...kinds.value.map((kind) => {
          const event = eventOf(kind);
          const known = t(`seeing.event.${kind}`);
          const name = known.startsWith("seeing.") ? localized(event?.title) : known;
          return button(kind, name, localized(event?.title), icons[kind] ?? "layers");
        }),
      ),
    ];
  }
}

/**
 * @param {string | null} kind
 * @param {string} name
 * @param {string} title
 * @param {string} picture
 */
function button(kind, name, title, picture) {
  return h(
    "button",
    {
      type: "button",
      title: title || false,
      "aria-pressed": String(activeEvent.value === kind),
      dataset: { key: `event-${kind}` },
      onclick: () => showEvent(kind),
    },
    icon(picture),
    name,
  );
}

customElements.define("tb-event-buttons", EventButtons);
