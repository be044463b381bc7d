/** What is uncertain: runs of draws from the priors, which the file carries, and the best date of each. */

import { InputError, RunError } from "./errors.js";
import { breathing } from "./file_breath.js";
import { facts } from "./file_facts.js";
import { Hills } from "./file_hills.js";
import { evenly, goalOf, Runs, runsOf } from "./file_runs.js";
import { COARSE } from "./file_scan.js";
import { sampled } from "./reading.js";

const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];
/** Moments at which what is shown is read. */
const TIMES = 61;
/** There are quantiles as long as at least this share of the runs goes on. */
const LEAST = 0.5;
/** Starts tried in every draw. */
const STARTS = 25;
/** A gain below this, relative to the goal, is none: runs of a scan are no more accurate. */
const LEAST_GAIN = 1e-6;

/** Runs of a state with the values of one draw, but for what the state changes. */
class Draw extends Runs {
  /** @param {import("./state.js").State} state @param {number[]} row */
  constructor(state, row) {
    super(state);
    const drawn = facts.draws.names.map((name, k) => [name, row[k] ?? "never"]);
    this.changes = { ...Object.fromEntries(drawn), ...this.changes };
  }

  /**
   * The slowdown that is shown, or never slowing down while its start is not known.
   * @param {any} pause
   * @param {object} settings
   */
  shown(pause, settings) {
    return pause.start === null ? this.run("never", {}, settings) : this.slowdown(pause.kind, pause, settings);
  }
}

/** @param {number} count */
function rows(count) {
  if (!facts.draws.names.length) throw new InputError("nothing to draw: no parameter has a prior");
  return facts.draws.rows.slice(0, count);
}

/**
 * Quantiles over draws.
 * @param {import("./state.js").State} state
 * @param {number} draws most of them
 * @param {AbortSignal} signal
 */
export async function fan(state, draws, signal) {
  const began = performance.now();
  const breathe = breathing(signal);
  const asked = rows(draws);
  const { pause } = state;
  const usual = pause.start === null ? runsOf(state).never : runsOf(state).slowdown(pause.kind, pause);
  const times = evenly(0, usual.trajectory.end, TIMES);
  const runs = [];
  for (const row of asked) {
    await breathe();
    const one = orNull(() => read(new Draw(state, row).shown(state.pause, COARSE), times));
    if (one) runs.push(one);
  }
  if (!runs.length) throw new RunError("every draw fails");
  return {
    draws: asked.length,
    failed: asked.length - runs.length,
    time: times.map((t) => facts.description.time.start + t),
    quantiles: QUANTILES,
    values: Object.fromEntries(moving().map((name) => [name, bands(runs.map(({ values }) => values[name]), TIMES)])),
    outcomes: Object.fromEntries(
      facts.description.outcomes.map(({ name }) => [name, quantiles(runs.map(({ outcomes }) => outcomes[name]))]),
    ),
    seconds: (performance.now() - began) / 1000,
  };
}

/** @param {import("./run.js").Run} run @param {number[]} times */
function read(run, times) {
  return { outcomes: run.outcomes, values: sampled(run.program, run.trajectory, times.map((t) => ({ t }))) };
}

/** What a computation gives, null where a run failed. @template T @param {() => T} compute @returns {T | null} */
function orNull(compute) {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RunError || error instanceof InputError) return null;
    throw error;
  }
}

/** Quantities of the panels that change during a run. */
function moving() {
  const shown = facts.description.panels.flatMap(({ quantities }) => quantities);
  const changing = shown.filter(({ name, constant }) => !constant && !facts.races.includes(name));
  return [...new Set(changing.map(({ name }) => name))];
}

/** Quantiles at every time, null once too few runs go on. @param {(number | null)[][]} runs @param {number} times */
function bands(runs, times) {
  const columns = Array.from({ length: times }, (_, k) => runs.map((values) => values[k]));
  const found = columns.map((column) => {
    const going = column.filter((value) => value !== null).length >= LEAST * column.length;
    return going ? quantiles(column) : QUANTILES.map(() => null);
  });
  return QUANTILES.map((_, quantile) => found.map((row) => row[quantile]));
}

/** Quantiles of those values that there are, by straight lines between them. @param {(number | null)[]} values */
function quantiles(values) {
  const known = values.filter((value) => value !== null).sort((one, other) => one - other);
  return QUANTILES.map((share) => {
    if (!known.length) return null;
    const place = share * (known.length - 1);
    const [low, high] = [known[Math.floor(place)], known[Math.ceil(place)]];
    return low + (high - low) * (place - Math.floor(place));
  });
}

/**
 * The best start of the slowdown in each draw, its depth and length as they are shown.
 * @param {import("./state.js").State} state
 * @param {number} draws most of them
 * @param {AbortSignal} signal
 */
export async function dates(state, draws, signal) {
  const breathe = breathing(signal);
  const [asked, goal] = [rows(draws), goalOf(facts.description)];
  const found = [];
  for (const row of asked) found.push(await orGone(bestOf(new Draw(state, row), goal, state.pause, breathe)));
  const known = found.filter((one) => one !== null);
  if (!known.length) throw new RunError("no draw gives the goal a value");
  const paused = known.filter(({ gain }) => gain > 0).sort((one, other) => one.start - other.start);
  return {
    draws: asked.length,
    failed: asked.length - known.length,
    never: 1 - paused.length / known.length,
    starts: paused.map(({ start }) => facts.description.time.start + start),
    gains: paused.map(({ gain }) => gain),
  };
}

/** @param {Draw} runs @param {string} goal @param {any} pause @param {() => Promise<void>} breathe */
async function bestOf(runs, goal, pause, breathe) {
  const never = runs.never.outcomes[goal];
  const tops = await new Hills(runs, pause.kind, pause, breathe).starts(pause.depth, STARTS, COARSE);
  const best = tops.reduce((one, other) => (other.value > one.value ? other : one), { start: 0, value: -Infinity });
  if (never === null || best.value === -Infinity) return null;
  const gain = best.value - never;
  return { start: best.start, gain: gain > LEAST_GAIN * (Math.abs(never) || 1) ? gain : 0 };
}

/** @template T @param {Promise<T>} found @returns {Promise<T | null>} null where a run failed */
async function orGone(found) {
  try {
    return await found;
  } catch (error) {
    if (error instanceof RunError || error instanceof InputError) return null;
    throw error;
  }
}
