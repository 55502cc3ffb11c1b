/** The state of the page, its steps in the browser's history, and who is told of a change. */

import type { Report } from "./model.ts";
import { Rows } from "./rows.ts";
import { type Filters, hash, type Looked, NONE, parsed, START, type State } from "./state.ts";
import type { Context, Overlay, Visible } from "./view.ts";
import { Sieve } from "./visible.ts";

/** A change that makes a step of the history, or that writes over the last one. */
type Step = "push" | "replace";

export class Store implements Context {
  readonly rows: Rows;
  readonly sieve: Sieve;
  readonly #told: (() => void)[] = [];
  readonly #life = new AbortController();
  #state: State = START;
  #depth = 0;
  #visible: Visible;

  constructor(
    readonly report: Report,
    readonly overlay: Overlay | null = null,
  ) {
    this.rows = new Rows(report);
    this.sieve = new Sieve(report);
    this.#state = parsed(location.hash);
    this.#visible = this.sieve.visible(this.#state.filters);
    this.#depth = stepOf(history.state) ?? 0;
    addEventListener("popstate", () => this.#restore(), { signal: this.life });
  }

  /** As long as this report is the one that the page shows: who listens to more than it, listens so long. */
  get life(): AbortSignal {
    return this.#life.signal;
  }

  /** Another report takes its place. */
  end(): void {
    this.#life.abort();
  }

  state(): State {
    return this.#state;
  }

  visible(): Visible {
    return this.#visible;
  }

  open(row: string, beside: string | null = null): void {
    this.change({ row, beside, words: null });
  }

  close(): void {
    this.change({ row: null, beside: null, words: null });
  }

  filter(change: Partial<Filters>, step: Step = "push"): void {
    this.change({ filters: { ...this.#state.filters, ...change } }, step);
  }

  clear(): void {
    this.change({ filters: NONE });
  }

  /**
   * The address that opens a row, wherever the page lies: what a colleague is sent. It has no
   * filters; a click on a link to it keeps those that are in force (see `follow`).
   */
  address(row: string, beside: string | null = null, words: Looked | null = null): string {
    return `#${hash({ ...START, row, beside, words })}`;
  }

  /** Opens what an address names, and leaves filters and all else as they are. */
  follow(address: string): void {
    const { row, beside, words } = parsed(address);
    this.change({ row, beside, words });
  }

  /** Be told of every change of the state. */
  listen(told: () => void): void {
    this.#told.push(told);
  }

  change(change: Partial<State>, step: Step = "push"): void {
    const next = { ...this.#state, ...change };
    if (hash(next) === hash(this.#state)) return;
    this.#take(next);
    this.#write(step);
    this.#tell();
  }

  /** How many steps on this page lie before the present one. */
  get depth(): number {
    return this.#depth;
  }

  #restore(): void {
    const next = parsed(location.hash);
    this.#depth = stepOf(history.state) ?? this.#depth + 1;
    history.replaceState({ depth: this.#depth }, "");
    if (hash(next) === hash(this.#state)) return;
    this.#take(next);
    this.#tell();
  }

  #take(next: State): void {
    const filtered = JSON.stringify(next.filters) !== JSON.stringify(this.#state.filters);
    this.#state = next;
    if (filtered) this.#visible = this.sieve.visible(next.filters);
  }

  #write(step: Step): void {
    const wanted = hash(this.#state);
    const address = wanted ? `#${wanted}` : location.href.split("#")[0];
    if (step === "push") this.#depth += 1;
    const place = { depth: this.#depth };
    if (step === "push") history.pushState(place, "", address);
    else history.replaceState(place, "", address);
  }

  #tell(): void {
    for (const told of this.#told) told();
  }
}

/** The number of a step that this page made; null for one that the browser made (a link). */
function stepOf(state: unknown): number | null {
  const depth: unknown = (state as { depth?: unknown } | null)?.depth;
  return typeof depth === "number" ? depth : null;
}
