/** Where the marks of a question's plot stand: days across, values up. No drawing here. */

import { group } from "d3-array";
import { type Axis, axis } from "./axis.ts";
import { type Day, dayNumber } from "./day.ts";
import type { Column, Figure, Index, Report } from "./model.ts";
import { deniers, isIntended, isUnverified } from "./standing.ts";
import { type ValueAxis, valueAxis } from "./value.ts";

/** A figure of a plot; told again by the same party for the same day it is one mark. */
export interface Dot {
  figure: Figure;
  party: Index;
  /** Whose answer it is, in words. */
  by: string;
  /** Letter that tells its mark from another's who shares it; "" where nobody does. */
  tag: string;
  times: number;
  /** The reports that tell it. */
  documents: Set<Index>;
  denied: boolean;
  /** Others deny or disown the words in which it stands. */
  opposed: boolean;
  day: Day | null;
  x: number;
  /** Where its bounds are: equal for a plain value; an open one is where the bar is cut. */
  low: number;
  high: number;
  openLow: boolean;
  openHigh: boolean;
}

/** A party's successive values, as a step line. */
export interface Trail {
  party: Index;
  points: [x: number, y: number][];
}

export interface Label {
  party: Index;
  text: string;
  x: number;
  y: number;
  anchor: "start" | "end";
}

export interface Plot {
  /** Where the picture begins, right of the values' names. */
  left: number;
  width: number;
  height: number;
  axis: Axis | null;
  values: ValueAxis;
  /** The column for what has no date, if there is one. */
  undated: [from: number, to: number] | null;
  dots: Dot[];
  trails: Trail[];
  labels: Label[];
}

export interface Size {
  width: number;
  height: number;
}

export const MARGIN = { top: 14, right: 18, bottom: 26, left: 46 };
/** A digit's width at the axis of values. */
const DIGIT = 6.4;
const UNDATED_WIDTH = 62;
/** How far an open bar is drawn. */
const OPEN = 24;
/** Pixels between marks of one day, where the day has the room. */
const APART = 15;

/** A plot of some columns' figures, those that are visible. */
export function dotRange(
  report: Report,
  columns: readonly Column[],
  visible: ArrayLike<number>,
  size: Size,
  tags: ReadonlyMap<Column, string> = new Map(),
): Plot {
  const dots = folded(report, columns, visible, tags);
  const days = dots.flatMap((dot) => (dot.day === null ? [] : [dot.day]));
  const bounds = dots.flatMap(({ figure }) => [figure.low, figure.high]);
  const right = size.width - MARGIN.right;
  const up = valueAxis(
    bounds.filter((bound) => bound !== null),
    size.height - MARGIN.bottom,
    MARGIN.top,
  );
  const longest = Math.max(0, ...up.ticks.map(({ label }) => label.length));
  const left = Math.max(MARGIN.left, Math.ceil(longest * DIGIT) + 12);
  const split = days.length > 0 ? right - UNDATED_WIDTH : left;
  const undated = dots.length > days.length ? split : right;
  const across = days.length > 0 ? axis(days, left + 4, undated) : null;
  for (const dot of dots) raise(dot, up, size.height);
  spread(dots, across, [undated, right]);
  const plot: Plot = {
    ...size,
    left,
    axis: across,
    values: up,
    undated: undated < right ? [undated, right] : null,
    dots,
    trails: trails(dots),
    labels: [],
  };
  plot.labels = labels(plot);
  return plot;
}

/** The figures that have a bound, once for each party, day, value and doubt. */
function folded(
  report: Report,
  columns: readonly Column[],
  visible: ArrayLike<number>,
  tags: ReadonlyMap<Column, string>,
): Dot[] {
  const found = new Map<string, Dot>();
  for (const column of columns)
    for (const index of column.figures) {
      const figure = report.figures[index];
      if (!figure || !visible[index] || (figure.low === null && figure.high === null)) continue;
      const dot = dotOf(report, figure, column, tags.get(column) ?? "");
      const key = keyOf(dot);
      const known = found.get(key);
      if (known) fold(known, figure);
      else found.set(key, dot);
    }
  return [...found.values()];
}

/** Told once more; a doubt that one report drops is still a doubt. */
function fold(dot: Dot, figure: Figure): void {
  dot.times += 1;
  dot.documents.add(figure.document);
  if (isUnverified(figure) && !isUnverified(dot.figure)) dot.figure = figure;
}

/** Figures are one mark where they have all of this in common. */
function keyOf({ figure, by, denied, opposed }: Dot): string {
  const { as_of: day, low, high, act, hedged } = figure;
  return [by, day, low, high, act, hedged, denied, opposed].join();
}

function dotOf(report: Report, figure: Figure, { party, by, denied }: Column, tag: string): Dot {
  return {
    figure,
    party,
    by,
    tag,
    denied: denied || figure.act === "denies",
    opposed: deniers(report, figure).length > 0,
    times: 1,
    documents: new Set([figure.document]),
    day: dayNumber(figure.as_of),
    x: 0,
    low: 0,
    high: 0,
    openLow: figure.low === null,
    openHigh: figure.high === null,
  };
}

/** The heights of a dot's bounds; an open end is drawn a little way. */
function raise(dot: Dot, up: ValueAxis, height: number): void {
  const { low, high } = dot.figure;
  const y = (value: number | null) => (value === null ? null : up.y(value));
  dot.low = y(low) ?? Math.min((y(high) ?? 0) + OPEN, height - MARGIN.bottom);
  dot.high = y(high) ?? Math.max((y(low) ?? 0) - OPEN, 2);
}

/** Marks of one day side by side, by who answers, in the middle of the day; without days in all the room. */
function spread(dots: readonly Dot[], across: Axis | null, undated: [number, number]): void {
  for (const [day, same] of group(dots, (dot) => dot.day)) {
    const parties = [...new Set(same.map((dot) => dot.by))];
    const [from, to] = day === null || !across ? undated : [across.x(day), across.x(day + 1)];
    const middle = day === null || !across ? (from + to) / 2 : across.middle(day);
    const most = across ? APART : to - from;
    const apart = Math.min(most, Math.max((to - from) * 0.85, 10) / parties.length);
    for (const dot of same)
      dot.x = middle + (parties.indexOf(dot.by) - (parties.length - 1) / 2) * apart;
  }
}

/** The line of successive values of each who answers: each holds until the next is told. */
function trails(dots: readonly Dot[]): Trail[] {
  const told = dots.filter((dot) => dot.day !== null && !dot.denied && !isIntended(dot.figure));
  const found: Trail[] = [];
  for (const own of group(told, (dot) => dot.by).values()) {
    const ordered = [...own].sort((a, b) => a.x - b.x);
    const points = ordered.flatMap((dot, at): [number, number][] => {
      const before = ordered[at - 1];
      return before
        ? [
            [dot.x, anchor(before)],
            [dot.x, anchor(dot)],
          ]
        : [[dot.x, anchor(dot)]];
    });
    const party = own[0]?.party;
    if (points.length > 1 && party !== undefined) found.push({ party, points });
  }
  return found;
}

/** The height at which a dot is joined to others and labelled: its known bound, else the middle. */
export function anchor(dot: Dot): number {
  if (dot.openHigh) return dot.low;
  if (dot.openLow) return dot.high;
  return (dot.low + dot.high) / 2;
}

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Widths of a letter and, further, of a capital. */
const [LETTER, CAPITAL] = [6.9, 1.8];
/** Letters of a name; where these have no room, so many. */
const LONGEST = [24, 12];

/** Names at the last marks of those who answer, where there is room; columns name the rest. */
function labels(plot: Plot): Label[] {
  const taken = [...plot.dots.map(box), ...plot.trails.flatMap(({ points }) => boxes(points))];
  const found: Label[] = [];
  for (const own of group(plot.dots, (dot) => dot.by).values()) {
    const last = own.reduce((a, b) => (b.x > a.x ? b : a));
    const label = placed(last, plot, taken);
    if (label) found.push(label);
  }
  return found;
}

/** What stands before a name: doubt and act stay; that somebody said it, or prints it, goes. */
const STANDING =
  /^(UNVERIFIED: )?(?:SAID BY |((?:DENIED|INTENDED|JUDGED) BY ))?(?:\(the outlet\) )?/;

/** Whose mark it is and how it stands: "UNVERIFIED: the harbour office". */
function labelled({ figure }: Dot, most: number): string {
  const [whole, doubt = "", act = ""] = STANDING.exec(figure.status) ?? [""];
  const name = clipped(figure.status.slice(whole.length), most);
  return `${doubt}${act}${name}`;
}

/** A mark with what is drawn at its sides and over it. */
function box({ x, low, high, tag, opposed }: Dot): Box {
  const top = high - (opposed ? 12 : 6);
  return { x: x - 7, y: top, w: tag ? 20 : 14, h: low + 6 - top };
}

/** The room of a line's pieces, each of them upright or level. */
function boxes(points: readonly [x: number, y: number][]): Box[] {
  return points.slice(1).map(([x, y], at) => {
    const [fromX, fromY] = points[at] ?? [x, y];
    const w = Math.abs(x - fromX);
    return { x: Math.min(x, fromX), y: Math.min(y, fromY) - 1, w, h: Math.abs(y - fromY) + 2 };
  });
}

/** A label beside, over or under its dot where nothing else is; null where there is no room. */
function placed(dot: Dot, plot: Plot, taken: Box[]): Label | null {
  for (const most of LONGEST) {
    const label = fitted(labelled(dot, most), dot, plot, taken);
    if (label) return label;
  }
  return null;
}

function fitted(text: string, dot: Dot, plot: Plot, taken: Box[]): Label | null {
  const w = text.length * LETTER + (text.match(/\p{Lu}/gu)?.length ?? 0) * CAPITAL;
  const y = anchor(dot);
  const middle = Math.max(plot.left, Math.min(dot.x - w / 2, plot.width - 4 - w));
  const side = isIntended(dot.figure) ? 13 : 10;
  const over = dot.high - (dot.opposed ? 19 : 13);
  const tries: [x: number, y: number, anchor: "start" | "end"][] = [
    [dot.x + (dot.tag ? 17 : side), y, "start"],
    [dot.x - side, y, "end"],
    [dot.x - 5, over, "start"],
    [dot.x - 5, dot.low + 13, "start"],
    [dot.x + 5, over, "end"],
    [dot.x + 5, dot.low + 13, "end"],
    [middle, over, "start"],
    [middle, dot.low + 13, "start"],
  ];
  for (const [x, at, end] of tries) {
    const box = { x: end === "start" ? x : x - w, y: at - 6, w, h: 12 };
    if (!fits(box, plot) || taken.some((other) => meet(box, other))) continue;
    taken.push(box);
    return { party: dot.party, text, x, y: at + 4, anchor: end };
  }
  return null;
}

function fits(box: Box, plot: Plot): boolean {
  return (
    box.x >= plot.left &&
    box.x + box.w <= plot.width - 2 &&
    box.y >= 0 &&
    box.y + box.h <= plot.height - MARGIN.bottom + 4
  );
}

function meet(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** The first letters of a text, by code points. */
export function clipped(text: string, most: number): string {
  if (text.length <= most) return text;
  const letters = [...text.slice(0, most * 2)];
  return letters.length <= most
    ? text
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}
