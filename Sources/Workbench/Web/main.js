// @ts-check
/** Starts the workbench on the page that the server made for a work. */
import { ApiError } from "./core/api.js";
import { prepareAnnouncements } from "./core/announce.js";
import { h } from "./core/dom.js";
import { language, loadTexts, t } from "./core/text.js";
import { start } from "./state/workbench.js";
import "./map/tb-map.js";
import "./draw/tb-plan-chooser.js";
import "./draw/tb-undo-buttons.js";
import "./draw/tb-saved-state.js";
import { registerPanels } from "./panels/index.js";

async function main() {
  const { work, assets } = document.body.dataset;
  if (!work || !assets) return;
  await loadTexts(assets, language.peek());
  prepareAnnouncements();
  registerPanels();
  await start(work);
  document.body.dataset.ready = "true";
  // Not needed to begin with; the way back in must be here before the session has ended.
  for (const later of [import("./draw/tb-team.js"), import("./draw/menus.js"), import("./draw/return-dialog.js")]) {
    later.catch((error) => console.error(error));
  }
}

main().catch((error) => {
  console.error(error);
  if (error instanceof ApiError && error.needsLogin) {
    location.assign(`/return?to=${encodeURIComponent(location.pathname)}`);
    return;
  }
  document.querySelector("main")?.prepend(
    h(
      "div",
      { class: "notice notice-error", role: "alert" },
      h("p", {}, t("map.start.failed")),
      h("p", {}, error instanceof Error ? error.message : String(error)),
      h("button", { type: "button", onclick: () => location.reload() }, t("map.start.again")),
    ),
  );
});
