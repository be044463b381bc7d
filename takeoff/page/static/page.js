/** The page: it holds the state, tells every part when the state changes, and shows answers as they come. */

import { Answer } from "./answer.js";
import { Conductor } from "./conductor.js";
import { byId, element, fill, say } from "./dom.js";
import { Drawer } from "./drawer.js";
import { History } from "./history.js";
import { Legend } from "./legend.js";
import { Panels } from "./panels.js";
import { Presets } from "./presets.js";
import { Reuse } from "./reuse.js";
import { primary } from "./runs.js";
import { ParameterRow } from "./sliders.js";
import { Slowdown } from "./slowdown.js";
import { read, withPause } from "./state.js";
import { onThemeChange } from "./theme.js";
import { Uncertain } from "./uncertain.js";
import { bestSentence, depthSentence, endSentence, equalSentence, errorSentence, helps, isDepth, otherSentence, presetSentence, runNames } from "./words.js";

const MOST_HEADLINES = 8;

/** The page of one model. */
export class Page {
  /**
   * @param {object} source
   * @param {object} description
   */
  constructor(source, description) {
    this.source = source;
    this.description = description;
    this.answers = {};
    this.conductor = new Conductor(source, this.#hear(), description);
    this.history = new History((query) => this.#load(query));
    this.#build();
    onThemeChange(() => this.#repaint());
    this.#load(location.search);
  }

  #build() {
    const { description } = this;
    this.answer = new Answer(byId("sentences"), this.conductor.decides);
    this.presets = new Presets(byId("presets"), this);
    this.rows = headlines(description).map((parameter) => new ParameterRow(parameter, this));
    fill(byId("headline"), ...this.rows.map((row) => row.node));
    this.drawer = new Drawer(byId("drawer"), byId("open-drawer"), this);
    this.slowdown = new Slowdown(byId("slowdown"), this);
    byId("slowdown").hidden = !description.control;
    this.legend = new Legend(byId("legend"));
    this.panels = new Panels(byId("panels"), description, (year) => this.#pick(year));
    this.uncertain = new Uncertain(byId("uncertain"), this);
    this.reuse = new Reuse(byId("reuse"), this);
    say(byId("open-drawer"), `All ${description.parameters.length} assumptions`);
  }

  /** Read an address: at the start, and after "back" and "forward". */
  #load(query) {
    const { state, notices } = read(query, this.description);
    fill(byId("notices"), ...notices.map((notice) => element("p", {}, notice)));
    this.#take(state, true);
  }

  /**
   * Take a new state.
   * @param {object} state
   * @param {boolean} settled false while a slider is dragged.
   */
  change(state, settled) {
    this.changed = performance.now();
    if (!this.notified) fill(byId("notices"));
    this.notified = !settled && this.notified;
    this.#take(state, settled);
    if (settled) this.history.settle(state);
  }

  /**
   * Say something about the last entry, until the next change.
   * @param {string} text
   */
  notify(text) {
    fill(byId("notices"), element("p", {}, text));
    this.notified = true;
  }

  #take(state, settled) {
    const known = this.state && JSON.stringify(this.state) === JSON.stringify(state);
    this.state = state;
    this.#showControls();
    if (known) return;
    this.answer.wait();
    this.uncertain.forget();
    this.answers.limits = null;
    this.conductor.refresh(state, settled);
  }

  /** The state with the start that is drawn. */
  drawn() {
    return this.conductor.drawn(this.state);
  }

  #showControls() {
    this.presets.show();
    for (const row of this.rows) row.show();
    this.drawer.show();
    this.slowdown.show(this.drawn().pause.start, this.panels.years[1], this.conductor.awaiting);
  }

  #pick(year) {
    const start = Math.min(Math.max(year - this.description.time.start, 0), this.description.slowdown.start.high);
    this.change(withPause(this.state, { start: Number(start.toFixed(2)) }), true);
  }

  #hear() {
    const { description } = this;
    return {
      curves: (answer) => this.#curves(answer),
      scan: (answer) => this.#keep("scan", answer),
      best: (answer) => this.#keep("best", answer),
      other: (answer) => this.answer.tell("other", otherSentence(description, this.state, answer)),
      equal: (answer) => this.answer.tell("other", answer ? equalSentence(description, answer) : ""),
      depth: (answer) => this.#tellDepth(answer),
      limits: (answer) => this.#keep("limits", answer),
      settled: (state) => this.#settled(state),
      fail: (name, error) => this.#fail(name, error),
    };
  }

  #curves(answer) {
    this.answers.curves = answer;
    say(byId("failure"), "");
    byId("panels").classList.remove("stale");
    this.redraw();
    this.slowdown.show(this.drawn().pause.start, this.panels.years[1], this.conductor.awaiting);
    fill(byId("notes"), ...answer.notes.map((note) => element("p", {}, note)));
    this.#tellRuns();
    queueMicrotask(() => this.#drawn());
  }

  /** For those who measure: from the change to its curves on the canvas. */
  #drawn() {
    if (this.changed === undefined) return;
    performance.measure("takeoff-redraw", { start: this.changed, end: performance.now() });
    this.changed = undefined;
  }

  #keep(name, answer) {
    this.answers[name] = answer;
    this.#showControls();
    this.redraw();
    if (name === "best") this.#tellRuns();
  }

  /** What is said of runs; where there is something to decide, once the best of them is known. */
  #tellRuns() {
    const { best, curves } = this.answers;
    if (!curves || this.conductor.awaiting) return;
    const own = this.state.pause.start === null ? null : curves.runs.find((run) => run.id === "pause");
    if (best) this.answer.tell("best", bestSentence(this.description, this.state, best, own));
    else if (this.conductor.decides) return;
    const [never, preset] = ["never", "preset"].map((id) => curves.runs.find((run) => run.id === id));
    this.answer.tell("preset", presetSentence(this.description, preset));
    this.answer.tell("end", endSentence(this.description, primary(curves.runs), never));
  }

  #tellDepth(answer) {
    const depth = Number(answer.depth.toFixed(3));
    const { pause } = this.state;
    const act = () => this.change(withPause(this.state, { kind: "abrupt", depth, start: null }), true);
    const offer = helps(answer) && !isDepth(pause, depth) ? { label: "show it", act } : null;
    this.answer.tell("depth", depthSentence(this.description, pause, answer), offer);
  }

  #settled(state) {
    this.uncertain.refresh(state);
    this.reuse.refresh(state);
  }

  #fail(name, error) {
    const slot = { best: "best", other: "other", equal: "other", depth: "depth" }[name];
    if (slot) this.answer.fail(slot, error);
    if (name === "best") {
      this.answers.best = null;
      this.answer.tell("end", "");
    } else if (name === "curves") {
      say(byId("failure"), errorSentence(error));
      byId("panels").classList.add("stale");
    } else if (name === "scan") this.panels.failScan(errorSentence(error));
  }

  /** Draw what is known. */
  redraw() {
    const { curves, scan, best, limits } = this.answers;
    const names = runNames(this.description, this.state.pause);
    if (!curves) return;
    this.legend.show(curves.runs, this.description, this.state, this.uncertain.fan);
    this.panels.showCurves(curves, { fan: this.uncertain.fan, limits: limits ?? null, names });
    const { kind, start } = this.drawn().pause;
    if (scan) this.panels.showScan(scan, { kind, start, best: best && helps(best) ? best.start : null, names });
  }

  #repaint() {
    this.panels.repaint();
    this.uncertain.repaint();
  }
}

/** The few parameters shown first: those that the model calls so, else its first ones. */
function headlines({ parameters }) {
  const chosen = parameters.filter((parameter) => parameter.headline);
  return (chosen.length ? chosen : parameters).slice(0, MOST_HEADLINES);
}
