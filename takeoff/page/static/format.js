/** Numbers, dates and units as a reader writes them. Pure functions. */

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];
const COUNTED = ["year", "month", "day", "hour", "researcher", "token", "parameter", "stream"];
const WORDS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const THIN = "\u202f";
const HARD = "\u00a0";

/**
 * A number with some significant digits: "48,613", "0.34", "3.2 × 10⁸".
 * @param {number|null} value null stands for never.
 * @param {number} [digits] significant digits; whole numbers below ten million keep all of theirs.
 * @returns {string}
 */
export function number(value, digits = 3) {
  if (value === null) return "never";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-4)) return scientific(value, digits);
  const decimals = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return minus(value.toLocaleString("en", { maximumFractionDigits: Math.min(decimals, 12) }));
}

function scientific(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  const short = String(Number(mantissa));
  return short === "1" ? power(Number(exponent)) : `${minus(short)}${THIN}×${THIN}${power(Number(exponent))}`;
}

function power(exponent) {
  const digits = [...String(Math.abs(exponent))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

function minus(text) {
  return text.replace("-", "−");
}

/**
 * The text of an editable field: digits that `Number` reads back, as many as the field shows.
 * @param {number|null} value
 * @returns {string}
 */
export function editable(value) {
  return value === null ? "never" : String(Number(value.toPrecision(7)));
}

/**
 * What somebody typed, or undefined if that is no number.
 * @param {string} text "1.5", "1,500", "never".
 * @returns {number|null|undefined} null for never.
 */
export function typed(text) {
  const plain = text.trim().replaceAll(",", "").replace("−", "-");
  if (plain.toLowerCase() === "never") return null;
  const value = plain === "" ? NaN : Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * The unit that stands behind a value: "years", "per year", "OOM", "" for a plain number.
 * @param {string} unit as declared.
 * @param {number|null} [value] one of something stands in the singular.
 * @returns {string}
 */
export function unitText(unit, value = 2) {
  if (unit === "1" || value === null) return "";
  const [above, ...below] = unit.split("/");
  const counted = value !== 1 && COUNTED.includes(above.split(" ").at(-1)) ? `${above}s` : above;
  return [above === "1" ? "" : counted, ...below].join(" per ").trim();
}

/**
 * A unit in full words, where there is room for them.
 * @param {string} unit as declared.
 * @returns {string}
 */
export function unitInFull(unit) {
  return unitText(unit).replace(/\bOOM\b/, "orders of magnitude (OOM)");
}

/**
 * A value with its unit.
 * @param {number|null} value
 * @param {string} unit
 * @param {number} [digits]
 * @returns {string}
 */
export function withUnit(value, unit, digits = 3) {
  const text = number(value, digits);
  return [text, unitText(unit, text === "1" ? 1 : value === null ? null : 2)].filter(Boolean).join(" ");
}

/**
 * A share as a percentage, "52.0 %", which no line break tears apart.
 * @param {number} share
 * @param {number} [decimals]
 * @returns {string}
 */
export function percent(share, decimals = 1) {
  return `${minus((100 * share).toFixed(decimals))}${HARD}%`;
}

/**
 * A share as a percentage in as few digits as it takes, as an axis has it: "50 %", "99.5 %".
 * @param {number} share
 * @param {number} [digits] significant digits.
 * @returns {string}
 */
export function shortPercent(share, digits = 3) {
  return `${number(100 * share, digits)}${HARD}%`;
}

/**
 * Whether values of an outcome are told in percent: shares of one, all of them.
 * @param {(number|null)[]} values
 * @param {string} unit
 * @returns {boolean}
 */
export function areShares(values, unit) {
  return unit === "1" && values.every((value) => value === null || (value >= 0 && value <= 1));
}

/**
 * Outcomes side by side, with just enough digits to tell them apart; shares of one in percent.
 * @param {number[]} values
 * @param {string} unit
 * @returns {string[]}
 */
export function apart(values, unit) {
  const shares = areShares(values, unit);
  const write = (value, more) => (shares ? percent(value, 1 + more) : withUnit(value, unit, 3 + more));
  for (const more of [0, 1, 2]) {
    const texts = values.map((value) => write(value, more));
    if (more === 2 || new Set(texts).size === new Set(values).size) return texts;
  }
  return [];
}

/**
 * The day of a calendar time.
 * @param {number} time calendar years.
 * @returns {Date}
 */
function day(time) {
  const year = Math.floor(time);
  const start = Date.UTC(year, 0, 1);
  return new Date(start + (time - year) * (Date.UTC(year + 1, 0, 1) - start));
}

/**
 * The month of a calendar time: "December 2030".
 * @param {number} time calendar years.
 * @returns {string}
 */
export function month(time) {
  const date = day(time);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/**
 * A span of time: "two years", "one year", "1.5 years", "6 months".
 * @param {number} years
 * @returns {string}
 */
export function span(years) {
  if (years in WORDS && years > 0) return `${WORDS[years]} year${years === 1 ? "" : "s"}`;
  if (years < 1) return `${number(12 * years, 2)} months`;
  return `${number(years)} years`;
}

/**
 * A span of time before a noun: "two-year", "6-month".
 * @param {number} years
 * @returns {string}
 */
export function spanBefore(years) {
  return span(years).replace(/s$/, "").replace(" ", "-");
}

/**
 * A thing with its article: "a two-year ramp", "an 8-month ramp".
 * @param {string} thing
 * @returns {string}
 */
export function one(thing) {
  return `${/^(eight|8|1[18]\b)/.test(thing) ? "an" : "a"} ${thing}`;
}
