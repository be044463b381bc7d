/** The address of the page: each settled change is a step that "back" undoes; a key held down makes one step. */

import { write } from "./state.js";

const ONE_STEP = 1000;

/** Writes states into the address. */
export class History {
  /** @param {(query: string) => void} onReturn called with the query after "back" and "forward". */
  constructor(onReturn) {
    this.last = { time: -Infinity, focus: null };
    window.addEventListener("popstate", () => {
      this.last = { time: -Infinity, focus: null };
      onReturn(location.search);
    });
  }

  /**
   * Write a settled state.
   * @param {object} state
   */
  settle(state) {
    const query = `?${write(state)}`;
    if (query === location.search) return;
    const now = { time: performance.now(), focus: document.activeElement };
    const same = now.focus === this.last.focus && now.time - this.last.time < ONE_STEP;
    if (same) history.replaceState(null, "", query);
    else history.pushState(null, "", query);
    this.last = now;
  }
}
