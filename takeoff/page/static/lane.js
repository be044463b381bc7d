/** One question at a time: the newest request wins, at most one is under way and one waits. */

/** A lane for one question. */
export class Lane {
  /**
   * @param {(...args: any[]) => Promise<any>} question takes the arguments of `ask` and an AbortSignal.
   * @param {number} [patience] time that a request may still take once a newer one waits [ms].
   */
  constructor(question, patience = 0) {
    this.question = question;
    this.patience = patience;
    this.running = null;
    this.waiting = null;
  }

  /**
   * Ask. A request that a newer one overtook is answered with undefined.
   * @param {...any} args
   * @returns {Promise<any>}
   */
  ask(...args) {
    this.waiting?.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.waiting = { args, resolve, reject };
      if (this.running) this.#hurry();
      else this.#next();
    });
  }

  /** Forget what was asked. */
  drop() {
    this.waiting?.resolve(undefined);
    this.waiting = null;
    this.running?.abort();
  }

  #hurry() {
    const running = this.running;
    if (this.patience === 0) running.abort();
    else setTimeout(() => this.waiting && this.running === running && running.abort(), this.patience);
  }

  async #next() {
    const { args, resolve, reject } = this.waiting;
    this.waiting = null;
    const controller = new AbortController();
    this.running = controller;
    try {
      resolve(await this.question(...args, controller.signal));
    } catch (error) {
      if (controller.signal.aborted) resolve(undefined);
      else reject(error);
    }
    this.running = null;
    if (this.waiting) this.#next();
  }
}
