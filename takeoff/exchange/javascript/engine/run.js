/** The door of the engine: changed values in, a finished run out. */

import { valuesOf } from "./inputs.js";
import { integrate } from "./pieces.js";
import { outcomes, requirePromises, sampled } from "./reading.js";

/**
 * A compiled model: tables of what it has, and functions of floats.
 * @typedef {Object} Program
 * @property {any} tables
 * @property {any} functions
 */

/** @type {import("./guard.js").Settings} */
export const SETTINGS = { relative: 1e-10, absolute: 1e-13, evaluations: 200000, seconds: 60, longestStep: 1 / 32 };

/** One integration of a model. */
export class Run {
  /** @param {Program} program @param {import("./pieces.js").Trajectory} trajectory */
  constructor(program, trajectory) {
    this.program = program;
    this.trajectory = trajectory;
    const { tables } = program;
    const inside = outcomes(program, trajectory);
    /** End of the run, as a calendar year. */
    this.end = tables.start + trajectory.end;
    /** @type {Record<string, number | null>} outcomes in declared units, null at a milestone never reached */
    this.outcomes = Object.fromEntries(
      tables.outcomes.map(({ name, scale }, k) => [name, inside[k] === null ? null : inside[k] / scale]),
    );
    /** @type {Record<string, number | null>} calendar years, null where never reached */
    this.milestones = Object.fromEntries(
      tables.milestones.map(({ name }, k) => {
        const time = trajectory.milestones[k];
        return [name, time === null ? null : tables.start + time];
      }),
    );
  }

  /**
   * Quantities in declared units; null after the end of the run.
   * @param {number[]} times calendar years
   * @returns {Record<string, (number | null)[]>}
   */
  at(times) {
    const { start } = this.program.tables;
    return sampled(this.program, this.trajectory, times.map((time) => ({ t: Math.max(0, time - start) })));
  }
}

/**
 * Integrate a model.
 * @param {Program} program
 * @param {Record<string, number | "never">} changes parameters ("lead", "caution.start", "horizon"), in declared units
 * @param {Partial<import("./guard.js").Settings>} settings accuracy and budget
 * @returns {Run}
 */
export function runProgram(program, changes = {}, settings = {}) {
  const values = valuesOf(program, changes);
  const trajectory = integrate(program, values, values[program.tables.horizon], { ...SETTINGS, ...settings });
  requirePromises(program, trajectory);
  return new Run(program, trajectory);
}
