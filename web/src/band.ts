/** What the timeline shows: rows folded into items, items in bands of the days they were told. */

import { group } from "d3-array";
import { type Day, dayLabel, dayNumber, isCounted, monthLabel, parts } from "./day.ts";
import type { Document, Figure, Index, Report, Statement } from "./model.ts";
import { isDoubtful, isUnverified } from "./standing.ts";
import { isNegated } from "./status.ts";
import type { Visible } from "./view.ts";

/** An utterance, or a value that a party gives to a question; `row` is what a click opens. */
export interface Item {
  kind: "statement" | "figure";
  row: Statement | Figure;
  /** How many rows it stands for, and their ids. */
  rows: string[];
  /** The day it was told, as its report gives it. */
  told: Told;
  /** The days it is about; `from` is open where it is null; no event time: the day it was told. */
  from: Day | null;
  day: Day | null;
  openFrom: boolean;
  openTo: boolean;
  /** Whether it says itself when. */
  timed: boolean;
  hollow: boolean;
  /** Its words are what is denied, not the denial. */
  denied: boolean;
  /** What matters more has the better place: contested figures, then those that say when. */
  weight: number;
}

/** A publication: its sort key, and its first and last day. */
export interface Told {
  words: string;
  from: Day | null;
  to: Day | null;
}

/** Items that were told on one day, or in one week, month or year. */
export interface Band {
  label: string;
  from: Day | null;
  to: Day | null;
  items: Item[];
}

/** Days of publication that have a band each; where there are more, weeks, months, years do. */
const BANDS = 16;

/** Rows that are one item, whatever the filters: the item is theirs while all are visible. */
interface Fold {
  item: Item;
  members: Index[];
}

/** All that can be shown, folded once. */
export interface Folds {
  figures: Fold[];
  utterances: Fold[];
  told: Told[];
}

/** Each utterance once, on the day it was told first; each value once for a party, a question,
 * a day that it is about and a day on which it was told. */
export function folds(report: Report): Folds {
  const told = report.documents.map(publication);
  return { figures: figures(report, told), utterances: utterances(report, told), told };
}

function publication(document: Document): Told {
  const day = dayNumber(document.published);
  const words = document.published;
  return { words, from: dayNumber(document.from) ?? day, to: dayNumber(document.to) ?? day };
}

function utterances(report: Report, told: readonly Told[]): Fold[] {
  return report.utterances.flatMap((utterance) => {
    const shown = report.statements[utterance.shown];
    if (!shown) return [];
    const rows = utterance.statements.flatMap((one) => report.statements[one] ?? []);
    const ids = rows.map((row) => row.id);
    const first = earliest(rows.map((row) => told[row.document]));
    return [{ item: itemOf(shown, "statement", ids, first), members: utterance.statements }];
  });
}

function figures(report: Report, told: readonly Told[]): Fold[] {
  const same = group(report.figures.keys(), (index) => keyOf(report.figures[index], told));
  return [...same.values()].flatMap((members) => {
    const rows = members.flatMap((index) => report.figures[index] ?? []);
    const first = rows.find(isUnverified) ?? rows[0];
    if (!first) return [];
    const ids = rows.map((row) => row.id);
    const item = itemOf(first, "figure", ids, told[first.document] ?? UNDATED);
    const standing = report.questions[first.question ?? -1]?.standing;
    item.weight += standing ? WEIGHTS[standing] : 0;
    return [{ item, members }];
  });
}

/** The items of all visible rows. */
export function items(
  report: Report,
  { figures, utterances, told }: Folds,
  visible: Visible,
): Item[] {
  const found: Item[] = [];
  for (const fold of utterances) add(found, fold, report.statements, visible.statements, told);
  for (const fold of figures) add(found, fold, report.figures, visible.figures, told);
  return found;
}

/** A fold's item; where its row is hidden, that of the first of its rows that is not. */
function add(
  found: Item[],
  { item, members }: Fold,
  rows: readonly (Statement | Figure)[],
  visible: Uint8Array,
  told: readonly Told[],
): void {
  const left = members.filter((index) => visible[index]);
  const own = left.flatMap((index) => rows[index] ?? []);
  const first = own[0];
  if (!first) return;
  if (own.length === members.length) found.push(item);
  else {
    const row = own.includes(item.row) ? item.row : first;
    const when = earliest(own.map((one) => told[one.document]));
    found.push({ ...itemOf(row, item.kind, item.rows, when), weight: item.weight });
  }
}

const WEIGHTS = { contested: 6, changed: 4, agreed: 2, single: 0 };

const UNDATED: Told = { words: "undated", from: null, to: null };

function keyOf(figure: Figure | undefined, told: readonly Told[]): string {
  if (!figure) return "";
  const { question, party, low, high, act, time, document } = figure;
  const about = time?.[1] ?? time?.[0];
  return `${question ?? figure.id} ${party} ${low} ${high} ${act} ${about} ${told[document]?.words}`;
}

function earliest(told: readonly (Told | undefined)[]): Told {
  let found: Told | undefined;
  for (const one of told)
    if (
      one &&
      (!found || (one.to ?? Number.POSITIVE_INFINITY) < (found.to ?? Number.POSITIVE_INFINITY))
    )
      found = one;
  return found ?? UNDATED;
}

function itemOf(row: Statement | Figure, kind: Item["kind"], rows: string[], told: Told): Item {
  const [first, last] = [dayNumber(row.time?.[0]), dayNumber(row.time?.[1])];
  const timed = first !== null || last !== null;
  return {
    kind,
    row,
    rows,
    told,
    timed,
    from: timed ? (first ?? last) : told.from,
    day: timed ? (last ?? first) : told.to,
    openFrom: timed && first === null,
    openTo: timed && last === null,
    hollow: isDoubtful(row),
    denied: isNegated(row),
    weight: timed ? 1 : 0,
  };
}

type Grain = "day" | "week" | "month" | "year";
const GRAINS: Grain[] = ["day", "week", "month", "year"];

/** Items in bands, in order of publication; what is undated comes last. */
export function bands(some: readonly Item[]): Band[] {
  const days = [...new Set(some.flatMap(({ told }) => (told.to === null ? [] : [told.to])))];
  const grain =
    GRAINS.find((one) => new Set(days.map((day) => start(day, one))).size <= BANDS) ?? "year";
  const byTold = group(some, (item) => item.told);
  const byBand = group(byTold, ([told]) => bandKey(told, grain));
  const found = [...byBand.values()].map((own) =>
    bandOf(
      own.flatMap(([, rows]) => rows),
      grain,
    ),
  );
  return found.sort((a, b) => order(a.to) - order(b.to) || order(a.from) - order(b.from));
}

function order(day: Day | null): number {
  return day ?? Number.MAX_SAFE_INTEGER;
}

/** Reports whose day is not known to the day stand apart from those of that day. */
function bandKey({ from, to, words }: Told, grain: Grain): string {
  if (to === null) return "undated";
  return grain === "day" ? `${from} ${to} ${words}` : String(start(to, grain));
}

function bandOf(own: Item[], grain: Grain): Band {
  const told = own.map((item) => item.told);
  const ends = told.flatMap(({ from, to }) => [from ?? to, to]).filter((day) => day !== null);
  const from = ends.length > 0 ? Math.min(...ends) : null;
  const to = ends.length > 0 ? Math.max(...ends) : null;
  return {
    from,
    to,
    items: own,
    label: from === null || to === null ? "undated" : label(from, to, grain),
  };
}

function label(from: Day, to: Day, grain: Grain): string {
  if (isCounted(to)) return from === to ? dayLabel(to) : `${dayLabel(from)} to ${dayLabel(to)}`;
  if (grain === "month") return monthLabel(to);
  if (grain === "year") return String(parts(to)[0]);
  if (from === to) return dayLabel(to);
  const [, month] = parts(from);
  return month === parts(to)[1]
    ? `${parts(from)[2]}–${dayLabel(to)}`
    : `${dayLabel(from)} – ${dayLabel(to)}`;
}

/** The first day of the week (Monday), month or year. */
function start(day: Day, grain: Grain): Day {
  if (grain === "day" || isCounted(day)) return grain === "day" ? day : Math.floor(day / 7);
  const [year, month] = parts(day);
  if (grain === "week") return day - ((((day + 3) % 7) + 7) % 7);
  return grain === "month" ? year * 12 + month : year;
}
