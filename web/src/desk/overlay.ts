/** What was judged, laid over the report: marks where rows stand, and a part of the reading pane. */

import { type Child, h } from "../dom.ts";
import type { Report } from "../model.ts";
import { part } from "../rowlist.ts";
import { idOf, type Row, Rows } from "../rows.ts";
import type { Overlay } from "../view.ts";
import { Actions, type Target } from "./actions.ts";
import { corrections } from "./corrections.ts";
import type { Docket } from "./docket.ts";
import { leads } from "./hand.ts";
import { byMatter, type Judgement } from "./judgement.ts";
import { matterLine, matterPart, pairsLine } from "./matters.ts";
import { type Names, naming } from "./names.ts";
import { pairing } from "./pairing.ts";
import { may } from "./person.ts";
import { redraw } from "./refresh.ts";
import { isAbout, keysOf, nameOf, pairOf, subjectOf } from "./target.ts";

/** Matters that are told where a row stands; all are in the pane. */
const FEW = 3;

/** Something that shows what was judged of some rows. */
interface Shown {
  keys: ReadonlySet<string>;
  draw(): void;
}

/** What a sheet of the report needs of the desk. */
export interface Bench {
  docket: Docket;
  names: Names;
  report: Report;
  /** Rows that came or changed since the page was opened. */
  fresh: ReadonlySet<string>;
  /** Until another report takes the place of this one. */
  life: AbortSignal;
}

export class Judged implements Overlay {
  readonly #rows: Rows;
  readonly #shown = new WeakMap<Element, Shown>();
  /** What shows something of a row; views drop elements when filters change, and so must this. */
  readonly #marks = new Map<string, WeakRef<HTMLElement>[]>();
  readonly #actions = new WeakMap<Element, Actions>();
  #open: WeakRef<HTMLElement>[] = [];

  constructor(readonly bench: Bench) {
    this.#rows = new Rows(bench.report);
    bench.docket.listen((one) => this.#tell(one), bench.life);
    bench.names.listen(() => this.#renew(), bench.life);
  }

  marks(...rows: Row[]): HTMLElement {
    const { report, fresh } = this.bench;
    const element = h("span", { class: "judged", hidden: true });
    const isNew = rows.some((row) => fresh.has(idOf(report, row)));
    const keys = new Set(rows.flatMap((row) => keysOf(report, row)));
    const draw = () => {
      const all = byMatter(this.#about(rows, keys));
      const [pairs, matters] = [all.filter(isPair), all.filter((some) => !isPair(some))];
      const rest = matters.length - FEW;
      element.replaceChildren(
        ...(isNew ? [h("span", { class: "fresh" }, "New")] : []),
        ...(pairs.length > 0 ? [pairsLine(pairs)] : []),
        ...matters.slice(0, FEW).map((some) => matterLine(some, this.#name)),
        ...(rest > 0 ? [`and ${rest} more`] : []),
      );
      element.hidden = element.childNodes.length === 0;
    };
    this.#shown.set(element, { keys, draw });
    const mark = new WeakRef(element);
    for (const key of keys) this.#marks.set(key, [...alive(this.#marks.get(key)), mark]);
    draw();
    return element;
  }

  docket(row: Row): HTMLElement | null {
    const { report } = this.bench;
    if (row.kind === "place") return null;
    const keys = new Set(keysOf(report, row));
    const judged = h("div", { class: "matters" });
    const actions = this.#acting(row);
    const mentions = (some: readonly string[]) => {
      for (const one of some) keys.add(one);
      draw();
    };
    const draw = () => {
      const some = this.#about([row], keys);
      const parts = byMatter(some).map((matter) => this.#part(row, matter));
      const none = h("p", { class: "field" }, "Nobody has judged it.");
      const log = corrections(some, this.#name) ?? "";
      redraw(judged, () => judged.replaceChildren(...(parts.length > 0 ? parts : [none]), log));
      for (const one of element.querySelectorAll(".actions")) this.#actions.get(one)?.update();
    };
    const element = h(
      "div",
      { class: "docket" },
      leads(row.kind, idOf(report, row)),
      part("What people judged", judged, actions?.element, this.#pairing(row, mentions)),
    );
    this.#shown.set(element, { keys, draw });
    this.#open = [...alive(this.#open), new WeakRef(element)];
    draw();
    return element;
  }

  /** The keys of what is open in the pane: first of the column that one is in. */
  key(event: KeyboardEvent, pane: HTMLElement): boolean {
    const here = document.activeElement?.closest(".column, .link-reasons");
    const all = [here, pane].flatMap((one) => [...(one?.querySelectorAll(".actions") ?? [])]);
    return all.some((one) => this.#actions.get(one)?.key(event));
  }

  #acting(row: Row): Actions | null {
    const { docket, names } = this.bench;
    const target = this.#target(row);
    if (!target || !may(docket.person, "reviewer")) return null;
    const made = new Actions(docket, names, target);
    this.#actions.set(made.element, made);
    return made;
  }

  #target(row: Row): Target | null {
    const { report } = this.bench;
    const link = row.kind === "link" ? report.links[row.index] : undefined;
    if (link) return { pair: pairOf(report, link), subjects: [] };
    const subject = row.kind === "entity" ? null : subjectOf(report, row);
    return subject && { pair: null, subjects: [subject] };
  }

  /** Where two names, or two figures, are chosen to be judged together. */
  #pairing(row: Row, mentions: (some: readonly string[]) => void): HTMLElement | null {
    if (row.kind !== "entity" && row.kind !== "question") return null;
    return pairing(this.bench, row, mentions, (actions) =>
      this.#actions.set(actions.element, actions),
    );
  }

  #part(row: Row, some: readonly Judgement[]): HTMLElement {
    const { docket, report } = this.bench;
    const about = row.kind === "link" ? null : this.#other(idOf(report, row), some[0] as Judgement);
    return matterPart(some, about, this.#name, docket);
  }

  /** What a matter is about, beside the row that is open. */
  #other(own: string, one: Judgement): Child {
    const ends = [one.subject, one.other].filter((end) => end !== null && end !== own);
    if (!one.other) return null;
    return h("bdi", null, ends.map((end) => this.#name(end ?? "") || "another row").join(" / "));
  }

  readonly #outlet = (document: string): string => {
    const row = this.#rows.find(document);
    return row ? nameOf(this.bench.report, row) : "";
  };

  readonly #name = (id: string): string => {
    const row = this.#rows.find(id);
    return row ? nameOf(this.bench.report, row) : naming(this.bench.names, id, this.#outlet);
  };

  /** What was judged of rows; of an entity by its mentions, which `keys` has. */
  #about(rows: readonly Row[], keys: ReadonlySet<string>): Judgement[] {
    const { docket, report } = this.bench;
    const isOf = (one: Judgement) => (row: Row) =>
      row.kind === "entity" || isAbout(report, row, one);
    return docket.about(keys).filter((one) => rows.some(isOf(one)));
  }

  #tell(one: Judgement): void {
    for (const key of new Set([one.subject, one.other ?? ""])) {
      for (const { draw } of this.#those(this.#marks.get(key))) draw();
      for (const { keys, draw } of this.#those(this.#open)) if (keys.has(key)) draw();
    }
  }

  /** A name became known. */
  #renew(): void {
    const marks = [...this.#marks.values()].flat().filter((mark) => mark.deref()?.hidden === false);
    for (const { draw } of new Set(this.#those([...marks, ...this.#open]))) draw();
  }

  #those(marks: readonly WeakRef<HTMLElement>[] = []): Shown[] {
    return marks.flatMap((mark) => {
      const element = mark.deref();
      return (element && this.#shown.get(element)) ?? [];
    });
  }
}

/** Whether two figures were judged to answer one question or two. */
function isPair([first]: readonly Judgement[]): boolean {
  return first?.kind === "question";
}

/** The marks whose elements somebody still has. */
function alive(marks: readonly WeakRef<HTMLElement>[] = []): WeakRef<HTMLElement>[] {
  return marks.filter((mark) => mark.deref() !== undefined);
}
