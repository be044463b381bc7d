/** What is uncertain: draws from the priors as bands behind the curves, and how the best date is spread over them. */

import { element, say } from "./dom.js";
import { number } from "./format.js";
import { Lane } from "./lane.js";
import { Figure } from "./panels.js";
import { datesSentence, errorSentence, fanSentence } from "./words.js";

const SEED = 7;

/** The part of the page about uncertainty. */
export class Uncertain {
  /**
   * @param {HTMLElement} place
   * @param {object} page
   */
  constructor(place, page) {
    this.page = page;
    this.draws = page.source.draws;
    this.fan = null;
    this.fanLane = new Lane((state, signal) => page.source.fan(state, this.draws.fan, SEED, signal));
    this.datesLane = new Lane((state, signal) => page.source.dates(state, this.draws.dates, SEED, signal));
    this.shown = element("input", { type: "checkbox", role: "switch", onchange: () => this.#toggled() });
    this.fanText = element("p", { class: "sentence", role: "status" });
    this.datesText = element("p", { class: "sentence", role: "status" });
    this.ask = element("button", { type: "button", onclick: () => this.#dates() }, `Find the best date in each of ${number(this.draws.dates)} draws`);
    this.figure = new Figure("Draws whose best pause has started", "share of all draws");
    this.figure.node.hidden = true;
    const { parameters, goal, control } = page.description;
    if (!parameters.some((parameter) => parameter.prior)) {
      place.append(element("p", {}, "No assumption of this model has a prior to draw from."));
      return;
    }
    this.ask.hidden = !goal || !control;
    place.append(
      element("label", { class: "switch" }, this.shown, element("span", {}, `Show ${number(this.draws.fan)} draws from the priors behind the curves`)),
      this.fanText, this.ask, this.datesText, this.figure.node,
    );
  }

  /**
   * The model or the slowdown has changed: bands of other values are taken away until their own are there.
   * @param {object} state with the start that is drawn.
   */
  async refresh(state) {
    if (!this.shown.checked) return;
    say(this.fanText, `Drawing ${number(this.draws.fan)} times…`);
    const fan = await this.#answer(this.fanLane, state, this.fanText);
    if (!fan) return;
    this.fan = fan;
    say(this.fanText, fanSentence(this.page.description, fan));
    this.page.redraw();
  }

  /** What was drawn for another state is no longer shown. */
  forget() {
    this.fan = null;
    this.fanLane.drop();
    this.datesLane.drop();
    say(this.fanText, "");
    say(this.datesText, "");
    this.figure.node.hidden = true;
    this.ask.disabled = false;
  }

  async #answer(lane, state, place) {
    try {
      const answer = await lane.ask(state);
      if (answer === null) say(place, "An exported page cannot answer this; “takeoff page” can.");
      return answer;
    } catch (error) {
      say(place, errorSentence(error));
      return null;
    }
  }

  #toggled() {
    if (this.shown.checked) this.refresh(this.page.drawn());
    else {
      this.fan = null;
      say(this.fanText, "");
      this.page.redraw();
    }
  }

  async #dates() {
    say(this.datesText, `Looking for the best date ${number(this.draws.dates)} times…`);
    this.ask.disabled = true;
    const answer = await this.#answer(this.datesLane, this.page.drawn(), this.datesText);
    this.ask.disabled = false;
    if (!answer) return;
    say(this.datesText, datesSentence(answer));
    this.figure.node.hidden = false;
    this.figure.show(datesPicture(answer, this.page.description));
  }

  /** Draw again in other colours. */
  repaint() {
    this.figure.chart.repaint();
  }
}

/** A staircase: at each date the share of all draws whose best pause has started; it ends at the share that ever pauses. */
function datesPicture({ never, starts }, { time }) {
  const step = (1 - never) / Math.max(starts.length, 1);
  const last = Math.max(Math.ceil(starts.at(-1) ?? time.start + 1), time.start + 1);
  const x = [time.start, ...starts.flatMap((start) => [start, start]), last];
  const values = [0, ...starts.flatMap((_, index) => [index * step, (index + 1) * step]), 1 - never];
  const lines = [
    { name: "some pause is best", label: "ever", values: x.map(() => 1 - never), colour: "--never", dash: [3, 3], width: 1.25 },
    { name: "best pause has started", label: "started", values, colour: "--line-1", dash: [], width: 2.25 },
  ];
  return { x, lines, years: [time.start, last], range: [0, 1], shares: true };
}
