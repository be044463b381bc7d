/** From an answer of `curves` to the picture of a panel. Pure functions. */

import { between } from "./interpolate.js";
import { bandColour, CONSTANT, lineColour, primary, strokeOf } from "./runs.js";

/**
 * The lines of a panel: the main run's last, so that they lie on top.
 * @param {object} panel of the description.
 * @param {object} answer of `curves`.
 * @param {Object<string, string>} names of runs, short.
 * @returns {object[]} lines of a picture.
 */
export function panelLines(panel, answer, names) {
  const main = primary(answer.runs);
  const moving = panel.quantities.filter((quantity) => !quantity.constant);
  const others = answer.runs.filter((run) => run !== main);
  const byRun = moving.length === 1;
  const line = (run, quantity, index) => ({
    name: answer.runs.length > 1 ? `${quantity.label}, ${names[run.id]}` : quantity.label,
    label: endLabel(run, main, quantity, byRun && names),
    values: run.values[quantity.name],
    ...strokeOf(run.id, run === main, index),
  });
  const constants = panel.quantities.filter((quantity) => quantity.constant);
  return [
    ...others.flatMap((run) => moving.map((quantity, index) => line(run, quantity, index))),
    ...constants.map((quantity) => ({ name: quantity.label, label: quantity.label, values: main.values[quantity.name], ...CONSTANT })),
    ...moving.map((quantity, index) => line(main, quantity, index)).reverse(),
  ];
}

/** Runs are named where the title names the only quantity, quantities elsewhere. */
function endLabel(run, main, quantity, names) {
  if (names) return names[run.id];
  return run === main ? quantity.label : "";
}

/**
 * The years that all panels share: from the start to the new year after the last run's end.
 * @param {object} description
 * @param {object} answer of `curves`.
 * @returns {[number, number]}
 */
export function sharedYears(description, answer) {
  const last = Math.max(...answer.runs.map((run) => run.end));
  return [description.time.start, Math.max(Math.ceil(last), description.time.start + 1)];
}

/**
 * Vertical marks at what a run reaches.
 * @param {object} description
 * @param {object} run
 * @returns {{x: number, text: string, colour: string}[]}
 */
export function milestoneMarks(description, run) {
  return description.milestones
    .filter((milestone) => run.milestones[milestone.name] !== null)
    .map((milestone) => ({ x: run.milestones[milestone.name], text: milestone.label, colour: "--axis" }));
}

/**
 * Bands of draws behind the lines of a panel: nine in ten, and half of them.
 * @param {object} panel
 * @param {object|null} fan answer of `fan`.
 * @returns {object[]}
 */
export function fanBands(panel, fan) {
  if (!fan) return [];
  const moving = panel.quantities.filter((quantity) => quantity.name in fan.values);
  return moving.flatMap((quantity, index) => {
    const [lowest, low, , high, highest] = fan.values[quantity.name];
    return [[lowest, highest], [low, high]].map(([below, above]) => ({ x: fan.time, low: below, high: above, colour: bandColour(index) }));
  });
}

/**
 * Medians of draws, as lines of their own are too many: one for each quantity, on the years of the runs.
 * @param {object} panel
 * @param {object|null} fan
 * @param {number[]} time
 * @returns {object[]}
 */
export function fanMedians(panel, fan, time) {
  if (!fan) return [];
  const moving = panel.quantities.filter((quantity) => quantity.name in fan.values);
  return moving.map((quantity, index) => ({
    name: `${quantity.label}, median of draws`,
    label: "",
    values: time.map((year) => between(fan.time, fan.values[quantity.name][2], year)),
    colour: lineColour(index),
    dash: [1, 2],
    width: 1.25,
  }));
}
