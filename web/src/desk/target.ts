/** What can be judged of a row of the report, and which judgements are about it. */

import { oneLine } from "../inert.ts";
import type { Link, Report } from "../model.ts";
import { claim, documentOf, idOf, outletOf, type Row } from "../rows.ts";
import { cut } from "../status.ts";
import type { Pair } from "./actions.ts";
import type { Subject } from "./form.ts";
import type { Judgement } from "./judgement.ts";
import { relationName } from "./wording.ts";

/** The ids of rows under which judgements of a row are found. */
export function keysOf(report: Report, row: Row): string[] {
  const own = idOf(report, row);
  if (row.kind === "link") {
    const { from, to } = report.links[row.index] as Link;
    return [own, idOf(report, from), idOf(report, to)];
  }
  if (row.kind !== "question") return [own];
  const figures = report.questions[row.index]?.figures ?? [];
  return [own, ...figures.map((index) => idOf(report, { kind: "figure", index }))];
}

/**
 * Whether a judgement is about a row: a link's by its ends, a question's by its figures. A note on
 * either is kept with those rows, which outlast it.
 */
export function isAbout(report: Report, row: Row, one: Judgement): boolean {
  const own = idOf(report, row);
  const ends = [one.subject, one.other];
  if (row.kind === "link") return one.subject === own || isOfLink(report, row, one);
  if (row.kind !== "question") return ends.includes(own);
  if (one.kind !== "question" && one.kind !== "note") return one.subject === own;
  const keys = new Set(keysOf(report, row));
  return ends.some((end) => end !== null && keys.has(end));
}

function isOfLink(report: Report, row: Row, one: Judgement): boolean {
  const link = report.links[row.index] as Link;
  const isLink = one.kind === "link" && one.relation === link.kind;
  if (!isLink && one.kind !== "note") return false;
  const ends = [idOf(report, link.from), idOf(report, link.to)];
  return ends.includes(one.subject) && ends.includes(one.other ?? "");
}

/** The two rows of a link, to be accepted or rejected. */
export function pairOf(report: Report, link: Link): Pair {
  const name = relationName(link.kind);
  return {
    draft: {
      kind: "link",
      subject: idOf(report, link.from),
      other: idOf(report, link.to),
      relation: link.kind,
    },
    accept: `Accept “${name}”`,
    reject: `Reject “${name}”`,
  };
}

/** A row of which something may be said; null for a place. */
export function subjectOf(report: Report, row: Row): Subject | null {
  const { kind } = row;
  if (kind === "place") return null;
  const id = idOf(report, row);
  if (kind === "statement" || kind === "figure") {
    const { document } = claim(report, kind, row.index);
    return { id, type: kind, name: nameOf(report, row), document: documentOf(report, document).id };
  }
  const document = kind === "document" ? id : null;
  return { id, type: kind, name: nameOf(report, row), document };
}

/** What a row is called in a line: its words with how they stand, or its name. */
export function nameOf(report: Report, row: Row): string {
  switch (row.kind) {
    case "statement":
    case "figure": {
      const { status, text, document } = claim(report, row.kind, row.index);
      const outlet = outletOf(documentOf(report, document));
      return `${oneLine(status)}: “${cut(oneLine(text), 60)}” (${outlet})`;
    }
    case "document":
      return outletOf(documentOf(report, row.index));
    case "entity":
      return oneLine(report.entities[row.index]?.name ?? "");
    case "question":
      return oneLine(report.questions[row.index]?.text ?? "");
    case "place":
      return oneLine(report.places[row.index]?.name ?? "");
    case "link":
      return relationName(report.links[row.index]?.kind ?? "");
  }
}
