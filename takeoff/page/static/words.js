/** The answer in sentences, from facts. Pure functions: the same for every source. */

import { apart, month, number, percent, span, spanBefore, withUnit } from "./format.js";

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
  if (!helps(best)) return `${first} Never pausing is best: ${never}.`;
  return `${first} The best one starts in ${month(time.start + best.start)}: ${most}; never pausing gives ${never}.`;
}

function neverSentence(goal, best, slowdown) {
  return `Never pausing is best: ${goal.label} ${apart([best.never], goal.unit)[0]}. ${capital(slowdown)} does not help, whenever it starts.`;
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
function ofKind({ kind, length }, depth) {
  if (kind === "ramp") return `a ${spanBefore(length)} ramp ${extent(depth)}`;
  return depth === 1 ? "a full stop" : `a slowdown ${extent(depth)}`;
}

/**
 * A slowdown as a thing, without its start: "full stop", "two-year ramp to a full stop".
 * @param {object} pause of the state.
 * @returns {string}
 */
export function slowdownText(pause) {
  return ofKind(pause, pause.depth).replace(/^a /, "");
}

/**
 * Short names of runs, for the ends of lines and the legend.
 * @param {object} pause of the state.
 * @returns {Object<string, string>}
 */
export function runNames({ kind, depth }) {
  const shown = kind === "ramp" ? "ramp" : depth === 1 ? "full stop" : "slowdown";
  return { pause: shown, gradual: kind === "ramp" ? "equal ramp" : "ramp", preset: "preset", never: "never" };
}

/**
 * What the schedule gives that a preset has of its own.
 * @param {object} description
 * @param {object|undefined} run of that schedule, if there is one.
 * @returns {string}
 */
export function presetSentence({ goal }, run) {
  const value = run?.outcomes[goal.name];
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
  return `${capital(slowdown)} that starts in ${month(time.start + best.start)} gives ${apart([best.goal], goal.unit)[0]}.`;
}

/**
 * The gradual slowdown that leaves the same lead.
 * @param {object} description
 * @param {object} equal answer of `equal`.
 * @returns {string}
 */
export function equalSentence({ goal, lead, time }, equal) {
  const ramp = `${spanBefore(equal.length)} ramp`;
  if (equal.start === null) return `No ${ramp} leaves the same lead.`;
  const left = withUnit(equal.lead, lead.unit, 2);
  return `A ${ramp} that leaves the same lead (${left}) starts in ${month(time.start + equal.start)} and gives ${apart([equal.goal], goal.unit)[0]}.`;
}

/**
 * The best slowdown whose depth is free too.
 * @param {object} description
 * @param {object} best answer of `pause` for "depth".
 * @returns {string}
 */
export function depthSentence({ goal, time }, best) {
  if (!helps(best)) return "No depth of slowing down helps.";
  return `The best depth is ${percent(best.depth, 0)}, from ${month(time.start + best.start)}: ${apart([best.goal], goal.unit)[0]}.`;
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
  const kept = `${end}; ${lead.label} then: ${withUnit(left, lead.unit, 2)}`;
  const whole = never.outcomes[lead.name];
  return run === never || typeof whole !== "number" ? `${kept}.` : `${kept}, against ${withUnit(whole, lead.unit, 2)} without a pause.`;
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
  return `${capital(goal.label)} over ${number(fan.draws)} draws of what is uncertain: median ${middle}; half of them from ${low} to ${high}, nine in ten from ${lowest} to ${highest}.${failed}`;
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
