/** The best slowdown. */

import { RunError } from "./errors.js";
import { breathing } from "./file_breath.js";
import { Hills } from "./file_hills.js";
import { goalOf, runsOf } from "./file_runs.js";

/** A gain below this, relative to the goal, is none; tops closer than this share of the range are one. */
const [LEVEL, SAME] = [1e-9, 1e-3];

/**
 * The best slowdown: "abrupt" or "ramp" moves the start, "depth" the depth of an abrupt one too.
 *
 * A scan finds every hill; Brent's method climbs it. With the depth free, each depth has its own best start, and the
 * best depth is found the same way.
 * @param {import("./state.js").State} state
 * @param {string} slowdown
 * @param {AbortSignal} signal
 */
export async function pause(state, slowdown, signal) {
  const runs = runsOf(state);
  const hills = new Hills(runs, slowdown, state.pause, breathing(signal));
  const tops = slowdown === "depth" ? await hills.both() : await hills.starts(state.pause.depth);
  const goal = goalOf(runs.description);
  const optima = distinct(tops, runs.never.trajectory.end).map(({ start, depth }) => {
    const run = runs.slowdown(hills.kind, { ...state.pause, start, depth });
    return { start, depth, goal: run.outcomes[goal], run };
  });
  if (!optima.length) throw new RunError(`no slowdown gives '${goal}' a value`);
  return answer(runs, slowdown, state, optima);
}

/** @param {any} runs @param {string} slowdown @param {any} state @param {any[]} optima */
function answer(runs, slowdown, state, optima) {
  const [best] = optima;
  const never = runs.never.outcomes[goalOf(runs.description)];
  const better = never === null || best.goal - never > LEVEL * (Math.abs(never) || 1);
  return {
    slowdown,
    found: true,
    better,
    start: better ? best.start : null,
    depth: best.depth,
    length: slowdown === "ramp" ? state.pause.length : null,
    goal: best.goal,
    never,
    end: best.run.end,
    outcomes: best.run.outcomes,
    optima: optima.map(({ start, depth, goal }) => ({ start, depth, goal })),
  };
}

/** Tops without repetitions, the best first. @param {any[]} tops @param {number} span */
function distinct(tops, span) {
  const kept = [];
  for (const one of [...tops].sort((a, b) => b.value - a.value)) {
    const far = (other) => Math.abs(one.start - other.start) > SAME * span || Math.abs(one.depth - other.depth) > SAME;
    if (one.value > -Infinity && kept.every(far)) kept.push(one);
  }
  return kept;
}

