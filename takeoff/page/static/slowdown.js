/** The slowdown that is shown: at once or gradual, from when, how deep, over how long, and whether to compare. */

import { element, freshId, say } from "./dom.js";
import { month, percent, span } from "./format.js";
import { withPause } from "./state.js";

/** The controls of the slowdown. */
export class Slowdown {
  /**
   * @param {HTMLElement} place
   * @param {object} page
   */
  constructor(place, page) {
    this.page = page;
    const { start, depth, length } = page.description.slowdown;
    const range = (legal, step) => ({ ...(legal.slider ?? legal), step });
    this.kind = this.#choice("Slowdown", [["abrupt", "at once"], ["ramp", "gradual"]]);
    this.start = this.#range("Start", range(start, 0.05), "start");
    this.depth = this.#range("Depth", range(depth, 0.01), "depth");
    this.length = this.#range("Ramp", range(length, 0.1), "length");
    this.best = element("button", { type: "button", class: "best", onclick: () => page.change(withPause(page.state, { start: null }), true) }, "the best");
    this.start.node.querySelector(".head").append(this.best);
    const compare = () => page.change({ ...page.state, compare: this.compare.checked }, true);
    this.compare = element("input", { type: "checkbox", role: "switch", onchange: compare });
    const { lead } = page.description;
    const words = lead && element("span", {}, `Compare with a ramp at equal ${lead.label}`);
    const compared = lead && element("label", { class: "switch" }, this.compare, words);
    place.replaceChildren(this.kind.node, this.start.node, this.depth.node, this.length.node, ...(compared ? [compared] : []));
  }

  #choice(legend, options) {
    const name = freshId();
    const choose = (kind) => this.page.change(withPause(this.page.state, { kind, start: null }), true);
    const inputs = options.map(([value]) => element("input", { type: "radio", name, value, onchange: () => choose(value) }));
    const labels = options.map(([, text], index) => element("label", {}, inputs[index], element("span", {}, text)));
    return { inputs, node: element("fieldset", { class: "kind" }, element("legend", {}, legend), element("div", { class: "options" }, ...labels)) };
  }

  #range(text, { low, high, step }, key) {
    const id = freshId();
    const told = (settled) => this.page.change(withPause(this.page.state, { [key]: Number(input.value) }), settled);
    const input = element("input", { id, type: "range", min: low, max: high, step, oninput: () => told(false), onchange: () => told(true) });
    const output = element("output", { for: id });
    const head = element("div", { class: "head" }, element("label", { for: id }, text), output);
    return { input, output, node: element("div", { class: `field ${key}` }, head, input) };
  }

  /**
   * Show the present slowdown.
   * @param {number|null} start the start that is drawn [year]; null while it is unknown or never pausing is best.
   * @param {number} end of the shared years [calendar year].
   * @param {boolean} awaiting whether the best start is being looked for.
   */
  show(start, end, awaiting) {
    const { state, description } = this.page;
    const { kind, depth, length } = state.pause;
    for (const input of this.kind.inputs) input.checked = input.value === kind;
    this.start.input.max = String(Math.min(description.slowdown.start.high, end - description.time.start));
    write(this.start, start ?? Number(this.start.input.max), start === null ? (awaiting ? "…" : "never") : month(description.time.start + start));
    write(this.depth, depth, percent(depth, 0));
    write(this.length, length, span(length));
    this.length.node.classList.toggle("unused", kind !== "ramp" && !state.compare);
    this.compare.disabled = kind === "ramp";
    this.best.setAttribute("aria-pressed", String(state.pause.start === null));
    this.compare.checked = state.compare;
  }
}

function write({ input, output }, value, text) {
  input.value = String(value);
  input.setAttribute("aria-valuetext", text);
  say(output, text);
}
