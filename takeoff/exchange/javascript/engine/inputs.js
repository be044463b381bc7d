/** Values at the door: numbers in declared units become numbers in inside units, or are refused. */

import { InputError, NotFinite, RunError } from "./errors.js";
import { shown } from "./guard.js";

/** A number from here on is, for a date, a calendar year; below, a time since the start. */
const FIRST_CALENDAR_YEAR = 1000;

/**
 * What a parameter lets in.
 * @typedef {Object} Door
 * @property {string} name
 * @property {string} unit declared
 * @property {number} scale inside units in a declared one
 * @property {number | null} low legal range in the declared unit; null where there is none
 * @property {number | null} high
 * @property {boolean} date whether calendar years are legal
 * @property {boolean} endless whether "never" is
 * @property {number | null | undefined} value default in inside units; null for never; none where it must be given
 */

/**
 * One value in the inside unit.
 * @param {Door} door
 * @param {number | "never"} given in the declared unit
 * @param {number} start of the model, as a calendar year
 * @returns {number}
 */
export function read(door, given, start) {
  const value = given === "never" ? Infinity : given;
  if (typeof value !== "number" || Number.isNaN(value) || (!Number.isFinite(value) && !(door.endless && value > 0))) {
    throw new InputError(`'${door.name}': ${given} is not a finite number`, door.name);
  }
  const calendar = door.date && FIRST_CALENDAR_YEAR <= value && value < Infinity;
  const inside = calendar ? value - start : value * door.scale;
  if (!isLegal(door, inside)) {
    const legal = `${door.low ?? "-inf"} to ${door.high ?? "inf"} ${door.unit}`;
    throw new InputError(`'${door.name}': ${given} is outside ${legal}`, door.name);
  }
  return inside;
}

/**
 * Whether a value of the inside unit is in the legal range, but for rounding.
 * @param {Door} door
 * @param {number} inside
 */
function isLegal(door, inside) {
  const value = inside / door.scale;
  const slack = Number.isFinite(value) ? 1e-12 * Math.abs(value) : 0;
  return (door.low ?? -Infinity) - slack <= value && value <= (door.high ?? Infinity) + slack;
}

/**
 * Values of all parameters in inside units: those given, defaults, and computed ones.
 * @param {import("./run.js").Program} program
 * @param {Record<string, number | "never">} changes name -> a number in the declared unit
 * @returns {number[]}
 */
export function valuesOf(program, changes) {
  const { tables } = program;
  for (const name of Object.keys(changes)) {
    if (!tables.parameters.some((door) => door.name === name)) {
      throw new InputError(`the model has no parameter '${name}'`, name);
    }
  }
  const values = tables.parameters.map((door) => {
    if (Object.hasOwn(changes, door.name)) return read(door, changes[door.name], tables.start);
    if (door.value === undefined) throw new InputError(`'${door.name}' is needed (${door.unit})`, door.name);
    return door.value ?? Infinity;
  });
  complete(program, values, changes);
  requireOrder(program, values);
  return values;
}

/**
 * Fill in computed parameters that are not given.
 * @param {any} program
 * @param {number[]} values
 * @param {object} changes
 */
function complete({ tables, functions }, values, changes) {
  tables.computed.forEach((place, k) => {
    const door = tables.parameters[place];
    if (Object.hasOwn(changes, door.name)) return;
    values[place] = computedValue(functions.computed[k], values, door);
  });
}

/** @param {any} compute @param {number[]} values @param {Door} door */
function computedValue(compute, values, door) {
  let value = NaN;
  try {
    [value] = compute(values)();
  } catch (error) {
    if (!(error instanceof NotFinite)) throw error;
  }
  if (!Number.isFinite(value)) throw new RunError(`a computed parameter: '${door.name}' has no finite value here`);
  if (!isLegal(door, value)) {
    throw new RunError(`a computed parameter: '${door.name}' = ${shown(value / door.scale)} is outside its range`);
  }
  return value;
}

/** Refuse arguments of schedules that do not fit each other. @param {any} program @param {number[]} values */
function requireOrder({ tables, functions }, values) {
  const kept = functions.fits(values)();
  tables.fits.forEach((told, k) => {
    if (kept[k] <= 0.5) throw new InputError(told);
  });
  for (const [earlier, later] of tables.rising) {
    if (values[later] < values[earlier]) {
      const [one, other] = [later, earlier].map((place) => tables.parameters[place].name);
      throw new InputError(`'${one}' is before '${other}'`, one);
    }
  }
}
