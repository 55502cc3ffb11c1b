/** What a reviewer is asked (`crosswire.desk.review`), where he is in it, and what he said. */

import type { Docket } from "./docket.ts";
import { type Draft, type Judgement, matter, standing } from "./judgement.ts";

/** A row in its context; all of it is harmless and on one line. */
export interface Side {
  row: string;
  type: "statement" | "figure" | "mention" | "document";
  document: string;
  outlet: string;
  title: string;
  url: string | null;
  day: string;
  /** Whose words, in which sense; never left out. */
  label: string;
  words: string;
  measures: string | null;
  before: string;
  after: string;
  /** Claims around it that are denied or doubted, each with its label. */
  also: string[];
  reference: string;
}

/** One thing to judge: `judged` is what is said of it but for the verdict. */
export interface Item {
  key: string;
  kind: string;
  judged: Omit<Draft, "verdict">;
  group: string;
  topic: string | null;
  ask: string;
  why: string | null;
  sides: Side[];
  reports: number;
}

export interface Asked {
  items: Item[];
}

/** Where one is in the queue; what was said is the docket's. */
export class Queue {
  #at = 0;
  readonly #matters: string[];

  constructor(
    readonly items: readonly Item[],
    readonly docket: Docket,
  ) {
    this.#matters = items.map(({ judged }) => matter({ ...judged, verdict: "accept" }));
  }

  get at(): number {
    return this.#at;
  }

  get item(): Item | null {
    return this.items[this.#at] ?? null;
  }

  /** How many have my word. */
  get done(): number {
    const said = new Set(this.docket.own().map(matter));
    return this.#matters.filter((one) => said.has(one)).length;
  }

  /** What everybody says of an item, then of its rows, my own words with it. */
  said(at: number): Judgement[] {
    const rows = this.items[at]?.sides.map(({ row }) => row) ?? [];
    const isItem = (one: Judgement) => matter(one) === this.#matters[at];
    const some = standing(this.docket.about(rows));
    const ofRows = some.filter((one) => !isItem(one) && one.other === null);
    return [...some.filter(isItem), ...ofRows];
  }

  /** Whether something was said of one of its items, or of a row in one. */
  has(one: Judgement): boolean {
    const about = matter(one);
    return this.items.some((item, at) => this.#matters[at] === about || isOf(item, one));
  }

  /** Goes on or back by some items; whether there is one. */
  step(by: number): boolean {
    return this.go(this.#at + by);
  }

  go(at: number): boolean {
    if (at < 0 || at >= this.items.length) return false;
    this.#at = at;
    return true;
  }

  /** To the item of a key, or about which something was judged. */
  find(test: (item: Item, matter: string) => boolean): boolean {
    return this.go(this.items.findIndex((item, at) => test(item, this.#matters[at] ?? "")));
  }

  /** To the next item without my word, from the start again after the end; whether there is one. */
  open(from = this.#at + 1): boolean {
    const said = new Set(this.docket.own().map(matter));
    const order = [...this.items.keys()].map((at) => (at + from) % this.items.length);
    const next = order.find((at) => !said.has(this.#matters[at] ?? ""));
    return next !== undefined && this.go(next);
  }
}

/** Whether something was said of one of an item's rows alone. */
export function isOf({ sides }: Item, { subject, other }: Judgement): boolean {
  return other === null && sides.some(({ row }) => row === subject);
}
