// @ts-check
/** Texts of a course on the page. */
import { h } from "../core/dom.js";
import { language, localized, t } from "../core/text.js";
import { leftTab } from "../state/panels.js";

/**
 * Opens a lesson; the reader is fetched with the first one.
 * @param {string} id
 */
export const showLesson = (id) => void import("./lesson-reader.js").then((part) => part.openLesson(id));

/**
 * Text of a course: the server made it safe (no scripts, no styles, figures by address of our own), so it is shown as
 * it is. Links to other lessons open here; others in a new tab.
 * @param {import("../core/types.js").LocalizedText} html
 */
export function courseText(html) {
  const box = h("div", { class: "course-text", lang: language.value });
  // web-check: markup, the server made it from Markdown through its own list of what is safe
  box.innerHTML = localized(html);
  for (const table of box.querySelectorAll("table")) {
    const frame = h("div", { class: "table-frame", tabindex: "0", role: "group", "aria-label": t("lesson.table") });
    table.replaceWith(frame);
    frame.append(table);
  }
  for (const link of box.querySelectorAll("a")) follow(link);
  return box;
}

/**
 * Lessons and the assignment are named `#lesson-ID` and `#assignment-ID`; what lies elsewhere opens in a new tab.
 * @param {HTMLAnchorElement} link
 */
function follow(link) {
  const address = link.getAttribute("href") ?? "";
  const [, kind, id] = /^#(lesson|assignment)-(.+)$/.exec(address) ?? [];
  if (kind) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      link.closest("dialog")?.close();
      if (kind === "lesson") showLesson(id);
      else leftTab.value = "assignment";
    });
  } else if (!address.startsWith("#")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}
