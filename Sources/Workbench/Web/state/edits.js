// @ts-check
/** Changing the plan: at once on the screen, in order and durably at the server. */
import { announce } from "../core/announce.js";
import { ApiError, backoff, get, loadSession, post } from "../core/api.js";
import { newIdentifier } from "../core/identifiers.js";
import { computed, effect } from "../core/signal.js";
import { localized, t } from "../core/text.js";
import * as outbox from "./outbox.js";
import { measuresAfter, nextRedo, nextUndo, touched, undoneSteps } from "./plan-log.js";
import {
  allPlans,
  canEdit,
  log,
  outgoing,
  plan,
  planID,
  refusal,
  saving,
  selection,
  session,
  work,
} from "./signals.js";

/** @typedef {import("../core/types.js").Operation} Operation */
/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").Geometry} Geometry */
/** @typedef {import("../core/types.js").LogEntry} LogEntry */

/** Everything of the current plan, acknowledged or not, in order. */
export const steps = computed(() => {
  const me = session.value?.account.id ?? "";
  const known = new Set(log.value.map(({ entry }) => entry.id));
  return [
    ...log.value.map(({ entry, operation }) => ({ id: entry.id, operation, by: entry.by.id })),
    ...outgoing.value
      .filter((item) => item.plan === planID.value && !known.has(item.id))
      .map((item) => ({ id: item.id, operation: item.operation, by: me })),
  ];
});

export const canUndo = computed(() =>
  canEdit.value && nextUndo(steps.value, session.value?.account.id ?? "") !== undefined
);
export const canRedo = computed(() =>
  canEdit.value && nextRedo(steps.value, session.value?.account.id ?? "") !== undefined
);

/** Keeps `plan.measures` and `plan.history` what the operations make of them. */
export function followSteps() {
  return effect(() => {
    const all = steps.value;
    const current = plan.peek();
    if (!current || current.id !== planID.value) return;
    const undone = undoneSteps(all);
    const features = measuresAfter(all);
    plan.value = {
      ...current,
      revision: log.value.length,
      measures: { type: "FeatureCollection", features },
      history: log.value.map(({ entry }) => ({ ...entry, isUndone: undone.has(entry.id) })),
    };
    const ids = new Set(features.map((feature) => feature.id));
    const kept = [...selection.peek()].filter((id) => ids.has(id));
    if (kept.length !== selection.peek().size) selection.value = new Set(kept);
  });
}

/** @param {Measure} measure */
export const place = (measure) => perform({ place: measure });
/** @param {string} measure @param {Geometry} geometry */
export const reshape = (measure, geometry) => perform({ reshape: { measure, geometry } });
/** @param {string} measure @param {Record<string, number>} properties */
export const setProperties = (measure, properties) => perform({ setProperties: { measure, properties } });
/** @param {string} measure */
export const remove = (measure) => perform({ remove: measure });
/** All or nothing, undone as one. @param {Operation[]} operations */
export function batch(operations) {
  if (operations.length === 1) return perform(operations[0]);
  return operations.length === 0 ? undefined : perform({ batch: operations });
}

/** Takes back the newest operation of this person. @returns {boolean} whether there was one */
export function undo() {
  const step = nextUndo(steps.peek(), session.peek()?.account.id ?? "");
  if (step) perform({ undo: step.id });
  return step !== undefined;
}

/** @returns {boolean} whether there was anything to do again */
export function redo() {
  const step = nextRedo(steps.peek(), session.peek()?.account.id ?? "");
  if (step) perform({ undo: step.id });
  return step !== undefined;
}

/** Takes back one operation, of whomever; where it was undone, it is done again. @param {string} operation */
export function undoOperation(operation) {
  const all = steps.peek();
  const undone = undoneSteps(all);
  if (!undone.has(operation)) return void perform({ undo: operation });
  const taker = all.findLast(
    (step) => !undone.has(step.id) && "undo" in step.operation && step.operation.undo === operation,
  );
  if (taker) perform({ undo: taker.id });
}

/** Takes back everything that stands and came after an operation, newest first. @param {string} operation */
export function undoTo(operation) {
  const all = steps.peek();
  const undone = undoneSteps(all);
  const index = all.findIndex((step) => step.id === operation);
  if (index < 0) return;
  const later = all.slice(index + 1).filter((step) => !("undo" in step.operation) && !undone.has(step.id));
  for (const step of later.toReversed()) perform({ undo: step.id });
}

/** @param {Operation} operation */
function perform(operation) {
  const current = plan.peek();
  const me = session.peek();
  const ownWork = work.peek();
  if (!current || !me || !ownWork) return;
  if (!canEdit.peek()) {
    refusal.value = { at: Date.now(), measure: null, text: t("map.readOnly"), remedy: "" };
    return;
  }
  /** @type {outbox.Outgoing} */
  const item = {
    id: newIdentifier(),
    work: ownWork.id,
    plan: current.id,
    account: me.account.id,
    base: log.peek().length,
    operation,
    order: Date.now() + outgoing.peek().length / 1000,
  };
  outgoing.value = [...outgoing.peek(), item];
  // Sent only after it is kept: an acknowledged edit that the browser has forgotten cannot be, the other way round can.
  void outbox.keep(item).then((isKept) => {
    if (!isKept && saving.peek().isKept) saving.value = { ...saving.peek(), isKept: false };
  });
  report();
  void send();
  return item.id;
}

function report() {
  const pending = outgoing.peek().length;
  if (saving.peek().pending !== pending) saving.value = { ...saving.peek(), pending };
}

let isSending = false;
let attempt = 0;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Puts what an earlier page left unsent at the front of the queue. @param {outbox.Outgoing[]} items */
export function adopt(items) {
  const known = new Set(outgoing.peek().map((item) => item.id));
  outgoing.value = [...items.filter((item) => !known.has(item.id)), ...outgoing.peek()];
  report();
  void send();
}

/** Tries again at once: the network came back, or somebody logged in. */
export async function resume() {
  clearTimeout(timer);
  attempt = 0;
  if (saving.peek().isExpired || saving.peek().offline) {
    try {
      const next = await loadSession();
      if (next.account.id !== session.peek()?.account.id) {
        saving.value = { ...saving.peek(), failed: t("map.saving.otherAccount", { name: next.account.name }) };
        return;
      }
      session.value = next;
      saving.value = { ...saving.peek(), isExpired: false, offline: false, failed: null };
    } catch (error) {
      if (error instanceof ApiError && error.needsLogin) return expire();
    }
  }
  void send();
}

export function expire() {
  if (!saving.peek().isExpired) saving.value = { ...saving.peek(), isExpired: true };
}

async function send() {
  if (isSending || saving.peek().isExpired) return;
  isSending = true;
  clearTimeout(timer);
  try {
    for (let item = outgoing.peek()[0]; item; item = outgoing.peek()[0]) {
      const again = await deliver(item);
      if (again !== null) {
        timer = setTimeout(() => void send(), again);
        return;
      }
      attempt = 0;
    }
    const { offline, failed } = saving.peek();
    if (offline || failed) saving.value = { ...saving.peek(), offline: false, failed: null };
  } finally {
    isSending = false;
    report();
  }
}

/**
 * @param {outbox.Outgoing} item
 * @returns {Promise<number | null>} milliseconds after which to try again; null where the item is dealt with
 */
async function deliver(item) {
  try {
    const answer = await post(`/api/plans/${item.plan}/operations`, {
      id: item.id,
      base: item.base,
      operation: item.operation,
    });
    acknowledge(item, answer);
    return null;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.needsLogin) {
      expire();
      return 3_600_000;
    }
    if (error.isPassing) {
      saving.value = { ...saving.peek(), offline: true };
      attempt += 1;
      return backoff(attempt - 1);
    }
    if (error.code === "plan.staleBase") {
      await catchUp();
      item.base = Math.min(item.base, log.peek().length);
      attempt += 1;
      if (attempt < 5) return backoff(attempt);
    }
    reject(item, error);
    return null;
  }
}

/** @param {outbox.Outgoing} item @param {any} answer */
function acknowledge(item, answer) {
  if (item.plan === planID.peek()) {
    merge([{ entry: answer.entry, operation: item.operation }], answer.revision);
    const current = plan.peek();
    if (current && answer.cost) plan.value = { ...current, cost: answer.cost };
  }
  drop(new Set([item.id]));
  void refreshHead(item.plan, answer.revision);
}

/** @param {ReadonlySet<string>} ids */
function drop(ids) {
  outgoing.value = outgoing.peek().filter((item) => !ids.has(item.id));
  for (const id of ids) void outbox.forget(id);
  report();
}

/**
 * Takes back what the server would not have, and what was built on it here.
 * @param {outbox.Outgoing} item
 * @param {ApiError} error
 */
function reject(item, error) {
  const gone = new Set([item.id]);
  const lost = new Set("place" in item.operation || "batch" in item.operation ? touched(item.operation) : []);
  for (const other of outgoing.peek()) {
    const isAbout = touched(other.operation).some((id) => lost.has(id));
    const takesBack = "undo" in other.operation && gone.has(other.operation.undo);
    if (isAbout || takesBack) gone.add(other.id);
  }
  drop(gone);
  const measure = "place" in item.operation ? item.operation.place : null;
  const diagnostic = error.diagnostics[0];
  let text = error.code === "plan.noSuchMeasure"
    ? t("map.refused.removedByOther")
    : diagnostic
    ? localized(diagnostic.what)
    : error.message;
  // The server names a measure by its id, which says nothing to a person who sees it on the map.
  for (const id of touched(item.operation)) text = text.replaceAll(` '${id}'`, "").replaceAll(` "${id}"`, "");
  refusal.value = { at: Date.now(), measure, text, remedy: diagnostic ? localized(diagnostic.remedy) : "" };
  announce([text, refusal.peek()?.remedy].join(" "), "assertive");
  void catchUp();
}

/** What to tell of entries that were new here. @type {Set<(added: LogEntry[]) => void>} */
export const mergeWatchers = new Set();

/**
 * Adds entries that came from the server, in whatever order they come.
 * @param {LogEntry[]} entries
 * @param {number} revision the newest that the server has
 */
export function merge(entries, revision) {
  const current = log.peek();
  const next = [...current];
  /** @type {LogEntry[]} */
  const added = [];
  for (const item of [...entries].sort((one, other) => one.entry.sequence - other.entry.sequence)) {
    if (item.entry.sequence === next.length + 1) {
      next.push(item);
      added.push(item);
    }
  }
  if (added.length > 0) log.value = next;
  for (const watcher of mergeWatchers) watcher(added);
  if (next.length < revision) void catchUp();
}

let isCatchingUp = false;

/** Fetches what others did since the newest entry known here. */
export async function catchUp() {
  const current = planID.peek();
  if (!current || isCatchingUp) return;
  isCatchingUp = true;
  try {
    const answer = await get(`/api/plans/${current}/operations?after=${log.peek().length}`);
    if (current === planID.peek()) merge(answer.entries, 0);
  } catch (error) {
    if (error instanceof ApiError && error.needsLogin) expire();
  } finally {
    isCatchingUp = false;
  }
}

/** @param {string} id @param {number} revision */
async function refreshHead(id, revision) {
  allPlans.value = allPlans.peek().map((head) =>
    head.id === id
      ? {
        ...head,
        revision,
        measureCount: id === planID.peek() ? plan.peek()?.measures.features.length ?? 0 : head.measureCount,
      }
      : head
  );
}
