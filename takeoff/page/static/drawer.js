/** All assumptions: mechanisms as switches, and every parameter by sector, with a search. */

import { element, freshId, say } from "./dom.js";
import { ParameterRow } from "./sliders.js";
import { initial, withMechanism } from "./state.js";
import { capital } from "./words.js";

/** Where the drawer covers everything, nothing behind it takes the focus. */
const COVERING = "(max-width: 720px)";
const BEHIND = ".top, .lead, #assumptions, .result, footer";

/** The drawer; it is filled when it is first opened. */
export class Drawer {
  /**
   * @param {HTMLElement} node
   * @param {HTMLButtonElement} opener
   * @param {object} page
   */
  constructor(node, opener, page) {
    this.node = node;
    this.opener = opener;
    this.page = page;
    this.rows = [];
    this.switches = [];
    opener.addEventListener("click", () => this.open(this.node.hidden));
    node.addEventListener("keydown", (event) => event.key === "Escape" && this.open(false));
  }

  /** @param {boolean} open */
  open(open) {
    if (open && !this.node.childElementCount) this.#fill();
    this.node.hidden = !open;
    document.body.classList.toggle("drawer-open", open);
    for (const part of document.querySelectorAll(BEHIND)) part.inert = open && matchMedia(COVERING).matches;
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) {
      this.show();
      this.search.focus();
    } else this.opener.focus();
  }

  #fill() {
    const { description } = this.page;
    const id = freshId();
    this.search = element("input", { id, type: "search", autocomplete: "off", oninput: () => this.#find() });
    this.found = element("p", { class: "found", role: "status" });
    const close = element("button", { type: "button", class: "close", onclick: () => this.open(false) }, "Close");
    const reset = element("button", { type: "button", onclick: () => this.#resetAll() }, "Reset all");
    this.node.append(
      element("div", { class: "bar" }, element("h2", {}, "All assumptions"), reset, close),
      element("div", { class: "search" }, element("label", { for: id }, "Search"), this.search, this.found),
      ...(description.mechanisms.length ? [this.#mechanisms(description.mechanisms)] : []),
      ...this.#sectors(description.parameters),
    );
  }

  #mechanisms(mechanisms) {
    const rows = mechanisms.map((mechanism) => {
      const id = freshId();
      const input = element("input", {
        type: "checkbox", role: "switch", "aria-describedby": id,
        onchange: () => this.page.change(withMechanism(this.page.state, this.page.description, mechanism.name, input.checked), true),
      });
      const label = element("label", { class: "switch" }, input, element("span", {}, capital(mechanism.label)));
      const node = element("div", { class: "mechanism" }, label, element("p", { id }, mechanism.meaning));
      const text = searchable([mechanism.name, mechanism.label, mechanism.meaning]);
      const row = { node, input, name: mechanism.name, text };
      this.switches.push(row);
      return row.node;
    });
    return element("section", {}, element("h3", {}, "Mechanisms"), ...rows);
  }

  #sectors(parameters) {
    const names = [...new Set(parameters.map((parameter) => parameter.sector))];
    return names.map((name) => {
      const own = parameters.filter((parameter) => parameter.sector === name).map((parameter) => this.#row(parameter));
      return element("section", {}, element("h3", {}, capital(name) || "Parameters"), ...own);
    });
  }

  #row(parameter) {
    const row = new ParameterRow(parameter, this.page);
    this.rows.push(row);
    row.node.prepend(element("code", {}, parameter.name));
    row.text = searchable([parameter.name, parameter.label, parameter.meaning, parameter.source?.title ?? (parameter.assumed ? "assumed" : "")]);
    return row.node;
  }

  #find() {
    const words = searchable([this.search.value]).split(" ").filter(Boolean);
    const all = [...this.switches, ...this.rows];
    for (const row of all) row.node.hidden = !words.every((word) => row.text.includes(word));
    for (const section of this.node.querySelectorAll("section")) {
      section.hidden = [...section.children].every((child) => child.tagName === "H3" || child.hidden);
    }
    const count = all.filter((row) => !row.node.hidden).length;
    say(this.found, words.length ? `${count} of ${all.length} found` : "");
  }

  #resetAll() {
    const { state, description } = this.page;
    this.page.change({ ...initial(description), preset: state.preset, pause: state.pause, compare: state.compare }, true);
  }

  /** Show the present values. */
  show() {
    if (this.node.hidden) return;
    for (const row of this.rows) row.show();
    for (const { input, name } of this.switches) input.checked = !this.page.state.off.includes(name);
  }
}

function searchable(texts) {
  return texts.join(" ").toLowerCase().replaceAll(/[_[\]]/g, " ");
}
