/** Hills of the goal over starts and depths of the slowdown, and their tops. */

import { evenly, goalOf, outcomeOf } from "./file_runs.js";
import { COARSE, STARTS } from "./file_scan.js";
import { top } from "./file_top.js";

/** Starts and depths of a scan in both. */
const [STARTS_EACH, DEPTHS] = [15, 15];
/** How closely a start is found, as a share of its range, and a depth. */
const [CLOSE, CLOSE_DEPTH] = [1e-8, 1e-6];
/** Accuracy of runs near a top. */
const FINE = { relative: 1e-12, absolute: 1e-15 };

/** Hills of the goal. */
export class Hills {
  /** @param {any} runs @param {string} slowdown @param {any} shape @param {() => Promise<void>} breathe */
  constructor(runs, slowdown, shape, breathe) {
    Object.assign(this, { runs, shape, breathe });
    this.kind = slowdown === "ramp" ? "ramp" : "abrupt";
    this.end = runs.never.trajectory.end;
    this.value = outcomeOf(runs, this.kind, goalOf(runs.description));
  }

  /**
   * The goal at a start and a depth; minus infinity where there is none.
   * @param {number} start
   * @param {number} depth
   * @param {object} settings
   */
  async height(start, depth, settings) {
    await this.breathe();
    return this.value({ ...this.shape, start, depth }, settings) ?? -Infinity;
  }

  /**
   * Tops of all hills along the start.
   * @param {number} depth
   * @param {number} count starts of the scan
   * @param {object} settings of runs at the top
   */
  async starts(depth, count = STARTS, settings = FINE) {
    const starts = evenly(0, this.end, count);
    const values = [];
    for (const start of starts) values.push(await this.height(start, depth, COARSE));
    const tops = [];
    for (const place of peaks(values)) {
      const [low, high] = [starts[Math.max(place - 1, 0)], starts[Math.min(place + 1, count - 1)]];
      tops.push(await this.top(depth, low, high, settings));
    }
    return tops;
  }

  /**
   * The best start between two, their ends among them.
   * @param {number} depth
   * @param {number} low
   * @param {number} high
   * @param {object} settings
   */
  async top(depth, low, high, settings = FINE) {
    const height = (start) => this.height(start, depth, settings);
    const inside = await top(height, low, high, CLOSE * this.end);
    const ends = [];
    for (const x of [low, high]) ends.push({ x, value: await height(x) });
    const { x: start, value } = [inside, ...ends].reduce((one, other) => (other.value > one.value ? other : one));
    return { start, depth, value };
  }

  /** The best start and depth of all. */
  async both() {
    const [starts, depths] = [evenly(0, this.end, STARTS_EACH), evenly(0, 1, DEPTHS)];
    let best = { start: 0, depth: 0, value: -Infinity };
    for (const depth of depths) {
      for (const start of starts) {
        const value = await this.height(start, depth, COARSE);
        if (value > best.value) best = { start, depth, value };
      }
    }
    if (best.value === -Infinity) return [];
    return [await this.deepest(best, this.end / (STARTS_EACH - 1), 1 / (DEPTHS - 1))];
  }

  /**
   * The best depth near one, each with its best start.
   * @param {any} near
   * @param {number} startCell
   * @param {number} depthCell
   */
  async deepest(near, startCell, depthCell) {
    let best = near;
    const height = async (depth) => {
      const [low, high] = [Math.max(best.start - startCell, 0), Math.min(best.start + startCell, this.end)];
      const found = await this.top(depth, low, high);
      if (found.value >= best.value) best = found;
      return found.value;
    };
    const [low, high] = [Math.max(near.depth - depthCell, 0), Math.min(near.depth + depthCell, 1)];
    for (const depth of [near.depth, low, high]) await height(depth);
    if (best.depth > low && best.depth < high) await top(height, low, high, CLOSE_DEPTH);
    return best;
  }
}

/**
 * Places that no neighbour exceeds; of level ground one, and none that touches higher ground.
 * @param {number[]} values
 */
export function peaks(values) {
  const largest = Math.max(...values.filter(Number.isFinite).map(Math.abs));
  const level = 1e-10 * largest;
  const found = [];
  for (let first = 0, last = 0; first < values.length; first = last + 1) {
    last = first;
    while (last + 1 < values.length && Math.abs(values[last + 1] - values[first]) <= level) last += 1;
    const [left, right] = [values[first - 1] ?? -Infinity, values[last + 1] ?? -Infinity];
    if (values[first] > -Infinity && left < values[first] && right < values[first]) found.push(first);
  }
  return found;
}

