/** Which dash is which run, in words, above the figures. */

import { element, fill, graphic } from "./dom.js";
import { month } from "./format.js";
import { primary, strokeOf } from "./runs.js";
import { fanLegend, slowdownText } from "./words.js";

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
   * @param {object|null} fan answer of `fan`, whose bands are drawn.
   */
  show(runs, description, state, fan) {
    const main = primary(runs);
    const ordered = [main, ...runs.filter((run) => run !== main)];
    const entries = ordered.map((run) => [strokeOf(run.id, run === main, 0), entryText(run, description, state)]);
    const bands = fan && fanLegend(fan);
    const text = JSON.stringify([entries, bands]);
    if (text === this.text) return;
    this.text = text;
    const items = entries.map(([stroke, words]) => element("li", {}, sample(stroke), words));
    fill(this.place, ...items, ...(bands ? [element("li", {}, bands)] : []));
  }
}

/** A piece of a line, dashed as in the figures. */
function sample({ dash, width }) {
  const line = graphic("line", { x1: 0, x2: 26, y1: 2, y2: 2, "stroke-width": width, "stroke-dasharray": dash.join(" ") });
  return graphic("svg", { class: "sample", width: 26, height: 4, "aria-hidden": "true" }, line);
}

function entryText(run, { control, presets, time, lead }, state) {
  if (run.id === "never") return control ? "never pausing" : "the run";
  if (run.id === "preset") return `the schedule of ${presets.find((preset) => preset.name === state.preset)?.title ?? "the preset"}`;
  const start = /start=([0-9.e+-]+) year/.exec(run.schedule);
  const from = start ? ` from ${month(time.start + Number(start[1]))}` : "";
  const kind = run.id === "gradual" ? "ramp" : state.pause.kind;
  const equal = run.id === "gradual" ? `, equal ${lead.label}` : "";
  return `${slowdownText({ ...state.pause, kind })}${from}${equal}`;
}
