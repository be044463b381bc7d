/** Functions of the modelling language that neither overflow nor cancel; where Python raises an error, so do they. */

import { NotFinite } from "./errors.js";
import { erfc } from "./error_function.js";

/**
 * A result that is finite, or that no finite arguments gave.
 * @param {number} result
 * @param {number} argument
 */
function bounded(result, argument) {
  if (!Number.isFinite(result) && Number.isFinite(argument)) throw new NotFinite("math range error");
  return result;
}

/** What something is divided by. @param {number} x */
export function divisor(x) {
  if (x === 0) throw new NotFinite("division by zero");
  return x;
}

/** @param {number} x */
export function exp(x) {
  return bounded(Math.exp(x), x);
}

/** @param {number} x */
function expm1(x) {
  return bounded(Math.expm1(x), x);
}

/** @param {number} x */
export function log(x) {
  if (x <= 0) throw new NotFinite("math domain error");
  return Math.log(x);
}

/** @param {number} x */
export function sqrt(x) {
  if (x < 0) throw new NotFinite("math domain error");
  return Math.sqrt(x);
}

/** @param {number} x */
export function square(x) {
  return bounded(x * x, x);
}

/** x^n. @param {number} x @param {number} n */
export function power(x, n) {
  return x === 1 ? 1 : bounded(Math.pow(x, n), x * n);
}

/** 1/(1 + exp(-x)) for any x. @param {number} x */
export function logistic(x) {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const grown = Math.exp(x);
  return grown / (1 + grown);
}

/** log(1 + exp(x)) for any x. @param {number} x */
export function softplus(x) {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** Standard normal distribution function, accurate in the lower tail. @param {number} x */
export function normalCdf(x) {
  return 0.5 * erfc(-x / Math.SQRT2);
}

/**
 * (a^-n + b^-n)^(-1/n) for a, b >= 0 and n > 0; 0 when either is 0.
 * @param {number} a
 * @param {number} b
 * @param {number} n
 */
export function softMin(a, b, n) {
  const low = Math.min(a, b);
  if (low < 0) throw new NotFinite("soft_min of a negative number");
  return low === 0 ? 0 : low * power(1 + power(low / Math.max(a, b), n), -1 / divisor(n));
}

/** Derivative of the soft minimum by a. @param {number} a @param {number} b @param {number} n */
export function softMinSlope(a, b, n) {
  if (Math.max(a, b) <= 0 || Math.min(a, b) < 0) throw new NotFinite("soft_min has no derivative where both are 0");
  if (a <= b) return power(1 + power(a / b, n), -1 - 1 / divisor(n));
  const ratio = power(b / a, n);
  return power(ratio / (1 + ratio), 1 + 1 / divisor(n));
}

/**
 * Derivative of the soft minimum by its sharpness; 0 where either is 0.
 * @param {number} a
 * @param {number} b
 * @param {number} n
 */
export function softMinBend(a, b, n) {
  const low = Math.min(a, b);
  if (low <= 0) return 0;
  const share = low / Math.max(a, b);
  const ratio = power(share, n);
  const inside = Math.log1p(ratio) / divisor(n) - (ratio / (1 + ratio)) * Math.log(share);
  return (softMin(a, b, n) * inside) / n;
}

/** ln(1 + f (exp(x) - 1)). @param {number} share @param {number} gain */
function logOfMean(share, gain) {
  return gain > -1 ? Math.log1p(share * expm1(gain)) : log(1 - share + share * Math.exp(gain));
}

/** @param {number} share @param {number} machine @param {number} substitution */
function withoutPeople(share, machine, substitution) {
  if (share >= 1) return machine;
  return substitution <= 0 ? 0 : power(share, (1 - substitution) / substitution) * machine;
}

/**
 * How far machines are ahead of people on their tasks, ln(m/f) - ln(h/(1-f)).
 * @param {number} share
 * @param {number} machine
 * @param {number} human
 */
function advantageOf(share, machine, human) {
  return log(machine / share) - log(human / (1 - share));
}

/**
 * Task CES for abundant machine labour, m > f (m + h): accurate for a substitution near 0, and for machines beyond any
 * bound.
 * @param {number} share @param {number} machine @param {number} human @param {number} substitution
 */
export function cesBottleneck(share, machine, human, substitution) {
  if (share <= 0) return human;
  if (human <= 0 || share >= 1) return withoutPeople(share, machine, substitution);
  const advantage = advantageOf(share, machine, human);
  const worker = human / (1 - share);
  if (Math.abs(substitution) < 1e-12) return worker * exp(share * advantage);
  return worker * exp(logOfMean(share, substitution * advantage) / substitution);
}

/**
 * Derivative of the task CES for abundant machine labour by the substitution; a series near 0.
 * @param {number} share @param {number} machine @param {number} human @param {number} substitution
 */
export function cesBend(share, machine, human, substitution) {
  if (!(share > 0 && share < 1) || (human <= 0 && substitution <= 0)) return 0;
  const output = cesBottleneck(share, machine, human, substitution);
  if (human <= 0) return (-output * Math.log(share)) / (substitution * substitution);
  const advantage = advantageOf(share, machine, human);
  const gain = substitution * advantage;
  const rest = 1 - share;
  if (Math.abs(gain) < 1e-3) {
    const third = (rest - share) * advantage;
    const fourth = (1 - 6 * share * rest) * advantage * advantage;
    const series = 0.5 + substitution * (third / 3 + (substitution * fourth) / 8);
    return output * share * rest * advantage * advantage * series;
  }
  const weight = logistic(gain + Math.log(share / rest));
  return (output * (weight * gain - logOfMean(share, gain))) / (substitution * substitution);
}

/** (exp(n x) - 1)/n, and its limit x at n = 0. @param {number} x @param {number} n */
export function boxCox(x, n) {
  return n === 0 ? x : expm1(n * x) / n;
}

/** x^n ln(x) for x >= 0, and its limit 0 at 0 where n is above 0. @param {number} x @param {number} n */
export function powerBend(x, n) {
  return x === 0 && n > 0 ? 0 : power(x, n) * log(x);
}
