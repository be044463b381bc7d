/** The goal against the start of the slowdown. Pure functions. */

import { lineColour } from "./runs.js";

/**
 * The picture of an answer of `scan`.
 * @param {object} scan
 * @param {object} description
 * @param {{start: number|null, best: number|null, names: Object<string, string>}} pause the start that is shown.
 * @returns {object} a picture without its years.
 */
export function scanPicture(scan, description, { start, best, names }) {
  const lines = [{ name: names.never, label: names.never, values: scan.date.map(() => scan.never), colour: "--never", dash: [3, 3], width: 1.25 }];
  if (scan.ramp) lines.push({ name: names.gradual, label: names.gradual, values: scan.ramp, colour: lineColour(0), dash: [7, 4], width: 1.75 });
  lines.push({ name: names.pause, label: names.pause, values: scan.abrupt, colour: lineColour(0), dash: [], width: 2.25 });
  const zero = description.time.start;
  const points = best === null ? [] : [{ x: zero + best, y: at(scan, best), colour: lineColour(0) }];
  const marks = start === null ? [] : [{ x: zero + start, text: start === best ? "best" : "shown", colour: "--ink" }];
  return { x: scan.date, lines, points: points.filter((point) => point.y !== null), marks };
}

/** The goal at a start, between those of the scan. */
function at({ x, abrupt }, start) {
  const right = x.findIndex((each) => each >= start);
  if (right < 0) return abrupt.at(-1);
  if (right === 0 || abrupt[right] === null || abrupt[right - 1] === null) return abrupt[Math.max(right, 0)];
  const share = (start - x[right - 1]) / (x[right] - x[right - 1]);
  return abrupt[right - 1] + share * (abrupt[right] - abrupt[right - 1]);
}
