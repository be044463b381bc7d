/** Long computations in short stretches, so that the page stays responsive and a newer question can end them. */

/** Longest stretch [ms]. */
const STRETCH = 16;

/**
 * What lets the page breathe: to be awaited between runs.
 * @param {AbortSignal} signal
 * @returns {() => Promise<void>} rejects once the question was ended.
 */
export function breathing(signal) {
  let began = performance.now();
  return async () => {
    if (performance.now() - began > STRETCH) {
      await new Promise((resolve) => setTimeout(resolve));
      began = performance.now();
    }
    signal?.throwIfAborted();
  };
}
