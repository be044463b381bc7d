/** The figures of the page: one for each panel of the model, and the goal against the start of the slowdown. */

import { Chart } from "./chart.js";
import { fanBands, fanMedians, milestoneMarks, panelLines, sharedYears } from "./curves.js";
import { element, fill, say } from "./dom.js";
import { apart, month, number, unitText } from "./format.js";
import { endsRoom } from "./overlay.js";
import { primary } from "./runs.js";
import { scanPicture } from "./scan.js";
import { Table } from "./tables.js";
import { capital } from "./words.js";

/** One figure: a title, a read-out, a chart, and a table behind it. */
export class Figure {
  /**
   * @param {string} title
   * @param {string} idle what stands in the read-out while no moment is pointed at.
   * @param {object} options of the chart.
   */
  constructor(title, idle, options = {}) {
    this.idle = idle;
    this.write = options.write ?? ((value) => number(value));
    this.readout = element("p", { class: "readout" }, idle);
    const place = element("div", { class: "plot", role: "img", "aria-label": `${title}, ${idle}. The values stand in the table below.` });
    this.table = new Table(title);
    this.node = element("figure", {}, element("figcaption", {}, element("h3", {}, title), this.readout), place, this.table.node);
    this.chart = new Chart(place, { ...options, onHover: (index) => this.#read(index) });
  }

  /** @param {object} picture */
  show(picture) {
    this.picture = picture;
    if (this.node.classList.contains("failed")) this.fail(this.idle);
    this.node.classList.remove("failed");
    this.chart.draw(picture);
    this.table.show(picture);
  }

  /** @param {string} text why there is nothing newer to show. */
  fail(text) {
    this.node.classList.add("failed");
    say(this.readout, text);
  }

  #read(index) {
    this.node.classList.toggle("pointed", index !== null);
    if (index === null) return say(this.readout, this.idle);
    const { x, lines } = this.picture;
    const told = lines.filter((line) => line.label && typeof line.values[index] === "number");
    fill(this.readout, element("b", {}, month(x[index])), ...told.reverse().map((line) => element("span", {}, `${line.label} ${this.write(line.values[index])}`)));
  }
}

/** All figures over the shared years. */
export class Panels {
  /**
   * @param {HTMLElement} place
   * @param {object} description
   * @param {(year: number) => void} onPick called with the start that was pointed at [calendar year].
   */
  constructor(place, description, onPick) {
    this.description = description;
    this.years = [description.time.start, description.time.start + 10];
    this.figures = description.panels.map((panel, index) => new Figure(panel.title, this.#caption(index), { log: panel.scale === "log" }));
    this.goal = description.goal && new Figure(`${capital(description.goal.label)} against the start of the slowdown`, [unitText(description.goal.unit), "point and click to choose a start"].filter(Boolean).join("; "), {
      onPick, write: goalText(description.goal),
    });
    const nodes = this.figures.map((figure) => figure.node);
    if (this.goal) nodes.splice(1, 0, this.goal.node);
    place.replaceChildren(...nodes);
  }

  /** The unit, and what the strip above the last panel tells. */
  #caption(index) {
    const { panels, limits } = this.description;
    const unit = unitText(panels[index].unit) || "no unit";
    return limits && index === panels.length - 1 ? `${unit}; above: what limits the ${limits.label}` : unit;
  }

  /**
   * @param {object} curves answer of that question.
   * @param {object} extra `fan` and `limits`, null where there is none; `names` of runs.
   */
  showCurves(curves, { fan, limits, names }) {
    const { description } = this;
    this.years = sharedYears(description, curves);
    const main = primary(curves.runs);
    const all = description.panels.map((panel) => [...fanMedians(panel, fan, curves.time), ...panelLines(panel, curves, names)]);
    this.room = Math.max(...all.map(endsRoom));
    description.panels.forEach((panel, index) => {
      const lines = all[index];
      const marks = milestoneMarks(description, main).map((mark) => (index === 0 ? mark : { ...mark, text: "" }));
      const strip = index === description.panels.length - 1 ? stripOf(description, limits, main) : [];
      const range = panel.quantities.every(({ name }) => name === description.control?.name) ? description.control.between : undefined;
      this.figures[index].show({ x: curves.time, lines, years: this.years, room: this.room, range: range && [range[0], range[1] * 1.04], bands: fanBands(panel, fan), marks, strip });
    });
  }

  /**
   * @param {object} scan answer of that question.
   * @param {object} pause what is shown of it: `start` and `best` [year or null], `names` of runs.
   */
  showScan(scan, pause) {
    this.goal?.show({ ...scanPicture(scan, this.description, pause), years: this.years, room: this.room });
  }

  /**
   * Say why the goal against the start could not be told; what is drawn may belong to an older state.
   * @param {string} text
   */
  failScan(text) {
    this.goal?.fail(text);
  }

  /** Draw all again in other colours. */
  repaint() {
    for (const figure of [...this.figures, this.goal].filter(Boolean)) figure.chart.repaint();
  }
}

/** How values of the goal are written where the unit stands elsewhere: shares in percent. */
function goalText({ unit }) {
  return (value) => (unit === "1" ? apart([value], unit)[0] : number(value));
}

function stripOf(description, limits, main) {
  const stretches = limits?.stretches[main.id] ?? [];
  const names = description.limits?.names.map(({ name }) => name) ?? [];
  return stretches.map(({ name, label, start, end }) => ({ start, end, label, colour: `--tint-${1 + (names.indexOf(name) % 6)}` }));
}
