/** Rows by their ids, and what all views call them. */

import { oneLine } from "./inert.ts";
import type { Claim, Document, Figure, Index, Report, RowKind, Statement } from "./model.ts";

export interface Row {
  kind: RowKind;
  index: Index;
}

export type ClaimKind = "statement" | "figure";

/** The outlets in their own voice, where a side or speaker is chosen. */
export const OWN = "own";

/** What is quoted of nobody who is named, where a side or speaker is chosen. */
export const NOBODY = "nobody";

/** Finds rows by id, and by the short reference that the terminal shows. */
export class Rows {
  #known: Map<string, Row> | null = null;

  constructor(readonly report: Report) {}

  find(id: string): Row | null {
    if (!id) return null;
    this.#known ??= byName(this.report);
    return this.#known.get(id) ?? null;
  }
}

/** All rows by their names; of two that share one the first has it. */
function byName(report: Report): Map<string, Row> {
  const found = new Map<string, Row>();
  const name = (word: string, kind: RowKind, index: Index) => {
    if (!found.has(word)) found.set(word, { kind, index });
  };
  for (const kind of KINDS)
    for (const [index, row] of list(report, kind).entries()) name(row.id, kind, index);
  for (const kind of ["statement", "figure", "question"] as const)
    for (const [index, row] of list(report, kind).entries())
      if (row.ref) name(row.ref, kind, index);
  return found;
}

const KINDS = ["document", "entity", "statement", "figure", "question", "place", "link"] as const;

function list(report: Report, kind: RowKind): { id: string; ref?: string }[] {
  const lists = {
    document: report.documents,
    entity: report.entities,
    statement: report.statements,
    figure: report.figures,
    question: report.questions,
    place: report.places,
    link: report.links,
  };
  return lists[kind];
}

/** The id of a row. */
export function idOf(report: Report, row: Row): string {
  return list(report, row.kind)[row.index]?.id ?? "";
}

export function claim(report: Report, kind: ClaimKind, index: Index): Statement | Figure {
  const found = kind === "statement" ? report.statements[index] : report.figures[index];
  if (!found) throw new RangeError(`no ${kind} ${index}`);
  return found;
}

export function documentOf(report: Report, index: Index): Document {
  const found = report.documents[index];
  if (!found) throw new RangeError(`no document ${index}`);
  return found;
}

/** What a report's outlet is called; its id where that is not known. */
export function outletOf(document: Document): string {
  return oneLine(document.outlet) || oneLine(document.id);
}

export function titleOf(document: Document): string {
  return oneLine(document.title) || oneLine(document.id);
}

export function entityName(report: Report, index: Index | null): string {
  return index === null ? "" : oneLine(report.entities[index]?.name ?? "");
}

/** What a side is called in a filter: the id of its entity, else whether it is the outlets. */
export function sideKey(report: Report, party: Index): string {
  const { kind = "nobody", entity = null } = report.parties[party] ?? {};
  const id = entity === null ? undefined : report.entities[entity]?.id;
  return id ?? (kind === "outlets" ? OWN : NOBODY);
}

/** What the speaker of a row is called in a filter. */
export function speakerKey(report: Report, { speaker, party }: Claim): string {
  const id = speaker === null ? undefined : report.entities[speaker]?.id;
  return id ?? (report.parties[party]?.kind === "outlets" ? OWN : NOBODY);
}

/** A number with its noun. */
export function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
}
