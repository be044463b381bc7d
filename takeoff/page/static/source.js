/**
 * Where answers come from: the server that serves this page. The only file that fetches.
 *
 * A source answers every question of the page, or null where it cannot; then the page hides that part. An exported
 * page has another module in this one's place, with the same `openSource`.
 */

import { write } from "./state.js";

/** What went wrong, in words for the reader. */
class AnswerError extends Error {
  /** @param {{what: string, where?: string, hint?: string}} error */
  constructor({ what, where = "", hint = "" }) {
    super(what);
    this.where = where;
    this.hint = hint;
  }
}

/**
 * The source of this page.
 * @returns {HttpSource}
 */
export function openSource() {
  return new HttpSource();
}

class HttpSource {
  constructor() {
    /** How many draws a question takes. */
    this.draws = { fan: 1000, dates: 200 };
  }

  /** @returns {Promise<{name: string, title: string}[]>} the models that are served. */
  async models() {
    return (await ask("models", "")).models;
  }

  /** @param {string} model a name; "" for the first one. */
  describe(model) {
    return ask("model", model && `model=${encodeURIComponent(model)}`);
  }

  curves(state, signal) {
    return ask("curves", write(state), signal);
  }

  scan(state, signal) {
    return ask("scan", write(state), signal);
  }

  /** @param {string} slowdown "abrupt", "ramp" or "depth". */
  pause(state, slowdown, signal) {
    return ask("pause", `${write(state)}&slowdown=${slowdown}`, signal);
  }

  equal(state, signal) {
    return ask("equal", write(state), signal);
  }

  limits(state, signal) {
    return ask("limits", write(state), signal);
  }

  fan(state, draws, seed, signal) {
    return ask("fan", `${write(state)}&draws=${draws}&seed=${seed}`, signal);
  }

  dates(state, draws, seed, signal) {
    return ask("dates", `${write(state)}&draws=${draws}&seed=${seed}`, signal);
  }

  reproduce(state, signal) {
    return ask("reproduce", write(state), signal);
  }

  /** @returns {{name: string, address: string}[]} files to save; null where one needs a server that is not there. */
  downloads(state) {
    const names = ["figure.svg", "figure.pdf", "figure.png", "curves.csv", "scenario.toml"];
    return names.map((name) => ({ name, address: `/download/${name}?${write(state)}` }));
  }
}

const BUSY = 503;
/** The longest wait for a busy server [s]. */
const LONGEST_WAIT = 5;

async function ask(question, query, signal) {
  const address = `/api/${question}?${query}`;
  let response = await reach(address, signal);
  if (response.status === BUSY) {
    const wait = Math.min(Number(response.headers.get("Retry-After")) || 1, LONGEST_WAIT);
    await new Promise((resolve) => setTimeout(resolve, 1000 * wait));
    response = await reach(address, signal);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok && answer) return answer;
  throw new AnswerError(answer?.error ?? { what: `The server answered ${response.status} ${response.statusText}.` });
}

async function reach(address, signal) {
  try {
    return await fetch(address, { signal, headers: { Accept: "application/json" } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new AnswerError({ what: "The server does not answer.", hint: "Is “takeoff page” still running?" });
  }
}
