/** The numbers of a picture, for those who cannot see it or want to read it. */

import { element, fill } from "./dom.js";
import { number, shortPercent } from "./format.js";

const ROWS = 12;

/** A table behind a picture; it is filled when it is opened, and kept up to date while it is open. */
export class Table {
  /** @param {string} title what the table holds. */
  constructor(title) {
    this.title = title;
    this.picture = null;
    this.body = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Values: ${title}` });
    const summary = element("summary", {}, "Values", element("span", { class: "hidden" }, ` of ${title}`));
    this.node = element("details", { class: "table", ontoggle: () => this.#write() }, summary, this.body);
  }

  /** @param {object} picture what the chart beside it shows. */
  show(picture) {
    this.picture = picture;
    this.#write();
  }

  #write() {
    if (!this.node.open || !this.picture) return;
    const { x, lines, shares } = this.picture;
    const write = shares ? shortPercent : number;
    const head = element("tr", {}, element("th", { scope: "col" }, "Year"), ...lines.map((line) => element("th", { scope: "col" }, line.name)));
    const rows = chosen(x, lines).map((index) => {
      const year = element("th", { scope: "row" }, x[index].toFixed(1));
      return element("tr", {}, year, ...lines.map((line) => cell(line.values[index], write)));
    });
    fill(this.body, element("table", {}, element("caption", { class: "hidden" }, this.title), element("thead", {}, head), element("tbody", {}, ...rows)));
  }
}

function cell(value, write) {
  return element("td", {}, value === null || value === undefined ? "–" : write(value));
}

/** Indices of a dozen moments, evenly over those at which anything has a value. */
function chosen(x, lines) {
  const last = x.findLastIndex((_, index) => lines.some((line) => line.values[index] !== null));
  const count = Math.min(ROWS, last + 1);
  const wanted = Array.from({ length: count }, (_, row) => x[0] + ((x[last] - x[0]) * row) / Math.max(count - 1, 1));
  return [...new Set(wanted.map((year) => x.findIndex((each) => each >= year - 1e-9)))].filter((index) => index >= 0);
}
