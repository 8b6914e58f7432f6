// @ts-check
/** Reading a lesson beside the map. */
import { h } from "../core/dom.js";
import { localized, t } from "../core/text.js";
import { work } from "../state/workbench.js";
import { courseText } from "./course-text.js";
import { openSheet } from "./dialog.js";

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
    foot: [
      neighbour(lessons[index - 1], "lesson.previous", () => sheet.close()),
      neighbour(lessons[index + 1], "lesson.next", () => sheet.close()),
    ],
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
