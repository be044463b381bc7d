/** The answer in words: a fixed place for each sentence, so that nothing jumps when one arrives. */

import { element, fill } from "./dom.js";
import { errorSentence } from "./words.js";

/** Those that every state has; `preset` is there only where the preset has a schedule of its own. */
const AWAITED = ["best", "other", "depth", "end"];
const SLOTS = ["best", "preset", "other", "depth", "end"];

/** The sentences of the answer. */
export class Answer {
  /** @param {HTMLElement} place a live region. */
  constructor(place) {
    this.place = place;
    this.slots = Object.fromEntries(SLOTS.map((name) => [name, element("p", { class: `sentence ${name}${AWAITED.includes(name) ? " waiting" : ""}` })]));
    place.replaceChildren(...Object.values(this.slots));
  }

  /**
   * Mark sentences as not yet answered; what they said stays, fainter.
   * @param {string[]} [names]
   */
  wait(names = AWAITED) {
    for (const name of names) this.slots[name].classList.add("waiting");
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
   * @param {string} name
   * @param {Error} error
   */
  fail(name, error) {
    this.#write(name, errorSentence(error), true);
  }

  #write(name, text, failed) {
    const slot = this.slots[name];
    if (slot.firstChild?.textContent !== text) fill(slot, text);
    slot.querySelector("button")?.remove();
    slot.classList.remove("waiting");
    slot.classList.toggle("failed", failed);
    const busy = AWAITED.some((each) => this.slots[each].classList.contains("waiting"));
    this.place.setAttribute("aria-busy", String(busy));
  }
}
