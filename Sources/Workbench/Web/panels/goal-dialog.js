// @ts-check
/**
 * What a goal of the assignment measures by a formula of its own: the same parts as an indicator's, as far as they
 * exist.
 */
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { baseline } from "../state/workbench.js";
import { caveatsOf } from "./caveats.js";
import { openSheet } from "./dialog.js";
import { formulaSection, numbers } from "./indicator-dialog.js";
import { note } from "./notes.js";
import { goalRow, goals, shown } from "./shown.js";

/**
 * Opens what is known of a goal.
 * @param {string} key
 */
export function openGoal(key) {
  const now = shown.peek();
  const entry = goals.peek().find((one) => one.key === key);
  const found = entry && now ? goalRow(entry, now.view) : null;
  if (!now || !found) return;
  const full = now.level === "run" ? now.view.goals?.[key] : undefined;
  const today = full ?? baseline.peek().view?.goals?.[key];
  openSheet({
    title: localized(found.row.title),
    kicker: t("indicator.pinned"),
    className: "indicator-sheet",
    body: [
      numbers(found.row, now.level, now.level === "baseline", found.target),
      formulaSection(found.row, today, full, now.level),
      note("warn", h("p", {}, t("indicator.goalWithoutBand"))),
      now.level === "baseline" ? null : caveatsOf(found.row.formula),
    ],
  });
}
