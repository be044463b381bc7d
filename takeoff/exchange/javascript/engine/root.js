/** Brent's method: the root of a function between two points where its signs differ. */

/** Rounding of a number, relative. */
const DIGITS = 4 * Number.EPSILON;
const MOST_STEPS = 200;

/**
 * A root; inverse quadratic steps where they are good, halves where they are not.
 *
 * Source: R. P. Brent, Algorithms for minimization without derivatives, 1973, chapter 4.
 * @param {(x: number) => number} of the function
 * @param {number} low one end
 * @param {number} high the other
 * @param {number} accuracy of the root, absolute
 * @returns {number}
 */
export function root(of, low, high, accuracy) {
  let [before, best] = [low, high];
  let [atBefore, atBest] = [of(low), of(high)];
  let [other, atOther] = [before, atBefore];
  let step = best - before;
  let last = step;
  for (let count = 0; count < MOST_STEPS; count += 1) {
    if (atBest > 0 === atOther > 0) {
      [other, atOther] = [before, atBefore];
      step = last = best - before;
    }
    if (Math.abs(atOther) < Math.abs(atBest)) {
      [before, best, other] = [best, other, best];
      [atBefore, atBest, atOther] = [atBest, atOther, atBest];
    }
    const tolerance = (accuracy + DIGITS * Math.abs(best)) / 2;
    const half = (other - best) / 2;
    if (Math.abs(half) <= tolerance || atBest === 0) return best;
    const tried = interpolated(before, atBefore, best, atBest, other, atOther);
    const good = 2 * Math.abs(tried) < Math.min(3 * Math.abs(half) - tolerance, Math.abs(last));
    const usable = Math.abs(last) >= tolerance && Math.abs(atBefore) > Math.abs(atBest) && tried * half > 0 && good;
    [last, step] = usable ? [step, tried] : [half, half];
    [before, atBefore] = [best, atBest];
    best += Math.abs(step) > tolerance ? step : Math.sign(half) * tolerance;
    atBest = of(best);
  }
  return best;
}

/**
 * The step to where a secant, or an inverse parabola through three points, is 0.
 * @param {number} a @param {number} atA @param {number} b @param {number} atB @param {number} c @param {number} atC
 */
function interpolated(a, atA, b, atB, c, atC) {
  if (a === c) return (-atB * (b - a)) / (atB - atA);
  const toA = (atA - atB) / (a - b);
  const toC = (atC - atB) / (c - b);
  return (-atB * (atC * toC - atA * toA)) / (toC * toA * (atC - atA));
}
