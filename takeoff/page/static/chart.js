/**
 * One drawing over calendar years: uPlot with labels at the ends of lines, bands, marks and a strip of stretches.
 *
 * @typedef {object} Line
 * @property {string} name what the read-out and the table call it.
 * @property {string} label written at its end; "" for none.
 * @property {(number|null)[]} values
 * @property {string} colour name of a custom property.
 * @property {number[]} dash lengths on and off [px].
 * @property {number} width [px].
 *
 * @typedef {object} Picture
 * @property {number[]} x calendar years.
 * @property {Line[]} lines
 * @property {[number, number]} years the range of the x axis.
 * @property {number} [room] at the right, where all figures of a page keep the same [px].
 * @property {[number, number]} [range] the range of the y axis, if it is given.
 * @property {boolean} [shares] whether values are shares of one, told in percent.
 * @property {{x: number[], low: (number|null)[], high: (number|null)[], colour: string}[]} [bands] behind the lines.
 * @property {{x: number, text: string, colour: string}[]} [marks] vertical lines.
 * @property {{x: number, y: number, colour: string}[]} [points]
 * @property {{start: number, end: number, label: string, colour: string}[]} [strip] stretches above the plot.
 */

import uPlot from "./vendor/uplot/uPlot.esm.js";
import { number, shortPercent } from "./format.js";
import { drawBands, drawEnds, drawMarks, drawPoints, drawStrip, endsRoom, FONT, STRIP, textWidth } from "./overlay.js";
import { colour } from "./theme.js";

const AXIS_GAP = 5;
/** Room for the texts of most value axes, so that years stand below each other [px]. */
const LEAST_AXIS = 44;
/** Ticks are round numbers, which so many digits tell apart. */
const TICK_DIGITS = 6;

/** A drawing that lives in an element and follows its size. */
export class Chart {
  /**
   * @param {HTMLElement} place its height is the style sheet's.
   * @param {{log?: boolean, onHover?: (index: number|null) => void, onPick?: (year: number) => void}} options
   */
  constructor(place, { log = false, onHover = () => {}, onPick = null } = {}) {
    this.place = place;
    this.log = log;
    this.onHover = onHover;
    this.onPick = onPick;
    this.picture = null;
    this.plot = null;
    this.look = "";
    new ResizeObserver(() => this.#resize()).observe(place);
  }

  /**
   * Draw, keeping what is there where only values changed.
   * @param {Picture} picture
   */
  draw(picture) {
    this.picture = { bands: [], marks: [], points: [], strip: [], room: endsRoom(picture.lines), ...picture };
    const data = [picture.x, ...picture.lines.map((line) => this.#drawable(line.values))];
    const look = JSON.stringify([picture.lines.map(({ values, ...line }) => line), this.picture.strip.length > 0, this.picture.room]);
    if (this.plot && look === this.look) this.plot.setData(data);
    else this.#build(data, look);
  }

  /** Draw again in other colours. */
  repaint() {
    if (!this.picture) return;
    this.look = "";
    this.draw(this.picture);
  }

  #drawable(values) {
    return this.log ? values.map((value) => (value > 0 ? value : null)) : values;
  }

  #build(data, look) {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (width === 0 || height === 0) return;
    this.plot?.destroy();
    this.look = look;
    this.plot = new uPlot({ width, height, ...this.#options() }, data, this.place);
    if (this.onPick) this.plot.over.addEventListener("click", () => this.onPick(this.plot.posToVal(this.plot.cursor.left, "x")));
  }

  #resize() {
    const { clientWidth: width, clientHeight: height } = this.place;
    if (width === 0 || height === 0) return;
    if (this.plot) this.plot.setSize({ width, height });
    else if (this.picture) this.draw(this.picture);
  }

  #options() {
    const { lines, strip, room } = this.picture;
    const read = () => this.picture;
    return {
      pxAlign: 0,
      legend: { show: false },
      padding: [strip.length ? STRIP + 6 : 8, room, 0, 0],
      cursor: { y: false, drag: { x: false, y: false }, sync: { key: "years", scales: ["x", null] }, points: { size: 5 } },
      scales: {
        x: { time: false, range: () => this.picture.years },
        y: { distr: this.log ? 3 : 1, range: (_, low, high) => this.#range(low, high) },
      },
      axes: [this.#yearAxis(), this.#valueAxis()],
      series: [{}, ...lines.map((line) => ({ stroke: colour(line.colour), width: line.width, dash: line.dash, points: { show: false } }))],
      hooks: {
        drawAxes: [(plot) => drawBands(plot, read())],
        draw: [(plot) => drawMarks(plot, read()), (plot) => drawEnds(plot, read()), (plot) => drawPoints(plot, read()), (plot) => drawStrip(plot, read())],
        setCursor: [(plot) => this.onHover(plot.cursor.idx ?? null)],
      },
    };
  }

  #range(low, high) {
    const { range, bands } = this.picture;
    if (range) return range;
    const extra = bands.flatMap((band) => [...band.low, ...band.high]).filter((value) => value !== null && (!this.log || value > 0));
    const ends = [low, high, ...extra].filter((value) => value !== null);
    if (ends.length === 0) return this.log ? [1, 10] : [0, 1];
    const [least, most] = [ends.reduce((a, b) => Math.min(a, b)), ends.reduce((a, b) => Math.max(a, b))];
    return this.log ? uPlot.rangeLog(least, most, 10, true) : uPlot.rangeNum(least, most, SOFT);
  }

  #yearAxis() {
    const values = (_, years) => years.map((year) => String(year));
    return { ...this.#axis(), size: 26, space: 46, grid: { show: false }, values, incrs: [1, 2, 5, 10, 20, 50, 100] };
  }

  #valueAxis() {
    const write = (value) => (this.picture.shares ? shortPercent : number)(value, TICK_DIGITS);
    const values = (_, splits) => splits.map((value) => (value === null ? "" : write(value)));
    const lines = (_, splits) => (this.log ? splits.map((value) => (isPower(value) ? value : null)) : splits);
    const size = (_, texts) => Math.ceil(Math.max(LEAST_AXIS, ...(texts ?? []).map(textWidth))) + AXIS_GAP + 4;
    return { ...this.#axis(), size, values, space: 34, grid: { stroke: colour("--rule"), width: 1, filter: lines }, ticks: { show: false } };
  }

  #axis() {
    return { stroke: colour("--quiet"), font: FONT, gap: AXIS_GAP, ticks: { stroke: colour("--axis"), width: 1, size: 4 } };
  }
}

/** Whether a value is a power of ten. */
function isPower(value) {
  return Math.abs(Math.log10(value) - Math.round(Math.log10(value))) < 1e-9;
}

/** Room above and below; zero is shown if it is near. */
const SOFT = { min: { pad: 0.06, soft: 0, mode: 3 }, max: { pad: 0.06, soft: 0, mode: 3 } };
