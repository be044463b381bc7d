/** Which dash is which run, in words, above the figures. */

import { element, fill } from "./dom.js";
import { month } from "./format.js";
import { primary } from "./runs.js";
import { slowdownText } from "./words.js";

/** The legend of runs. */
export class Legend {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.text = "";
  }

  /**
   * @param {object[]} runs
   * @param {object} description
   * @param {object} state
   */
  show(runs, description, state) {
    const main = primary(runs);
    const ordered = [main, ...runs.filter((run) => run !== main)];
    const entries = ordered.map((run) => [run === main ? "main" : run.id, entryText(run, description, state)]);
    const text = JSON.stringify(entries);
    if (text === this.text) return;
    this.text = text;
    fill(this.place, ...entries.map(([look, words]) => element("li", {}, element("span", { class: `sample ${look}`, "aria-hidden": "true" }), words)));
  }
}

function entryText(run, { presets, time }, state) {
  if (run.id === "never") return "never pausing";
  if (run.id === "preset") return `the schedule of ${presets.find((preset) => preset.name === state.preset)?.title ?? "the preset"}`;
  const start = /start=([0-9.e+-]+) year/.exec(run.schedule);
  const from = start ? ` from ${month(time.start + Number(start[1]))}` : "";
  const kind = run.id === "gradual" ? "ramp" : state.pause.kind;
  const equal = run.id === "gradual" ? ", equal lead" : "";
  return `${slowdownText({ ...state.pause, kind })}${from}${equal}`;
}
