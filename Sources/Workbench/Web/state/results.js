// @ts-check
/** Asking what a plan does: previews by themselves, full runs on request. */
import { ApiError, get, post, request } from "../core/api.js";
import { effect } from "../core/signal.js";
import { localized } from "../core/text.js";
import { expire } from "./edits.js";
import {
  activeLayer,
  area,
  baseline,
  cell,
  comparePlan,
  compareView,
  isResultCurrent,
  outgoing,
  plan,
  planID,
  preview,
  result,
  run,
  shown,
  work,
} from "./signals.js";

/** @typedef {import("../core/types.js").PlanView} PlanView */

/** The layers to ask for: the one on the map, or none. */
function wanted() {
  const layer = activeLayer.value;
  return `layers=${encodeURIComponent(layer ?? "")}`;
}

/** Whether the layer on the map comes in steps of time. */
function hasFrames() {
  const layer = activeLayer.peek();
  return area.peek()?.layers.some((one) => one.id === layer && one.hasFrames) ?? false;
}

/** What the newest preview was asked for. */
let asked = "";
/** @type {AbortController | null} */
let asking = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/** Asks for previews as the plan and the layer change; the newest question wins. */
export function followPreviews() {
  return effect(() => {
    const current = plan.value;
    const layers = wanted();
    if (!current || outgoing.value.some((item) => item.plan === current.id)) return;
    const exercises = work.value?.withheldUntil ?? [];
    if (exercises.length > 0) {
      asked = "";
      const before = preview.peek();
      if (before.state !== "withheld" || before.exercises.join() !== exercises.join()) {
        preview.value = { revision: current.revision, view: null, state: "withheld", exercises, problem: null };
      }
      return;
    }
    void ask(current.id, current.revision, layers);
  });
}

/** Asks again, for example after an answer that lifts what was withheld. */
export function requestPreview() {
  const current = plan.peek();
  if (current) void ask(current.id, current.revision, wanted(), true);
}

/**
 * @param {string} id
 * @param {number} revision
 * @param {string} layers
 * @param {boolean} [isForced]
 */
async function ask(id, revision, layers, isForced = false) {
  const key = `${id} ${revision} ${layers}`;
  if (!isForced && key === asked) return;
  asked = key;
  asking?.abort();
  clearTimeout(later);
  const own = new AbortController();
  asking = own;
  preview.value = { ...preview.peek(), state: "pending", problem: null };
  try {
    const answer = await get(`/api/plans/${id}/preview?${layers}`, own.signal);
    if (own.signal.aborted) return;
    preview.value = { revision: answer.revision, view: answer.view, state: "ready", exercises: [], problem: null };
  } catch (error) {
    if (own.signal.aborted || !(error instanceof ApiError)) return;
    if (error.needsLogin) expire();
    if (error.code === "work.withheld") {
      const exercises = work.peek()?.withheldUntil ?? [];
      preview.value = { revision, view: null, state: "withheld", exercises, problem: error.message };
      return;
    }
    preview.value = { ...preview.peek(), state: "failed", problem: said(error) };
    if (error.isPassing) later = setTimeout(requestPreview, 3000);
  }
}

/** @param {ApiError} error */
function said(error) {
  const diagnostic = error.diagnostics[0];
  return diagnostic ? `${localized(diagnostic.what)} ${localized(diagnostic.remedy)}` : error.message;
}

/** Starts a full run of the plan as it is now. */
export async function requestRun() {
  const current = plan.peek();
  if (!current) return;
  // What is looked at, as it is fetched when the run is done; other layers follow when they are chosen.
  const layer = activeLayer.peek();
  const started = await post(`/api/plans/${current.id}/runs`, { layers: layer ? [layer] : [], frames: hasFrames() });
  run.value = {
    id: started.id,
    plan: current.id,
    revision: started.revision,
    state: "waiting",
    fraction: 0,
    message: null,
  };
  void watch(started.id);
}

/** Follows a run also where no event comes through. @param {string} id */
async function watch(id) {
  for (let round = 0; run.peek()?.id === id && isOpen(run.peek()?.state); round += 1) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(3000, 400 + 200 * round)));
    try {
      const now = await get(`/api/runs/${id}`);
      if (run.peek()?.id === id) await runChanged(now);
    } catch (error) {
      if (error instanceof ApiError && !error.isPassing) return;
    }
  }
}

/** @param {string | undefined} state */
const isOpen = (state) => state === "waiting" || state === "running";

/**
 * Takes in what the server says of a run.
 * @param {import("../core/types.js").Run} next
 */
export async function runChanged(next) {
  if (next.plan !== planID.peek()) return;
  const wasOpen = isOpen(run.peek()?.state) || run.peek()?.id !== next.id;
  run.value = { ...run.peek(), ...next };
  if (next.state === "done" && wasOpen) await showRun(next.id, next.revision);
}

/** Fetches the view of a finished run. @param {string} id @param {number} revision */
async function showRun(id, revision) {
  const current = planID.peek();
  const layers = activeLayer.peek();
  const view = await get(
    `/api/runs/${id}/view?layers=${encodeURIComponent(layers ?? "")}&frames=${hasFrames()}`,
  );
  if (planID.peek() === current) result.value = { run: id, revision, view };
}

/** Keeps the full run, the situation of today and the other plan in step with the plan and the layer that is shown. */
export function followResults() {
  const stops = [
    effect(() => {
      const other = comparePlan.value;
      void activeLayer.value;
      if (other) {
        void compareWith(other).catch(() => {
          compareView.value = null;
        });
      } else compareView.value = null;
    }),
    effect(() => {
      const id = planID.value;
      const layer = activeLayer.value;
      if (id && (work.value?.withheldUntil.length ?? 0) === 0) void loadResult(id, layer);
    }),
    effect(() => {
      const own = work.value?.id;
      const layer = activeLayer.value;
      if (own) void loadBaseline(own, layer);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** @param {string} id @param {string | null} layer */
async function loadResult(id, layer) {
  try {
    const known = await get(`/api/plans/${id}/results`);
    if (planID.peek() === id && activeLayer.peek() === layer) await showRun(known.run, known.revision);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
  }
}

let baselineTurn = 0;

/** @param {string} id @param {string | null} layer */
async function loadBaseline(id, layer) {
  baselineTurn += 1;
  const turn = baselineTurn;
  for (let round = 0; turn === baselineTurn; round += 1) {
    try {
      const response = /** @type {Response} */ (await request(
        "GET",
        `/api/works/${id}/baseline?layers=${encodeURIComponent(layer ?? "")}&frames=${hasFrames()}`,
        { raw: true },
      ));
      const body = await response.json();
      if (turn !== baselineTurn) return;
      if (response.status !== 202) {
        baseline.value = { view: body, fraction: 1, message: "", state: "ready" };
        return;
      }
      const message = typeof body.message === "string" ? body.message : localized(body.message);
      baseline.value = { ...baseline.peek(), fraction: body.fraction ?? 0, message, state: "pending" };
    } catch (error) {
      if (!(error instanceof ApiError) || !error.isPassing) {
        if (turn === baselineTurn) baseline.value = { ...baseline.peek(), state: "failed" };
        return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, Math.min(4000, 500 + 250 * round)));
  }
}

/**
 * Reads out a cell.
 * @param {number} x RD New, m
 * @param {number} y
 */
export async function readCell(x, y) {
  const current = plan.peek();
  if (!current) return;
  cell.value = { x, y, reading: null, state: "pending" };
  // Before the first preview of a plan its numbers are those of today, and only a run that was made can be read.
  const isOfToday = !isResultCurrent.peek() && !preview.peek().view;
  const isWithheld = (work.peek()?.withheldUntil.length ?? 0) > 0;
  const level = isOfToday && !isWithheld ? "preview" : shown.peek()?.level ?? "preview";
  try {
    const reading = await get(`/api/plans/${current.id}/cell?x=${x}&y=${y}&level=${level}`);
    if (cell.peek()?.x === x && cell.peek()?.y === y) cell.value = { x, y, reading, state: "ready" };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.needsLogin) expire();
    if (cell.peek()?.x === x) cell.value = { x, y, reading: null, state: "failed", problem: said(error) };
  }
}

/** Fetches the preview of another plan, to lay beside the current one. @param {string} id */
export async function compareWith(id) {
  const layer = activeLayer.peek();
  const answer = await get(`/api/plans/${id}/preview?layers=${encodeURIComponent(layer ?? "")}`);
  if (comparePlan.peek() !== id || activeLayer.peek() !== layer) return;
  compareView.value = /** @type {PlanView} */ (answer.view);
}
