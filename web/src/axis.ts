/**
 * An axis of days that a far outlier does not squash: stretches of days where marks are many get
 * the room, what lies before, between and after them is pressed into narrow gaps.
 */

import { scaleLinear } from "d3-scale";
import { type Day, dayLabel, isCounted, monthAfter, monthLabel, parts } from "./day.ts";

export interface Tick {
  x: number;
  label: string;
}

/** Where the axis is pressed together: the words say which days are there. */
export interface Gap {
  from: number;
  to: number;
  label: string;
}

export interface Axis {
  /** The left edge of a day. */
  x(day: Day): number;
  /** The middle of a day. */
  middle(day: Day): number;
  ticks: Tick[];
  gaps: Gap[];
  /** How wide a day is where days have room. */
  day: number;
  left: number;
  right: number;
}

/** A stretch of days, both ends in it. */
export type Stretch = [first: Day, last: Day];

/** So many days, all in all, are shown as they are. */
const NEAR = 14;
/** So many times the usual distance of neighbouring days is far. */
const FAR = 4;
/** The share of the marks that earns a stretch its room, and how many stretches there are. */
const SHARE = 0.12;
const STRETCHES = 3;
/** A part of the marks in so small a part of the days gets the room alone. */
const CROWD = 0.6;
const CROWDED = 0.1;
/** The share of a stretch's marks that may be cut off at an end, where that frees so many days. */
const STRAYS = 0.03;
const SOME = 2;
/** Days this narrow hold no mark beside another: then most of the marks get the room. */
const NARROW = 48;
const MOST = 0.75;
const GAP_WIDTH = 48;

/** The stretches of days that get the room: every mark's day, with repetitions, comes in. */
export function stretches(days: readonly Day[]): Stretch[] {
  const ordered = [...days].sort((a, b) => a - b);
  if (ordered.length === 0) return [];
  const whole = ends(ordered);
  if (length(whole) <= NEAR) return [whole];
  const far = Math.max(3, FAR * usual([...new Set(ordered)]));
  const groups = clustered(ordered, far);
  const heavy = [...groups]
    .sort((a, b) => b.length - a.length)
    .filter((group) => group.length >= SHARE * ordered.length)
    .slice(0, STRETCHES);
  const kept = groups
    .filter((group) => heavy.includes(group))
    .map((group) => trimmed(crowd(group, far), ordered));
  return kept.length > 0 ? joined(kept) : [whole];
}

function length([first, last]: Stretch): number {
  return last + 1 - first;
}

/** The median distance of neighbours. */
function usual(ordered: readonly Day[]): number {
  const distances = ordered.slice(1).map((day, at) => day - (ordered[at] ?? day));
  return distances.sort((a, b) => a - b)[distances.length >> 1] ?? 0;
}

/** The stretches; where their days would be too narrow for marks, those where most marks are. */
function roomy(days: readonly Day[], room: number): Stretch[] {
  const kept = stretches(days);
  const total = kept.reduce((sum, stretch) => sum + length(stretch), 0);
  if (room / total >= NARROW) return kept;
  const least = shortest(
    [...days].sort((a, b) => a - b),
    MOST,
  );
  return length(least) <= total / 2 ? [least] : kept;
}

/** The fewest days in a row that hold a part of all marks. */
function shortest(group: readonly Day[], part: number): Stretch {
  const most = Math.ceil(group.length * part);
  let least = ends(group);
  for (let at = 0; at + most <= group.length; at += 1) {
    const some: Stretch = [group[at] ?? 0, group[at + most - 1] ?? 0];
    if (length(some) < length(least)) least = some;
  }
  return least;
}

/** Where most of a group stands on few of its days: those days; else the whole of it. */
function crowd(group: readonly Day[], far: number): Stretch {
  const whole = ends(group);
  const least = shortest(group, CROWD);
  if (length(whole) <= NEAR || length(least) > CROWDED * length(whole)) return whole;
  const close = clustered(group, Math.min(far, Math.max(3, length(least))));
  return ends(close.find((days) => days.includes(least[0])) ?? group);
}

/** A stretch without the days at its ends that hold next to no marks: they have the gaps. */
function trimmed([first, last]: Stretch, ordered: readonly Day[]): Stretch {
  const inside = ordered.filter((day) => day >= first && day <= last);
  const few = Math.floor(inside.length * STRAYS);
  const [start, end] = [inside[few] ?? first, inside[inside.length - 1 - few] ?? last];
  return [start - first >= SOME ? start : first, last - end >= SOME ? end : last];
}

/** Stretches that are no further apart than they are long are one. */
function joined(kept: readonly Stretch[]): Stretch[] {
  const found: Stretch[] = [];
  for (const next of kept) {
    const before = found[found.length - 1];
    if (before && next[0] - before[1] <= length(before) + length(next)) before[1] = next[1];
    else found.push([...next]);
  }
  return found;
}

function ends(group: readonly Day[]): Stretch {
  return [group[0] ?? 0, group[group.length - 1] ?? 0];
}

/** Days in order, split wherever neighbours are further apart than `far`. */
function clustered(ordered: readonly Day[], far: number): Day[][] {
  const groups: Day[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const day of ordered) {
    if (day - before > far) groups.push([]);
    groups[groups.length - 1]?.push(day);
    before = day;
  }
  return groups;
}

/** An axis between two places for the days of marks; null where there is no day. */
export function axis(days: readonly Day[], left: number, right: number): Axis | null {
  const kept = roomy(days, right - left);
  const [opening, closing] = [kept[0], kept[kept.length - 1]];
  if (!opening || !closing) return null;
  const whole = extent(days);
  const [domain, range] = pieces(kept, whole, [left, right]);
  const scale = scaleLinear(domain, range).clamp(true);
  const x = (day: Day) => scale(day);
  const spans = kept.map(([from, to]) => [x(from), x(to + 1)] as const);
  const widths = kept.map(([from, to], at) => room(spans[at]) / (to + 1 - from));
  const pressed = gaps(kept, whole, x);
  return {
    x,
    middle: (day) => (x(day) + x(day + 1)) / 2,
    ticks: apart(
      kept.flatMap((stretch, at) => ticks(stretch, x, widths[at] ?? 1, years(whole))),
      pressed,
      right,
    ),
    gaps: pressed,
    day: Math.min(...widths),
    left,
    right,
  };
}

function room(span: readonly [number, number] | undefined): number {
  return span ? span[1] - span[0] : 0;
}

function extent(days: readonly Day[]): Stretch {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const day of days) {
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  return [first, last];
}

/** Domain and range of the scale: each stretch by its days, each gap of one width. */
function pieces(kept: Stretch[], whole: Stretch, ends: Stretch): [Day[], number[]] {
  const before = whole[0] < (kept[0]?.[0] ?? 0) ? GAP_WIDTH : 0;
  const after = whole[1] > (kept[kept.length - 1]?.[1] ?? 0) ? GAP_WIDTH : 0;
  const free = ends[1] - ends[0] - before - after - GAP_WIDTH * (kept.length - 1);
  const total = kept.reduce((sum, [from, to]) => sum + weight(from, to), 0);
  const domain: Day[] = before ? [whole[0]] : [];
  const range: number[] = before ? [ends[0]] : [];
  let at = ends[0] + before;
  for (const [from, to] of kept) {
    const wide = (free * weight(from, to)) / total;
    domain.push(from, to + 1);
    range.push(at, at + wide);
    at += wide + GAP_WIDTH;
  }
  if (after) {
    domain.push(whole[1] + 1);
    range.push(ends[1]);
  }
  return [domain, range];
}

/** A stretch's share of the room: short ones are not pressed to nothing by long ones. */
function weight(from: Day, to: Day): number {
  return Math.sqrt(to + 1 - from);
}

/** Where the axis is pressed together, and the words for it. */
function gaps(kept: Stretch[], whole: Stretch, x: (day: Day) => number): Gap[] {
  const found: Gap[] = [];
  const [opening, closing] = [kept[0], kept[kept.length - 1]];
  if (opening && whole[0] < opening[0])
    found.push({ from: x(whole[0]), to: x(opening[0]), label: "earlier" });
  kept.slice(1).forEach(([from], at) => {
    found.push({ from: x((kept[at]?.[1] ?? from) + 1), to: x(from), label: "…" });
  });
  if (closing && whole[1] > closing[1])
    found.push({ from: x(closing[1] + 1), to: x(whole[1] + 1), label: "later" });
  return found;
}

/** Days apart of ticks that a stretch may have; beyond them come months. */
const DAY_STEPS = [1, 2, 7, 14];
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120];
const LABEL_ROOM = 46;
const LETTER = 6;

/** Whether days are of more than one year. */
function years([first, last]: Stretch): boolean {
  return !isCounted(first) && parts(first)[0] !== parts(last)[0];
}

/** Ticks whose labels do not run into each other, nor into the words of a gap. */
function apart(all: readonly Tick[], pressed: readonly Gap[], right: number): Tick[] {
  let free = Number.NEGATIVE_INFINITY;
  return all.filter(({ x, label }) => {
    const end = x + label.length * LETTER + 8;
    if (
      x < free ||
      (end > right + 10 && free > 0) ||
      pressed.some(({ from, to }) => x < from && end > (from + to) / 2 - 8)
    )
      return false;
    free = end;
    return true;
  });
}

function ticks(stretch: Stretch, x: (day: Day) => number, wide: number, withYear: boolean): Tick[] {
  const step = DAY_STEPS.find((days) => days * wide >= LABEL_ROOM);
  if (step !== undefined || isCounted(stretch[0]))
    return everyDays(stretch, step ?? Math.ceil(LABEL_ROOM / wide), x, withYear);
  const months = MONTH_STEPS.find((some) => some * 30.4 * wide >= LABEL_ROOM + 8) ?? 120;
  return everyMonths(stretch, months, x);
}

/** A label for each so many days; the first of a year names it where there are several. */
function everyDays(
  [first, last]: Stretch,
  step: number,
  x: (day: Day) => number,
  withYear: boolean,
): Tick[] {
  const found: Tick[] = [];
  let year: number | null = null;
  for (let day = first; day <= last; day += step) {
    const named = withYear && year !== parts(day)[0];
    year = parts(day)[0];
    found.push({ x: x(day), label: dayLabel(day, named) });
  }
  return found;
}

function everyMonths([first, last]: Stretch, step: number, x: (day: Day) => number): Tick[] {
  const found: Tick[] = [];
  const yearly = step % 12 === 0;
  const start = monthAfter(first, yearly ? -parts(first)[1] : 0);
  for (let day = start; day <= last; day = monthAfter(day, step))
    if (day >= first)
      found.push({ x: x(day), label: yearly ? String(parts(day)[0]) : monthLabel(day) });
  if (found.length === 0) found.push({ x: x(first), label: monthLabel(first) });
  return found;
}
