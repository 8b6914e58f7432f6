// @ts-check
/** Makes the panels' elements known to the page. */
export function registerPanels() {}
