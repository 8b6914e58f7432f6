// @ts-check
/** The way back in after a session ended; fetched beforehand, and shown only when it is needed. */
import { ApiError } from "../core/api.js";
import { h } from "../core/dom.js";
import { t } from "../core/text.js";
import { resume, saving } from "../state/workbench.js";

/**
 * Comes back with a return code, as on the page for it, without leaving this page.
 * @param {string} code
 * @returns {Promise<string | null>} what is wrong, in words; null where the person is in
 * @throws {ApiError} where the server cannot be reached
 */
async function comeBack(code) {
  /** @param {Response} response */
  // web-check: markup, our own page for coming back, of which nothing is shown but the text of its complaint
  const pageOf = async (response) => new DOMParser().parseFromString(await response.text(), "text/html");
  try {
    const form = await pageOf(await fetch("/return", { credentials: "same-origin" }));
    const csrf = form.querySelector("input[name=csrf]")?.getAttribute("value") ?? "";
    const answer = await fetch("/return", {
      method: "POST",
      credentials: "same-origin",
      body: new URLSearchParams({ code, csrf }),
    });
    if (answer.ok) return null;
    const said = (await pageOf(answer)).querySelector("[role=alert], .problem");
    return said?.textContent?.trim().replace(/\s+/g, " ") || answer.statusText;
  } catch (error) {
    throw new ApiError(0, { code: "network", detail: String(error) });
  }
}

/**
 * Asks for the return code; the drawing stays where it is.
 * @param {number} pending
 */
export function returnDialog(pending) {
  const problem = h("p", { role: "alert", class: "tb-problem" });
  const input = h("input", {
    id: "tb-return-code",
    type: "text",
    maxlength: "16",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    required: true,
  });
  const goOn = async () => {
    await resume();
    if (saving.peek().isExpired) problem.textContent = saving.peek().failed ?? t("map.expired.notYet");
  };
  const dialog = h(
    "dialog",
    { class: "tb-dialog", "aria-labelledby": "tb-expired-title" },
    h("h2", { id: "tb-expired-title" }, t("map.expired.title")),
    h("p", {}, t("map.expired.text")),
    h("p", {}, t("map.expired.kept", { count: Math.max(1, pending) })),
    h(
      "form",
      {
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          try {
            problem.textContent = await comeBack(input.value) ?? "";
            if (problem.textContent === "") await goOn();
          } catch {
            problem.textContent = t("map.expired.noConnection");
          }
        },
      },
      h("p", { class: "tb-field" }, h("label", { for: "tb-return-code" }, t("map.expired.code")), input),
      problem,
      h(
        "p",
        { class: "tb-form-buttons" },
        h("button", { type: "submit", class: "tb-button tb-primary" }, t("map.expired.goOn")),
        h("button", {
          type: "button",
          class: "tb-button",
          onclick: () => dialog.close(),
        }, t("map.expired.later")),
      ),
    ),
    h("p", {}, h("a", { href: "/login", target: "_blank", rel: "opener" }, t("map.expired.login"))),
    h("p", {}, h("button", { type: "button", class: "tb-link-button", onclick: goOn }, t("map.expired.comeBack"))),
  );
  return dialog;
}
