/** Reports' texts by code points, as the ledger counts them (a string of the page counts others). */

import { oneLine } from "./inert.ts";
import type { Claim, Index, Report, Witness } from "./model.ts";

const known = new WeakMap<Report, Map<Index, string[]>>();

/** The code points of a report's text; null where the page was written without texts. */
export function letters(report: Report, document: Index): readonly string[] | null {
  const text = report.documents[document]?.text;
  if (text === null || text === undefined) return null;
  const split = known.get(report) ?? new Map<Index, string[]>();
  known.set(report, split);
  const found = split.get(document) ?? Array.from(text);
  split.set(document, found);
  return found;
}

/** The words at a place, on one line; without texts those of a row around it, else "". */
export function wordsAt(report: Report, place: Witness): string {
  const [document, start, end] = place;
  const text = letters(report, document);
  return oneLine(text ? text.slice(start, end).join("") : excerpt(report, place));
}

/** What the row says that stands around a place. */
function excerpt({ statements, figures }: Report, [document, start, end]: Witness): string {
  const isAround = (row: Claim) =>
    row.document === document && row.start <= start && end <= row.end;
  const row = figures.find(isAround) ?? statements.find(isAround);
  return row
    ? Array.from(row.text)
        .slice(start - row.start, end - row.start)
        .join("")
    : "";
}
