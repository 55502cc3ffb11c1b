/** Stretches of days in words. */

import { dayLabel, dayNumber, readable } from "./day.ts";
import { oneLine } from "./inert.ts";
import type { Document, Window } from "./model.ts";

/** "15 Mar 2026", "15 Mar to 2 Apr 2026", "from 15 Mar 2026". */
export function days([first, last]: Window): string {
  if (first === last) return readable(first ?? "");
  if (first === null) return `to ${readable(last ?? "")}`;
  if (last === null) return `from ${readable(first)}`;
  const day = dayNumber(first);
  const oneYear = first.slice(0, 4) === last.slice(0, 4);
  const start = day !== null && oneYear ? dayLabel(day) : readable(first);
  return `${start} to ${readable(last)}`;
}

/** The day of a report: a date, a stretch of days, "day 2", "undated". */
export function printedDay({ published, from, to }: Document): string {
  return from || to ? days([from, to]) : oneLine(published);
}
