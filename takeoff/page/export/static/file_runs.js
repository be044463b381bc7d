/** What a state of the page runs, by the programs that the file carries. */

import { RunError } from "./errors.js";
import { facts } from "./file_facts.js";
import { programs } from "./file_programs.js";
import { runProgram } from "./run.js";

/**
 * Runs of a state: the model with its changes, under several slowdowns of its first control.
 */
export class Runs {
  /** @param {import("./state.js").State} state */
  constructor(state) {
    this.changes = changesOf(state);
    this.kinds = facts.presets[state.preset];
    this.description = facts.description;
    this.known = null;
  }

  /** Never slowing down. */
  get never() {
    this.known ??= this.run("never", {});
    return this.known;
  }

  /**
   * A slowdown of the first control.
   * @param {"abrupt" | "ramp"} kind
   * @param {Record<string, number>} shape start, depth, and the length of a ramp
   * @param {object} settings accuracy
   */
  slowdown(kind, shape, settings = {}) {
    return this.run(kind, argumentsOf(kind, shape), settings);
  }

  /** As the preset itself schedules the first control; null where it does not. */
  get own() {
    return this.kinds.programs.own === null ? null : this.run("own", this.kinds.own);
  }

  /** @param {string} name @param {Record<string, number>} given @param {object} settings */
  run(name, given, settings = {}) {
    const program = programs[this.kinds.programs[name]];
    return runProgram(program, { ...this.changes, ...this.kinds.others, ...given }, settings);
  }
}

/**
 * The runs of a state, kept as long as its model stays the same.
 * @param {import("./state.js").State} state
 * @returns {Runs}
 */
export function runsOf(state) {
  const key = JSON.stringify([state.preset, state.changed, state.off]);
  if (kept.key !== key) Object.assign(kept, { key, runs: new Runs(state) });
  return kept.runs;
}

const kept = { key: "", runs: null };

/**
 * An outcome of runs that may fail.
 * @param {Runs} runs
 * @param {string} kind
 * @param {string} outcome
 * @returns {(shape: object, settings?: object) => number | null} null where the run failed or gives none
 */
export function outcomeOf(runs, kind, outcome) {
  return (shape, settings) => {
    try {
      return runs.slowdown(kind, shape, settings).outcomes[outcome];
    } catch (error) {
      if (error instanceof RunError) return null;
      throw error;
    }
  };
}

/**
 * Name of the outcome that slowdowns are for.
 * @param {{goal: any, model: string}} description
 * @returns {string}
 */
export function goalOf({ goal, model }) {
  if (!goal) throw new RunError(`the model '${model}' names no goal`, 'say goal = "OUTCOME" in [concepts]');
  if (goal.better !== "lower") return goal.name;
  throw new RunError(`the goal '${goal.name}' is better when lower; only what is better when higher is maximised`);
}

/**
 * Numbers from one to another, evenly spaced.
 * @param {number} low
 * @param {number} high
 * @param {number} count
 */
export function evenly(low, high, count) {
  return Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
}

/** @param {string} kind @param {Record<string, number>} shape */
function argumentsOf(kind, { start, depth, length }) {
  const { name } = facts.description.control;
  const given = { [`${name}.start`]: start, [`${name}.depth`]: depth };
  return kind === "ramp" ? { ...given, [`${name}.length`]: length } : given;
}

/**
 * Changed parameters in declared units: of the preset, then by hand, then by mechanisms that are off.
 * @param {import("./state.js").State} state
 * @returns {Record<string, number | "never">}
 */
export function changesOf(state) {
  const { presets, mechanisms } = facts.description;
  const preset = presets.find(({ name }) => name === state.preset)?.set ?? {};
  const off = mechanisms.filter(({ name }) => state.off.includes(name)).map(({ set }) => set);
  const pairs = [preset, state.changed, ...off].flatMap(Object.entries);
  return Object.fromEntries(pairs.flatMap(([name, value]) => labelsOf(name).map((label) => [label, value ?? "never"])));
}

/** Parameters that a name means: itself, or all its members. @param {string} name */
function labelsOf(name) {
  const { parameters } = facts.description;
  return parameters.map((one) => one.name).filter((label) => label === name || label.startsWith(`${name}[`));
}

/**
 * A slowdown as a schedule's text.
 * @param {string} kind
 * @param {{start?: number, depth: number, length: number}} shape
 * @returns {string}
 */
export function scheduleText(kind, { start, depth, length }) {
  const parts = kind === "ramp" ? [`length=${length} year`, `depth=${depth}`] : [`depth=${depth}`];
  return `${kind}(${(start === undefined ? parts : [...parts, `start=${start} year`]).join(", ")})`;
}
