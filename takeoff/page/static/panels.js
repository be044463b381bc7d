/** The figures of the page: one for each panel of the model, and the goal against the start of the slowdown. */

import { Chart } from "./chart.js";
import { fanBands, fanMedians, milestoneMarks, panelLines, sharedYears } from "./curves.js";
import { element, fill, say } from "./dom.js";
import { month, number, shortPercent, unitInFull } from "./format.js";
import { endsRoom } from "./overlay.js";
import { primary, tintColour } from "./runs.js";
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
    this.readout = element("p", { class: "readout" }, idle);
    const told = `${[title, idle].filter(Boolean).join(", ")}. The values stand in the table below.`;
    const place = element("div", { class: "plot", role: "img", "aria-label": told });
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
    const { x, lines, shares } = this.picture;
    const write = shares ? shortPercent : number;
    const told = lines.filter((line) => line.label && typeof line.values[index] === "number");
    fill(this.readout, element("b", {}, month(x[index])), ...told.reverse().map((line) => element("span", {}, `${line.label} ${write(line.values[index])}`)));
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
    this.figures = description.panels.map((panel) => new Figure(panel.title, this.#caption(panel), { log: panel.scale === "log" }));
    this.goal = description.goal && description.control ? goalFigure(description.goal, onPick) : null;
    const nodes = this.figures.map((figure) => figure.node);
    if (this.goal) nodes.splice(1, 0, this.goal.node);
    place.replaceChildren(...nodes);
  }

  /** The unit, and what the strip above the panel tells where it has one. */
  #caption({ name, unit }) {
    const { limits } = this.description;
    const above = limits?.panel === name ? `above: what limits the ${limits.label}` : "";
    return [unitInFull(unit), above].filter(Boolean).join("; ");
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
      const strip = description.limits?.panel === panel.name ? stripOf(description.limits, limits, main) : [];
      const shared = { x: curves.time, years: this.years, room: this.room };
      this.figures[index].show({ ...shared, lines, range: controlRange(description, panel), bands: fanBands(panel, fan), marks, strip });
    });
  }

  /**
   * @param {object} scan answer of that question.
   * @param {object} pause what is shown of it: `kind`, `start` and `best` [year or null], `names` of runs.
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

/** The whole range of the control, and some room, where a panel shows nothing else. */
function controlRange({ control }, { quantities }) {
  if (!control || quantities.some(({ name }) => name !== control.name)) return undefined;
  return [control.between[0], 1.04 * control.between[1]];
}

/** The goal against the start, which is chosen by a click. */
function goalFigure({ label, unit }, onPick) {
  const caption = [unitInFull(unit), "point and click to choose a start"].filter(Boolean).join("; ");
  return new Figure(`${capital(label)} against the start of the slowdown`, caption, { onPick });
}

/** Stretches of the primary run, each limit in a colour of its own. */
function stripOf({ names }, answer, main) {
  const stretches = answer?.stretches[main.id] ?? [];
  const place = (wanted) => names.findIndex(({ name }) => name === wanted);
  return stretches.map(({ name, label, start, end }) => ({ start, end, label, colour: tintColour(place(name)) }));
}
