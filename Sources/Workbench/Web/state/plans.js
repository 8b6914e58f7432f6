// @ts-check
/** Choosing, making and naming plans. */
import { ApiError, del, get, patch, post, request } from "../core/api.js";
import { catchUp } from "./edits.js";
import { allPlans, comparePlan, log, plan, planID, plans, preview, result, run, selection, work } from "./signals.js";

/** @typedef {import("../core/types.js").PlanHead} PlanHead */

/**
 * Shows another plan.
 * @param {string} id
 */
export async function selectPlan(id) {
  const [next, operations] = await Promise.all([
    get(`/api/plans/${id}`),
    get(`/api/plans/${id}/operations?after=0`),
  ]);
  selection.value = new Set();
  run.value = null;
  result.value = null;
  preview.value = { revision: -1, view: null, state: "idle", exercises: [], problem: null };
  plan.value = next;
  log.value = operations.entries;
  planID.value = id;
  if (comparePlan.peek() === id) comparePlan.value = null;
  const ownWork = work.peek();
  if (ownWork) {
    try {
      localStorage.setItem(`twinbench.plan.${ownWork.id}`, id);
    } catch {
      // Only which plan opens first next time.
    }
  }
}

/** The plan that was open last, else the first. */
export function preferredPlan() {
  const all = plans.peek();
  let last = null;
  try {
    last = localStorage.getItem(`twinbench.plan.${work.peek()?.id}`);
  } catch {
    last = null;
  }
  return all.find((head) => head.id === last)?.id ?? all[0]?.id ?? null;
}

/** @param {string} name @param {string} [copyOf] */
export async function createPlan(name, copyOf) {
  const ownWork = work.peek();
  if (!ownWork) return;
  const head = await post(`/api/works/${ownWork.id}/plans`, copyOf ? { name, copyOf } : { name });
  addHead(head);
  await selectPlan(head.id);
}

/** @param {string} id @param {string} name */
export const copyPlan = (id, name) => createPlan(name, id);

/** @param {string} id @param {string} name */
export async function renamePlan(id, name) {
  await patch(`/api/plans/${id}`, { name });
  allPlans.value = allPlans.peek().map((head) => (head.id === id ? { ...head, name } : head));
  const current = plan.peek();
  if (current?.id === id) plan.value = { ...current, name };
}

/** @param {string} id */
export async function deletePlan(id) {
  await del(`/api/plans/${id}`);
  allPlans.value = allPlans.peek().map((head) => (head.id === id ? { ...head, isDeleted: true } : head));
  if (planID.peek() === id) {
    const next = plans.peek()[0];
    if (next) await selectPlan(next.id);
  }
}

/** @param {string} id */
export async function restorePlan(id) {
  await post(`/api/plans/${id}/restore`);
  const ownWork = work.peek();
  if (ownWork) allPlans.value = (await get(`/api/works/${ownWork.id}`)).plans;
  await selectPlan(id);
}

/**
 * Adds the measures of a GeoJSON file to the current plan.
 * @param {string} text
 * @throws {ApiError} with what is wrong, by feature
 */
export async function importPlan(text) {
  const id = planID.peek();
  if (!id) return;
  await request("POST", `/api/plans/${id}/import`, { body: text, contentType: "application/geo+json" });
  await catchUp();
}

/** @param {PlanHead} head */
function addHead(head) {
  if (!allPlans.peek().some((known) => known.id === head.id)) allPlans.value = [...allPlans.peek(), head];
}

export { ApiError };
