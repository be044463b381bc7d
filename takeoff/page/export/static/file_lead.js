/** A race along a run: how long ago the one ahead was where the other is now. */

import { facts } from "./file_facts.js";
import { root } from "./root.js";

/** Moments a step, so that a lead that is lost at once is seen to be. */
const BETWEEN = 24;

/**
 * The lead of a race at some times [year]; null where it is longer than can be told.
 * @param {import("./run.js").Run} run
 * @param {string} name of the race among the quantities of a panel
 * @param {number[]} times years from the start, rising, up to the end of the run
 * @returns {(number | null)[]}
 */
export function leadAt(run, name, times) {
  const read = run.program.functions.races[facts.races.indexOf(name)](run.trajectory.fixed);
  const moments = momentsOf(run.trajectory);
  const both = moments.map(({ t, piece }) => read(t, piece.at(t), piece.modes));
  const [leader, follower] = [0, 1].map((side) => new Climb(read, moments, both.map((row) => row[side]), side));
  const begun = leader.values.map((value, k) => (value >= follower.values[k] ? leader.values[0] : follower.values[0]));
  const years = leader.values.map((value, k) => {
    const known = Math.min(value, follower.values[k]) >= begun[k];
    return known ? leader.since(follower.values[k], k) - follower.since(value, k) : NaN;
  });
  return between(moments.map(({ t }) => t), years, times);
}

/** @param {import("./pieces.js").Trajectory} trajectory */
function momentsOf({ pieces }) {
  return pieces.flatMap((piece) => piece.times(BETWEEN).map((t) => ({ t, piece })));
}

/** A quantity along a run, and when it first reached a level. */
class Climb {
  /** @param {any} read @param {any[]} moments @param {number[]} values @param {number} side */
  constructor(read, moments, values, side) {
    Object.assign(this, { read, moments, values, side });
    let most = -Infinity;
    this.highest = values.map((value) => (most = Math.max(most, value)));
  }

  /**
   * Time from when it first reached a level to a moment; 0 if it did not by then.
   * @param {number} level
   * @param {number} place
   */
  since(level, place) {
    const first = firstAtLeast(this.highest, level);
    return first <= place ? this.moments[place].t - this.reached(level, first) : 0;
  }

  /** @param {number} level @param {number} first */
  reached(level, first) {
    const { piece, t: high } = this.moments[first];
    const low = this.moments[Math.max(first - 1, 0)].t;
    /** @param {number} t */
    const above = (t) => this.read(t, piece.at(t), piece.modes)[this.side] - level;
    return low === high || above(low) >= 0 ? low : root(above, low, high, 1e-13);
  }
}

/** Place of the first of rising numbers that is not below a level. @param {number[]} rising @param {number} level */
function firstAtLeast(rising, level) {
  let [low, high] = [0, rising.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rising[middle] < level) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Straight lines through points; null beside what is not known.
 * @param {number[]} x
 * @param {number[]} y
 * @param {number[]} times
 */
function between(x, y, times) {
  let place = 0;
  return times.map((t) => {
    while (place + 1 < x.length - 1 && x[place + 1] <= t) place += 1;
    const span = x[place + 1] - x[place];
    const value = span > 0 ? y[place] + ((y[place + 1] - y[place]) * (t - x[place])) / span : y[place + 1];
    return Number.isFinite(value) ? value : null;
  });
}
