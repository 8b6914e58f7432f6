// @ts-check
/** The menus in the page's head close as menus do: with Escape, and when something else is clicked or reached. */

const menus = ".tb-plan-menu, .tb-team-menu";

/** @param {EventTarget | null} target within which a menu stays open */
function closeOthers(target) {
  for (const menu of document.querySelectorAll(menus)) {
    if (menu instanceof HTMLDetailsElement && !(target instanceof Node && menu.contains(target))) menu.open = false;
  }
}

document.addEventListener("pointerdown", (event) => closeOthers(event.target), true);
document.addEventListener("focusin", (event) => closeOthers(event.target));

// Before the map hears it: there Escape ends drawing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
  const open = [...document.querySelectorAll(menus)].find((one) => one instanceof HTMLDetailsElement && one.open);
  if (!(open instanceof HTMLDetailsElement)) return;
  event.stopPropagation();
  const hadFocus = open.contains(document.activeElement);
  open.open = false;
  if (hadFocus) open.querySelector("summary")?.focus();
}, true);
