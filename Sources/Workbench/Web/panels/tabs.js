// @ts-check
import { h } from "../core/dom.js";
import { effect } from "../core/signal.js";
import { icon } from "./icons.js";

/** @typedef {{ id: string, title: () => string, icon: string, content: HTMLElement }} Tab */

/**
 * Parts of which one is seen. Arrow keys, Home and End go from tab to tab, as in the ARIA practices.
 * @param {string} name of the group, for ids and for what is open
 * @param {() => string} label
 * @param {Tab[]} tabs
 * @param {{ value: string, peek(): string }} open id of the tab that is seen
 */
export function makeTabs(name, label, tabs, open) {
  const buttons = tabs.map((tab) =>
    h("button", {
      type: "button",
      role: "tab",
      id: `${name}-tab-${tab.id}`,
      "aria-controls": `${name}-panel-${tab.id}`,
      onclick: () => (open.value = tab.id),
    })
  );
  const panels = tabs.map((tab) =>
    h(
      "div",
      {
        class: "wb-tabpanel",
        role: "tabpanel",
        id: `${name}-panel-${tab.id}`,
        "aria-labelledby": `${name}-tab-${tab.id}`,
        tabindex: "0",
      },
      tab.content,
    )
  );
  const list = h("div", { class: "wb-tablist", role: "tablist" }, buttons);
  list.addEventListener("keydown", (event) => {
    const here = tabs.findIndex((tab) => tab.id === open.peek());
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = (next + tabs.length) % tabs.length;
    open.value = tabs[index].id;
    buttons[index].focus();
  });
  effect(() => {
    list.setAttribute("aria-label", label());
    tabs.forEach((tab, index) => {
      const isOpen = open.value === tab.id;
      buttons[index].replaceChildren(icon(tab.icon), tab.title());
      buttons[index].setAttribute("aria-selected", String(isOpen));
      buttons[index].tabIndex = isOpen ? 0 : -1;
      panels[index].hidden = !isOpen;
    });
  });
  return { element: h("div", { class: "wb-tabs" }, list, panels) };
}
