/** The reading pane: from a row to the words it came from, and back. */

import { goal } from "./article.ts";
import { h } from "./dom.ts";
import { linkReasons } from "./linkreason.ts";
import type { Link } from "./model.ts";
import { panel } from "./panel.ts";
import { documentShown } from "./reading.ts";
import type { Open } from "./reasons.ts";
import { linksOf } from "./relation.ts";
import { idOf, type Row } from "./rows.ts";
import type { State } from "./state.ts";
import type { Store } from "./store.ts";

/** Screens that are too narrow for the page and the pane: there the pane is all one sees. */
const NARROW = "(max-width: 1023px)";

/** Milliseconds after which pictures are drawn for the width that the page has without the pane. */
const SETTLED = 400;

/** What the pane is called where two rows are open. */
const PAIR = "Side by side";

export class Pane {
  readonly element: HTMLElement;
  readonly #heading = h("h2", { class: "pane-title", id: "pane-title", tabindex: -1 });
  readonly #body = h("div", { class: "pane-body" });
  readonly #narrow = matchMedia(NARROW);
  #opener: Element | null = null;
  #shown = "";

  constructor(
    readonly store: Store,
    readonly behind: HTMLElement,
  ) {
    const button = (label: string, name: string, act: () => void) =>
      h("button", { type: "button", class: `pane-${name}`, onclick: act }, label);
    this.element = h(
      "div",
      { class: "pane", role: "complementary", "aria-labelledby": "pane-title", hidden: true },
      h(
        "div",
        { class: "pane-bar" },
        button("‹ Back", "back", () => this.back()),
        this.#heading,
        button("Close ×", "close", () => this.close()),
      ),
      this.#body,
    );
    this.element.addEventListener("keydown", (event) => this.#keep(event));
    this.#narrow.addEventListener("change", () => this.#modal(), { signal: store.life });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  close(): void {
    this.store.close();
  }

  /** The step before, as the browser's own button has it. */
  back(): void {
    if (this.store.depth > 0) history.back();
    else this.close();
  }

  update(): void {
    const state = this.store.state();
    const key = JSON.stringify([state.row, state.beside, state.words]);
    if (key === this.#shown) return;
    const before = this.#shown;
    this.#shown = key;
    if (state.row === null) this.#hide(known(before)[0] ?? "");
    else this.#show(state, before);
  }

  #show(state: State, before: string): void {
    if (!this.isOpen) this.#opener = document.activeElement;
    this.element.hidden = false;
    const row = this.store.rows.find(state.row ?? "");
    const beside = row && this.#beside(row, state);
    const scrolled = this.#scrolled(state, before);
    const columns = row ? this.#columns(row, beside, state) : [this.#unknown(state.row ?? "")];
    this.#body.replaceChildren(...columns);
    document.body.classList.add("has-pane");
    document.body.classList.toggle("has-beside", this.#body.querySelectorAll(".column").length > 1);
    this.#modal();
    scrolled();
    this.#reveal();
    this.#focus(state, before);
  }

  /** Brings back where one was in the pane, if its rows stay and only other words are looked at. */
  #scrolled(state: State, before: string): () => void {
    const parts = () => [this.#body, ...this.#body.querySelectorAll<HTMLElement>(".panel-facts")];
    const tops = onlyWords(state, before) ? parts().map((one) => one.scrollTop) : [];
    return () => {
      for (const [at, one] of parts().entries()) one.scrollTop = tops[at] ?? 0;
    };
  }

  #hide(row: string): void {
    this.element.hidden = true;
    this.#body.replaceChildren();
    document.body.classList.remove("has-pane", "has-beside");
    this.#modal();
    this.#leave(row);
    const isLost = () => !this.isOpen && document.activeElement === document.body;
    window.setTimeout(() => isLost() && this.#leave(row), SETTLED);
  }

  /** Focus goes back to what opened the pane; where that was drawn anew, to what stands for its row. */
  #leave(row: string): void {
    const again = `[data-row="${CSS.escape(row)}"]`;
    const opener = this.#opener?.isConnected ? this.#opener : this.behind.querySelector(again);
    if (opener instanceof HTMLElement || opener instanceof SVGElement)
      opener.focus({ preventScroll: true });
  }

  /** The row of the second column: the one that is asked for, else the other end of a link. */
  #beside(row: Row, state: State): Row | null {
    const asked = this.store.rows.find(state.beside ?? "");
    return asked && !(asked.kind === row.kind && asked.index === row.index) ? asked : null;
  }

  #columns(row: Row, beside: Row | null, state: State): Node[] {
    const { report } = this.store;
    this.#heading.textContent = "";
    if (row.kind === "link" && !beside) {
      const link = report.links[row.index] as Link;
      this.#heading.textContent = PAIR;
      const ends = this.#pair(link.from, link.to, state);
      return [linkReasons(this.store, link, this.#open(link.from, link.to)), ends];
    }
    const one = this.#column(row, beside, state, "row");
    if (!beside) return [h("div", { class: "columns" }, one)];
    return [...this.#between(row, beside), this.#pair(row, beside, state)];
  }

  #pair(row: Row, beside: Row, state: State): Node {
    const left = this.#column(row, beside, state, "row");
    const right = this.#column(beside, row, state, "beside");
    this.#heading.textContent = PAIR;
    return h("div", { class: "columns" }, left, right);
  }

  /** What the links between two rows say of them. */
  #between(row: Row, beside: Row): Node[] {
    const isThere = (end: Row) => end.kind === beside.kind && end.index === beside.index;
    const links = linksOf(this.store.report, row).filter(
      (link) => isThere(link.from) || isThere(link.to),
    );
    const open = this.#open(row, beside);
    return links.map((link, at) => linkReasons(this.store, link, open, at === 0));
  }

  #column(row: Row, other: Row | null, state: State, where: "row" | "beside"): HTMLElement {
    const looked = state.words?.[0] === where ? state.words : null;
    const open = this.#open(row, other);
    const { title, element } = panel(this.store, row, open, looked && [looked[1], looked[2]]);
    if (!this.#heading.textContent) this.#heading.textContent = title;
    const heading = h("h3", { class: "column-title", tabindex: -1 }, title);
    return h("div", { class: `column column-${where}` }, heading, element);
  }

  #open(row: Row, beside: Row | null): Open {
    const { report } = this.store;
    return {
      row: idOf(report, row),
      document: documentShown(this.store, row),
      beside: beside && idOf(report, beside),
      besideDocument: documentShown(this.store, beside),
    };
  }

  #unknown(id: string): HTMLElement {
    this.#heading.textContent = "Not found";
    return h(
      "p",
      { class: "empty" },
      "This report has no row ",
      h("code", null, id.slice(0, 120)),
      ".",
    );
  }

  /** On narrow screens nothing behind the pane can be reached. */
  #modal(): void {
    const modal = this.isOpen && this.#narrow.matches;
    this.behind.inert = modal;
    document.documentElement.classList.toggle("pane-modal", modal);
    this.element.setAttribute("role", modal ? "dialog" : "complementary");
    if (modal) this.element.setAttribute("aria-modal", "true");
    else this.element.removeAttribute("aria-modal");
  }

  /** Scrolls each article to the words that one came to see. */
  #reveal(): void {
    for (const box of this.element.querySelectorAll<HTMLElement>(".article")) {
      const found = goal(box);
      if (!found) continue;
      const above = found.getBoundingClientRect().top - box.getBoundingClientRect().top;
      box.scrollTop += above - Math.min(120, box.clientHeight / 4);
    }
  }

  /** The heading of what is new; the article, where only words of it are looked at. */
  #focus(state: State, before: string): void {
    const [row, beside] = known(before);
    const second = this.element.querySelector<HTMLElement>(".column-beside .column-title");
    const onlyBeside = row === state.row && beside !== state.beside ? second : null;
    const where = `.column-${state.words?.[0]} .article`;
    const looked = onlyWords(state, before) ? this.element.querySelector<HTMLElement>(where) : null;
    (looked ?? onlyBeside ?? this.#heading).focus({ preventScroll: !this.#narrow.matches });
  }

  #keep(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    this.close();
  }
}

/** The rows of the state that was shown before. */
function known(before: string): [row: string | null, beside: string | null] {
  return before ? (JSON.parse(before) as [string | null, string | null]) : [null, null];
}

function onlyWords(state: State, before: string): boolean {
  const [row, beside] = known(before);
  return row === state.row && beside === state.beside;
}
