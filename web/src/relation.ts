/** What rows say of each other: links as lines, each opening both rows side by side. */

import { h } from "./dom.ts";
import { oneLine } from "./inert.ts";
import type { Index, Link, Report } from "./model.ts";
import { claim, documentOf, idOf, outletOf, type Row, titleOf } from "./rows.ts";
import { cut, isNegated, statusParts } from "./status.ts";
import type { Store } from "./store.ts";

/** Links between wordings of one utterance: they are shown as its carriers. */
export const WORDINGS = new Set(["same_statement", "copies"]);

/** Links of what speaks against the words that they lead to. */
export const AGAINST = new Set(["denies", "disowns"]);

export interface Related {
  link: Link;
  words: string;
  own: Row;
  other: Row;
}

/** The links of a row, seen from it. */
export function seenFrom(link: Link, isOwn: (row: Row) => boolean): Related {
  return isOwn(link.from)
    ? { link, words: link.forward, own: link.from, other: link.to }
    : { link, words: link.backward, own: link.to, other: link.from };
}

/** The links at whose ends each row stands, by "kind index". */
const byEnd = new WeakMap<Report, Map<string, Link[]>>();

export function linksOf(report: Report, row: Row): Link[] {
  let known = byEnd.get(report);
  if (!known) {
    known = new Map();
    for (const link of report.links)
      for (const end of [link.from, link.to]) {
        const key = `${end.kind} ${end.index}`;
        const found = known.get(key) ?? [];
        if (!found.includes(link)) found.push(link);
        known.set(key, found);
      }
    byEnd.set(report, known);
  }
  return known.get(`${row.kind} ${row.index}`) ?? [];
}

/** Kinds of links in the order in which they are shown, the gravest first. */
const GRAVEST = ["denies", "disowns", "contradicts", "confirms", "supersedes"];

/** What stands for or against an utterance: the gravest link to each other utterance. */
export function relationsOf(report: Report, utterance: Index): Related[] {
  const told = report.utterances[utterance];
  const own = new Set(told?.statements);
  const isOwn = (row: Row) => row.kind === "statement" && own.has(row.index);
  const found = (told?.links ?? [])
    .map((index) => report.links[index])
    .filter((link) => link !== undefined)
    .filter((link) => !WORDINGS.has(link.kind))
    .map((link) => seenFrom(link, isOwn))
    .filter((one) => !isOwn(one.other));
  return gravest(report, found);
}

/** The links of a statement or figure, and those of the utterance that it tells or stands in. */
export function toldOf(report: Report, row: Row): Related[] {
  const isRow = (end: Row) => end.kind === row.kind && end.index === row.index;
  const own = linksOf(report, row)
    .filter(({ kind }) => !WORDINGS.has(kind))
    .map((link) => seenFrom(link, isRow));
  if (row.kind !== "statement" && row.kind !== "figure") return own;
  const said = row.kind === "figure" ? report.figures[row.index]?.statement : row.index;
  const utterance = report.statements[said ?? -1]?.utterance;
  const told = utterance === undefined ? [] : relationsOf(report, utterance);
  const isMet = ({ link, other }: Related) => AGAINST.has(link.kind) && other === link.from;
  return gravest(report, [...own, ...(row.kind === "figure" ? told.filter(isMet) : told)]);
}

/** Of several links that lead to one utterance only the gravest. */
export function gravest(report: Report, related: Related[]): Related[] {
  const weight = ({ link }: Related) => GRAVEST.indexOf(link.kind);
  const first = new Map<string, Related>();
  for (const one of [...related].sort((a, b) => weight(a) - weight(b))) {
    const { kind, index } = one.other;
    const key =
      kind === "statement" ? `told ${report.statements[index]?.utterance}` : `${kind} ${index}`;
    if (!first.has(key)) first.set(key, one);
  }
  return [...first.values()];
}

/** A row named on one line: its words with their status, its outlet. */
export function named(report: Report, row: Row): (Node | string)[] {
  if (row.kind === "document") {
    const document = documentOf(report, row.index);
    return [h("bdi", null, `${outletOf(document)}: ${titleOf(document)}`)];
  }
  if (row.kind !== "statement" && row.kind !== "figure") return [];
  const found = claim(report, row.kind, row.index);
  const outlet = outletOf(documentOf(report, found.document));
  const denied = isNegated(found) ? " denied-words" : "";
  return [
    h("span", { class: "status named-status" }, statusParts(report, found)),
    " ",
    h("bdi", { class: `named-words${denied}` }, cut(oneLine(found.text))),
    " ",
    h("bdi", { class: "named-outlet" }, outlet),
  ];
}

/** Links by what they say, a line for each; past `most` of one sort they are counted. */
export function relationList(
  store: Store,
  related: Related[],
  most = Number.POSITIVE_INFINITY,
): HTMLElement | null {
  if (related.length === 0) return null;
  const groups = new Map<string, Related[]>();
  for (const one of related) groups.set(one.words, [...(groups.get(one.words) ?? []), one]);
  const lines = [...groups].map(([words, group]) => relationGroup(store, words, group, most));
  return h("ul", { class: "relations" }, lines);
}

function relationGroup(store: Store, words: string, group: Related[], most: number): HTMLElement {
  const { report } = store;
  const id = (row: Row) => idOf(report, row);
  const marks = (link: Link) =>
    store.overlay?.marks({ kind: "link", index: report.links.indexOf(link) });
  const line = ({ link, own, other }: Related) =>
    h(
      "li",
      null,
      h("a", { href: store.address(id(own), id(other)) }, ...named(report, other)),
      marks(link),
    );
  const rest = group.length - most;
  const first = group[0] as Related;
  return h(
    "li",
    { class: `relation ${first.link.kind}` },
    h("span", { class: "relation-words" }, words),
    h(
      "ul",
      null,
      group.slice(0, most).map(line),
      rest > 0 &&
        h(
          "li",
          null,
          h("a", { class: "more", href: store.address(id(first.own)) }, `${rest} more`),
        ),
    ),
  );
}
