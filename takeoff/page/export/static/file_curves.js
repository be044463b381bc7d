/** What the panels show along every run, on one common time axis. */

import { RunError } from "./errors.js";
import { facts } from "./file_facts.js";
import { gradual } from "./file_equal.js";
import { leadAt } from "./file_lead.js";
import { evenly, runsOf, scheduleText } from "./file_runs.js";
import { sampled } from "./reading.js";

/** Moments of the even part of the grid, and borders whose both sides are shown, of each run. */
const [EVEN, MOST_BORDERS] = [300, 100];

/**
 * Never slowing down and the slowdowns that are shown.
 * @param {import("./state.js").State} state
 * @param {() => Promise<void>} breathe
 */
export async function curves(state, breathe) {
  const notes = [];
  const shown = await runsShown(state, breathe, notes);
  const moments = grid(shown.map(({ run }) => run));
  const start = facts.description.time.start;
  return { time: moments.map(({ t }) => start + t), runs: shown.map((one) => record(one, moments)), notes };
}

/** @param {import("./state.js").State} state @param {() => Promise<void>} breathe @param {string[]} notes */
async function runsShown(state, breathe, notes) {
  const runs = runsOf(state);
  const { kind, start } = state.pause;
  const shown = [{ id: "never", label: "never pausing", schedule: "", run: runs.never }];
  if (start !== null && facts.description.control) {
    await breathe();
    const run = runs.slowdown(kind, state.pause);
    shown.push({ id: "pause", label: kind, schedule: scheduleText(kind, state.pause), run });
    if (state.compare) shown.push(...(await compared(state, breathe, notes)));
  }
  const { own } = runs;
  if (own) shown.push({ id: "preset", label: "as the scenario has it", schedule: runs.kinds.text, run: own });
  return shown;
}

/**
 * The gradual slowdown of equal lead, or a note why there is none.
 * @param {any} state
 * @param {any} breathe
 * @param {string[]} notes
 */
async function compared(state, breathe, notes) {
  if (state.pause.kind === "ramp") {
    notes.push("The slowdown that is shown is gradual itself.");
    return [];
  }
  try {
    const { start, run } = await gradual(state, breathe);
    return [{ id: "gradual", label: "ramp", schedule: scheduleText("ramp", { ...state.pause, start }), run }];
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    notes.push(`${error.message}\n  hint: ${error.hint}`);
    return [];
  }
}

/**
 * Moments, rising: an even grid, all borders of pieces from both sides, and the ends of all runs.
 * @param {any[]} runs
 */
function grid(runs) {
  const ends = runs.map(({ trajectory }) => trajectory.end);
  const turned = runs.flatMap(({ trajectory }) => trajectory.pieces.slice(1, MOST_BORDERS + 1));
  const borders = [...new Set(turned.map((piece) => piece.start))];
  const after = [...new Set([...evenly(0, Math.max(...ends), EVEN), ...ends, ...borders])];
  const moments = [...after.map((t) => ({ t, before: false })), ...borders.map((t) => ({ t, before: true }))];
  return moments.sort((one, other) => one.t - other.t || Number(other.before) - Number(one.before));
}

/** @param {any} shown @param {{t: number, before: boolean}[]} moments */
function record({ run, ...told }, moments) {
  const values = sampled(run.program, run.trajectory, moments);
  const inside = moments.map(({ t }) => t).filter((t) => t <= run.trajectory.end);
  const rest = moments.slice(inside.length).map(() => null);
  for (const name of facts.races) values[name] = [...leadAt(run, name, inside), ...rest];
  const { outcomes, milestones, end } = run;
  return { ...told, values, outcomes, milestones, end };
}
