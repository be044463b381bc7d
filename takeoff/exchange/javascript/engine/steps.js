/** Steps of Dormand and Prince's method of order 8 and its interpolant of order 7, as `scipy.integrate.DOP853` has. */

import { COEFFICIENTS } from "./coefficients.js";
import { NotFinite } from "./errors.js";
import { Step, ahead } from "./step.js";

const SAFETY = 0.9;
const [SMALLEST_FACTOR, LARGEST_FACTOR] = [0.2, 10];
const EXPONENT = -1 / 8;
/** How often a step that met no finite number is tried again, each time ten times shorter. */
const TRIES = 40;

/** @typedef {(t: number, state: number[]) => number[]} Rates */

/**
 * Root of the mean square of values on some scale.
 * @param {number[]} values
 * @param {number[]} scale
 */
function norm(values, scale) {
  let total = 0;
  for (let i = 0; i < values.length; i += 1) total += (values[i] / scale[i]) ** 2;
  return values.length ? Math.sqrt(total / values.length) : 0;
}

/**
 * Integrate a smooth right-hand side from a time to another, a step at a time.
 *
 * @param {Rates} rates guarded
 * @param {{start: number, stop: number, state: number[], longest: number}} stretch
 * @param {import("./guard.js").Guard} guard
 * @returns {Generator<Step>}
 */
export function* steps(rates, stretch, guard) {
  if (stretch.stop <= stretch.start) return;
  const walker = begun(rates, stretch, guard);
  while (walker.time < stretch.stop) {
    const step = walker.next();
    guard.belowCeiling(step.end, step.state);
    yield step;
  }
}

/** @param {Rates} rates @param {any} stretch @param {import("./guard.js").Guard} guard */
function begun(rates, stretch, guard) {
  try {
    return new Walker(rates, stretch, guard);
  } catch (error) {
    throw error instanceof NotFinite ? guard.stuck(stretch.start, stretch.state, error.reason) : error;
  }
}

class Walker {
  /** @param {Rates} rates @param {any} stretch @param {import("./guard.js").Guard} guard */
  constructor(rates, stretch, guard) {
    this.rates = rates;
    this.guard = guard;
    this.time = stretch.start;
    this.stop = stretch.stop;
    this.longest = stretch.longest;
    this.state = stretch.state;
    this.slope = rates(this.time, this.state);
    this.length = this.firstLength();
  }

  /** @param {number[]} sizes */
  scale(sizes) {
    const { relative, absolute } = this.guard.settings;
    return sizes.map((size) => absolute + relative * size);
  }

  /** Length of the first step. Source: Hairer, Norsett and Wanner, Solving ordinary differential equations I, II.4. */
  firstLength() {
    const span = this.stop - this.time;
    const scale = this.scale(this.state.map(Math.abs));
    const [size, speed] = [norm(this.state, scale), norm(this.slope, scale)];
    const trial = Math.min(size < 1e-5 || speed < 1e-5 ? 1e-6 : (0.01 * size) / speed, span);
    const moved = this.state.map((value, i) => value + trial * this.slope[i]);
    const later = this.rates(this.time + trial, moved);
    const bend = norm(later.map((value, i) => value - this.slope[i]), scale) / trial;
    const small = speed <= 1e-15 && bend <= 1e-15;
    const length = small ? Math.max(1e-6, trial * 1e-3) : (0.01 / Math.max(speed, bend)) ** -EXPONENT;
    return Math.min(100 * trial, length, span, this.longest);
  }

  /** One accepted step; a trial that left the domain of the equations is shortened and made again. */
  next() {
    let reason = "";
    for (let tries = 0; tries < TRIES; tries += 1) {
      try {
        return this.accepted();
      } catch (error) {
        if (!(error instanceof NotFinite)) throw error;
        reason = error.reason;
        this.length *= 0.1;
      }
    }
    throw this.guard.stuck(this.time, this.state, reason);
  }

  accepted() {
    const shortest = Math.max(10 * Number.EPSILON * this.time, 1e-300);
    let length = Math.min(Math.max(this.length, shortest), this.longest);
    for (let rejected = false; ; rejected = true) {
      if (length < shortest) throw this.guard.stuck(this.time, this.state, "the step became too small");
      const end = Math.min(this.time + length, this.stop);
      const taken = end - this.time;
      const [state, stages] = this.tried(taken);
      const error = this.error(taken, state, stages);
      if (!(error < Infinity)) throw new NotFinite("not a finite number");
      const factor = error === 0 ? LARGEST_FACTOR : SAFETY * error ** EXPONENT;
      if (error < 1) {
        this.length = taken * Math.min(rejected ? 1 : LARGEST_FACTOR, factor);
        return this.moved(end, state, stages);
      }
      length = taken * Math.max(SMALLEST_FACTOR, factor);
    }
  }

  /**
   * The state at the end of a step, and the rates at its stages.
   * @param {number} length
   * @returns {[number[], number[][]]}
   */
  tried(length) {
    const stages = [this.slope];
    for (let k = 0; k < COEFFICIENTS.stages.length; k += 1) {
      const state = ahead(this.state, length, COEFFICIENTS.stages[k], stages);
      stages.push(this.rates(this.time + COEFFICIENTS.shares[k] * length, state));
    }
    const state = ahead(this.state, length, COEFFICIENTS.result, stages);
    stages.push(this.rates(this.time + length, state));
    return [state, stages];
  }

  /**
   * Error of a step as a multiple of what is tolerated.
   * @param {number} length
   * @param {number[]} state
   * @param {number[][]} stages
   */
  error(length, state, stages) {
    const scale = this.scale(state.map((value, i) => Math.max(Math.abs(value), Math.abs(this.state[i]))));
    const zero = state.map(() => 0);
    const [fifth, third] = [COEFFICIENTS.fifth, COEFFICIENTS.third].map((weights) =>
      norm(ahead(zero, 1, weights, stages), scale),
    );
    return fifth === 0 && third === 0 ? 0 : (length * fifth ** 2) / Math.sqrt(fifth ** 2 + 0.01 * third ** 2);
  }

  /** @param {number} end @param {number[]} state @param {number[][]} stages */
  moved(end, state, stages) {
    const step = new Step(this.rates, this.time, end, this.state, state, stages);
    [this.time, this.state, this.slope] = [end, state, stages[stages.length - 1]];
    return step;
  }
}
