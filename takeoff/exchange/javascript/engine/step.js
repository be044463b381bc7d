/** One accepted step with its interpolant, which is computed when it is first asked for. */

import { COEFFICIENTS } from "./coefficients.js";

/** @typedef {[number[], number[]]} Weights places of stages, and their weights */

/**
 * A state moved by a weighted sum of rates.
 * @param {number[]} state
 * @param {number} length
 * @param {Weights} weights
 * @param {number[][]} stages
 */
export function ahead(state, length, [places, weights], stages) {
  const moved = new Array(state.length);
  for (let i = 0; i < state.length; i += 1) {
    let total = 0;
    for (let k = 0; k < places.length; k += 1) total += weights[k] * stages[places[k]][i];
    moved[i] = state[i] + length * total;
  }
  return moved;
}

/** A step that was taken, and what the variables are inside it. */
export class Step {
  /**
   * @param {(t: number, state: number[]) => number[]} rates
   * @param {number} start
   * @param {number} end
   * @param {number[]} begin variables at the start
   * @param {number[]} state variables at the end
   * @param {number[][]} stages rates at the stages of the method, the last at the end
   */
  constructor(rates, start, end, begin, state, stages) {
    Object.assign(this, { rates, stages });
    this.start = start;
    this.end = end;
    this.begin = begin;
    this.state = state;
    /** @type {number[][] | null} */
    this.terms = null;
  }

  /** Variables at a time inside the step. @param {number} t */
  at(t) {
    this.terms ??= this.interpolant();
    const share = (t - this.start) / (this.end - this.start);
    const rest = 1 - share;
    const { terms, begin } = this;
    const state = new Array(begin.length);
    for (let i = 0; i < begin.length; i += 1) {
      let total = 0;
      for (let k = terms.length - 1, even = true; k >= 0; k -= 1, even = !even) {
        total = (total + terms[k][i]) * (even ? share : rest);
      }
      state[i] = begin[i] + total;
    }
    return state;
  }

  /** Terms of the interpolant. Source: Hairer, Norsett and Wanner, Solving ordinary differential equations I, II.6. */
  interpolant() {
    const { begin, state, start } = this;
    const length = this.end - start;
    const stages = [...this.stages];
    COEFFICIENTS.further.forEach((weights, k) => {
      const share = COEFFICIENTS.furtherShares[k];
      stages.push(this.rates(start + share * length, ahead(begin, length, weights, stages)));
    });
    const first = this.stages[0];
    const last = this.stages[this.stages.length - 1];
    const gain = state.map((value, i) => value - begin[i]);
    const zero = state.map(() => 0);
    return [
      gain,
      gain.map((value, i) => length * first[i] - value),
      gain.map((value, i) => 2 * value - length * (last[i] + first[i])),
      ...COEFFICIENTS.terms.map((weights) => ahead(zero, length, weights, stages)),
    ];
  }
}
