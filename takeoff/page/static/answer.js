/** The answer in words: a fixed place for each sentence, so that nothing jumps when one arrives. */

import { element, fill } from "./dom.js";
import { errorSentence } from "./words.js";

/** Those that every state has if there is something to decide; `preset` needs a preset with a schedule of its own. */
const DECIDED = ["best", "other", "depth"];
const SLOTS = ["best", "preset", "other", "depth", "end"];

/** The sentences of the answer. */
export class Answer {
  /**
   * @param {HTMLElement} place a live region.
   * @param {boolean} decides whether there is something to decide.
   */
  constructor(place, decides) {
    this.place = place;
    this.awaited = decides ? [...DECIDED, "end"] : ["end"];
    this.slots = Object.fromEntries(SLOTS.map((name) => [name, element("p", { class: `sentence ${name}`, hidden: !decides && DECIDED.includes(name) })]));
    place.replaceChildren(...Object.values(this.slots));
  }

  /** Mark sentences as not yet answered; what they said stays, fainter. */
  wait() {
    for (const name of this.awaited) this.slots[name].classList.add("waiting");
    this.place.setAttribute("aria-busy", "true");
  }

  /**
   * @param {string} name of a sentence.
   * @param {string} text "" where there is nothing to say.
   * @param {{label: string, act: () => void}|null} [offer] what can be done about it.
   */
  tell(name, text, offer = null) {
    this.#write(name, text, false);
    if (offer) this.slots[name].append(" ", element("button", { type: "button", class: "offer", onclick: offer.act }, offer.label));
  }

  /**
   * Say why there is no answer, once for all that fail alike.
   * @param {string} name
   * @param {Error} error
   */
  fail(name, error) {
    const text = errorSentence(error);
    const others = this.awaited.filter((each) => each !== name).map((each) => this.slots[each]);
    const told = others.some((slot) => slot.matches(".failed:not(.waiting)") && slot.textContent === text);
    this.#write(name, told ? "" : text, true);
  }

  #write(name, text, failed) {
    const slot = this.slots[name];
    if (slot.firstChild?.textContent !== text) fill(slot, text);
    slot.querySelector("button")?.remove();
    slot.classList.remove("waiting");
    slot.classList.toggle("failed", failed);
    const busy = this.awaited.some((each) => this.slots[each].classList.contains("waiting"));
    this.place.setAttribute("aria-busy", String(busy));
  }
}
