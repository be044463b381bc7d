/** What an integration leaves: pieces with their modes and interpolants. */

/** A stretch between two jumps or kinks. */
export class Piece {
  /**
   * @param {number} start
   * @param {number} end
   * @param {number[]} begin variables at its start
   * @param {number[]} modes 0 or 1 for each followed switch
   * @param {import("./step.js").Step[]} steps accepted; none where the piece has no length
   */
  constructor(start, end, begin, modes, steps) {
    this.start = start;
    this.end = end;
    this.begin = begin;
    this.modes = modes;
    this.steps = steps;
  }

  /** Variables at a time inside the piece. @param {number} t @returns {number[]} */
  at(t) {
    if (!this.steps.length || t <= this.start) return this.begin;
    const step = this.steps[Math.min(firstAtLeast(this.steps, t), this.steps.length - 1)];
    return t === step.end ? step.state : step.at(t);
  }

  /** Times of the steps, with some evenly spaced between. @param {number} between */
  times(between = 1) {
    const times = [this.start];
    for (const step of this.steps) {
      const end = Math.min(step.end, this.end);
      for (let k = 1; k < between; k += 1) times.push(step.start + (k * (end - step.start)) / between);
      times.push(end);
    }
    return times;
  }
}

/** Place of the first step that ends at a time or later. @param {{end: number}[]} steps @param {number} t */
function firstAtLeast(steps, t) {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle].end < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Variables and modes at a time; at a border, those after it, or before it.
 * @param {Piece[]} pieces
 * @param {number} t
 * @param {boolean} before
 * @returns {{state: number[], modes: number[]}}
 */
export function momentAt(pieces, t, before = false) {
  let place = pieces.length - 1;
  while (place > 0 && (pieces[place].start > t || (before && pieces[place].start === t))) place -= 1;
  const piece = pieces[place];
  return { state: piece.at(Math.min(t, piece.end)), modes: piece.modes };
}
