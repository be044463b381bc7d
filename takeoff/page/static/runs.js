/** How runs and quantities are told apart: colours say which quantity, dashes say which run. Pure functions. */

const COLOURS = 6;
const DASHES = { pause: [], gradual: [7, 4], other: [7, 4], preset: [10, 3, 2, 3], never: [3, 3] };

/**
 * The run that a page is about: the shown pause, else the preset's own schedule, else never pausing.
 * @param {object[]} runs of an answer of `curves`.
 * @returns {object}
 */
export function primary(runs) {
  return ["pause", "preset", "never"].map((id) => runs.find((run) => run.id === id)).find(Boolean);
}

/**
 * How a run's line of a quantity is drawn.
 * @param {string} id of the run; "other" for the kind of slowdown that is not shown.
 * @param {boolean} main whether it is the primary run.
 * @param {number} index of the quantity among those of its panel that move.
 * @returns {{colour: string, dash: number[], width: number}}
 */
export function strokeOf(id, main, index) {
  if (main) return { colour: lineColour(index), dash: [], width: index === 0 ? 2.25 : 1.75 };
  if (id === "never") return { colour: "--never", dash: DASHES.never, width: 1.25 };
  return { colour: lineColour(index), dash: DASHES[id], width: 1.75 };
}

/**
 * The custom property with a colour of lines.
 * @param {number} index
 * @returns {string}
 */
export function lineColour(index) {
  return `--line-${1 + (index % COLOURS)}`;
}

/**
 * The custom property with a colour of bands behind lines.
 * @param {number} index
 * @returns {string}
 */
export function bandColour(index) {
  return `--band-${1 + (index % COLOURS)}`;
}

/**
 * The custom property with a colour of stretches in a strip.
 * @param {number} index
 * @returns {string}
 */
export function tintColour(index) {
  return `--tint-${1 + (index % COLOURS)}`;
}

/** The look of what does not change during a run. */
export const CONSTANT = { colour: "--ink", dash: [1, 3], width: 1.25 };
