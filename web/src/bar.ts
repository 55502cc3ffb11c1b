/** The bar that stays: the parts of the page, and one filter for all of them. */

import { Choice } from "./choice.ts";
import { readable } from "./day.ts";
import { h } from "./dom.ts";
import { FIELDS, Naming } from "./field.ts";
import { inForce, LISTS } from "./state.ts";
import type { Store } from "./store.ts";
import type { Field } from "./visible.ts";
import { days } from "./window.ts";

/** Milliseconds without a key before a search is made. */
const PAUSE = 150;

const UNDATED = "no day to choose: nothing is dated";

export interface Part {
  id: string;
  name: string;
}

export class Bar {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
  readonly #naming: Naming;
  readonly #choices: Choice[];
  readonly #days: [HTMLInputElement, HTMLInputElement];
  readonly #chips = h("ul", { class: "chips", "aria-label": "Filters in force" });
  readonly #tally = h("p", { class: "tally", role: "status" });
  readonly #toggle: HTMLButtonElement;
  readonly #panel: HTMLElement;

  constructor(
    readonly store: Store,
    parts: Part[],
  ) {
    this.#naming = new Naming(store.report);
    this.#choices = LISTS.map((field) => new Choice(field, store, this.#naming));
    this.search = searchField();
    this.#days = [dayField("First day"), dayField("Last day")];
    const choices = this.#choices.map((choice) => choice.element);
    this.#panel = h("div", { class: "filters", id: "filters" }, ...choices, this.#dayChoice());
    this.#toggle = h(
      "button",
      { type: "button", class: "toggle", "aria-expanded": "false", "aria-controls": "filters" },
      "Filter",
    );
    this.element = h(
      "div",
      { class: "bar" },
      h("div", { class: "bar-top" }, contents(parts), this.#tally),
      h(
        "search",
        { class: "bar-filter", "aria-label": "Filter the whole page" },
        this.search,
        this.#toggle,
        this.#panel,
        this.#chips,
      ),
    );
    this.#listen();
  }

  update(): void {
    const { filters } = this.store.state();
    for (const choice of this.#choices) choice.update();
    if (document.activeElement !== this.search) this.search.value = filters.text;
    for (const [at, field] of this.#days.entries()) field.value = filters.day[at] ?? "";
    const forced = inForce(filters);
    this.#toggle.textContent = forced ? `Filter (${forced})` : "Filter";
    this.#toggle.classList.toggle("in-force", forced > 0);
    this.#chips.replaceChildren(...this.#allChips());
    this.#chips.hidden = this.#chips.childElementCount === 0;
    this.#tell(forced > 0);
  }

  #listen(): void {
    new ResizeObserver(() => makeRoom(this.element.offsetHeight)).observe(this.element);
    let waiting = 0;
    this.search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = window.setTimeout(() => this.#seek(), PAUSE);
    });
    this.#toggle.addEventListener("click", () => {
      const open = this.element.classList.toggle("filters-open");
      this.#toggle.setAttribute("aria-expanded", String(open));
    });
    document.addEventListener(
      "pointerdown",
      (event) => {
        for (const choice of this.#choices)
          if (choice.isOpen && !choice.element.contains(event.target as Node)) choice.close();
      },
      { signal: this.store.life },
    );
  }

  /** One search is one step of the history, however many letters it takes. */
  #seek(): void {
    const before = this.store.state().filters.text;
    this.store.filter({ text: this.search.value }, before ? "replace" : "push");
  }

  /** How many rows are let through, for eyes and ears. */
  #tell(filtered: boolean): void {
    const { statements, figures } = this.store.visible();
    const words = [part(statements, "statement", filtered), part(figures, "figure", filtered)];
    this.#tally.textContent = words.join(" · ");
    this.#tally.classList.toggle("filtered", filtered);
  }

  #dayChoice(): HTMLElement {
    const [first, last] = this.#days;
    const [low, high] = extent(this.store.report.documents);
    for (const field of this.#days) {
      field.addEventListener("change", () => this.store.filter({ day: [first.value, last.value] }));
    }
    first.title = low && `Reports from ${readable(low)}`;
    last.title = high && `Reports to ${readable(high)}`;
    const undated = !low && !this.store.report.statements.some((row) => row.time);
    for (const field of this.#days) field.disabled = undated;
    if (undated) first.title = last.title = UNDATED;
    return h(
      "div",
      { class: "days", role: "group", "aria-label": "Days" },
      h("span", { class: "field", "aria-hidden": "true" }, "Days"),
      first,
      h("span", { "aria-hidden": "true" }, "–"),
      last,
      undated && h("span", { class: "field" }, UNDATED),
    );
  }

  #allChips(): HTMLElement[] {
    const { filters } = this.store.state();
    const chips = LISTS.flatMap((field) => filters[field].map((value) => this.#chip(field, value)));
    const [first, last] = filters.day;
    if (first || last)
      chips.push(
        chip("Day", days([first || null, last || null]), () => this.#drop({ day: ["", ""] })),
      );
    if (filters.text.trim())
      chips.push(chip("Words", filters.text, () => this.#drop({ text: "" })));
    if (chips.length > 0) chips.push(this.#clear());
    return chips;
  }

  #chip(field: Field, value: string): HTMLElement {
    const name = this.#naming.name(field, value) ?? "not in this report";
    const rest = () => this.store.state().filters[field].filter((one) => one !== value);
    return chip(FIELDS[field], name, () => this.#drop({ [field]: rest() }));
  }

  #clear(): HTMLElement {
    const clear = () => {
      this.store.clear();
      this.search.value = "";
      this.search.focus();
    };
    return h(
      "li",
      null,
      h("button", { type: "button", class: "clear", onclick: clear }, "Clear all"),
    );
  }

  #drop(change: Parameters<Store["filter"]>[0]): void {
    if (change.text === "") this.search.value = "";
    this.store.filter(change);
    const next = this.#chips.querySelector("button") ?? this.search;
    next.focus();
  }
}

/** Room for the bar where one scrolls to; a property of the root would be told to every element. */
function makeRoom(height: number): void {
  document.documentElement.style.scrollPaddingTop = `${height + 12}px`;
  document.getElementById("timeline")?.style.setProperty("--bar", `${height}px`);
}

function contents(parts: Part[]): HTMLElement {
  const link = ({ id, name }: Part) => h("li", null, h("a", { href: `#${id}` }, name));
  return h("nav", { "aria-label": "Parts of the report" }, h("ul", null, parts.map(link)));
}

function searchField(): HTMLInputElement {
  return h("input", {
    type: "search",
    class: "search",
    "aria-label": "Words of a statement, figure, source or outlet",
    placeholder: "Search words, sources, outlets",
    autocomplete: "off",
    spellcheck: "false",
    "aria-keyshortcuts": "/",
  });
}

function dayField(words: string): HTMLInputElement {
  return h("input", { type: "date", class: "day", "aria-label": words });
}

function extent(documents: { from: string | null; to: string | null }[]): [string, string] {
  const days = documents.flatMap(({ from, to }) => [from, to]).filter((day) => day !== null);
  return [days.sort()[0] ?? "", days.at(-1) ?? ""];
}

function part(marks: Uint8Array, noun: string, filtered: boolean): string {
  const shown = marks.reduce((sum, one) => sum + one, 0);
  const of = filtered ? `${shown.toLocaleString("en")} of ` : "";
  return `${of}${marks.length.toLocaleString("en")} ${noun}${marks.length === 1 ? "" : "s"}`;
}

function chip(field: string, value: string, drop: () => void): HTMLElement {
  const name = value.length > 40 ? `${value.slice(0, 39)}…` : value;
  return h(
    "li",
    null,
    h(
      "button",
      { type: "button", class: "chip", onclick: drop, title: value },
      h("span", { class: "chip-field" }, `${field}: `),
      h("bdi", null, name),
      h("span", { "aria-hidden": "true" }, " ×"),
      h("span", { class: "unseen-words" }, " (remove)"),
    ),
  );
}
