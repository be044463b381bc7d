/** Errors of runs, in the words of the Python package. */

/** What a run cannot do: it ran away, gave no number, broke a promise, or used up its budget. */
export class RunError extends Error {
  /**
   * @param {string} message what happened
   * @param {string} hint what to do
   */
  constructor(message, hint = "") {
    super(message);
    this.hint = hint;
  }
}

/** A function of the model gave no finite number. */
export class NotFinite extends RunError {
  /** @param {string} reason */
  constructor(reason) {
    const hint = "no width, limit or scale that something is divided by may be 0; logarithms need positive numbers";
    super(`with these values the model gives no finite number (${reason})`, hint);
    this.reason = reason;
  }
}

/** What a user gave cannot be used. */
export class InputError extends Error {
  /**
   * @param {string} message what is wrong
   * @param {string} where the name of the input
   */
  constructor(message, where = "") {
    super(message);
    this.where = where;
  }
}

/**
 * Numbers of a function, refused unless each is real; infinite ones (dates that never come) may pass.
 * @param {number[]} values
 * @returns {number[]} the same
 */
export function numbers(values) {
  if (values.some(Number.isNaN)) throw new NotFinite("not a number");
  return values;
}

/**
 * Numbers of a function, refused unless each is finite.
 * @param {number[]} values
 * @returns {number[]} the same
 */
export function finite(values) {
  for (const value of values) {
    if (!Number.isFinite(value)) {
      throw new NotFinite(values.some(Number.isNaN) ? "not a number" : "not a finite number");
    }
  }
  return values;
}
