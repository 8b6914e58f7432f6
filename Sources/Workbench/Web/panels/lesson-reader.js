// @ts-check
/** Reading a lesson beside the map. */
import { h } from "../core/dom.js";
import { language, localized, t } from "../core/text.js";
import { work } from "../state/workbench.js";
import { openSheet } from "./dialog.js";
import { leftTab } from "./panel-state.js";

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
      if (kind === "lesson") openLesson(id);
      else leftTab.value = "assignment";
    });
  } else if (!address.startsWith("#")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}

/**
 * Opens a lesson in a sheet at the side, with its neighbours at the foot.
 * @param {string} id
 */
export function openLesson(id) {
  const lessons = work.peek()?.lessons ?? [];
  const index = lessons.findIndex((lesson) => lesson.id === id);
  const lesson = lessons[index];
  if (!lesson) return;
  const text = courseText(lesson.html);
  // The title stands in the sheet's head already.
  const first = text.firstElementChild;
  if (first?.tagName === "H1") first.remove();
  const sheet = openSheet({
    title: localized(lesson.title),
    kicker: t("lesson.kicker", { number: index + 1, total: lessons.length }),
    place: "side",
    body: [text],
    foot: [neighbour(lessons[index - 1], "lesson.previous", () => sheet.close()), neighbour(lessons[index + 1], "lesson.next", () => sheet.close())],
  });
}

/**
 * @param {import("../core/types.js").LessonView | undefined} lesson
 * @param {string} key
 * @param {() => void} leave
 */
function neighbour(lesson, key, leave) {
  if (!lesson) return null;
  const go = () => {
    leave();
    openLesson(lesson.id);
  };
  return h("button", { type: "button", class: "button", onclick: go }, t(key, { title: localized(lesson.title) }));
}
