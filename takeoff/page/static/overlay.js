/** What is drawn on a chart besides its lines: bands, marks, points, labels at the ends, and a strip of stretches. */

import { colour } from "./theme.js";

const FAMILY = '"Helvetica Neue", Arial, "Liberation Sans", sans-serif';
const SIZE = 11.5;
/** The font of axes and labels. */
export const FONT = `${SIZE}px ${FAMILY}`;
/** Height of the strip above a plot [px]. */
export const STRIP = 15;

const SAMPLE = 12;
const GAP = 4;
const LINE = 13;
const WIDEST = 84;

const measure = document.createElement("canvas").getContext("2d");
measure.font = FONT;

/**
 * The width of a text in the font of drawings.
 * @param {string} text
 * @returns {number} [px]
 */
export function textWidth(text) {
  return measure.measureText(text).width;
}

/**
 * The room at the right for the labels of lines.
 * @param {object[]} lines
 * @returns {number} [px]
 */
export function endsRoom(lines) {
  const widest = Math.max(0, ...lines.flatMap((line) => wrapped(line.label)).map(textWidth));
  return widest ? Math.ceil(widest) + SAMPLE + 2 * GAP + 4 : 10;
}

/** A label in rows of about the same short width. */
function wrapped(label) {
  const rows = [];
  for (const word of label.split(" ").filter(Boolean)) {
    const longer = rows.length ? `${rows.at(-1)} ${word}` : word;
    if (rows.length && textWidth(longer) <= WIDEST) rows[rows.length - 1] = longer;
    else rows.push(word);
  }
  return rows;
}

/** Run `paint` in pixels of the page, so that no drawing below needs to know the screen's ratio. */
function inPixels(plot, paint) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.scale(ratio, ratio);
  paint(ctx, { left: bbox.left / ratio, top: bbox.top / ratio, width: bbox.width / ratio, height: bbox.height / ratio });
  ctx.restore();
}

const place = (plot, value, axis) => plot.valToPos(value, axis, true) / devicePixelRatio;

/** Bands behind the lines, each where both its edges have values. */
export function drawBands(plot, { bands }) {
  inPixels(plot, (ctx, box) => {
    ctx.beginPath();
    ctx.rect(box.left, box.top, box.width, box.height);
    ctx.clip();
    for (const band of bands) fillBand(plot, ctx, band);
  });
}

function fillBand(plot, ctx, { x, low, high, colour: name }) {
  const there = x.map((_, index) => index).filter((index) => low[index] !== null && high[index] !== null);
  if (there.length < 2) return;
  const at = (index, values) => [place(plot, x[index], "x"), place(plot, values[index], "y")];
  ctx.beginPath();
  for (const index of there) ctx.lineTo(...at(index, high));
  for (const index of there.reverse()) ctx.lineTo(...at(index, low));
  ctx.closePath();
  ctx.fillStyle = colour(name);
  ctx.fill();
}

/** Vertical lines at dates, each with its text beside it, in a row where it covers no other text. */
export function drawMarks(plot, { marks, years }) {
  inPixels(plot, (ctx, box) => {
    ctx.font = FONT;
    ctx.textAlign = "left";
    ctx.textBaseline = "bottom";
    const rows = [];
    for (const mark of marks) {
      if (mark.x < years[0] || mark.x > years[1]) continue;
      const x = place(plot, mark.x, "x");
      stroke(ctx, mark.colour, [2, 3], 1, [[x, box.top], [x, box.top + box.height]]);
      const span = beside(x, mark.text, box);
      if (!span) continue;
      ctx.fillStyle = colour("--quiet");
      ctx.fillText(mark.text, span[0], box.top + box.height - 2 - LINE * freeRow(rows, span));
    }
  });
}

/** From where to where a text stands beside a vertical line: at its left if it fits there; null where it fits nowhere. */
function beside(x, text, box) {
  const width = textWidth(text);
  if (!width) return null;
  if (x - box.left > width + GAP) return [x - GAP - width, x - GAP];
  return box.left + box.width - x > width + GAP ? [x + GAP, x + GAP + width] : null;
}

/** The first row in which nothing is covered; what stands in each row is kept in `rows`. */
function freeRow(rows, [from, to]) {
  const free = rows.findIndex((row) => row.every(([left, right]) => to < left || right < from));
  const row = free < 0 ? rows.push([]) - 1 : free;
  rows[row].push([from, to]);
  return row;
}

function stroke(ctx, name, dash, width, points) {
  ctx.beginPath();
  for (const point of points) ctx.lineTo(...point);
  ctx.strokeStyle = colour(name);
  ctx.lineWidth = width;
  ctx.setLineDash(dash);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Dots. */
export function drawPoints(plot, { points }) {
  inPixels(plot, (ctx) => {
    for (const point of points) {
      ctx.beginPath();
      ctx.arc(place(plot, point.x, "x"), place(plot, point.y, "y"), 4, 0, 2 * Math.PI);
      ctx.fillStyle = colour(point.colour);
      ctx.fill();
      ctx.strokeStyle = colour("--paper");
      ctx.lineWidth = 1.5;
      ctx.stroke();
    }
  });
}

/** Labels at the ends of lines: a sample of the line, then its name; pushed apart where they would cover each other. */
export function drawEnds(plot, { lines }) {
  inPixels(plot, (ctx, box) => {
    ctx.font = FONT;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    const left = box.left + box.width + GAP;
    for (const { line, rows, y } of spread(ends(plot, lines, box), box)) {
      stroke(ctx, line.colour, line.dash, line.width, [[left, y], [left + SAMPLE, y]]);
      ctx.fillStyle = colour("--ink");
      rows.forEach((row, index) => ctx.fillText(row, left + SAMPLE + GAP, y + index * LINE));
    }
  });
}

function ends(plot, lines, box) {
  const labelled = lines.filter((line) => line.label && line.values.some((value) => value !== null));
  const last = (line) => line.values.findLast((value) => value !== null);
  const inside = (y) => Math.min(Math.max(Number.isFinite(y) ? y : box.top + box.height, box.top), box.top + box.height);
  return labelled.map((line) => ({ line, rows: wrapped(line.label), y: inside(place(plot, last(line), "y")) }));
}

/** Push labels down where they are too near, then up from the bottom edge. */
function spread(labels, box) {
  const sorted = labels.toSorted((one, other) => one.y - other.y);
  for (let index = 1; index < sorted.length; index += 1) {
    sorted[index].y = Math.max(sorted[index].y, sorted[index - 1].y + LINE * sorted[index - 1].rows.length);
  }
  let floor = box.top + box.height + 1;
  for (const label of sorted.reverse()) {
    label.y = Math.min(label.y, floor - LINE * (label.rows.length - 1));
    floor = label.y - LINE;
  }
  return sorted;
}

/** Stretches in a strip above the plot, each with its name where there is room. */
export function drawStrip(plot, { strip, years }) {
  inPixels(plot, (ctx, box) => {
    ctx.font = FONT;
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    for (const stretch of strip) {
      const from = place(plot, Math.max(stretch.start, years[0]), "x");
      const width = place(plot, Math.min(stretch.end, years[1]), "x") - from;
      const top = box.top - STRIP - 3;
      ctx.fillStyle = colour(stretch.colour);
      ctx.fillRect(from, top, Math.max(width - 1, 0), STRIP);
      ctx.fillStyle = colour("--ink");
      if (textWidth(stretch.label) + 2 * GAP < width) ctx.fillText(stretch.label, from + GAP, top + STRIP / 2 + 0.5);
    }
  });
}
