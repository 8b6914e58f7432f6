// @ts-check
/** Answers that are being written, and sending them. */
import { ApiError, post } from "../core/api.js";
import { effect, signal } from "../core/signal.js";
import { parseNumber } from "../core/text.js";
import { expire } from "../state/edits.js";
import { plan, preview, refreshWork, requestPreview, work } from "../state/workbench.js";

/** @typedef {import("../core/types.js").ExerciseView} ExerciseView */
/** @typedef {import("../core/types.js").Diagnostic} Diagnostic */
/** @typedef {{ value: string, reasoning: string }} Draft */
/** @typedef {{ state: "sending" | "saved" | "failed", review: Diagnostic[], error: unknown }} Sent */

/** @type {Map<string, Draft>} */
const drafts = new Map();

/** What became of the last answer to each exercise. */
export const sent = signal(/** @type {Record<string, Sent>} */ ({}));

/** @param {ExerciseView} exercise */
export function draftOf(exercise) {
  const id = exercise.student.id;
  const known = drafts.get(id);
  if (known) return known;
  const answer = work.peek()?.answers[id];
  const saved = { value: answer?.value === undefined ? "" : String(answer.value), reasoning: answer?.reasoning ?? "" };
  const draft = { ...saved, ...unsent(id) };
  drafts.set(id, draft);
  return draft;
}

/** @param {string} id @param {Partial<Draft>} change */
export function keepDraft(id, change) {
  const draft = drafts.get(id);
  if (!draft) return;
  Object.assign(draft, change);
  try {
    sessionStorage.setItem(placeOf(id), JSON.stringify(draft));
  } catch {
    // Then it lives as long as the page.
  }
}

/** @param {string} id */
const placeOf = (id) => `twinbench.answer.${work.peek()?.id}.${id}`;

/**
 * What was typed in this tab and not sent: it outlives a reload and a new log-in, and goes with the tab.
 * @param {string} id
 * @returns {Partial<Draft>}
 */
function unsent(id) {
  try {
    return JSON.parse(sessionStorage.getItem(placeOf(id)) ?? "{}");
  } catch {
    return {};
  }
}

/**
 * A number without a unit gets the one that stands beside the field, so that nobody loses points over a unit that the
 * page shows already.
 * @param {string} text
 * @param {string | undefined | null} unit
 */
export function withUnit(text, unit) {
  return unit && parseNumber(text) !== null ? `${text.trim()} ${unit}` : text.trim();
}

/** The preview after which the work was asked for again. */
let lookedAt = "";

/**
 * Once results were seen, the server holds a prediction fast; the page must show that.
 * @returns {() => void} ends it
 */
export function followLocks() {
  return effect(() => {
    const { state, revision } = preview.value;
    const answers = work.value?.answers ?? {};
    const isOpen = (work.value?.assignment.exercises ?? []).some((one) => {
      const answer = answers[one.student.id];
      return one.student.beforeRunOf && answer && !answer.locked;
    });
    const key = `${plan.value?.id} ${revision}`;
    if (state !== "ready" || !isOpen || key === lookedAt) return;
    lookedAt = key;
    void refreshWork();
  });
}

/** @param {string} id @param {Sent} state */
function report(id, state) {
  sent.value = { ...sent.peek(), [id]: state };
}

/**
 * Sends the answer to an exercise.
 * @param {ExerciseView} exercise
 */
export async function sendAnswer(exercise) {
  const own = work.peek();
  const current = plan.peek();
  const id = exercise.student.id;
  if (!own) return;
  const draft = draftOf(exercise);
  const response = exercise.student.response;
  /** @type {Record<string, unknown>} */
  const body = {};
  if (response.form === "value") body.value = withUnit(draft.value, response.unit);
  if (exercise.kind === "predict" || response.form === "plan") body.plan = current?.id;
  if (exercise.student.reasoning) body.reasoning = draft.reasoning.trim();
  report(id, { state: "sending", review: [], error: null });
  try {
    const answer = await post(`/api/works/${own.id}/answers/${id}`, body);
    sessionStorage.removeItem(placeOf(id));
    report(id, { state: "saved", review: answer?.review ?? [], error: null });
    await refreshWork();
    if ((work.peek()?.withheldUntil.length ?? 0) === 0 && own.withheldUntil.length > 0) requestPreview();
  } catch (error) {
    if (error instanceof ApiError && error.needsLogin) expire();
    report(id, { state: "failed", review: error instanceof ApiError ? error.diagnostics : [], error });
  }
}
