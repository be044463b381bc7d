/** The largest value of a function between two points. */

const GOLDEN = (3 - Math.sqrt(5)) / 2;
const MOST_STEPS = 60;

/**
 * The top of a hill by Brent's method: parabolas where they are good, golden sections where they are not.
 *
 * Source: R. P. Brent, Algorithms for minimization without derivatives, 1973, chapter 5.
 * @param {(x: number) => Promise<number>} height minus infinity where there is none
 * @param {number} low
 * @param {number} high
 * @param {number} accuracy of the place, absolute
 * @returns {Promise<{x: number, value: number}>}
 */
export async function top(height, low, high, accuracy) {
  let [least, most] = [low, high];
  let x = low + GOLDEN * (high - low);
  let best = { x, value: await height(x) };
  let [second, third] = [best, best];
  let [step, before] = [0, 0];
  for (let count = 0; count < MOST_STEPS; count += 1) {
    const middle = (least + most) / 2;
    if (Math.abs(best.x - middle) + (most - least) / 2 <= 2 * accuracy) break;
    const tried = parabola(best, second, third);
    const inside = best.x + tried > least + accuracy && best.x + tried < most - accuracy;
    const good = Math.abs(before) > accuracy && Math.abs(tried) < Math.abs(before) / 2 && inside;
    [before, step] = good ? [step, tried] : section(best.x, middle, least, most);
    x = best.x + (Math.abs(step) >= accuracy ? step : Math.sign(step) * accuracy);
    const here = { x, value: await height(x) };
    if (here.value >= best.value) {
      if (here.x >= best.x) least = best.x;
      else most = best.x;
      [third, second, best] = [second, best, here];
    } else {
      if (here.x < best.x) least = here.x;
      else most = here.x;
      if (here.value >= second.value || second === best) [third, second] = [second, here];
      else if (here.value >= third.value || third === best || third === second) third = here;
    }
  }
  return best;
}

/**
 * A step into the larger part, and the length of that part.
 * @param {number} x
 * @param {number} middle
 * @param {number} least
 * @param {number} most
 */
function section(x, middle, least, most) {
  const part = x >= middle ? least - x : most - x;
  return [part, GOLDEN * part];
}

/**
 * The step to the top of the parabola through three points; not a number where there is none.
 * @param {any} a
 * @param {any} b
 * @param {any} c
 */
function parabola(a, b, c) {
  const left = (a.x - b.x) * (a.value - c.value);
  const right = (a.x - c.x) * (a.value - b.value);
  return (-0.5 * ((a.x - b.x) * left - (a.x - c.x) * right)) / (left - right);
}
