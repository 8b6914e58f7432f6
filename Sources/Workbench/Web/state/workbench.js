// @ts-check
/**
 * What the workbench shows and what a person does with it. Panels and the map read these signals and call the actions
 * that are given on here; nobody else talks to the server about plans.
 */
export * from "./signals.js";
export { onWorkChange, refreshWork, start } from "./loading.js";
export { batch, place, redo, remove, reshape, resume, setProperties, undo, undoOperation, undoTo } from "./edits.js";
export { canRedo, canUndo } from "./edits.js";
export { copyPlan, createPlan, deletePlan, importPlan, renamePlan, restorePlan, selectPlan } from "./plans.js";
export { compareWith, readCell, requestPreview, requestRun } from "./results.js";
