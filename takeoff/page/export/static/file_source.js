/** Where the answers of an exported page come from: the model itself, which the file carries as JavaScript. */

import { breathing } from "./file_breath.js";
import { curves } from "./file_curves.js";
import { dates, fan } from "./file_draws.js";
import { equal } from "./file_equal.js";
import { facts } from "./file_facts.js";
import { pause } from "./file_pause.js";
import { curvesTable, reproduce, scenarioText } from "./file_reuse.js";
import { scan } from "./file_scan.js";

/**
 * The source of this page.
 * @returns {FileSource}
 */
export function openSource() {
  return new FileSource();
}

class FileSource {
  constructor() {
    /** How many draws there are to answer from. */
    this.draws = { fan: facts.draws.rows.length, dates: Math.min(facts.draws.rows.length, facts.draws.dates) };
    this.latest = { key: "", curves: null };
    this.addresses = [];
  }

  /** @returns {Promise<{name: string, title: string}[]>} the one model that the file carries. */
  async models() {
    const { model: name, title } = facts.description;
    return [{ name, title }];
  }

  async describe() {
    return facts.description;
  }

  async curves(state, signal) {
    const found = await curves(state, breathing(signal));
    this.latest = { key: JSON.stringify(state), curves: found };
    return found;
  }

  scan(state, signal) {
    return scan(state, signal);
  }

  /** @param {string} slowdown "abrupt", "ramp" or "depth". */
  pause(state, slowdown, signal) {
    return pause(state, slowdown, signal);
  }

  equal(state, signal) {
    return equal(state, signal);
  }

  /** Which limit binds needs derivatives, which the file does not carry. */
  async limits() {
    return null;
  }

  fan(state, draws, seed, signal) {
    return fan(state, draws, signal);
  }

  dates(state, draws, seed, signal) {
    return dates(state, Math.min(draws, this.draws.dates), signal);
  }

  async reproduce(state) {
    return reproduce(state);
  }

  /** @returns {{name: string, address: string | null}[]} files to save; figures need the server. */
  downloads(state) {
    this.addresses.splice(0).forEach((address) => URL.revokeObjectURL(address));
    const { key, curves: known } = this.latest;
    const table = key === JSON.stringify(state) ? this.file(curvesTable(known), "text/csv") : null;
    return [
      ...["figure.svg", "figure.pdf", "figure.png"].map((name) => ({ name, address: null })),
      { name: "curves.csv", address: table },
      { name: "scenario.toml", address: this.file(scenarioText(state), "application/toml") },
    ];
  }

  /** An address of a text that can be saved. @param {string} text @param {string} type */
  file(text, type) {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    this.addresses.push(address);
    return address;
  }
}
