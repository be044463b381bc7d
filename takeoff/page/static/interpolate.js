/** Values between those of a grid. Pure functions. */

/**
 * The value at a place of a grid, on a straight line; null outside it and beside what is null.
 * @param {number[]} x rising.
 * @param {(number|null)[]} values
 * @param {number} at
 * @returns {number|null}
 */
export function between(x, values, at) {
  const right = x.findIndex((each) => each >= at);
  if (right < 0 || values[right] === null) return null;
  if (x[right] === at) return values[right];
  if (right === 0 || values[right - 1] === null) return null;
  const share = (at - x[right - 1]) / (x[right] - x[right - 1]);
  return values[right - 1] + share * (values[right] - values[right - 1]);
}
