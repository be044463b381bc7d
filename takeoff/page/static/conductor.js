/**
 * What is asked when: curves at once, then the goal against the start, then the best start and the curves there, then
 * the rest. A newer state ends the older one's questions.
 */

import { Lane } from "./lane.js";
import { withPause } from "./state.js";
import { helps } from "./words.js";

/** A curve that takes longer than this gives way to the next one [ms]. */
const PATIENCE = 1000;
/** How long a dragged slider has to rest before more than curves is asked [ms]. */
const REST = 150;

/** Asks the questions of a page in order, and hands each answer on. */
export class Conductor {
  /**
   * @param {object} source
   * @param {object} hear what takes the answers: `curves`, `scan`, `best`, `other`, `equal`, `depth`, `limits`, `settled`, `fail`.
   * @param {object} description which questions there are: what to decide needs a control and a goal.
   */
  constructor(source, hear, { goal, control, limits }) {
    this.hear = hear;
    this.decides = Boolean(goal && control);
    this.limited = Boolean(limits?.panel);
    this.turn = 0;
    this.awaiting = true;
    this.found = null;
    this.curves = new Lane((state, signal) => source.curves(state, signal), PATIENCE);
    this.scan = new Lane((state, signal) => source.scan(state, signal));
    this.pause = new Lane((state, slowdown, signal) => source.pause(state, slowdown, signal));
    this.equal = new Lane((state, signal) => source.equal(state, signal));
    this.limits = new Lane((state, signal) => source.limits(state, signal));
  }

  /**
   * The state with the start that is drawn: the chosen one, else the best as far as it is known.
   * @param {object} state
   * @returns {object}
   */
  drawn(state) {
    return state.pause.start === null ? withPause(state, { start: this.found }) : state;
  }

  /**
   * Ask everything about a state.
   * @param {object} state
   * @param {boolean} settled false while a slider is dragged.
   */
  async refresh(state, settled) {
    this.turn += 1;
    const turn = this.turn;
    this.awaiting = this.decides;
    for (const lane of [this.scan, this.pause, this.equal, this.limits]) lane.drop();
    const curves = () => this.#curves(state);
    const steps = !this.decides ? [curves] : [
      curves,
      () => settled || new Promise((resolve) => setTimeout(resolve, REST)),
      () => this.#step("scan", this.scan.ask(state)),
      () => this.#best(state),
      () => this.#other(state),
      () => this.#step("depth", this.pause.ask(state, "depth")),
      () => this.limited && this.#step("limits", this.limits.ask(this.drawn(state))),
    ];
    for (const step of steps) {
      await step();
      if (turn !== this.turn) return;
    }
    this.hear.settled(this.drawn(state));
  }

  /** Hand on an answer, if it was not overtaken; what went wrong is handed on too. */
  async #step(name, asked) {
    try {
      const answer = await asked;
      if (answer !== undefined) this.hear[name](answer);
      return answer;
    } catch (error) {
      this.hear.fail(name, error);
      return undefined;
    }
  }

  async #best(state) {
    const before = this.drawn(state).pause.start;
    const best = await this.#step("best", this.pause.ask(state, state.pause.kind).then((answer) => this.#find(answer)));
    if (best && this.drawn(state).pause.start !== before) await this.#curves(state);
  }

  /** A gradual slowdown at equal lead has to be searched for, so the quick curves come without it. */
  #curves(state) {
    return this.#step("curves", this.curves.ask({ ...this.drawn(state), compare: false }));
  }

  #find(best) {
    if (!best) return best;
    this.found = helps(best) ? best.start : null;
    this.awaiting = false;
    return best;
  }

  async #other(state) {
    const drawn = this.drawn(state);
    if (state.compare && state.pause.kind === "abrupt" && drawn.pause.start !== null) {
      await this.#step("equal", this.equal.ask(drawn));
      return this.#step("curves", this.curves.ask(drawn));
    }
    return this.#step("other", this.pause.ask(state, state.pause.kind === "ramp" ? "abrupt" : "ramp"));
  }
}
