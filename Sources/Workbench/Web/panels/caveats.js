// @ts-check
/** What a model is known to get wrong about the measures of the plan. */
import { computed } from "../core/signal.js";
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { cards, plan } from "../state/workbench.js";
import { note } from "./notes.js";

/** The cards that the plan uses, each once, in the order in which they were first drawn. */
const used = computed(() => {
  const ids = new Set((plan.value?.measures.features ?? []).map((measure) => measure.properties.card));
  return [...ids].flatMap((id) => cards.value.get(id) ?? []);
});

/** @param {string[]} kinds of models that are told about */
export function caveatNote(kinds) {
  const found = used.value.flatMap((card) =>
    card.caveats.filter((one) => kinds.includes(one.kind)).map((one) => ({ card, text: one.text }))
  );
  if (found.length === 0) return null;
  return note(
    "warn",
    h("p", {}, h("strong", {}, t("cell.caveats"))),
    h(
      "ul",
      { class: "plain-list caveats" },
      found.map(({ card, text }) => h("li", {}, h("strong", {}, `${localized(card.title)}: `), localized(text))),
    ),
  );
}

/** Models are named in formulas by the layers that they give. @param {string} formula */
export const caveatsOf = (formula) => caveatNote([...formula.matchAll(/\b([a-z]\w*)\.[a-z]/g)].map(([, kind]) => kind));
