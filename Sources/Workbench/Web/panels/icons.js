// @ts-check
import { svg } from "../core/dom.js";

/** Our own pictures on a field of 20 by 20: `path` is a line, `solid` is filled, `circle` is `[x, y, radius]`. */
/** @type {Record<string, { path?: string, solid?: string, circle?: [number, number, number] }>} */
const shapes = {
  sun: {
    path: "M10 1.5v2M10 16.500v2M1.5 10h2M16.5 10h2M4 4l1.4 1.400M14.6 14.600L16 16M4 16l1.4-1.400M14.6 5.400L16 4",
    circle: [10, 10, 3.6],
  },
  rain: {
    path:
      "M5.5 11.500a3.5 3.5 0 01.3-7 4.5 4.5 0 018.5 1.2 2.9 2.9 0 01.2 5.800zM6.5 14l-1 3.500M10.5 14l-1 3.500M14.5 14l-1 3.5",
  },
  land: { path: "M2.5 5.500l5-2 5 2 5-2v11l-5 2-5-2-5 2zM7.5 3.500v11M12.5 5.500v11" },
  play: { solid: "M6 3.500v13l11-6.500z" },
  pause: { solid: "M5 3.500h3.500v13H5zM11.5 3.500H15v13h-3.500z" },
  previous: { path: "M12.5 4.500L7 10l5.5 5.5" },
  next: { path: "M7.5 4.500L13 10l-5.5 5.5" },
  check: { path: "M3.5 10.500l4.5 4.5 8.5-10" },
  cross: { path: "M4.5 4.500l11 11M15.5 4.500l-11 11" },
  warning: { path: "M10 2.500L18.5 17h-17zM10 8v4M10 14.400v.2" },
  info: { path: "M10 9v5M10 6v.2", circle: [10, 10, 8] },
  flag: { path: "M5 18V3M5 3.500h10.500l-2.5 3.5 2.5 3.500H5" },
  clock: { path: "M10 5.500V10l3 2", circle: [10, 10, 8] },
  layers: { path: "M10 2.500l8 4-8 4-8-4zM2 10.500l8 4 8-4M2 14l8 4 8-4" },
  compare: { path: "M10 2v16M3 5.500h4v9H3zM13 5.500h4v9h-4z" },
  pin: { path: "M10 18.500c-4-5-6-7.5-6-10.500a6 6 0 0112 0c0 3-2 5.5-6 10.500z", circle: [10, 8, 2.2] },
  book: { path: "M10 5c-2-1.5-4.5-2-7.5-2v12c3 0 5.5.5 7.5 2 2-1.5 4.5-2 7.5-2V3c-3 0-5.5.5-7.5 2zM10 5v12" },
  pencil: { path: "M3 17l1-4.500L14 2.500l3.5 3.500L7.5 16zM11.5 5l3.5 3.5" },
  lock: { path: "M4.5 9h11v8.500h-11zM7 9V6a3 3 0 016 0v3" },
  send: { path: "M10 14V3M5.5 7L10 2.5 14.5 7M3 12.500v5h14v-5" },
  download: { path: "M10 2.500v11M5.5 9.500L10 14l4.5-4.500M3 17.500h14" },
  star: { solid: "M10 1.800l2.5 5.3 5.8.8-4.2 4 1 5.800L10 15l-5.1 2.7 1-5.8-4.2-4 5.8-.8z" },
  starEmpty: { path: "M10 2.500l2.3 4.9 5.2.7-3.8 3.6 1 5.200L10 14.500l-4.7 2.4 1-5.200L2.5 8.100l5.2-.7z" },
  up: { path: "M10 16.500v-13M4.5 9L10 3.5 15.5 9" },
  down: { path: "M10 3.500v13M4.5 11l5.5 5.5 5.5-5.5" },
  same: { path: "M4 7.500h12M4 12.500h12" },
  about: { path: "M3 8c2.5-2.5 4.5-2.5 7 0s4.5 2.5 7 0M3 13c2.5-2.5 4.5-2.5 7 0s4.5 2.5 7 0" },
  eye: { path: "M1.5 10c2.5-4 5.3-6 8.5-6s6 2 8.5 6c-2.5 4-5.3 6-8.5 6s-6-2-8.5-6z", circle: [10, 10, 2.6] },
  compute: {
    path:
      "M4 2.500h12v15H4zM7 5.500h6v2.500H7zM7 11.500v.2M10 11.500v.2M13 11.500v.2M7 14.500v.2M10 14.500v.2M13 14.500v.2",
  },
  help: { path: "M7.5 7.800a2.5 2.5 0 114 2c-1 .7-1.5 1.2-1.5 2.400M10 14.500v.2", circle: [10, 10, 8] },
  wider: { path: "M7 5L2.5 10 7 15M13 5l4.5 5-4.5 5M3 10h14" },
  measures: { path: "M10 18v-7M10 11a4.5 4.5 0 114.5-4.500A4.5 4.5 0 0110 11zM4 18h12" },
  history: { path: "M3.5 6.500A8 8 0 1110 18a8 8 0 01-7.7-6M3 2.500v4h4M10 6v4.500l3 1.5" },
  table: { path: "M2.5 4h15v12.500h-15zM2.5 8h15M2.5 12.200h15M8 4v12.5" },
  people: {
    path: "M2 16.500c0-3 2-4.5 5-4.500s5 1.5 5 4.500M13 12.200c2.8 0 5 1.3 5 4.300M12.5 9a2.6 2.6 0 100-5",
    circle: [7, 6.5, 2.8],
  },
  difference: { path: "M10 3v8M6 7h8M6 16h8" },
};

/**
 * A picture beside words; screen readers pass over it.
 * @param {string} name
 */
export function icon(name) {
  const shape = shapes[name] ?? shapes.info;
  return svg(
    "svg",
    { class: "icon", viewBox: "0 0 20 20", "aria-hidden": "true", focusable: "false" },
    shape.circle ? svg("circle", { cx: shape.circle[0], cy: shape.circle[1], r: shape.circle[2] }) : null,
    shape.path ? svg("path", { d: shape.path }) : null,
    shape.solid ? svg("path", { d: shape.solid, class: "solid" }) : null,
  );
}
