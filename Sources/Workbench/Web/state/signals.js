// @ts-check
/** What is known and shown, as signals. Those who change it import it from here; everybody else from `workbench.js`. */
import { computed, signal } from "../core/signal.js";
import { language } from "../core/text.js";

/** @typedef {import("../core/types.js").Work} Work */
/** @typedef {import("../core/types.js").AreaView} AreaView */
/** @typedef {import("../core/types.js").Plan} Plan */
/** @typedef {import("../core/types.js").PlanHead} PlanHead */
/** @typedef {import("../core/types.js").PlanView} PlanView */
/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").MeasureCard} MeasureCard */
/** @typedef {import("../core/types.js").Diagnostic} Diagnostic */
/** @typedef {import("../core/types.js").LogEntry} LogEntry */
/** @typedef {import("../core/types.js").CellReading} CellReading */
/** @typedef {import("../core/types.js").Run} Run */
/** @typedef {import("../core/types.js").Session} Session */
/** @typedef {import("./outbox.js").Outgoing} Outgoing */

export { language };
/** @type {{ value: Session | null, peek(): Session | null }} */
export const session = signal(/** @type {Session | null} */ (null));
/** @type {{ value: Work | null, peek(): Work | null }} */
export const work = signal(/** @type {Work | null} */ (null));
export const area = signal(/** @type {AreaView | null} */ (null));
/** The plans of the work, deleted ones too. */
export const allPlans = signal(/** @type {PlanHead[]} */ ([]));
/** The plans of the work, without deleted ones. */
export const plans = computed(() => allPlans.value.filter((head) => !head.isDeleted));
export const planID = signal(/** @type {string | null} */ (null));

/** The current plan as the server has it: operations in order, with who made them. */
export const log = signal(/** @type {LogEntry[]} */ ([]));
/** What is drawn here and not acknowledged yet, in order. */
export const outgoing = signal(/** @type {Outgoing[]} */ ([]));
/**
 * The current plan: `measures` with everything drawn here already in it, `revision` the newest that the server
 * acknowledged, `cost` and `problems` of that revision.
 */
export const plan = signal(/** @type {Plan | null} */ (null));
/** Ids of the selected measures. */
export const selection = signal(/** @type {ReadonlySet<string>} */ (new Set()));
/** `select`, `read`, or the id of the card of which a measure is being drawn. */
export const tool = signal(/** @type {string} */ ("select"));

/** Id of the model whose layers are chosen from: `heat`, `rain`; null for the land cover alone. */
export const activeEvent = signal(/** @type {string | null} */ (null));
/** `heat.pet`, or null for the land cover alone. */
export const activeLayer = signal(/** @type {string | null} */ (null));
export const view = signal(/** @type {"plan" | "now" | "change"} */ ("plan"));
/** Where the line between now (left) and plan (right) stands, 0 to 1; null for no line. */
export const swipe = signal(/** @type {number | null} */ (null));
/** Whether the key or button that shows the situation of today is held. */
export const isHoldingBefore = signal(false);
/** 0 to 1. */
export const layerOpacity = signal(0.75);
export const timeFrame = signal(/** @type {number | null} */ (null));
/** A plan whose measures are drawn beside those of the current one. */
export const comparePlan = signal(/** @type {string | null} */ (null));
export const compareView = signal(/** @type {PlanView | null} */ (null));

/** @typedef {"idle" | "pending" | "ready" | "withheld" | "failed"} ViewState */
/** `exercises` are the ids to answer first while results are withheld. */
export const preview = signal(
  /** @type {{ revision: number, view: PlanView | null, state: ViewState, exercises: string[],
   *   problem: string | null }} */ ({ revision: -1, view: null, state: "idle", exercises: [], problem: null }),
);
export const run = signal(/** @type {Run | null} */ (null));
/** The newest full run of the plan. */
export const result = signal(
  /** @type {{ run: string, revision: number, view: PlanView } | null} */ (null),
);
/** Today, at level run. */
export const baseline = signal(
  /** @type {{ view: PlanView | null, fraction: number, message: string, state: ViewState }} */ (
    { view: null, fraction: 0, message: "", state: "idle" }
  ),
);
export const cell = signal(
  /** @type {{ x: number, y: number, reading: CellReading | null, state: "pending" | "ready" | "failed",
   *   problem?: string } | null} */ (null),
);

/** `failed` holds the reason in words; `isExpired` asks for a new log-in. */
export const saving = signal(
  /** @type {{ pending: number, failed: string | null, offline: boolean, isExpired: boolean,
   *   isKept: boolean }} */ ({ pending: 0, failed: null, offline: false, isExpired: false, isKept: true }),
);
/** The last operation that the server would not have. */
export const refusal = signal(
  /** @type {{ at: number, measure: Measure | null, text: string, remedy: string } | null} */ (null),
);
/** The newest thing that somebody else did in this work, in words. */
export const news = signal(/** @type {{ at: number, text: string, plan: string | null } | null} */ (null));
/** Names of members who have the work open, as far as known from what they do. */
export const present = signal(/** @type {Record<string, number>} */ ({}));
/** Whether the line to the server that brings others' work is open. */
export const isLive = signal(false);

/** Whether values of the current result are of the current plan. */
export const isResultCurrent = computed(() => {
  const current = plan.value;
  return result.value !== null && current !== null && result.value.revision === current.revision &&
    outgoing.value.length === 0;
});
/** The view to show: the full run where it is of this plan, else the preview, else what there is of today. */
export const shown = computed(() => {
  if (isResultCurrent.value && result.value) return { view: result.value.view, level: "run" };
  if (preview.value.view) return { view: preview.value.view, level: "preview" };
  return baseline.value.view ? { view: baseline.value.view, level: "run" } : null;
});
/** Where the values of the chosen layer are incomplete, since the area ends nearby; null where they never are. */
export const incomplete = computed(() => {
  for (const view of [shown.value?.view, baseline.value.view]) {
    const found = view?.layers.find((one) => one.layer === activeLayer.value && one.incomplete);
    if (found?.incomplete) return found.incomplete;
  }
  return null;
});
/** Whether the shown numbers are of an older plan than what is drawn. */
export const isStale = computed(() => {
  if (isResultCurrent.value) return false;
  const current = plan.value;
  return preview.value.state === "pending" || outgoing.value.length > 0 ||
    (current !== null && preview.value.view !== null && preview.value.revision !== current.revision);
});
/** Whether this person may draw: a member of the team, while the assignment is open. */
export const canEdit = computed(() => work.value?.canEdit !== false);
/** @type {{ readonly value: Map<string, MeasureCard>, peek(): Map<string, MeasureCard> }} */
export const cards = computed(() => new Map((area.value?.measures ?? []).map((card) => [card.id, card])));
