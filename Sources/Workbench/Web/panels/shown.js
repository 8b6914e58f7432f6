// @ts-check
/** What the panels show of the shared state: which numbers count now, what is aimed at, and what is still withheld. */
import { computed } from "../core/signal.js";
import { baseline, isResultCurrent, isStale, preview, result, run, work } from "../state/workbench.js";

/** @typedef {import("../core/types.js").IndicatorRow} IndicatorRow */
/** @typedef {import("../core/types.js").PlanView} PlanView */
/** @typedef {import("../core/types.js").ExerciseView} ExerciseView */
/** @typedef {{ view: PlanView, level: "preview" | "run" | "baseline", isStale: boolean }} Shown */

/** @type {{ readonly value: ExerciseView[], peek(): ExerciseView[] }} */
export const exercises = computed(() => work.value?.assignment.exercises ?? []);

/** Exercises that must be answered before results of a plan may be seen. */
export const withheld = computed(() => {
  const known = work.value?.withheldUntil ?? [];
  return known.length > 0 || preview.value.state !== "withheld" ? known : preview.value.exercises;
});

/**
 * The newest numbers that may be shown: a full run of this plan, else a preview, else an older one marked as such, else
 * the situation of today.
 */
export const shown = computed(() => {
  const today = baseline.value.view;
  /** @type {Shown | null} */
  const onlyToday = today ? { view: today, level: "baseline", isStale: false } : null;
  if (withheld.value.length > 0) return onlyToday;
  const full = result.value;
  const quick = preview.value.view;
  if (full && isResultCurrent.value) return shownAs(full.view, "run", false);
  if (quick) return shownAs(quick, "preview", isStale.value);
  if (full) return shownAs(full.view, "run", true);
  return onlyToday;
});

/**
 * @param {PlanView} view
 * @param {"preview" | "run"} level
 * @param {boolean} isStale
 * @returns {Shown}
 */
function shownAs(view, level, isStale) {
  return { view, level, isStale };
}

/** Whether a full run of the current plan is under way. */
export const isRunning = computed(() => ["waiting", "running"].includes(run.value?.state ?? ""));

/**
 * What the assignment looks at, each under the name by which a view tells its numbers.
 * @type {{ readonly value: { key: string, goal: import("../core/types.js").Goal, exercise: string }[], peek(): any[] }}
 */
export const goals = computed(() =>
  exercises.value.flatMap((exercise) =>
    (exercise.goals ?? []).map((goal) => ({
      key: `${exercise.student.id}/${goal.id}`,
      goal,
      exercise: exercise.student.id,
    }))
  )
);

/**
 * A goal as a row like that of an indicator, with the value that earns all points; null where a view does not tell it.
 * @param {{ key: string, goal: import("../core/types.js").Goal }} entry
 * @param {PlanView | null | undefined} view
 * @returns {{ row: IndicatorRow, target: number } | null}
 */
export function goalRow({ key, goal }, view) {
  const reading = view?.goals?.[key];
  if (!reading) return null;
  const card = goal.indicator ? view?.indicators.find((row) => row.id === goal.indicator) : undefined;
  const isScore = goal.judged === "score";
  const before = isScore ? reading.scoreBefore : reading.before;
  const after = isScore ? reading.scoreAfter : reading.after;
  if (typeof before !== "number" || typeof after !== "number") return null;
  const decimals = isScore ? 1 : goal.decimals;
  const better = goal.isLowerBetter ? "lower" : "higher";
  // The margin of a card holds for its own unit; a formula of the exercise's own has none.
  const hasMargin = !isScore && card?.unit === goal.unit;
  /** @type {IndicatorRow} */
  const row = {
    .../** @type {any} */ (card ??
      { theme: goal.title, sources: [], formula: goal.formula ?? "", version: "", belowFloor: false }),
    id: goal.indicator ?? key,
    title: goal.title,
    unit: isScore ? "1" : goal.unit,
    decimals,
    better,
    before,
    after,
    change: after - before,
    norm: undefined,
    verdict: verdictOf(after - before, decimals, goal.isLowerBetter, hasMargin ? card : undefined),
    changeLowest: hasMargin ? card?.changeLowest : undefined,
    changeHighest: hasMargin ? card?.changeHighest : undefined,
  };
  return { row, target: goal.judged === "change" ? before + goal.full : goal.full };
}

/**
 * @param {number} change
 * @param {number} decimals
 * @param {boolean} isLowerBetter
 * @param {IndicatorRow | undefined} card whose own verdict holds
 * @returns {any}
 */
function verdictOf(change, decimals, isLowerBetter, card) {
  if (Number(change.toFixed(decimals)) === 0) return "same";
  if (card?.verdict === "withinBand") return "withinBand";
  return change < 0 === isLowerBetter ? "better" : "worse";
}

/** What earns all points, by indicator; where two goals aim at one indicator, the first. */
export const targets = computed(() => {
  /** @type {Map<string, { value: number, exercise: string }>} */
  const found = new Map();
  const view = shown.value?.view;
  for (const entry of goals.value) {
    const id = entry.goal.indicator;
    const card = view?.indicators.find((row) => row.id === id);
    if (!id || !card || card.unit !== entry.goal.unit || entry.goal.judged === "score" || found.has(id)) continue;
    const value = entry.goal.judged === "change" ? card.before + entry.goal.full : entry.goal.full;
    found.set(id, { value, exercise: entry.exercise });
  }
  return found;
});

/** The smallest limit of construction cost that an exercise sets, in euro. */
export const budget = computed(() => {
  const limits = exercises.value.map((exercise) => exercise.budget).filter((limit) => typeof limit === "number");
  return limits.length > 0 ? Math.min(.../** @type {number[]} */ (limits)) : null;
});

/**
 * Whether a value reaches what is aimed at, the way that is better.
 * @param {IndicatorRow} row
 * @param {number} target
 */
export function reaches(row, target) {
  // As shown: a value that rounds to the target must not be called missed beside it.
  const step = 10 ** -row.decimals / 2;
  if (row.better === "lower") return row.after <= target + step;
  if (row.better === "higher") return row.after >= target - step;
  return row.before <= target ? row.after >= target - step : row.after <= target + step;
}
