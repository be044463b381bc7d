/** The answer in sentences, from facts. Pure functions: the same for every source. */

import { apart, month, number, one, percent, span, spanBefore } from "./format.js";

/**
 * What the best slowdown of the shown kind is, or how the one that was chosen compares.
 * @param {object} description
 * @param {object} state
 * @param {object} best answer of `pause`.
 * @param {object|null} own run of the slowdown whose start was chosen by hand.
 * @returns {string}
 */
export function bestSentence(description, state, best, own) {
  const { goal } = description;
  if (own && own.outcomes[goal.name] !== null) return ownSentence(description, state, best, own);
  if (!helps(best)) return neverSentence(goal, best, ofKind(state.pause, best.depth));
  const [with_, without] = apart([best.goal, best.never], goal.unit);
  const when = month(description.time.start + best.start);
  return `${asked(state.pause, best.depth, when)}: ${goal.label} ${with_}, against ${without} for never pausing.`;
}

function ownSentence({ goal, time }, state, best, own) {
  const values = [own.outcomes[goal.name], best.never, ...(helps(best) ? [best.goal] : [])];
  const [mine, never, most] = apart(values, goal.unit);
  const start = month(time.start + state.pause.start);
  const first = `${capital(ofKind(state.pause, state.pause.depth))} from ${start}: ${goal.label} ${mine}.`;
  if (!helps(best)) return `${first} No start of it helps: never pausing gives ${never}.`;
  return `${first} The best one starts in ${month(time.start + best.start)}: ${most}; never pausing gives ${never}.`;
}

function neverSentence(goal, best, slowdown) {
  return `${capital(slowdown)} does not help, whenever it starts: never pausing gives ${goal.label} ${apart([best.never], goal.unit)[0]}.`;
}

/** @param {object} best answer of `pause`. */
export function helps(best) {
  return best.better && best.start !== null;
}

function asked({ kind, length }, depth, when) {
  if (kind === "ramp") return `Slow down over ${span(length)} from ${when}, ${extent(depth)}`;
  return depth === 1 ? `Pause in ${when}, fully` : `Slow down in ${when}, ${extent(depth)}`;
}

function extent(depth) {
  return depth === 1 ? "to a full stop" : `by ${percent(depth, 0)}`;
}

/** A slowdown as a thing: "a full stop", "a two-year ramp to a full stop". */
function ofKind(pause, depth) {
  return one(thing(pause, depth));
}

function thing({ kind, length }, depth) {
  if (kind === "ramp") return `${spanBefore(length)} ramp ${extent(depth)}`;
  return depth === 1 ? "full stop" : `slowdown ${extent(depth)}`;
}

/**
 * A slowdown as a thing, without its start: "full stop", "two-year ramp to a full stop".
 * @param {object} pause of the state.
 * @returns {string}
 */
export function slowdownText(pause) {
  return thing(pause, pause.depth);
}

/**
 * Short names of runs, for the ends of lines.
 * @param {object} description
 * @param {object} pause of the state.
 * @returns {{pause: string, other: string, gradual: string, preset: string, never: string}} `other`: of the kind that
 *   is not shown.
 */
export function runNames({ control }, { kind, depth }) {
  const names = [depth === 1 ? "full stop" : "slowdown", "ramp"];
  const [pause, other] = kind === "ramp" ? names.toReversed() : names;
  return { pause, other, gradual: "ramp", preset: "preset", never: control ? "never" : "run" };
}

/**
 * What the schedule gives that a preset has of its own.
 * @param {object} description
 * @param {object|undefined} run of that schedule, if there is one.
 * @returns {string}
 */
export function presetSentence({ goal }, run) {
  const value = run?.outcomes[goal?.name];
  return typeof value === "number" ? `The preset’s own schedule gives ${apart([value], goal.unit)[0]}.` : "";
}

/**
 * What the other kind of slowdown gives at its best: a ramp beside an abrupt one, and the other way round.
 * @param {object} description
 * @param {object} state
 * @param {object} best answer of `pause` for that kind.
 * @returns {string}
 */
export function otherSentence({ goal, time }, state, best) {
  const kind = state.pause.kind === "ramp" ? "abrupt" : "ramp";
  const slowdown = ofKind({ ...state.pause, kind }, best.depth);
  if (!helps(best)) return `${capital(slowdown)} does not help.`;
  return `${capital(slowdown)} that starts in ${month(time.start + best.start)} gives ${besideNever(best, goal.unit)}.`;
}

/** The goal of the best slowdown, in digits that tell it from never pausing. */
function besideNever(best, unit) {
  return apart([best.goal, best.never].filter((value) => value !== null), unit)[0];
}

/**
 * The gradual slowdown that leaves the same lead.
 * @param {object} description
 * @param {object} equal answer of `equal`.
 * @returns {string}
 */
export function equalSentence({ goal, lead, time }, equal) {
  const ramp = `${spanBefore(equal.length)} ramp`;
  if (equal.start === null) return `No ${ramp} has the same ${lead.label}.`;
  const [left] = apart([equal.lead], lead.unit);
  return `${capital(one(ramp))} with the same ${lead.label} (${left}) starts in ${month(time.start + equal.start)} and gives ${apart([equal.goal], goal.unit)[0]}.`;
}

/**
 * The best slowdown at once whose depth is free too.
 * @param {object} description
 * @param {object} pause of the state.
 * @param {object} best answer of `pause` for "depth".
 * @returns {string}
 */
export function depthSentence({ goal, time }, pause, best) {
  const atOnce = pause.kind === "ramp" ? " at once" : "";
  if (!helps(best)) return `No depth of slowing down${atOnce} helps.`;
  if (isDepth(pause, best.depth)) return "No other depth gives more.";
  return `The best depth${atOnce} is ${percent(best.depth, 0)}, from ${month(time.start + best.start)}: ${besideNever(best, goal.unit)}.`;
}

/**
 * Whether a slowdown is one at once and of this depth, as far as percents tell.
 * @param {object} pause of the state.
 * @param {number} depth
 * @returns {boolean}
 */
export function isDepth(pause, depth) {
  return pause.kind === "abrupt" && Math.round(100 * pause.depth) === Math.round(100 * depth);
}

/**
 * How a run ends, and what is left of the lead.
 * @param {object} description
 * @param {object} run
 * @param {object} never the run that never pauses.
 * @returns {string}
 */
export function endSentence({ lead, milestones }, run, never) {
  const stopping = milestones.find((milestone) => milestone.stop && run.milestones[milestone.name] !== null);
  const end = stopping ? `${capital(stopping.label)} in ${month(run.milestones[stopping.name])}` : `The run ends in ${month(run.end)}`;
  const left = lead && run.outcomes[lead.name];
  if (typeof left !== "number") return `${end}.`;
  const whole = never.outcomes[lead.name];
  const beside = run !== never && typeof whole === "number";
  const [kept, without] = apart(beside ? [left, whole] : [left], lead.unit);
  const compared = kept === without ? ", as without a pause" : `, against ${without} without a pause`;
  return `${end}; ${lead.label} then: ${kept}${beside ? compared : ""}.`;
}

/**
 * How far the goal is spread over draws.
 * @param {object} description
 * @param {object} fan answer of `fan`.
 * @returns {string}
 */
export function fanSentence({ goal }, fan) {
  const spread = fan.outcomes[goal?.name];
  if (!spread || spread.includes(null)) return `${number(fan.draws)} draws of what is uncertain.`;
  const [lowest, low, middle, high, highest] = apart(spread, goal.unit);
  const failed = fan.failed ? ` ${number(fan.failed)} draws have no answer.` : "";
  const over = `${capital(goal.label)} over ${number(fan.draws)} draws of what is uncertain: median ${middle}`;
  return `${over}; half of them from ${low} to ${high}, nine in ten from ${lowest} to ${highest}.${failed}`;
}

/**
 * What the bands behind the curves are.
 * @param {object} fan answer of `fan`.
 * @returns {string}
 */
export function fanLegend({ draws }) {
  return `bands: half and nine tenths of ${number(draws)} draws, dotted their median, while at least half of them go on`;
}

/**
 * How far the best date is spread over draws.
 * @param {object} answer of `dates`.
 * @returns {string}
 */
export function datesSentence({ draws, never, starts }) {
  const share = `In ${percent(never, 0)} of ${number(draws)} draws never pausing is best`;
  if (starts.length === 0) return `${share}.`;
  const at = (quantile) => month(starts[Math.min(starts.length - 1, Math.floor(quantile * starts.length))]);
  return `${share}. In the others the best pause starts in ${at(0.5)} at the median; half of them from ${at(0.25)} to ${at(0.75)}.`;
}

/**
 * What is said in place of an answer.
 * @param {Error} error
 * @returns {string}
 */
export function errorSentence(error) {
  const stop = (text) => (/[.?!]$/.test(text) ? text : `${text}.`);
  return [error.message, error.hint].filter(Boolean).map((text) => capital(stop(text))).join(" ");
}

/**
 * A sentence's beginning.
 * @param {string} text
 * @returns {string}
 */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
