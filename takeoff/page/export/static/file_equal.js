/** The ramp that leaves the same lead as the slowdown that is shown. */

import { RunError } from "./errors.js";
import { breathing } from "./file_breath.js";
import { evenly, goalOf, outcomeOf, runsOf } from "./file_runs.js";
import { root } from "./root.js";

/** Starts of the scan whose crossings are solved for. */
const ALONG = 41;

/**
 * The ramp that leaves the same lead as the slowdown that is shown, the best where there are several.
 * @param {import("./state.js").State} state its start given
 * @param {AbortSignal} signal
 */
export async function equal(state, signal) {
  const found = await gradual(state, breathing(signal));
  const { lead } = runsOf(state).description;
  const { start, run } = found;
  const { length, depth } = state.pause;
  return { start, length, depth, lead: run.outcomes[lead.name], goal: run.outcomes[goalOf(runsOf(state).description)] };
}

/**
 * The ramp of equal lead, and its run.
 * @param {import("./state.js").State} state
 * @param {() => Promise<void>} breathe
 */
export async function gradual(state, breathe) {
  const runs = runsOf(state);
  const { lead, model } = runs.description;
  const goal = goalOf(runs.description);
  if (!lead) throw new RunError(`the model '${model}' names no lead`, 'say lead = "OUTCOME" in [concepts]');
  const target = runs.slowdown(state.pause.kind, state.pause).outcomes[lead.name];
  const of = outcomeOf(runs, "ramp", lead.name);
  const gap = (start, settings) => (of({ ...state.pause, start }, settings) ?? NaN) - target;
  const starts = evenly(0, runs.never.trajectory.end, ALONG);
  const gaps = [];
  for (const start of starts) {
    gaps.push(gap(start));
    await breathe();
  }
  const crossings = starts.filter((_, k) => gaps[k] === 0);
  for (let k = 1; k < ALONG; k += 1) {
    if (gaps[k - 1] * gaps[k] < 0) crossings.push(root(gap, starts[k - 1], starts[k], 1e-9 * starts[ALONG - 1]));
  }
  if (!crossings.length) throw noMatch(lead, target, gaps);
  const found = crossings.map((start) => ({ start, run: runs.slowdown("ramp", { ...state.pause, start }) }));
  return found.reduce((one, other) => (other.run.outcomes[goal] > one.run.outcomes[goal] ? other : one));
}

/** @param {any} lead @param {number} target @param {number[]} gaps */
function noMatch(lead, target, gaps) {
  const known = gaps.filter(Number.isFinite).map((gap) => gap + target);
  const [low, high] = [Math.min(...known), Math.max(...known)].map((value) => Number(value.toPrecision(4)));
  const message = `no ramp in range has ${lead.name} = ${Number(target.toPrecision(6))}`;
  return new RunError(message, `it reaches ${low} to ${high}`);
}
