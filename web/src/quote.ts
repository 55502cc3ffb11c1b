/** A row's words as they are shown: direct speech in the quotation marks that its report gives it. */

import { letters } from "./letters.ts";
import type { Figure, Report, Statement } from "./model.ts";

const OPENING = new Set(["“", "‘", "«", "„", '"', "'", "‹"]);
const CLOSING: Record<string, string> = {
  "“": "”",
  "‘": "’",
  "«": "»",
  "„": "“",
  '"': '"',
  "'": "'",
  "‹": "›",
};

/** What stands before the words, the words, what stands after them. */
export function quoted(report: Report, row: Statement | Figure): [string, string, string] {
  if (!("kind" in row) || row.kind !== "direct") return ["", row.text, ""];
  if (OPENING.has(first(row.text))) return ["", row.text, ""];
  const text = letters(report, row.document);
  const before = text?.[row.start - 1] ?? "";
  const opening = OPENING.has(before) ? before : "“";
  return [opening, row.text, CLOSING[opening] ?? "”"];
}

function first(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}
