/** From places of a slider to values and back. Pure functions. */

const PLACES = 400;

/**
 * The attributes of a range input for a slider.
 * @param {{low: number, high: number, log: boolean, step: number}} slider
 * @returns {{min: number, max: number, step: number|string}}
 */
export function places({ low, high, log, step }) {
  return log ? { min: 0, max: PLACES, step: 1 } : { min: low, max: high, step };
}

/**
 * The value at a place; on a logarithmic slider with three significant digits.
 * @param {{low: number, high: number, log: boolean}} slider
 * @param {number} place
 * @returns {number}
 */
export function atPlace({ low, high, log }, place) {
  if (!log) return place;
  if (place <= 0) return low;
  if (place >= PLACES) return high;
  return Number((low * (high / low) ** (place / PLACES)).toPrecision(3));
}

/**
 * The place of a value; a value beyond an end is at that end.
 * @param {{low: number, high: number, log: boolean}} slider
 * @param {number} value
 * @returns {number}
 */
export function placeOf({ low, high, log }, value) {
  const inside = Math.min(Math.max(value, low), high);
  return log ? (PLACES * Math.log(inside / low)) / Math.log(high / low) : inside;
}
