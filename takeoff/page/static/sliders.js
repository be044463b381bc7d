/** One parameter: its name, an editable value, a slider, and on demand what it means and where it comes from. */

import { element, fill, freshId, say } from "./dom.js";
import { editable, number, typed, unitText, withUnit } from "./format.js";
import { atPlace, placeOf, places } from "./scale.js";
import { base, clip, clippedText, heldBy, rangeText, valueOf, withParameter } from "./state.js";
import { capital } from "./words.js";

/** A row for a parameter, in the headline or in the drawer. */
export class ParameterRow {
  /**
   * @param {object} parameter of the description.
   * @param {object} page who is told: `state`, `description`, `change(state, settled)`, `notify(text)`.
   */
  constructor(parameter, page) {
    this.parameter = parameter;
    this.page = page;
    this.shown = undefined;
    const id = freshId();
    this.field = element("input", {
      id, class: "value", type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", size: "8",
      onchange: () => this.#typed(),
    });
    this.slider = parameter.slider && this.#slider(id);
    this.reset = element("button", { type: "button", class: "reset", hidden: true, onclick: () => this.#reset() }, "reset");
    this.held = element("p", { class: "held", hidden: true });
    const unit = element("span", { class: "unit" }, unitText(parameter.unit));
    const label = element("label", { for: id, id: `${id}-label` }, capital(parameter.label), " ", unit);
    this.about = element("div", { class: "about", id: `${id}-about`, hidden: true });
    this.ask = element("button", {
      type: "button", class: "ask", "aria-label": `About ${parameter.label}`, "aria-expanded": "false", "aria-controls": `${id}-about`,
      onclick: () => this.#explain(),
    }, "?");
    const head = element("div", { class: "head" }, label, this.reset, this.ask);
    const track = element("div", { class: "track" }, ...(this.slider ? [this.#marks(), this.slider] : []));
    this.node = element("div", { class: "parameter" }, head, element("div", { class: "entry" }, track, this.field), this.about, this.held);
  }

  /** On the track: where nine in ten draws of the prior lie, and the default. */
  #marks() {
    const { slider, interval, value } = this.parameter;
    const { min, max } = places(slider);
    const part = (each) => (100 * (placeOf(slider, each) - min)) / (max - min);
    const prior = interval && element("span", { class: "interval" });
    if (prior) [prior.style.left, prior.style.right] = [`${part(interval[0])}%`, `${100 - part(interval[1])}%`];
    const usual = value === null ? null : element("span", { class: "usual" });
    if (usual) usual.style.left = `${part(value)}%`;
    const inside = element("span", { class: "inside", "aria-hidden": "true" });
    inside.append(...[prior, usual].filter(Boolean));
    return inside;
  }

  #slider(id) {
    return element("input", {
      type: "range", "aria-labelledby": `${id}-label`, ...places(this.parameter.slider),
      oninput: () => this.#slid(false),
      onchange: () => this.#slid(true),
    });
  }

  #slid(settled) {
    this.#set(clip(this.parameter, atPlace(this.parameter.slider, Number(this.slider.value))), settled);
  }

  #typed() {
    const value = typed(this.field.value);
    const wrong = value === undefined || (value === null && !this.parameter.date);
    this.field.setAttribute("aria-invalid", String(wrong));
    if (wrong) {
      this.page.notify(wrongText(this.parameter, this.field.value));
      return;
    }
    const clipped = clip(this.parameter, value);
    if (clipped !== value) this.page.notify(clippedText(this.parameter, value, clipped));
    this.field.value = editable(clipped);
    this.#set(clipped, true);
  }

  #reset() {
    const { state, description } = this.page;
    this.#set(base(state, description, this.parameter.name), true);
    this.field.focus();
  }

  #set(value, settled) {
    const { state, description } = this.page;
    this.page.change(withParameter(state, description, this.parameter.name, value), settled);
  }

  /** Show the present value. */
  show() {
    const { state, description } = this.page;
    const { name, unit, slider } = this.parameter;
    const value = valueOf(state, description, name);
    const holder = heldBy(state, description, name);
    // What somebody is typing is not overwritten by an answer that arrives meanwhile.
    if (value !== this.shown || document.activeElement !== this.field) {
      this.field.value = editable(value);
      this.field.removeAttribute("aria-invalid");
    }
    this.shown = value;
    if (this.slider) {
      this.slider.value = String(value === null ? slider.high : placeOf(slider, value));
      this.slider.setAttribute("aria-valuetext", withUnit(value, unit));
    }
    for (const input of [this.field, this.slider].filter(Boolean)) input.disabled = Boolean(holder);
    this.reset.hidden = !(name in state.changed);
    this.held.hidden = !holder;
    if (holder) say(this.held, `Held by a mechanism that is off: ${holder.label}.`);
    this.node.classList.toggle("changed", name in state.changed);
  }

  #explain() {
    this.about.hidden = !this.about.hidden;
    this.ask.setAttribute("aria-expanded", String(!this.about.hidden));
    if (this.about.childElementCount) return;
    const { meaning, prior, interval, unit, source, assumed, value } = this.parameter;
    const facts = [
      ["legal", `${rangeText(this.parameter)}${unitText(unit) && ` ${unitText(unit)}`}`],
      ["default", withUnit(value, unit)],
      prior ? ["prior", prior] : null,
      interval ? ["nine in ten", `${number(interval[0])} to ${withUnit(interval[1], unit)}`] : null,
      ["source", source ? sourceNode(source) : assumed ? "assumed: a guess of this model's authors" : "none given"],
    ].filter(Boolean);
    const list = element("dl", {}, ...facts.flatMap(([term, fact]) => [element("dt", {}, term), element("dd", {}, fact)]));
    this.about.append(element("p", {}, meaning), list);
  }
}

/** What is said of a text that is no number: which digits are meant. */
function wrongText({ label, unit, date }, text) {
  const never = date ? " or “never”" : "";
  const digits = unitText(unit) ? `digits alone, in ${unitText(unit)}` : "digits alone";
  return `“${text}” is no number: the ${label} takes ${digits}${never}.`;
}

/** A source, as a link where it has an address of the web. */
function sourceNode({ title, where, url }) {
  const safe = /^https?:\/\//.test(url ?? "");
  const name = safe ? element("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, title) : title;
  const place = element("span", {});
  fill(place, name, where ? `: ${where}` : "");
  return place;
}
