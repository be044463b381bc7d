/** The guard around a right-hand side: finite numbers, a ceiling, a budget; blow-up is an answer, with its time. */

import { RunError, finite } from "./errors.js";

/** A stock beyond this has run away. */
const CEILING = 1e250;
const LOG_CEILING = Math.log(CEILING);
const SLOWER = "lower the growth, end the run earlier, or add a stopping milestone before it";

/**
 * How accurately and how long a run may compute.
 * @typedef {Object} Settings
 * @property {number} relative relative tolerance of a step
 * @property {number} absolute absolute tolerance of a step, in inside units
 * @property {number} evaluations most evaluations of the right-hand side
 * @property {number} seconds longest time a run may take
 * @property {number} longestStep longest step as a share of the horizon, so that no crossing hides inside one
 */

/** Counts and watches the evaluations of one run. */
export class Guard {
  /**
   * @param {Settings} settings
   * @param {{name: string, log: boolean}[]} states
   */
  constructor(settings, states) {
    this.settings = settings;
    this.states = states;
    this.evaluations = 0;
    this.began = Date.now();
  }

  /**
   * The right-hand side of one piece as an integrator calls it.
   * @param {(t: number, state: number[], modes: number[]) => number[]} rates
   * @param {number[]} modes
   * @returns {(t: number, state: number[]) => number[]}
   */
  guarded(rates, modes) {
    return (t, state) => {
      this.count();
      return finite(rates(t, state, modes));
    };
  }

  /** Count one evaluation. */
  count() {
    const { evaluations, seconds } = this.settings;
    this.evaluations += 1;
    if (this.evaluations > evaluations) {
      throw new RunError(`the run needs more than ${evaluations.toLocaleString("en-US")} evaluations`, SLOWER);
    }
    if (this.evaluations % 256 === 0 && Date.now() - this.began > 1000 * seconds) {
      throw new RunError(`the run takes longer than ${seconds} s`, SLOWER);
    }
  }

  /**
   * Refuse a state beyond the ceiling.
   * @param {number} t
   * @param {number[]} state
   */
  belowCeiling(t, state) {
    const place = this.states.findIndex(({ log }, i) => Math.abs(state[i]) > (log ? LOG_CEILING : CEILING));
    if (place >= 0) {
      throw new RunError(`'${this.states[place].name}' ran away at ${shown(t)} years after the start`, SLOWER);
    }
  }

  /**
   * The error for an integration that cannot go on.
   * @param {number} t
   * @param {number[]} state
   * @param {string} reason
   */
  stuck(t, state, reason) {
    const sizes = state.map(Math.abs);
    const largest = this.states[sizes.indexOf(Math.max(...sizes))]?.name ?? "nothing";
    const message = `the equations have no finite solution beyond ${shown(t)} years after the start (${reason})`;
    return new RunError(message, `largest there: '${largest}'; ${SLOWER}`);
  }
}

/** A number with six digits. @param {number} value */
export function shown(value) {
  return String(Number(value.toPrecision(6)));
}
