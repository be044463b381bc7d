/** Scenarios of the model: a choice, and what the chosen one means. */

import { element, freshId, say } from "./dom.js";
import { withPreset } from "./state.js";

/** The choice of a preset. */
export class Presets {
  /**
   * @param {HTMLElement} place
   * @param {object} page
   */
  constructor(place, page) {
    this.page = page;
    const id = freshId();
    const options = page.description.presets.map(({ name, title }) => element("option", { value: name }, title || name));
    const chosen = () => page.change(withPreset(page.state, this.select.value), true);
    this.select = element("select", { id, onchange: chosen }, element("option", { value: "" }, "Defaults"), ...options);
    this.meaning = element("p", { class: "meaning" });
    place.replaceChildren(element("label", { for: id }, "Preset"), this.select, this.meaning);
    place.hidden = options.length === 0;
  }

  /** Show the present preset. */
  show() {
    const { state, description } = this.page;
    this.select.value = state.preset;
    const preset = description.presets.find((each) => each.name === state.preset);
    const changes = Object.keys(state.changed).length + state.off.length;
    const changed = changes ? ` ${changes} change${changes === 1 ? "" : "s"} by hand.` : "";
    say(this.meaning, `${preset ? preset.meaning : "The model’s own values."}${changed}`);
  }
}
