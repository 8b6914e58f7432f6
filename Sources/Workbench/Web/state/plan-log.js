// @ts-check
/**
 * What a plan is after its operations: the same rules as the server's log, so that a drawing shows at once what the
 * server will say of it.
 */

/** @typedef {import("../core/types.js").Operation} Operation */
/** @typedef {import("../core/types.js").Measure} Measure */
/** @typedef {import("../core/types.js").LogEntry} LogEntry */
/** @typedef {{ id: string, operation: Operation }} Step */

/**
 * Ids of steps that an undo, itself not undone, has taken back. Later steps decide about earlier ones.
 * @param {Step[]} steps
 */
export function undoneSteps(steps) {
  /** @type {Set<string>} */
  const undone = new Set();
  for (let index = steps.length - 1; index >= 0; index -= 1) {
    const { id, operation } = steps[index];
    if (!undone.has(id) && "undo" in operation) undone.add(operation.undo);
  }
  return undone;
}

/**
 * The measures after all steps that were not undone, in order of placing.
 * @param {Step[]} steps
 * @returns {Measure[]}
 */
export function measuresAfter(steps) {
  const undone = undoneSteps(steps);
  /** @type {Map<string, Measure>} */
  const measures = new Map();
  for (const { id, operation } of steps) if (!undone.has(id)) perform(operation, measures);
  return [...measures.values()];
}

/**
 * @param {Operation} operation
 * @param {Map<string, Measure>} measures
 */
function perform(operation, measures) {
  if ("place" in operation) {
    measures.set(operation.place.id, operation.place);
  } else if ("reshape" in operation) {
    const { measure, geometry } = operation.reshape;
    const old = measures.get(measure);
    if (old) measures.set(measure, { ...old, geometry });
  } else if ("setProperties" in operation) {
    const { measure, properties } = operation.setProperties;
    const old = measures.get(measure);
    if (old) measures.set(measure, { ...old, properties: { ...old.properties, ...properties } });
  } else if ("remove" in operation) {
    measures.delete(operation.remove);
  } else if ("batch" in operation) {
    for (const part of operation.batch) perform(part, measures);
  }
}

/**
 * The ids of the measures that an operation is about.
 * @param {Operation} operation
 * @returns {string[]}
 */
export function touched(operation) {
  if ("place" in operation) return [operation.place.id];
  if ("reshape" in operation) return [operation.reshape.measure];
  if ("setProperties" in operation) return [operation.setProperties.measure];
  if ("remove" in operation) return [operation.remove];
  if ("batch" in operation) return operation.batch.flatMap(touched);
  return [];
}

/**
 * The step that "undo" takes back: the newest of these people's that is no undo itself and still stands.
 * @param {(Step & { by: string })[]} steps
 * @param {string} me
 */
export function nextUndo(steps, me) {
  const undone = undoneSteps(steps);
  return steps.findLast((step) => step.by === me && !("undo" in step.operation) && !undone.has(step.id));
}

/**
 * The undo that "redo" takes back: the newest that still stands, unless something was drawn after it.
 * @param {(Step & { by: string })[]} steps
 * @param {string} me
 */
export function nextRedo(steps, me) {
  const undone = undoneSteps(steps);
  const operations = new Map(steps.map((step) => [step.id, step.operation]));
  for (const step of steps.toReversed()) {
    if (step.by !== me || undone.has(step.id)) continue;
    if (!("undo" in step.operation)) return undefined;
    const target = operations.get(step.operation.undo);
    if (target && !("undo" in target)) return step;
  }
  return undefined;
}
