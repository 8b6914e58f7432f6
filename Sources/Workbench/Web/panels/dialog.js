// @ts-check
import { h } from "../core/dom.js";
import { t } from "../core/text.js";
import { icon } from "./icons.js";

let count = 0;

/**
 * Shows a sheet over the page. The focus goes to its title and back to where it was; Escape and the cross close it.
 * @param {object} content
 * @param {string} content.title
 * @param {string} [content.kicker] a few words above the title
 * @param {(Node | string | null)[]} content.body
 * @param {(Node | null)[]} [content.foot]
 * @param {"middle" | "side"} [content.place]
 * @param {string} [content.className]
 * @param {() => void} [content.closed]
 * @returns {HTMLDialogElement}
 */
export function openSheet({ title, kicker, body, foot, place = "middle", className = "", closed }) {
  const id = `sheet-${(count += 1)}`;
  const heading = h("h2", { id, tabindex: "-1" }, kicker ? h("span", { class: "kicker" }, `${kicker} `) : null, title);
  const sheet = h(
    "dialog",
    { class: `sheet ${place === "side" ? "is-side" : ""} ${className}`.trim(), "aria-labelledby": id },
    h(
      "div",
      { class: "sheet-head" },
      heading,
      h(
        "button",
        {
          type: "button",
          class: "button is-quiet is-icon",
          "aria-label": t("common.close"),
          onclick: () => sheet.close(),
        },
        icon("cross"),
      ),
    ),
    // A part that scrolls must be reachable by keyboard even when nothing in it takes the focus.
    h("div", { class: "sheet-body", tabindex: "0", role: "group", "aria-labelledby": id }, body),
    foot && foot.some((node) => node !== null) ? h("div", { class: "sheet-foot" }, foot) : null,
  );
  const opener = document.activeElement;
  sheet.addEventListener("close", () => {
    sheet.remove();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    closed?.();
  });
  sheet.addEventListener("click", (event) => {
    if (event.target === sheet) sheet.close();
  });
  document.body.append(sheet);
  sheet.showModal();
  heading.focus();
  return sheet;
}
