/** What can be taken away: files, the lines that give the same numbers, and an address to share. */

import { element, fill, say } from "./dom.js";
import { Lane } from "./lane.js";
import { errorSentence } from "./words.js";

/** Downloads, reproduction, sharing. */
export class Reuse {
  /**
   * @param {HTMLElement} place
   * @param {object} page
   */
  constructor(place, page) {
    this.page = page;
    this.lane = new Lane((state, signal) => page.source.reproduce(state, signal));
    this.files = element("ul", { class: "files" });
    this.lines = element("div", { class: "lines" });
    this.told = element("p", { role: "status", class: "told" });
    const share = element("button", { type: "button", onclick: () => this.#copy(location.href, "The address") }, "Copy the address of this page");
    place.append(
      element("h3", {}, "Download"), this.files,
      element("h3", {}, "Share"), element("p", {}, share),
      element("h3", {}, "Reproduce"), this.lines, this.told,
    );
  }

  /** @param {object} state with the start that is drawn. */
  async refresh(state) {
    this.#offer(this.page.source.downloads(state));
    try {
      const answer = await this.lane.ask(state);
      if (answer === undefined) return;
      if (answer === null) fill(this.lines, element("p", {}, "An exported page cannot tell; “takeoff page” can."));
      else fill(this.lines, this.#block("In the shell", answer.shell.join("\n")), this.#block("In Python", answer.python));
    } catch (error) {
      fill(this.lines, element("p", {}, errorSentence(error)));
    }
  }

  #offer(files) {
    const given = files?.filter(({ address }) => address) ?? [];
    const links = given.map(({ name, address }) => element("li", {}, element("a", { href: address, download: name }, name)));
    const others = files ? files.filter(({ address }) => !address).map(({ name }) => name) : ["files"];
    const missing = element("li", {}, `${others.join(", ")}: from `, element("code", {}, "takeoff page"));
    fill(this.files, ...links, ...(others.length ? [missing] : []));
  }

  #block(title, text) {
    const copy = element("button", { type: "button", onclick: () => this.#copy(text, `“${title}”`) }, "Copy");
    const head = element("div", { class: "head" }, element("h4", {}, title), copy);
    return element("div", { class: "block" }, head, element("pre", { tabindex: "0", "aria-label": title }, text));
  }

  async #copy(text, what) {
    try {
      await navigator.clipboard.writeText(text);
      say(this.told, `${what} is copied.`);
    } catch {
      say(this.told, `This browser does not let pages copy. ${text}`);
    }
  }
}
