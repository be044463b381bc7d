/** Colours of the drawings, read from the style sheet so that dark, light and print are decided in one place. */

const cache = new Map();

/**
 * The present value of a custom property.
 * @param {string} name "--line-1".
 * @returns {string}
 */
export function colour(name) {
  if (!cache.has(name)) cache.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return cache.get(name);
}

/**
 * Call back whenever colours change: another scheme, or a print, which is always on white.
 * @param {() => void} redraw
 */
export function onThemeChange(redraw) {
  const changed = () => {
    cache.clear();
    redraw();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
  for (const [event, printing] of [["beforeprint", true], ["afterprint", false]]) {
    window.addEventListener(event, () => {
      document.documentElement.classList.toggle("printing", printing);
      changed();
    });
  }
}
