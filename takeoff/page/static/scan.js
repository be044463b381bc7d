/** The goal against the start of the slowdown. Pure functions. */

import { areShares } from "./format.js";
import { between } from "./interpolate.js";
import { lineColour, strokeOf } from "./runs.js";

/**
 * The picture of an answer of `scan`: the line of the kind that is shown on top, the other kind's dashed.
 * @param {object} scan
 * @param {object} description
 * @param {{kind: string, start: number|null, best: number|null, names: Object<string, string>}} pause what is shown.
 * @returns {object} a picture without its years.
 */
export function scanPicture(scan, { goal, time }, { kind, start, best, names }) {
  const [shown, other] = kind === "ramp" ? [scan.ramp, scan.abrupt] : [scan.abrupt, scan.ramp];
  const never = scan.date.map(() => scan.never);
  const runs = [["never", never], ["other", other], ["pause", shown]].filter(([, values]) => values);
  const lines = runs.map(([id, values]) => ({ name: names[id], label: names[id], values, ...strokeOf(id, id === "pause", 0) }));
  const points = best === null ? [] : [{ x: time.start + best, y: between(scan.x, shown, best), colour: lineColour(0) }];
  const marks = start === null ? [] : [{ x: time.start + start, text: start === best ? "best" : "shown", colour: "--ink" }];
  const shares = areShares(lines.flatMap((line) => line.values), goal.unit);
  return { x: scan.date, lines, shares, points: points.filter((point) => point.y !== null), marks };
}
