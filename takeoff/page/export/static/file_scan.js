/** The goal against the start of the slowdown. */

import { breathing } from "./file_breath.js";
import { evenly, goalOf, outcomeOf, runsOf } from "./file_runs.js";

/** Starts of a scan, from the start of the model to the end of the run without a slowdown. */
export const STARTS = 61;
/** Accuracy of the runs of a scan: a line is drawn through them, or hills are looked for. */
export const COARSE = { relative: 1e-6, absolute: 1e-9 };

/**
 * The goal for every start of the slowdown.
 * @param {import("./state.js").State} state
 * @param {AbortSignal} signal
 */
export async function scan(state, signal) {
  const runs = runsOf(state);
  const [goal, { time }] = [goalOf(runs.description), runs.description];
  const x = evenly(0, runs.never.trajectory.end, STARTS);
  const kinds = state.compare || state.pause.kind === "ramp" ? ["abrupt", "ramp"] : ["abrupt"];
  const [abrupt, ramp = null] = await goals(runs, kinds, state.pause, x, breathing(signal));
  return { x, date: x.map((start) => time.start + start), abrupt, ramp, never: runs.never.outcomes[goal] };
}

/**
 * @param {any} runs
 * @param {string[]} kinds
 * @param {object} shape
 * @param {number[]} starts
 * @param {() => Promise<void>} breathe
 */
async function goals(runs, kinds, shape, starts, breathe) {
  const found = [];
  for (const kind of kinds) {
    const value = outcomeOf(runs, kind, goalOf(runs.description));
    const values = [];
    for (const start of starts) {
      values.push(value({ ...shape, start }, COARSE));
      await breathe();
    }
    found.push(values);
  }
  return found;
}

