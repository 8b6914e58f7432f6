// @ts-check
/** Which cells lie over the ground: the chosen layer, now and with the plan, or the difference. */
import { computed, effect, signal } from "../core/signal.js";
import {
  activeLayer,
  area,
  baseline,
  compareView,
  incomplete,
  isHoldingBefore,
  isResultCurrent,
  preview,
  result,
  swipe,
  timeFrame,
  view,
} from "../state/workbench.js";
import { above, canvasOf, coloured, colouredValues } from "./colours.js";
import { difference, loadGrid } from "./grids.js";

/** @typedef {import("../core/types.js").PlanView} PlanView */
/** @typedef {import("../core/types.js").GridReference} GridReference */
/** @typedef {import("../core/types.js").AreaLayer} AreaLayer */
/** @typedef {{ picture: HTMLCanvasElement, hatch: HTMLCanvasElement | null }} Picture */

/** Deeper than a kerb, m: hatched besides coloured. */
const DEEP = 0.15;

export const layerInfo = computed(() => area.value?.layers.find((one) => one.id === activeLayer.value) ?? null);

/** What is shown where there is no line between now and plan. */
export const mainSide = computed(() => {
  if (layerInfo.value?.partOf) return "change";
  if (isHoldingBefore.value) return "now";
  const wanted = view.value;
  return wanted === "change" && !layerInfo.value?.changeScale ? "plan" : wanted;
});

/**
 * The grid of a layer in a view, at the step of time that is chosen.
 * @param {PlanView | null | undefined} from
 * @param {string} layer
 * @param {"before" | "after"} variant
 * @param {number | null} frame
 * @returns {GridReference | null}
 */
function gridIn(from, layer, variant, frame) {
  const found = from?.layers.find((one) => one.layer === layer && one.variant === variant);
  if (!found) return null;
  if (frame !== null) return found.frames[frame]?.grid ?? null;
  return found.grid ?? null;
}

/** @param {"before" | "after"} variant @returns {GridReference | null} */
function current(variant) {
  const layer = activeLayer.value;
  if (!layer) return null;
  const frame = timeFrame.value;
  // Steps of time only come with full runs, and only those of this plan say something about it.
  const sources = [
    isResultCurrent.value ? result.value?.view : null,
    frame === null ? preview.value.view : null,
    frame !== null ? result.value?.view : null,
    variant === "before" ? baseline.value.view : null,
  ];
  for (const source of sources) {
    const found = gridIn(source, layer, variant, frame);
    if (found) return found;
  }
  // The situation of today is both sides of an empty plan, and the best there is while the first preview is made.
  return null;
}

/** What the map shows left of the line (or everywhere, when there is no line) and right of it. */
export const left = signal(/** @type {Picture | null} */ (null));
export const right = signal(/** @type {Picture | null} */ (null));
/** The grids behind them, for reading a value under the pointer. */
export const shownGrids = signal(
  /** @type {{ before: import("./grids.js").LoadedGrid | null, after: import("./grids.js").LoadedGrid | null }} */ (
    { before: null, after: null }
  ),
);

/** Keeps the pictures what the signals ask for. @returns {() => void} ends it */
export function followOverlays() {
  let turn = 0;
  return effect(() => {
    const info = layerInfo.value;
    const today = current("before");
    const after = current("after") ?? today;
    const side = mainSide.value;
    const isSplit = swipe.value !== null && !isHoldingBefore.value;
    const edge = incomplete.value;
    // Another plan stands where today stands, in the difference and left of the line.
    const before = (isSplit || side === "change" ? compared() : null) ?? today;
    turn += 1;
    const own = turn;
    // Only areas that end nearby need it, so it is not loaded with the page.
    const veil = edge ? import("./veil.js").then((one) => one.veilOver(edge)) : null;
    void Promise.all([paint(info, before, after, side, isSplit), veil]).then(([pictures, grey]) => {
      if (own !== turn || !pictures) return;
      left.value = grey ? grey(pictures.left) : pictures.left;
      right.value = grey ? grey(pictures.right) : pictures.right;
      shownGrids.value = { before: pictures.before, after: pictures.after };
    }, (error) => console.error(error));
  });
}

function compared() {
  const layer = activeLayer.value;
  return compareView.value && layer ? gridIn(compareView.value, layer, "after", timeFrame.value) : null;
}

/**
 * @param {AreaLayer | null} info
 * @param {GridReference | null} before
 * @param {GridReference | null} after
 * @param {"now" | "plan" | "change"} side
 * @param {boolean} isSplit
 */
async function paint(info, before, after, side, isSplit) {
  if (!info) return { left: null, right: null, before: null, after: null };
  const [one, other] = await Promise.all([before ? loadGrid(before) : null, after ? loadGrid(after) : null]);
  const now = one ? picture(info, one) : null;
  const plan = other ? picture(info, other) : null;
  const grids = { before: one, after: other };
  if (info.partOf) return { left: plan, right: null, ...grids };
  if (isSplit) return { left: now, right: plan, ...grids };
  if (side === "now") return { left: now, right: null, ...grids };
  if (side === "change" && info.changeScale && one && other) {
    const { columns, rows } = one.reference;
    const image = colouredValues(difference(one, other), info.changeScale, columns, rows);
    return { left: { picture: canvasOf(image), hatch: null }, right: null, ...grids };
  }
  return { left: plan ?? now, right: null, ...grids };
}

/** @type {Map<string, Picture>} */
const painted = new Map();

/** @param {AreaLayer} info @param {import("./grids.js").LoadedGrid} grid @returns {Picture} */
function picture(info, grid) {
  const key = `${info.id} ${grid.reference.digest}`;
  const known = painted.get(key);
  if (known) return known;
  const isWater = info.unit === "m" && info.kind === "rain";
  const made = {
    picture: canvasOf(coloured(grid, info.scale)),
    hatch: isWater ? canvasOf(above(grid, DEEP)) : null,
  };
  painted.set(key, made);
  // Steps of time are played again and again; forty pictures of 300 by 300 are 14 MB.
  if (painted.size > 40) painted.delete(/** @type {string} */ (painted.keys().next().value));
  return made;
}
