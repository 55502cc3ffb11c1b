/** Who said what: utterances, folded over the reports that carry them, by speaker, time or standing. */

import { h } from "./dom.ts";
import { mark } from "./mark.ts";
import type { Index, Report, Statement } from "./model.ts";
import { claim, count, entityName } from "./rows.ts";
import { type Growing, growing } from "./slice.ts";
import { GROUPINGS, type State } from "./state.ts";
import { brief } from "./status.ts";
import type { Store } from "./store.ts";
import { entry } from "./utterance.ts";
import type { View } from "./view.ts";
import { days } from "./window.ts";

type Grouping = State["group"];

/** A heading, or the utterance of an entry. */
type Item = { level: 3 | 4; name: string; party: Index | null; note: string } | Index;

const BY: Record<Grouping, string> = { speaker: "Speaker", time: "Day", standing: "Standing" };

/** How an utterance can stand, the gravest first. */
const STANDINGS = ["denied", "disowned", "contradicted", "unverified", "confirmed"];

const UNOPPOSED = "nothing said for or against";

/** Utterances with their group, in order; made once for each grouping. */
interface Ordered {
  index: Index;
  party: Index | null;
  group: string;
  below: string;
}

export class Statements implements View {
  readonly #entries = new Map<Index, HTMLElement>();
  readonly #orders = new Map<Grouping, Ordered[]>();
  readonly #empty = h("p", { class: "empty" }, "No statement fits the filters.");
  readonly #buttons = new Map<Grouping, HTMLButtonElement>();
  #list: Growing<Item> | null = null;
  #shown: Uint8Array | null = null;
  #group: Grouping | null = null;
  #open: HTMLElement | null = null;

  constructor(readonly store: Store) {}

  mount(root: HTMLElement): void {
    const list = h("div", { class: "entries" });
    root.append(this.#switch(), list, this.#empty);
    this.#list = growing(list, (item) => this.#make(item));
  }

  update(): void {
    const { group } = this.store.state();
    for (const [name, button] of this.#buttons)
      button.setAttribute("aria-pressed", String(name === group));
    const visible = this.store.visible().utterances;
    if (visible !== this.#shown || group !== this.#group)
      this.#list?.show(this.#items(group, visible));
    this.#shown = visible;
    this.#group = group;
    this.#empty.hidden = visible.includes(1);
    this.#markOpen();
  }

  print(most: number): number {
    return this.#list?.all(most) ?? 0;
  }

  /** Puts in some more entries; whether there were more. */
  more(): boolean {
    return this.#list?.more() ?? false;
  }

  #switch(): HTMLElement {
    for (const name of GROUPINGS) {
      const choose = () => this.store.change({ group: name }, "replace");
      this.#buttons.set(name, h("button", { type: "button", onclick: choose }, BY[name]));
    }
    return h(
      "div",
      { class: "switch", role: "group", "aria-label": "Group statements by" },
      h("span", { class: "field", "aria-hidden": "true" }, "Group by"),
      ...this.#buttons.values(),
    );
  }

  #items(group: Grouping, visible: Uint8Array): Item[] {
    const { report } = this.store;
    const order = this.#order(group).filter(({ index }) => visible[index]);
    const sizes = new Map<string, number>();
    for (const one of order) {
      sizes.set(one.group, (sizes.get(one.group) ?? 0) + 1);
      const below = `${one.group}\n${one.below}`;
      sizes.set(below, (sizes.get(below) ?? 0) + 1);
    }
    const items: Item[] = [];
    let last: Ordered | null = null;
    for (const one of order) {
      const isNew = one.group !== last?.group;
      if (isNew) items.push(heading(3, one.group, one.party, sizes.get(one.group) ?? 0));
      if (one.below && (isNew || one.below !== last?.below))
        items.push(
          heading(
            4,
            one.below,
            null,
            sizes.get(`${one.group}\n${one.below}`) ?? 0,
            role(report, one),
          ),
        );
      items.push(one.index);
      last = one;
    }
    return items;
  }

  #order(group: Grouping): Ordered[] {
    const known = this.#orders.get(group) ?? ORDERS[group](this.store.report);
    this.#orders.set(group, known);
    return known;
  }

  #make(item: Item): Node {
    if (typeof item === "number") {
      const known = this.#entries.get(item) ?? entry(this.store, item);
      this.#entries.set(item, known);
      return known;
    }
    const marked = item.party === null ? null : mark(this.store.report, item.party);
    return h(
      item.level === 3 ? "h3" : "h4",
      { class: "group" },
      marked,
      brief(item.name),
      h("span", { class: "group-note" }, item.note),
    );
  }

  #markOpen(): void {
    const row = this.store.rows.find(this.store.state().row ?? "");
    const statement = row?.kind === "statement" ? this.store.report.statements[row.index] : null;
    const open = statement ? (this.#entries.get(statement.utterance) ?? null) : null;
    this.#open?.classList.remove("open");
    open?.classList.add("open");
    this.#open = open;
  }
}

function heading(level: 3 | 4, name: string, party: Index | null, rows: number, also = ""): Item {
  return { level, name, party, note: [also, count(rows, "statement")].filter(Boolean).join(" · ") };
}

/** A speaker's roles, as the reports have them. */
function role(report: Report, { index }: Ordered): string {
  const { speaker } = shownOf(report, index);
  const roles = speaker === null ? [] : (report.entities[speaker]?.roles ?? []);
  return roles.slice(0, 2).join(", ");
}

function shownOf(report: Report, utterance: Index): Statement {
  return claim(report, "statement", report.utterances[utterance]?.shown ?? 0) as Statement;
}

const ORDERS: Record<Grouping, (report: Report) => Ordered[]> = {
  speaker(report) {
    const sizes = new Map<Index | null, number>();
    const all = report.utterances.map((_, index) => {
      const row = shownOf(report, index);
      sizes.set(row.speaker, (sizes.get(row.speaker) ?? 0) + 1);
      return { index, row, day: moment(report, row) };
    });
    const most = (speaker: Index | null) => -(sizes.get(speaker) ?? 0);
    all.sort(
      (a, b) =>
        a.row.party - b.row.party ||
        most(a.row.speaker) - most(b.row.speaker) ||
        (a.row.speaker ?? -1) - (b.row.speaker ?? -1) ||
        byDay(a.day, b.day),
    );
    return all.map(({ index, row }) => {
      const group = report.parties[row.party]?.name ?? "";
      const speaker = entityName(report, row.speaker) || "nobody who is named";
      return { index, party: row.party, group, below: speaker === group ? "" : speaker };
    });
  },
  time(report) {
    const all = report.utterances.map((_, index) => {
      const row = shownOf(report, index);
      return { index, day: moment(report, row), group: stretch(report, row) || "undated" };
    });
    all.sort((a, b) => byDay(a.day, b.day) || byDay(a.group, b.group));
    return all.map(({ index, group }) => ({ index, party: null, group, below: "" }));
  },
  standing(report) {
    const all = report.utterances.map((told, index) => ({
      index,
      rank: STANDINGS.findIndex((name) => told.standing.includes(name)),
    }));
    const place = (rank: number) => (rank < 0 ? STANDINGS.length : rank);
    all.sort((a, b) => place(a.rank) - place(b.rank));
    return all.map(({ index, rank }) => {
      const group = capital(STANDINGS[rank] ?? UNOPPOSED);
      return { index, party: null, group, below: "" };
    });
  },
};

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The day of what is told, else of the report. */
function moment(report: Report, row: Statement): string {
  const printed = report.documents[row.document];
  return row.time?.[0] ?? row.time?.[1] ?? printed?.from ?? printed?.to ?? "";
}

/** From which day to which that is. */
function stretch(report: Report, row: Statement): string {
  const printed = report.documents[row.document];
  if (row.time) return days(row.time);
  return printed?.from || printed?.to ? days([printed.from, printed.to]) : "";
}

/** Days in order, what is undated last. */
function byDay(one: string, other: string): number {
  if (one === other) return 0;
  return (one || "~") < (other || "~") ? -1 : 1;
}
