/** Elements, made and filled through textContent only: no text of a model is ever read as markup. */

/**
 * Make an element.
 * @param {string} tag
 * @param {Object<string, string|boolean|Function>} [attributes] "on..." are listeners; true and false set or leave out.
 * @param {...(Node|string|null)} children null is left out.
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/**
 * Make an element of a drawing.
 * @param {string} tag of SVG.
 * @param {Object<string, string|number>} attributes
 * @param {...Node} children
 * @returns {SVGElement}
 */
export function graphic(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * Give an element new children.
 * @param {Element} parent
 * @param {...(Node|string)} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren(...children);
}

/**
 * Set a text, if it is another one.
 * @param {Element} place
 * @param {string} text
 */
export function say(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/**
 * The element of an id that index.html has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * An id for a label or description, unlike any other.
 * @returns {string}
 */
export function freshId() {
  freshId.last = (freshId.last ?? 0) + 1;
  return `id-${freshId.last}`;
}
