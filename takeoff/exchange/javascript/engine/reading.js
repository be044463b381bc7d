/** Reading a finished trajectory: outcomes, `since`, promises, quantities at a time. */

import { NotFinite, RunError, finite, numbers } from "./errors.js";
import { shown } from "./guard.js";
import { root } from "./root.js";
import { momentAt } from "./trajectory.js";

/** Samples a step, where the first crossing of a level is looked for. */
const BETWEEN = 2;
/** How far a state may be off after many steps, relative and in inside units. */
const [RELATIVE, ABSOLUTE] = [1e-9, 1e-12];

/** @typedef {import("./pieces.js").Trajectory} Trajectory */

/**
 * All outcomes in inside units, in the order of the file; null for one at a milestone that was never reached.
 * @param {import("./run.js").Program} program
 * @param {Trajectory} trajectory
 * @returns {(number | null)[]}
 */
export function outcomes(program, trajectory) {
  const { tables } = program;
  const milestones = new Map(tables.milestones.map(({ name }, k) => [name, trajectory.milestones[k]]));
  /** @type {Map<number, number[]>} */
  const known = new Map();
  return tables.outcomes.map(({ at }, k) => {
    const t = at ? milestones.get(at) : trajectory.end;
    if (t === null || t === undefined) return null;
    if (!known.has(t)) known.set(t, outcomesAt(program, trajectory, t));
    return known.get(t)[k];
  });
}

/** @param {any} program @param {Trajectory} trajectory @param {number} t */
function outcomesAt({ tables, functions }, trajectory, t) {
  const state = t === trajectory.end ? trajectory.state : momentAt(trajectory.pieces, t).state;
  const answers = Array(tables.sinces).fill(0);
  try {
    const levels = functions.levels(trajectory.fixed);
    const asked = functions.asked(trajectory.fixed);
    for (let k = 0; k < tables.sinces; k += 1) {
      const level = finite(levels(t, state, answers))[k];
      answers[k] = sinceFirst(trajectory, (...moment) => asked(...moment)[k], level, t);
    }
    return finite(functions.outcomes(trajectory.fixed)(t, state, answers));
  } catch (error) {
    if (!(error instanceof NotFinite)) throw error;
    throw new RunError(`the outcomes give no finite number at ${shown(t)} years after the start (${error.reason})`);
  }
}

/**
 * Time since a quantity first reached a level, 0 if it never did [year].
 * @param {Trajectory} trajectory
 * @param {(t: number, state: number[], modes: number[]) => number} value
 * @param {number} level
 * @param {number} until the moment from which it is told
 */
function sinceFirst(trajectory, value, level, until) {
  let before = null;
  for (const piece of trajectory.pieces) {
    /** @param {number} t */
    const above = (t) => value(t, piece.at(t), piece.modes) - level;
    for (const t of piece.times(BETWEEN)) {
      if (t > until) return 0;
      if (above(t) >= 0) {
        const exact = before === null || before >= t || t === piece.start;
        return until - (exact ? t : above(before) >= 0 ? before : root(above, before, t, 1e-14));
      }
      before = t;
    }
  }
  return 0;
}

/**
 * Refuse a run that breaks a promise at some step, or whose control leaves its range.
 * @param {import("./run.js").Program} program
 * @param {Trajectory} trajectory
 */
export function requirePromises(program, trajectory) {
  const { promises, ranges } = program.tables;
  if (!promises.length && !ranges.length) return;
  const check = program.functions.promises(trajectory.fixed);
  for (const piece of trajectory.pieces) {
    for (const t of piece.times()) {
      const told = flawAt(program.tables, check, t, piece.at(t), piece.modes);
      if (told) throw new RunError(told);
    }
  }
}

/** @param {any} tables @param {any} check @param {number} t @param {number[]} state @param {number[]} modes */
function flawAt(tables, check, t, state, modes) {
  const found = numbers(check(t, state, modes));
  let flaws = flawed(tables, found);
  if (!flaws.length) return "";
  for (const [time, near] of beside(t, state)) {
    const again = new Set(flawed(tables, check(time, near, modes)).map(({ key }) => key));
    flaws = flaws.filter(({ key }) => again.has(key));
  }
  return flaws.length ? flaws[0].text(when(t)) : "";
}

/** Controls beyond an end of their range, then promises that are broken. @param {any} tables @param {number[]} found */
function flawed({ promises, ranges }, found) {
  const controls = ranges.map(({ name, low, high }, k) => {
    const level = found[promises.length + k];
    const end = level >= low - RELATIVE ? (level <= high + RELATIVE ? "" : "high") : "low";
    /** @param {string} moment */
    const text = (moment) => `the schedule of '${name}' gives ${shown(level)} ${moment}, outside ${low} to ${high}`;
    return { key: end && `${k} ${end}`, text };
  });
  const broken = promises.map(({ name, text }, k) => ({
    key: found[k] <= 0.5 ? name : "",
    text: (/** @type {string} */ moment) => `the promise '${name}' (${text}) is broken ${moment}`,
  }));
  return [...controls, ...broken].filter(({ key }) => key);
}

/** @param {number} t */
function when(t) {
  return `at ${shown(t)} years after the start`;
}

/** Times and states that lie as far from one as it may be off. @param {number} t @param {number[]} state */
function beside(t, state) {
  /** @param {number} value @param {number} sign */
  const off = (value, sign) => value + sign * (ABSOLUTE + RELATIVE * Math.abs(value));
  return [
    [t, state.map((value) => off(value, 1))],
    [t, state.map((value) => off(value, -1))],
    [off(t, -1), state],
    [off(t, 1), state],
  ];
}

/**
 * Quantities at some moments, in declared units: an array for each, null after the end of the run.
 * @param {import("./run.js").Program} program
 * @param {Trajectory} trajectory
 * @param {{t: number, before?: boolean}[]} moments years from the start; at a border, after or before it
 * @returns {Record<string, (number | null)[]>}
 */
export function sampled(program, trajectory, moments) {
  const read = program.functions.quantities(trajectory.fixed);
  const { quantities } = program.tables;
  const rows = moments.map(({ t, before }) => {
    if (t > trajectory.end) return null;
    const { state, modes } = momentAt(trajectory.pieces, t, before);
    return read(t, state, modes);
  });
  /** @param {number} k @param {number} scale */
  const column = (k, scale) => rows.map((row) => (row && Number.isFinite(row[k]) ? row[k] / scale : null));
  return Object.fromEntries(quantities.map(({ name, scale }, k) => [name, column(k, scale)]));
}
