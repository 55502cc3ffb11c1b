/** What a party answers, as the filters leave it: never one figure's words under another's name. */

import { dayNumber, readable } from "./day.ts";
import type { Column, Drop, Figure, Index, Report } from "./model.ts";
import { deniers, isDoubtful, isUnverified } from "./standing.ts";
import { count, line } from "./words.ts";

/** A column as the filters leave it. */
export interface Answer {
  column: Column;
  /** Its figures that are visible, in order of telling, and those whose value is shown. */
  figures: Figure[];
  shown: Figure[];
  /** Its other values that are visible, each wording of each standing once. */
  earlier: Figure[];
  /** Whose the values shown are, and how they stand. */
  by: string[];
  asOf: string;
  origins: number;
  articles: number;
  /** Links that deny or disown the words of the values shown. */
  against: Index[];
  drops: Drop[];
  /** What the filters hide of how the values shown stand; "" where they hide nothing. */
  hidden: string;
}

/** The columns that have a visible figure; where all are visible they stand as the model has them. */
export function answers(
  report: Report,
  columns: readonly Column[],
  visible: ArrayLike<number>,
): Answer[] {
  return columns.flatMap((column) => {
    const figures = rows(report, column.figures, visible);
    if (figures.length === 0) return [];
    return [
      figures.length === column.figures.length
        ? whole(report, column, figures)
        : part(report, column, figures, visible),
    ];
  });
}

function rows(report: Report, some: readonly Index[], visible?: ArrayLike<number>): Figure[] {
  return some.flatMap((index) => {
    const figure = report.figures[index];
    return figure && (!visible || visible[index]) ? [figure] : [];
  });
}

function whole(report: Report, column: Column, figures: Figure[]): Answer {
  const shown = rows(report, column.shown);
  const { as_of: asOf, origins, articles, against, drops } = column;
  const earlier = column.earlier ? once(figures.filter((one) => !tells(shown, one))) : [];
  const [by, hidden] = [[column.by], ""];
  return { column, figures, shown, earlier, by, asOf, origins, articles, against, drops, hidden };
}

/** What is left of a column: the last of its visible values under their own names. */
function part(
  report: Report,
  column: Column,
  figures: Figure[],
  visible: ArrayLike<number>,
): Answer {
  const latest = rows(report, column.shown, visible);
  const shown = latest.length > 0 ? latest : figures.slice(-1);
  const alike = figures.filter((one) => tells(shown, one));
  const told = rows(report, column.figures).filter((one) => tells(shown, one));
  const documents = new Set(figures.map((figure) => figure.document));
  return {
    column,
    figures,
    shown,
    earlier: once(figures.filter((one) => !alike.includes(one))),
    by: [...new Set(shown.map((figure) => figure.status))],
    asOf: lastDay(alike),
    origins: new Set(alike.map((figure) => figure.origin)).size,
    articles: new Set(alike.map((figure) => figure.document)).size,
    against: [...new Set(told.flatMap((figure) => deniers(report, figure)))],
    drops: column.drops.filter((drop) => documents.has(drop.document)),
    hidden: [doubt(report, shown, told), latest.length === 0 && last(column)]
      .filter(Boolean)
      .join("; "),
  };
}

/** Whether a figure has a value that some figures tell. */
function tells(some: readonly Figure[], { low, high }: Figure): boolean {
  return some.some((one) => one.low === low && one.high === high);
}

/** Each wording once, but for words that stand otherwise. */
function once(figures: readonly Figure[]): Figure[] {
  const byWords = new Map<string, Figure>();
  for (const figure of figures) {
    const key = `${line(figure.text).toLowerCase()}\n${figure.status}`;
    if (!byWords.has(key)) byWords.set(key, figure);
  }
  return [...byWords.values()];
}

function lastDay(figures: readonly Figure[]): string {
  const days = figures.flatMap(({ as_of: day }) => (day === null ? [] : [day]));
  return days.reduce((a, b) => ((dayNumber(b) ?? 0) > (dayNumber(a) ?? 0) ? b : a), days[0] ?? "");
}

/** A doubt that one report drops is still a doubt. */
function doubt(report: Report, shown: readonly Figure[], told: readonly Figure[]): string {
  const doubted = shown.some(isUnverified) ? undefined : told.find(isUnverified);
  const outlet = doubted && report.documents[doubted.document]?.outlet;
  return doubted ? `UNVERIFIED in ${outlet || "another report"}` : "";
}

/** What is shown is not what a party says last: that is told beside it. */
function last({ values, by }: Column): string {
  return `the last that passes the filters; last of all: ${values} (${by})`;
}

/** Whether all that is shown of a column is denied: it must never read as what somebody says. */
export function isDenied({ column, shown }: Answer): boolean {
  return column.denied || shown.every(({ act }) => act === "denies");
}

/** Whether the mark of a column is hollow: all that is shown is hedged or unverified. */
export function isHollow({ by, shown }: Answer): boolean {
  return by.every((one) => one.startsWith("UNVERIFIED: ")) || shown.every(isDoubtful);
}

/** "as of 17 Mar 2026". */
export function asOf({ asOf: day }: Answer): string {
  return day === "" || day === "undated" ? "no date" : `as of ${readable(day)}`;
}

/** "2 origins · 4 articles". */
export function resting({ origins, articles }: Answer): string {
  return `${count(origins, "origin")} · ${count(articles, "article")}`;
}
