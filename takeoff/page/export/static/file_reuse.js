/** What can be taken away: curves as CSV, a scenario as TOML, lines that give the same numbers. */

import { facts } from "./file_facts.js";
import { changesOf, scheduleText } from "./file_runs.js";

/**
 * The curves as a table: a row for every run and moment, units in the header.
 * @param {any} found answer of `curves`
 * @returns {string}
 */
export function curvesTable({ time, runs }) {
  const shown = facts.description.panels.flatMap(({ unit, quantities }) => quantities.map(({ name }) => [name, unit]));
  const units = Object.entries(Object.fromEntries(shown));
  const header = ["run", "schedule", "time (calendar year)", ...units.map(([name, unit]) => `${name} (${unit})`)];
  const rows = runs.flatMap((run) => {
    const inside = time.filter((t) => t <= run.end);
    return inside.map((t, k) => [run.id, run.schedule, t, ...units.map(([name]) => run.values[name][k] ?? "")]);
  });
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\n`).join("");
}

/** @param {string | number} value */
function cell(value) {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * What is shown as a scenario of the model's file.
 * @param {import("./state.js").State} state
 * @returns {string}
 */
export function scenarioText(state) {
  const { model, title } = facts.description;
  const taken = facts.description.presets.map(({ name }) => name);
  const names = ["from-the-page", ...taken.map((_, k) => `from-the-page-${k + 2}`)];
  const values = Object.entries(changesOf(state)).map(([name, value]) => `${toml(name)} = ${JSON.stringify(value)}`);
  const schedules = Object.entries(schedulesOf(state)).map(([name, text]) => `schedules.${name} = ${toml(text)}`);
  return [
    `# A scenario of the model ${model}: add it to the model's file.`,
    `[scenarios.${names.find((name) => !taken.includes(name))}]`,
    `title = ${toml(`${title}, as it was shown on the page`)}`,
    ...values,
    ...schedules,
    "",
  ].join("\n");
}

/** A string of TOML, whose escapes are those of JSON. @param {string} text */
function toml(text) {
  return JSON.stringify(text).replaceAll("\u007f", "\\u007f");
}

/**
 * Schedules of all controls that are not at their defaults.
 * @param {import("./state.js").State} state
 * @returns {Record<string, string>}
 */
function schedulesOf(state) {
  const { control, presets } = facts.description;
  const own = presets.find(({ name }) => name === state.preset)?.schedules ?? {};
  if (!control || state.pause.start === null) return own;
  return { ...own, [control.name]: scheduleText(state.pause.kind, state.pause) };
}

/**
 * Lines that give the same numbers.
 * @param {import("./state.js").State} state
 * @returns {{shell: string[], python: string}}
 */
export function reproduce(state) {
  const { control, presets } = facts.description;
  const own = presets.find(({ name }) => name === state.preset)?.schedules?.[control?.name];
  const never = own === undefined ? null : `constant(level=${facts.level})`;
  const start = state.pause.start === null ? [] : [scheduleText(state.pause.kind, state.pause)];
  const schedules = [never, ...start, ...(own === undefined ? [] : [own])];
  const shell = schedules.map((schedule) => line("run", state, schedule));
  const open = scheduleText(state.pause.kind, { ...state.pause, start: undefined });
  if (aim()) shell.push(line("pause", state, open, ["--maximise", aim(), "--over", "start"]));
  return { shell, python: program(state, schedules) };
}

/** What a slowdown is to maximise; "" where there is nothing to decide. */
function aim() {
  const { control, goal } = facts.description;
  return control && goal && goal.better !== "lower" ? goal.name : "";
}

/** @param {string} verb @param {any} state @param {string | null} schedule @param {string[]} options */
function line(verb, state, schedule, options = []) {
  const sets = Object.entries(byHand(state)).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const scheduled = schedule === null ? [] : ["--schedule", `${facts.description.control.name}=${schedule}`];
  const preset = state.preset ? ["--scenario", state.preset] : [];
  return ["takeoff", verb, facts.word, ...sets, ...scheduled, ...preset, ...options].map(word).join(" ");
}

/** A word of the shell. @param {string} text */
function word(text) {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`;
}

/** Parameters that are changed besides the preset. @param {any} state */
function byHand(state) {
  return changesOf({ ...state, preset: "" });
}

/** @param {any} state @param {(string | null)[]} schedules */
function program(state, schedules) {
  const { control } = facts.description;
  const changed = Object.entries(byHand(state)).map((pair) => pair.map((one) => JSON.stringify(one)).join(": "));
  const texts = schedules.map((one) => (one === null ? "" : `${control.name}=${JSON.stringify(one)}`));
  const runs = texts.map((given) => `model.run(${given})`);
  const asked = aim() && `${JSON.stringify(aim())}, takeoff.${call(state.pause)}, over="start"`;
  return [
    "import takeoff",
    "",
    `model = takeoff.load(${JSON.stringify(facts.word)})`,
    ...(state.preset ? [`model = model.scenario(${JSON.stringify(state.preset)})`] : []),
    ...(changed.length ? [`model = model.change(**{${changed.join(", ")}})`] : []),
    `for run in [${runs.join(", ")}]:`,
    "    print({name: amount.value for name, amount in run.outcomes.items()})",
    ...(asked ? [`best = model.best_pause(${asked})`, "print(best.best.parameters, best.gain)"] : []),
    "",
  ].join("\n");
}

/** A slowdown as the call in Python that makes it, its start left open. @param {any} pause */
function call({ kind, depth, length }) {
  return kind === "ramp" ? `ramp(length="${length} year", depth=${depth})` : `abrupt(depth=${depth})`;
}
