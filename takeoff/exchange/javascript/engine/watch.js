/** Finding where a switch turns inside a step: sampled so that two crossings in a long step are not missed. */

import { root } from "./root.js";

/** Shares of a step at which it is looked at. */
const SAMPLES = [0.25, 0.5, 0.75, 1];
/** A root function this small against its terms counts as zero: a switch that fired stays disarmed until it leaves. */
export const NOISE = 1e-9;

/** Watches the switches whose time is not known beforehand, through one piece. */
export class Watch {
  /**
   * @param {(t: number, state: number[], modes: number[]) => number[]} roots root functions of all switches
   * @param {(t: number, state: number[]) => number[]} scales sizes of their terms
   * @param {number[]} positions which switches to watch
   * @param {number[]} modes their 0 or 1 in this piece
   * @param {Set<number>} disarmed positions that sit at zero
   */
  constructor(roots, scales, positions, modes, disarmed) {
    Object.assign(this, { roots, scales, positions, modes, disarmed });
  }

  /**
   * The first crossing in a step, if any; arms switches that have left zero.
   * @param {import("./step.js").Step} step
   * @returns {{time: number, positions: number[]} | null}
   */
  crossing(step) {
    if (!this.positions.length) return null;
    let before = step.start;
    for (const share of SAMPLES) {
      const now = share === 1 ? step.end : step.start + share * (step.end - step.start);
      const turned = this.turned(now, share === 1 ? step.state : step.at(now));
      if (turned.length) {
        const times = turned.map((position) => this.located(position, before, now, step));
        const first = Math.min(...times);
        return { time: first, positions: turned.filter((_, k) => times[k] === first) };
      }
      before = now;
    }
    return null;
  }

  /** @param {number} t @param {number[]} state */
  turned(t, state) {
    const values = this.roots(t, state, this.modes);
    const wrong = this.positions.filter((p) => values[p] !== 0 && values[p] < 0 === Boolean(this.modes[p]));
    if (!this.disarmed.size) return wrong;
    const scales = this.scales(t, state);
    for (const position of [...this.disarmed]) {
      if (Math.abs(values[position]) > NOISE * scales[position]) this.disarmed.delete(position);
    }
    return wrong.filter((position) => !this.disarmed.has(position));
  }

  /** @param {number} position @param {number} low @param {number} high @param {import("./step.js").Step} step */
  located(position, low, high, step) {
    /** @param {number} t */
    const value = (t) => this.roots(t, step.at(t), this.modes)[position];
    return value(low) * value(high) > 0 ? low : root(value, low, high, 1e-15);
  }
}
