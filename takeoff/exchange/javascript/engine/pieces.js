/** Integration in pieces: the run stops at every jump and kink, turns what turns there, and starts again. */

import { NotFinite, RunError, finite, numbers } from "./errors.js";
import { Guard, shown } from "./guard.js";
import { steps } from "./steps.js";
import { Piece } from "./trajectory.js";
import { NOISE, Watch } from "./watch.js";

/** After a jump, a root function this small against its terms counts as having reached zero. */
const ROUNDING = 1e-12;
/** Most pieces without length in a row. */
const CHATTER = 50;
const LATCH = "use a condition that stays true once it was met (a milestone, or a stock that remembers)";

/**
 * A finished integration.
 * @typedef {Object} Trajectory
 * @property {number[]} fixed parameters, then values at the start
 * @property {Piece[]} pieces in order of time
 * @property {number} end when the run ended [year]
 * @property {number[]} state variables at the end
 * @property {(number | null)[]} milestones first times [year], null where never
 * @property {string} stoppedBy the milestone that ended the run, "" for the horizon
 * @property {number} evaluations of the right-hand side
 */

/**
 * Integrate from 0 to the horizon, or to the stopping milestone.
 * @param {import("./run.js").Program} program
 * @param {number[]} parameters in inside units
 * @param {number} horizon longest duration [year]
 * @param {import("./guard.js").Settings} settings
 * @returns {Trajectory}
 */
export function integrate(program, parameters, horizon, settings) {
  return new Integration(program, parameters, horizon, settings).run();
}

/**
 * What a function of the model gives, its failure told in words of the run.
 * @param {() => number[]} compute
 * @param {(reason: string) => RunError} told
 */
function orTold(compute, told) {
  try {
    return compute();
  } catch (error) {
    throw error instanceof NotFinite ? told(error.reason) : error;
  }
}

class Integration {
  /** @param {any} program @param {number[]} parameters @param {number} horizon @param {any} settings */
  constructor(program, parameters, horizon, settings) {
    const { tables, functions } = program;
    Object.assign(this, { tables, functions, horizon, settings });
    this.guard = new Guard(settings, tables.states);
    this.begin(parameters);
    for (const name of ["rates", "roots", "scales", "signs"]) this[name] = functions[name](this.fixed);
    this.conditions = functions.conditions;
    this.jumps = functions.jumps;
    this.time = 0;
    this.milestones = tables.milestones.map(() => null);
    this.held = tables.events.map(() => false);
    this.pieces = [];
    this.disarmed = new Set();
    this.readDates();
    this.modes = this.modesNow(this.modesAtPoint());
  }

  /** @param {number[]} parameters */
  begin(parameters) {
    const hint = "a stock on a log scale starts above 0; no width or limit may be 0";
    const values = orTold(
      () => finite(this.functions.start(parameters)()),
      (reason) => new RunError(`the start of the model gives no finite number (${reason})`, hint),
    );
    this.fixed = [...parameters, ...values.slice(0, this.tables.initials)];
    this.state = values.slice(this.tables.initials);
  }

  readDates() {
    const times = orTold(
      () => numbers(this.functions.dates(this.fixed)()),
      (reason) => new RunError(`a date of the model or of a schedule is no number (${reason})`),
    );
    this.breaks = this.tables.breaks.map(({ position, rises }, k) => ({ position, rises, time: times[k] }));
    this.dates = times.slice(this.breaks.length);
    const known = new Set(this.breaks.map(({ position }) => position));
    this.watched = this.tables.switches.map((_, position) => position).filter((position) => !known.has(position));
  }

  /** @returns {Trajectory} */
  run() {
    let stoppedBy = this.arrive();
    while (!stoppedBy && this.time < this.horizon) {
      this.piece();
      stoppedBy = this.arrive();
    }
    if (!this.pieces.length) this.pieces.push(new Piece(this.time, this.time, this.state, this.modes, []));
    const { fixed, pieces, time, state, milestones } = this;
    return { fixed, pieces, end: time, state, milestones, stoppedBy, evaluations: this.guard.evaluations };
  }

  /** Modes of the piece that begins now, those of breaks read from the clock. @param {number[]} modes */
  modesNow(modes) {
    for (const { position, time, rises } of this.breaks) modes[position] = Number(rises === this.time >= time);
    return modes;
  }

  modesAtPoint() {
    const values = this.read(this.signs);
    const noise = this.read(this.scales).map((size) => (Number.isFinite(size) ? size : 0));
    this.disarmed = new Set([...values.keys()].filter((p) => Math.abs(values[p]) <= NOISE * noise[p]));
    return this.tables.switches.map((strict, p) =>
      Number(strict ? values[p] > ROUNDING * noise[p] : values[p] >= -ROUNDING * noise[p]),
    );
  }

  /** @param {(t: number, state: number[]) => number[]} of */
  read(of) {
    return orTold(
      () => numbers(of(this.time, this.state)),
      (reason) => this.guard.stuck(this.time, this.state, reason),
    );
  }

  /** Integrate to the next break, event date, crossing or the horizon, and turn what turns there. */
  piece() {
    const known = [...this.breaks.map(({ time }) => time), ...this.dates].filter((time) => time > this.time);
    const stop = Math.min(this.horizon, ...known);
    const watch = new Watch(this.roots, this.scales, this.watched, this.modes, this.disarmed);
    const longest = this.settings.longestStep * this.horizon;
    const stretch = { start: this.time, stop, state: this.state, longest };
    const taken = [];
    let crossing = null;
    for (const step of steps(this.guard.guarded(this.rates, this.modes), stretch, this.guard)) {
      taken.push(step);
      crossing = this.crossing(watch, step);
      if (crossing) break;
    }
    this.close(taken, stop, crossing);
  }

  /** @param {Watch} watch @param {import("./step.js").Step} step */
  crossing(watch, step) {
    try {
      return watch.crossing(step);
    } catch (error) {
      if (!(error instanceof NotFinite)) throw error;
      throw this.guard.stuck(step.start, step.state, `a condition gives no number: ${error.reason}`);
    }
  }

  /** @param {any[]} taken @param {number} stop @param {any} crossing */
  close(taken, stop, crossing) {
    const end = crossing ? crossing.time : stop;
    const last = taken[taken.length - 1];
    this.pieces.push(new Piece(this.time, end, this.state, this.modes, taken));
    if (last) this.state = crossing ? last.at(end) : last.state;
    this.time = end;
    const fired = crossing ? crossing.positions : [];
    for (const position of fired) this.disarmed.add(position);
    this.modes = this.modesNow(this.modes.map((mode, p) => (fired.includes(p) ? 1 - mode : mode)));
    const recent = this.pieces.slice(-CHATTER);
    if (recent.length === CHATTER && end - recent[0].start <= 1e-9 * Math.max(1, end)) {
      throw new RunError(`a condition switches back and forth at ${shown(end)} years after the start`, LATCH);
    }
  }

  /** Note milestones and make events jump at the present time; the name of the milestone that stops the run. */
  arrive() {
    let stoppedBy = this.noteMilestones();
    while (!stoppedBy && this.time < this.horizon && this.jump()) {
      this.modes = this.modesNow(this.modesAtPoint());
      stoppedBy = this.noteMilestones();
    }
    return stoppedBy;
  }

  holds() {
    return this.conditions(this.modes).map((value) => value > 0.5);
  }

  noteMilestones() {
    const holds = this.holds();
    let stoppedBy = "";
    this.tables.milestones.forEach(({ name, stop }, k) => {
      if (holds[k] && this.milestones[k] === null) {
        this.milestones[k] = this.time;
        stoppedBy ||= stop ? name : "";
      }
    });
    return stoppedBy;
  }

  /** Make the events of this moment happen, once each; whether any did. */
  jump() {
    const due = this.due();
    for (const event of due) {
      const values = this.jumped(event);
      const state = [...this.state];
      this.tables.events[event].sets.forEach((position, k) => (state[position] = this.variable(position, values[k])));
      this.state = state;
    }
    return due.length > 0;
  }

  /** @param {number} event */
  jumped(event) {
    const { name } = this.tables.events[event];
    return orTold(
      () => finite(this.jumps[event](this.fixed)(this.time, this.state)),
      (reason) => new RunError(`event '${name}' gives no finite number at ${shown(this.time)} years (${reason})`),
    );
  }

  /** @param {number} position @param {number} value */
  variable(position, value) {
    const { name, log } = this.tables.states[position];
    if (!log) return value;
    if (value <= 0) {
      const message = `an event sets '${name}', which is on a log scale, to ${shown(value)}`;
      throw new RunError(message, "it must stay above 0");
    }
    return Math.log(value);
  }

  due() {
    const due = this.dates.flatMap((date, event) => (date === this.time ? [event] : []));
    for (const event of due) this.dates[event] = Infinity;
    const holds = this.holds().slice(this.milestones.length);
    this.tables.events.forEach(({ conditional }, event) => {
      if (!conditional) return;
      const holding = holds.shift();
      if (holding && !this.held[event]) due.push(event);
      this.held[event] = holding;
    });
    return due.sort((one, other) => one - other);
  }
}
