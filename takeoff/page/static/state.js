/**
 * What the page shows, as a value, and as the query of its address. Pure functions.
 *
 * @typedef {object} State
 * @property {string} model name of the model.
 * @property {string} preset name of a scenario; "" for the model's defaults.
 * @property {Object<string, number|null>} changed parameters that differ from the preset; null is never.
 * @property {string[]} off mechanisms that are switched off, in the model's order.
 * @property {{kind: string, start: number|null, depth: number, length: number}} pause the slowdown; start null: the best.
 * @property {boolean} compare whether a gradual slowdown at equal lead is shown too.
 */

import { number, unitText } from "./format.js";

const VERSION = "1";
const KINDS = ["abrupt", "ramp"];
const USUAL = { kind: "abrupt", start: null, depth: 1, length: 2 };

/**
 * The state of a page without a query.
 * @param {object} description what the model offers.
 * @returns {State}
 */
export function initial(description) {
  const length = clip(description.slowdown.length, USUAL.length);
  return { model: description.model, preset: "", changed: {}, off: [], pause: { ...USUAL, length }, compare: false };
}

/**
 * The name of the model that a query asks for, or "".
 * @param {string} query
 * @returns {string}
 */
export function modelOf(query) {
  return new URLSearchParams(query).get("model") ?? "";
}

/**
 * Read a query: whatever is unknown is left out, whatever is out of range is clipped, and both are named.
 * @param {string} query with or without "?".
 * @param {object} description
 * @returns {{state: State, notices: string[]}}
 */
export function read(query, description) {
  const pairs = [...new URLSearchParams(query)];
  const reading = { state: initial(description), notices: [], description };
  // The preset and mechanisms say what a parameter differs from, so they come first whatever the order of the query.
  for (const early of [true, false]) {
    for (const [key, text] of pairs) {
      if (early === ["preset", "off"].includes(key)) readPair(reading, key, text);
    }
  }
  return { state: reading.state, notices: reading.notices };
}

function readPair(reading, key, text) {
  const { state, notices } = reading;
  if (key.startsWith("p.")) readParameter(reading, key.slice(2), text);
  else if (key.startsWith("pause.")) readPause(reading, key.slice(6), text);
  else if (key === "preset") readPreset(reading, text);
  else if (key === "off") readOff(reading, text);
  else if (key === "compare") state.compare = text === "1";
  else if (key === "v" && text !== VERSION) notices.push(`This address is of version ${quoted(text)}; it is read as ${VERSION}.`);
  else if (key !== "v" && key !== "model") notices.push(`${quoted(key)} means nothing here and is left out.`);
}

function readPreset({ state, notices, description }, name) {
  if (description.presets.some((preset) => preset.name === name)) state.preset = name;
  else if (name !== "") notices.push(`There is no preset ${quoted(name)}; these are the model’s defaults.`);
}

function readOff({ state, notices, description }, text) {
  const wanted = text.split(",").filter(Boolean);
  const known = description.mechanisms.map((mechanism) => mechanism.name);
  state.off = known.filter((name) => wanted.includes(name));
  for (const name of wanted) {
    if (!known.includes(name)) notices.push(`There is no mechanism ${quoted(name)} to switch off.`);
  }
}

function readParameter(reading, name, text) {
  const { state, notices, description } = reading;
  const parameter = description.parameters.find((each) => each.name === name);
  if (!parameter) {
    notices.push(`The model has no parameter ${quoted(name)}.`);
    return;
  }
  const holder = heldBy(state, description, name);
  if (holder) {
    notices.push(`The ${parameter.label} is held by a mechanism that is off (${holder.label}): its value is left out.`);
    return;
  }
  const value = text === "never" && parameter.date ? null : plainNumber(text);
  if (value === undefined) {
    notices.push(`${quoted(text)} is no number: ${parameter.label} keeps its value.`);
    return;
  }
  const clipped = clip(parameter, value);
  if (clipped !== value) notices.push(clippedText(parameter, value, clipped));
  reading.state = withParameter(state, description, name, clipped);
}

function readPause({ state, notices, description }, key, text) {
  if (key === "kind" && KINDS.includes(text)) state.pause.kind = text;
  else if (!["start", "depth", "length"].includes(key)) notices.push(`${quoted(`pause.${key}`)} cannot be ${quoted(text)}.`);
  else {
    const range = description.slowdown[key];
    const value = plainNumber(text);
    if (value === undefined) {
      notices.push(`${quoted(text)} is no number: the ${key} of the slowdown keeps its value.`);
      return;
    }
    state.pause[key] = clip(range, value);
    if (state.pause[key] !== value) {
      notices.push(`The ${key} of the slowdown was ${number(value)}, outside ${rangeText(range)}; it is now ${number(state.pause[key])}.`);
    }
  }
}

/** Digits as a person or a program writes them; no "0x10", no empty text. */
function plainNumber(text) {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

function quoted(text) {
  return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
}

/**
 * What is said when a value was out of range.
 * @param {object} parameter
 * @param {number} value
 * @param {number} clipped
 * @returns {string}
 */
export function clippedText(parameter, value, clipped) {
  const unit = unitText(parameter.unit);
  return `The ${parameter.label} was ${number(value)}, outside ${rangeText(parameter)}${unit && ` ${unit}`}; it is now ${number(clipped)}.`;
}

/**
 * A legal range in words.
 * @param {{low: number|null, high: number|null}} range
 * @returns {string}
 */
export function rangeText({ low, high }) {
  if (low === null && high === null) return "any number";
  if (high === null) return `${number(low)} or more`;
  if (low === null) return `${number(high)} or less`;
  return `${number(low)} to ${number(high)}`;
}

/**
 * The nearest legal value.
 * @param {{low: number|null, high: number|null}} range
 * @param {number|null} value
 * @returns {number|null}
 */
export function clip({ low, high }, value) {
  if (value === null) return null;
  return Math.min(Math.max(value, low ?? -Infinity), high ?? Infinity);
}

/**
 * The query of a state: only what differs from its preset.
 * @param {State} state
 * @returns {string}
 */
export function write(state) {
  const pairs = [["v", VERSION], ["model", state.model]];
  if (state.preset) pairs.push(["preset", state.preset]);
  for (const [name, value] of Object.entries(state.changed)) pairs.push([`p.${name}`, value === null ? "never" : String(value)]);
  if (state.off.length) pairs.push(["off", state.off.join(",")]);
  for (const key of Object.keys(USUAL)) {
    if (state.pause[key] !== USUAL[key]) pairs.push([`pause.${key}`, String(state.pause[key])]);
  }
  if (state.compare) pairs.push(["compare", "1"]);
  return pairs.map(([key, text]) => `${key}=${encode(text)}`).join("&");
}

/** Percent-encoding that leaves what a reader wants to read. */
function encode(text) {
  return encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%5B", "[").replaceAll("%5D", "]");
}

/**
 * The value of a parameter without the changes made by hand: by mechanisms switched off, preset, or default.
 * @param {State} state
 * @param {object} description
 * @param {string} name
 * @returns {number|null}
 */
export function base(state, description, name) {
  for (const mechanism of description.mechanisms) {
    if (state.off.includes(mechanism.name) && name in mechanism.set) return mechanism.set[name];
  }
  const preset = description.presets.find((each) => each.name === state.preset);
  if (preset && name in preset.set) return preset.set[name];
  return description.parameters.find((each) => each.name === name).value;
}

/**
 * The value of a parameter; a mechanism that is off wins over what was changed by hand.
 * @param {State} state
 * @param {object} description
 * @param {string} name
 * @returns {number|null}
 */
export function valueOf(state, description, name) {
  return name in state.changed && !heldBy(state, description, name) ? state.changed[name] : base(state, description, name);
}

/**
 * The mechanism that is off and holds a parameter, if any.
 * @param {State} state
 * @param {object} description
 * @param {string} name
 * @returns {object|undefined}
 */
export function heldBy(state, description, name) {
  return description.mechanisms.find((mechanism) => state.off.includes(mechanism.name) && name in mechanism.set);
}

/**
 * Change a parameter; a value that the preset has anyway is no change.
 * @param {State} state
 * @param {object} description
 * @param {string} name
 * @param {number|null} value
 * @returns {State}
 */
export function withParameter(state, description, name, value) {
  const { [name]: _, ...others } = state.changed;
  const changed = value === base(state, description, name) ? others : { ...others, [name]: value };
  return { ...state, changed };
}

/**
 * Take a preset as it is: without changes made by hand, with the slowdown's start left to be found.
 * @param {State} state
 * @param {string} preset
 * @returns {State}
 */
export function withPreset(state, preset) {
  return { ...state, preset, changed: {}, off: [], pause: { ...state.pause, start: null } };
}

/**
 * Switch a mechanism off or on again; what was changed by hand of its parameters is dropped.
 * @param {State} state
 * @param {object} description
 * @param {string} name
 * @param {boolean} on
 * @returns {State}
 */
export function withMechanism(state, description, name, on) {
  const off = description.mechanisms.map((each) => each.name).filter((each) => (each === name ? !on : state.off.includes(each)));
  const { set } = description.mechanisms.find((each) => each.name === name);
  const changed = Object.fromEntries(Object.entries(state.changed).filter(([parameter]) => !(parameter in set)));
  return { ...state, off, changed };
}

/**
 * Change the slowdown.
 * @param {State} state
 * @param {object} changes some of kind, start, depth and length.
 * @returns {State}
 */
export function withPause(state, changes) {
  return { ...state, pause: { ...state.pause, ...changes } };
}
