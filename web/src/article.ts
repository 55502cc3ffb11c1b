/** A report to be read: the row's words marked where they stand, other rows' words to be opened. */

import { h } from "./dom.ts";
import { shown } from "./inert.ts";
import { letters } from "./letters.ts";
import type { Document, Figure, Index, Report, Statement } from "./model.ts";
import { claim, count, type Row } from "./rows.ts";
import { statusLine, words, wordsClass } from "./status.ts";
import type { Store } from "./store.ts";

/** What a letter of a report is part of. */
const STORY = 1;
const FOUND = 2;
const CUE = 4;
const SOURCE = 8;
const LOOKED = 16;

export interface Reading {
  document: Index;
  /** The row whose words are marked; null where the report itself is read. */
  row: Row | null;
  /** Words that a reason points to. */
  looked: [start: number, end: number] | null;
}

type Claim = Statement | Figure;

/** The rows that stand in each report: statements, then figures. */
const byDocument = new WeakMap<Report, Row[][]>();

export function rowsIn(report: Report, document: Index): Row[] {
  let known = byDocument.get(report);
  if (!known) {
    known = report.documents.map(() => []);
    for (const kind of ["statement", "figure"] as const) {
      const rows = kind === "statement" ? report.statements : report.figures;
      for (const [index, row] of rows.entries()) known[row.document]?.push({ kind, index });
    }
    byDocument.set(report, known);
  }
  return known[document] ?? [];
}

/** The whole text, or the rows' own words where the page was written without texts. */
export function article(store: Store, reading: Reading): HTMLElement {
  const text = letters(store.report, reading.document);
  const body = text === null ? excerpts(store, reading) : paragraphs(store, reading, text);
  return h("div", { class: "article-text" }, body);
}

/** The words that one came to see. */
export function goal(body: HTMLElement): HTMLElement | null {
  return body.querySelector<HTMLElement>(".looked") ?? body.querySelector<HTMLElement>(".found");
}

function excerpts(store: Store, reading: Reading): HTMLElement[] {
  const rows = rowsIn(store.report, reading.document).map((row) => ({
    row,
    told: told(store, row),
  }));
  rows.sort((a, b) => a.told.start - b.told.start);
  const note =
    "The report was written without the articles' texts: these are the words of its rows.";
  const excerpt = ({ row, told: one }: (typeof rows)[number]) => {
    const isOpen = row.kind === reading.row?.kind && row.index === reading.row.index;
    return h(
      "div",
      { class: `excerpt${isOpen ? " found" : ""}` },
      statusLine(store.report, one),
      h(
        "p",
        { class: wordsClass(one) },
        h("a", { href: store.address(one.id) }, ...words(store.report, one)),
      ),
    );
  };
  return [h("p", { class: "note" }, note), ...rows.map(excerpt)];
}

/** Marks of every letter, then a paragraph for each line of the text. */
function paragraphs(store: Store, reading: Reading, text: readonly string[]): HTMLElement[] {
  const { report } = store;
  const document = report.documents[reading.document] as Document;
  const flags = new Uint8Array(text.length);
  for (const [start, end] of document.story) add(flags, STORY, start, end);
  const others = new Int32Array(text.length).fill(-1);
  const rows = rowsIn(report, reading.document);
  layOver(
    others,
    rows.map((row) => told(store, row)),
  );
  if (reading.row) markRow(flags, told(store, reading.row));
  if (reading.looked) add(flags, LOOKED, ...reading.looked);
  const linked = new Set<number>();
  const found: HTMLElement[] = [];
  for (const [start, end] of lines(text)) {
    const inside: Node[] = [];
    for (const run of runs(flags, others, start, end))
      inside.push(piece(store, rows, linked, run, text.slice(run.start, run.end).join("")));
    const outside = flags.subarray(start, end).every((flag) => !(flag & STORY));
    found.push(h("p", { dir: "auto", class: outside ? "outside" : null }, inside));
  }
  return found;
}

function told(store: Store, row: Row): Claim {
  return claim(store.report, row.kind === "figure" ? "figure" : "statement", row.index);
}

function add(flags: Uint8Array, flag: number, start: number, end: number): void {
  for (let at = start; at < Math.min(end, flags.length); at++) flags[at] = (flags[at] ?? 0) | flag;
}

/** The words of a row, its cue and its source. */
function markRow(flags: Uint8Array, row: Claim): void {
  const spans: [number, number][] = "spans" in row ? row.spans : [[row.start, row.end]];
  for (const [start, end] of spans) add(flags, FOUND, start, end);
  if (!("cue" in row)) return;
  for (const [start, end] of row.cue) add(flags, CUE, start, end);
  for (const [start, end] of row.source) add(flags, SOURCE, start, end);
}

/** For each letter the shortest row that it stands in. */
function layOver(others: Int32Array, rows: Claim[]): void {
  const order = rows.map((row, at) => ({ row, at }));
  order.sort((a, b) => b.row.end - b.row.start - (a.row.end - a.row.start));
  for (const { row, at } of order) {
    const spans: [number, number][] = "spans" in row ? row.spans : [[row.start, row.end]];
    for (const [start, end] of spans) others.fill(at, start, end);
  }
}

/** The lines of a text that are not empty. */
function* lines(text: readonly string[]): Generator<[start: number, end: number]> {
  let start = 0;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && text[at] !== "\n") continue;
    if (text.slice(start, at).join("").trim()) yield [start, at];
    start = at + 1;
  }
}

interface Run {
  start: number;
  end: number;
  flags: number;
  other: number;
}

/** Stretches of letters that are part of the same. */
function* runs(flags: Uint8Array, others: Int32Array, from: number, to: number): Generator<Run> {
  let start = from;
  for (let at = from + 1; at <= to; at++) {
    if (at < to && flags[at] === flags[start] && others[at] === others[start]) continue;
    yield { start, end: at, flags: flags[start] ?? 0, other: others[start] ?? -1 };
    start = at;
  }
}

function piece(store: Store, rows: Row[], linked: Set<number>, run: Run, text: string): Node {
  const names = classes(run.flags);
  const row = rows[run.other];
  if (run.flags & (FOUND | LOOKED)) return h("mark", { class: names }, ...shown(text));
  if (!row) return h("span", { class: names || null }, ...shown(text));
  const one = told(store, row);
  const again = linked.has(run.other);
  linked.add(run.other);
  const link = { class: `other ${names}`, href: store.address(one.id), title: one.status };
  return h("a", { ...link, tabindex: again ? -1 : null }, ...shown(text));
}

function classes(flags: number): string {
  const names: [number, string][] = [
    [FOUND, "found"],
    [LOOKED, "looked"],
    [CUE, "cue"],
    [SOURCE, "source"],
  ];
  const held = names.filter(([flag]) => flags & flag).map(([, name]) => name);
  if (!(flags & STORY)) held.push("outside");
  return held.join(" ");
}

/** How many rows a report has, in words. */
export function rowsInWords(report: Report, document: Index): string {
  const rows = rowsIn(report, document);
  const statements = rows.filter((row) => row.kind === "statement").length;
  return `${count(statements, "statement")}, ${count(rows.length - statements, "figure")}`;
}
