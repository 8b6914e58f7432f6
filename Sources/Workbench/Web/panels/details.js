// @ts-check
/** Fetches the styles of what is behind a click, before any of it is shown. */
import { h } from "../core/dom.js";

await new Promise((done) => {
  const link = h("link", { rel: "stylesheet", href: `${document.body.dataset.assets}/app/details.css` });
  // Without styles it can still be read.
  link.addEventListener("load", done);
  link.addEventListener("error", done);
  document.head.append(link);
});
