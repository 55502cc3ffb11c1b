/** One field of the filter: a button that opens the list of what may be chosen, with counts. */

import { h } from "./dom.ts";
import { FIELDS, type Naming } from "./field.ts";
import { fold } from "./fold.ts";
import type { Store } from "./store.ts";
import type { Field } from "./visible.ts";

/** Lists longer than this can be searched. */
const LONG = 10;

/** Choices that are listed at once. */
const MOST = 150;

interface Option {
  value: string;
  name: string;
  rows: number;
}

export class Choice {
  readonly element: HTMLElement;
  readonly button: HTMLButtonElement;
  readonly #panel: HTMLElement;
  readonly #list = h("ul", { class: "options" });
  readonly #search: HTMLInputElement;
  #options: Option[] = [];

  constructor(
    readonly field: Field,
    readonly store: Store,
    readonly naming: Naming,
  ) {
    const panel = `choice-${field}`;
    const words = FIELDS[field];
    this.button = h(
      "button",
      { type: "button", class: "choice-button", "aria-expanded": "false", "aria-controls": panel },
      words,
    );
    this.#search = h("input", {
      type: "search",
      class: "choice-search",
      "aria-label": `Find in ${words.toLowerCase()}`,
      placeholder: "Find",
      autocomplete: "off",
    });
    this.#panel = h(
      "div",
      { class: "choice-panel", id: panel, hidden: true, role: "group", "aria-label": words },
      this.#search,
      this.#list,
    );
    this.element = h("div", { class: "choice" }, this.button, this.#panel);
    this.button.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    this.#search.addEventListener("input", () => this.#fill());
    this.#list.addEventListener("change", (event) => this.#chosen(event));
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusout", (event) => {
      const next = event.relatedTarget;
      if (next instanceof Node && !this.element.contains(next)) this.close();
    });
  }

  get isOpen(): boolean {
    return !this.#panel.hidden;
  }

  open(): void {
    this.#panel.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.#search.value = "";
    this.#count();
    this.#search.hidden = this.#options.length <= LONG;
    this.#fill();
    this.#place();
  }

  close(): void {
    this.#panel.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
  }

  update(): void {
    const chosen = this.store.state().filters[this.field].length;
    this.button.replaceChildren(FIELDS[this.field], chosen ? ` (${chosen})` : "");
    this.button.classList.toggle("in-force", chosen > 0);
    if (this.isOpen) this.#recount();
  }

  #count(): void {
    const counts = this.store.sieve.counts(this.field, this.store.state().filters);
    const options: Option[] = [];
    for (const [value, rows] of counts) {
      const name = value ? this.naming.name(this.field, value) : null;
      if (name) options.push({ value, name, rows });
    }
    this.#options = options.sort((a, b) => b.rows - a.rows || a.name.localeCompare(b.name, "en"));
  }

  /** Counts anew, in the order that the list has: what one looks at does not jump away. */
  #recount(): void {
    const counts = this.store.sieve.counts(this.field, this.store.state().filters);
    for (const option of this.#options) option.rows = counts.get(option.value) ?? 0;
    const focused = this.#list.contains(document.activeElement) ? document.activeElement : null;
    this.#fill();
    if (focused instanceof HTMLInputElement) this.#box(focused.value)?.focus();
  }

  #fill(): void {
    const sought = fold(this.#search.value.trim());
    const found = this.#options.filter((option) => fold(option.name).includes(sought));
    const lines = found.slice(0, MOST).map((option) => this.#line(option));
    const rest = found.length - lines.length;
    this.#list.replaceChildren(...lines);
    if (rest > 0) this.#list.append(h("li", { class: "rest" }, `${rest} more: find them by name`));
    if (found.length === 0) this.#list.append(h("li", { class: "rest" }, "None"));
  }

  #line({ value, name, rows }: Option): HTMLElement {
    const checked = this.store.state().filters[this.field].includes(value);
    return h(
      "li",
      { class: rows || checked ? "" : "none" },
      h(
        "label",
        null,
        h("input", { type: "checkbox", value, checked }),
        this.naming.mark(this.field, value),
        h("bdi", { class: "option-name" }, name),
        h("span", { class: "option-rows" }, rows.toLocaleString("en")),
      ),
    );
  }

  #box(value: string): HTMLInputElement | undefined {
    return [...this.#list.querySelectorAll("input")].find((box) => box.value === value);
  }

  #chosen(event: Event): void {
    const box = event.target;
    if (!(box instanceof HTMLInputElement)) return;
    const others = this.store.state().filters[this.field].filter((one) => one !== box.value);
    this.store.filter({ [this.field]: box.checked ? [...others, box.value] : others });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.isOpen) {
      event.stopPropagation();
      this.close();
      this.button.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!this.isOpen) this.open();
      this.#step(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  #step(by: number): void {
    const boxes = [...this.#list.querySelectorAll("input")];
    const focused = document.activeElement;
    const at = focused instanceof HTMLInputElement ? boxes.indexOf(focused) : -1;
    boxes[Math.max(0, Math.min(boxes.length - 1, at + by))]?.focus();
  }

  /** Keeps the list on the screen. */
  #place(): void {
    this.#panel.classList.remove("from-right");
    const { right } = this.#panel.getBoundingClientRect();
    this.#panel.classList.toggle("from-right", right > document.documentElement.clientWidth - 8);
  }
}
