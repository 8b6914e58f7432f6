// @ts-check
/** Speaks to screen readers through two live regions, without taking the focus. */

/** @type {Record<"polite" | "assertive", HTMLElement | undefined>} */
const regions = { polite: undefined, assertive: undefined };
/** @type {ReturnType<typeof setTimeout> | undefined} */
let cleaning;

/** @param {"polite" | "assertive"} kind */
function region(kind) {
  let element = regions[kind];
  if (!element) {
    element = document.createElement("div");
    element.className = "visually-hidden";
    element.setAttribute("role", kind === "polite" ? "status" : "alert");
    element.setAttribute("aria-live", kind);
    document.body.append(element);
    regions[kind] = element;
  }
  return element;
}

/** Puts the regions into the page before there is anything to say: some readers miss a region that comes with text. */
export function prepareAnnouncements() {
  region("polite");
  region("assertive");
}

/**
 * @param {string} text
 * @param {"polite" | "assertive"} [kind]
 */
export function announce(text, kind = "polite") {
  const element = region(kind);
  // The same text twice is only spoken when something changed.
  element.textContent = element.textContent === text ? `${text}\u00a0` : text;
  clearTimeout(cleaning);
  cleaning = setTimeout(() => {
    region("polite").textContent = "";
    region("assertive").textContent = "";
  }, 8000);
}
