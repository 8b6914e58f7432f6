// @ts-check
/** Opening a work, and keeping it in step with what the server says. */
import { ApiError, get, listen, loadSession } from "../core/api.js";
import { computed } from "../core/signal.js";
import { t } from "../core/text.js";
import { adopt, catchUp, expire, followSteps, merge, mergeWatchers, resume } from "./edits.js";
import * as outbox from "./outbox.js";
import { preferredPlan, selectPlan } from "./plans.js";
import { followPreviews, followResults, requestPreview, runChanged } from "./results.js";
import {
  activeEvent,
  activeLayer,
  allPlans,
  area,
  isLive,
  news,
  plan,
  planID,
  plans,
  present,
  saving,
  session,
  work,
} from "./signals.js";

/** @type {Set<(what: string, data: any) => void>} */
const watchers = new Set();

/**
 * Is called at events about the work that are not about plans: `answer`, `member`, `handin`.
 * @param {(what: string, data: any) => void} watcher
 * @returns {() => void} ends it
 */
export function onWorkChange(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/**
 * Opens a work: who is logged in, the work, its area and plan.
 * @param {string} id
 * @throws {ApiError} where the server will not have it
 */
export async function start(id) {
  session.value = await loadSession();
  const own = await get(`/api/works/${id}`);
  area.value = await get(`/api/areas/${own.areaDigest}`);
  allPlans.value = own.plans;
  work.value = own;
  const event = area.value?.events.find((one) => one.id === own.assignment.events[0]);
  const first = area.value?.layers.find((layer) => layer.kind === event?.kind) ?? area.value?.layers[0];
  activeEvent.value = first?.kind ?? null;
  activeLayer.value = first?.id ?? null;
  const chosen = preferredPlan();
  followSteps();
  if (chosen) await selectPlan(chosen);
  adopt(await outbox.unsent(id, session.value?.account.id ?? ""));
  followPreviews();
  followResults();
  follow(id);
  addEventListener("online", () => void resume());
  addEventListener("focus", () => {
    if (saving.peek().isExpired || saving.peek().offline) void resume();
  });
  addEventListener("beforeunload", (event) => {
    // What is kept in the browser's database goes on at the next visit; only what is nowhere else needs a warning.
    if (saving.peek().pending > 0 && !saving.peek().isKept) event.preventDefault();
  });
}

/** Fetches the work again: answers, members, hand-ins. */
export async function refreshWork() {
  const current = work.peek();
  if (!current) return;
  try {
    const next = await get(`/api/works/${current.id}`);
    const wasWithheld = (work.peek()?.withheldUntil.length ?? 0) > 0;
    allPlans.value = next.plans;
    work.value = next;
    if (wasWithheld && next.withheldUntil.length === 0) requestPreview();
  } catch (error) {
    if (error instanceof ApiError && error.needsLogin) expire();
    else if (!(error instanceof ApiError)) throw error;
  }
}

/** @param {string} id */
function follow(id) {
  mergeWatchers.add((added) => {
    const last = added.findLast(({ entry }) => entry.by.id !== session.peek()?.account.id);
    const current = planID.peek();
    if (last && current) tell(last.entry, current);
  });
  listen(`/api/works/${id}/events`, {
    operation: (data) => {
      const { entry } = data;
      seen(entry.by);
      if (data.plan === planID.peek()) {
        merge([{ entry, operation: data.operation }], data.revision);
      } else {
        allPlans.value = allPlans.peek().map((head) =>
          head.id === data.plan ? { ...head, revision: data.revision } : head
        );
        tell(entry, data.plan);
      }
    },
    plan: (data) => void planChanged(data),
    run: (data) => void runChanged(data),
    answer: (data) => changed("answer", data),
    member: (data) => changed("member", data),
    handin: (data) => changed("handin", data),
  }, {
    opened: () => {
      isLive.value = true;
      void catchUp();
      void refreshWork();
      if (saving.peek().offline) void resume();
    },
    lost: () => {
      isLive.value = false;
    },
  });
}

/** @param {string} what @param {any} data */
function changed(what, data) {
  if (data?.by) seen(data.by);
  void refreshWork();
  for (const watcher of watchers) watcher(what, data);
}

/** @param {{ id: string, name: string }} by */
function seen(by) {
  present.value = { ...present.peek(), [by.id]: Date.now() };
}

/** @param {import("../core/types.js").Entry} entry @param {string} planOf */
function tell(entry, planOf) {
  // What the same person did, here or in another tab, is no news.
  if (entry.by.id === session.peek()?.account.id) return;
  const known = entry.card ?? plan.peek()?.measures.features.find((one) => one.id === entry.measure)?.properties.card;
  const card = area.peek()?.measures.find((one) => one.id === known);
  const name = plans.peek().find((head) => head.id === planOf)?.name ?? "";
  const what = t(`history.kind.${entry.kind}`, { card: card ? card.title[languageOf()] : "" }).trim();
  const text = planOf === planID.peek()
    ? t("map.news.here", { name: entry.by.name, what })
    : t("map.news.elsewhere", { name: entry.by.name, what, plan: name });
  news.value = { at: Date.now(), text, plan: planOf };
}

const languageOf = () => (document.documentElement.lang === "en" ? "en" : "nl");

/** @param {{ plan: string, change: any }} data */
async function planChanged(data) {
  const own = work.peek();
  if (!own) return;
  const next = await get(`/api/works/${own.id}`).catch(() => null);
  if (!next) return;
  allPlans.value = next.plans;
  const current = plan.peek();
  const head = plans.peek().find((one) => one.id === current?.id);
  if (current && head && head.name !== current.name) plan.value = { ...current, name: head.name };
  if (current && !head && plans.peek()[0]) {
    news.value = { at: Date.now(), text: t("map.news.planDeleted", { plan: current.name }), plan: null };
    await selectPlan(plans.peek()[0].id);
  }
}

/** How many others have the work open, as far as known. */
export const others = computed(() => {
  const me = session.value?.account.id;
  return (work.value?.members ?? []).filter((member) => member.id !== me);
});
