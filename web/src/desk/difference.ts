/** What of a report is another than before: rows that came, went, or read otherwise now. */

import type { Figure, Index, Question, Report, Statement } from "../model.ts";
import { count } from "../rows.ts";

export interface Difference {
  /** Ids of rows that came, and of those that stayed and are told otherwise. */
  come: Set<string>;
  changed: Set<string>;
  gone: Set<string>;
  /** Reports that came. */
  reports: number;
  /** Reports that nobody may be shown any longer: withdrawn, held back or removed. */
  withdrawn: number;
}

export function difference(before: Report, after: Report): Difference {
  const [old, now] = [told(before), told(after)];
  const come = new Set([...now.keys()].filter((id) => !old.has(id)));
  const gone = new Set([...old.keys()].filter((id) => !now.has(id)));
  const changed = new Set(
    [...now].flatMap(([id, words]) => (old.has(id) && old.get(id) !== words ? [id] : [])),
  );
  const reports = after.documents.filter(({ id }) => come.has(id)).length;
  const withdrawn = before.documents.filter(({ id }) => gone.has(id)).length;
  return { come, changed, gone, reports, withdrawn };
}

export function size({ come, changed, gone }: Difference): number {
  return come.size + changed.size + gone.size;
}

/** "1 report withdrawn or removed; 2 reports came; 14 rows new, 3 changed, 1 gone". */
export function inWords({ come, changed, gone, reports, withdrawn }: Difference): string {
  const rowsGone = gone.size - withdrawn;
  const rows = [
    come.size - reports > 0 ? `${count(come.size - reports, "row")} new` : "",
    changed.size > 0 ? `${changed.size} changed` : "",
    rowsGone > 0 ? `${rowsGone} gone` : "",
  ].filter(Boolean);
  const came = reports > 0 ? `${count(reports, "report")} came` : "";
  const went = withdrawn > 0 ? `${count(withdrawn, "report")} withdrawn or removed` : "";
  return [went, came, rows.join(", ")].filter(Boolean).join("; ");
}

/** Each row by its id, with all that a reader would see of it: places in lists mean nothing here. */
function told(report: Report): Map<string, string> {
  const id = (rows: { id: string }[], index: Index | null) => rows[index ?? -1]?.id ?? "";
  const ofClaim = (row: Statement | Figure) => [
    row.status,
    row.text,
    id(report.entities, row.speaker),
    report.parties[row.party]?.name,
    row.time,
    row.timed,
    id(report.places, row.place),
    row.origin,
  ];
  const ofQuestion = (row: Question) => [
    row.text,
    row.relation,
    row.columns.map(({ by, values, earlier, origins, articles }) => [
      by,
      values,
      earlier,
      origins,
      articles,
    ]),
  ];
  const all: [{ id: string }, unknown[]][] = [
    ...report.documents.map((row) => [row, [row.title, row.published, row.outlet]] as never),
    ...report.statements.map((row) => [row, ofClaim(row)] as never),
    ...report.figures.map(
      (row) => [row, [...ofClaim(row), id(report.questions, row.question)]] as never,
    ),
    ...report.questions.map((row) => [row, ofQuestion(row)] as never),
    ...report.links.map((row) => [row, [row.kind]] as never),
    ...report.entities.map((row) => [row, [row.name, id(report.entities, row.side)]] as never),
  ];
  return new Map(all.map(([row, words]) => [row.id, JSON.stringify(words)]));
}
