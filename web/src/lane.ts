/** Places of marks in a band: rows of marks, packed from the left, so many and no more. */

import type { Axis } from "./axis.ts";
import type { Band, Item } from "./band.ts";
import type { Day } from "./day.ts";

/** A mark of the timeline: its middle, the words beside it, and where its span begins. */
export interface Placed {
  item: Item;
  x: number;
  y: number;
  /** The words that stand beside it; "" where there is no room for any. */
  words: string;
  /** Where the days it is about begin and end on the axis, where they are more than one. */
  span: [from: number, to: number] | null;
}

/** Items of one band that found no room on a day, or on days close to each other. */
export interface More {
  x: number;
  y: number;
  count: number;
  /** The first and the last of the days; null for what has no day. */
  days: [first: Day, last: Day] | null;
}

/** A band with what stands in it. */
export interface Strip {
  band: Band;
  top: number;
  bottom: number;
  placed: Placed[];
  more: More[];
}

export interface Layout {
  strips: Strip[];
  placed: Placed[];
  more: More[];
  height: number;
}

/** Where days are on the picture; what has no day at all has a column of its own. */
export interface Ground {
  axis: Axis | null;
  undated: [from: number, to: number];
}

export interface Room {
  /** Where the first band begins, and how many marks a picture may have. */
  top: number;
  most: number;
  /** Whether figures have their words beside them. */
  words: boolean;
}

const LANE = { words: 18, figure: 15, statement: 13 };
/** Lanes of figures with their words; the rest are marks alone. */
const WORDED = 7;
const MARK = 12;
const LETTER = 6.3;
const LONGEST = 22;
const PADDING = 9;
/** The room of "+n". */
const MORE = 40;
/** The least height of a band, for its label. */
const LEAST = 36;

/** The places of all items; `texts` gives the words that stand beside a figure. */
export function laidOut(
  bands: readonly Band[],
  ground: Ground,
  room: Room,
  text: (item: Item) => string,
): Layout {
  const layout: Layout = { strips: [], placed: [], more: [], height: 0 };
  const each = Math.max(12, Math.floor(room.most / Math.max(bands.length, 1)));
  let top = room.top;
  for (const band of bands) {
    const [first, extra] = [layout.placed.length, layout.more.length];
    const until = first + each;
    const shelf = (y: number, lane: number, lanes: number): Shelf => ({ y, lane, lanes, until });
    const of = (kind: Item["kind"]) => inOrder(band.items.filter((item) => item.kind === kind));
    const start = top + PADDING;
    const worded = room.words
      ? pack(of("figure"), ground, shelf(start, LANE.words, WORDED), text, layout)
      : { rest: of("figure"), under: start };
    const lanes = Math.max(2, Math.floor(each / 24));
    const figures = pack(
      worded.rest,
      ground,
      shelf(worded.under, LANE.figure, lanes),
      none,
      layout,
    );
    const after = overflow(figures, ground, layout);
    const statements = pack(
      of("statement"),
      ground,
      shelf(after, LANE.statement, lanes * 2),
      none,
      layout,
    );
    const y = overflow(statements, ground, layout);
    const bottom = Math.max(y + PADDING - 4, top + LEAST);
    const [placed, more] = [layout.placed.slice(first), layout.more.slice(extra)];
    layout.strips.push({ band, top, bottom, placed, more });
    top = bottom;
  }
  layout.height = top;
  return layout;
}

function none(): string {
  return "";
}

interface Shelf {
  y: number;
  /** The height of a lane, and how many there are. */
  lane: number;
  lanes: number;
  /** How many marks there may be in the picture when all are packed. */
  until: number;
}

interface Packed {
  /** What found no room. */
  rest: Item[];
  /** The height under the lanes. */
  under: number;
}

/** A day's room, and the width for which there is none left. */
interface Cell {
  ends: [from: number, to: number];
  full: number;
}

/** Items, in order, packed into lanes from a height on. */
function pack(
  own: readonly Item[],
  ground: Ground,
  shelf: Shelf,
  text: (item: Item) => string,
  layout: Layout,
): Packed {
  const ends: number[] = [];
  const rest: Item[] = [];
  const cells = new Map<Day | null, Cell>();
  for (const item of own) {
    const where = cells.get(item.day) ?? { ends: cell(item.day, ground), full: 1e9 };
    cells.set(item.day, where);
    const words = shortened(text(item));
    const wide = MARK + (words ? words.length * LETTER + 8 : 0);
    const over = words !== "" && where.ends[0] + wide > ground.undated[1];
    const full = over || wide >= where.full || layout.placed.length >= shelf.until;
    const at = full ? null : fit(ends, where.ends, wide, shelf.lanes);
    if (!at) where.full = Math.min(where.full, wide);
    if (at) {
      const y = shelf.y + (at.lane + 0.5) * shelf.lane;
      layout.placed.push({ item, words, span: spanOf(item, ground.axis), x: at.x + MARK / 2, y });
    } else rest.push(item);
  }
  return { rest, under: shelf.y + ends.length * shelf.lane };
}

/** "+n" where items found no room; returns the height under it. */
function overflow({ rest, under }: Packed, ground: Ground, layout: Layout): number {
  let before: More | undefined;
  for (const { day } of inOrder(rest)) {
    const x = cell(day, ground)[0] + 4;
    if (before && x - before.x < MORE) {
      before.count += 1;
      if (before.days && day !== null) before.days[1] = day;
    } else {
      before = { x, y: under + 8, count: 1, days: day === null ? null : [day, day] };
      layout.more.push(before);
    }
  }
  return rest.length > 0 ? under + 16 : under;
}

/** By the day they are about; on one day those first that matter most. */
function inOrder(own: readonly Item[]): Item[] {
  const day = (item: Item) => item.day ?? Number.MAX_SAFE_INTEGER;
  return [...own].sort((a, b) => day(a) - day(b) || b.weight - a.weight);
}

/** Where a day's marks may stand: in the day, or anywhere in a gap that holds it. */
function cell(day: Day | null, { axis, undated }: Ground): [from: number, to: number] {
  if (day === null || !axis) return undated;
  const [from, to] = [axis.x(day), axis.x(day + 1)];
  const gap = axis.gaps.find((one) => from >= one.from - 0.1 && to <= one.to + 0.1);
  return gap ? [gap.from, gap.to] : [from, to];
}

/** The first lane with room from a place on, before the day ends if the day is that wide. */
function fit(
  ends: number[],
  [left, to]: [from: number, to: number],
  wide: number,
  most: number,
): { x: number; lane: number } | null {
  const from = left + 3;
  for (let lane = 0; lane < most; lane += 1) {
    const x = Math.max(ends[lane] ?? Number.NEGATIVE_INFINITY, from);
    if (x > from + 0.5 && x + wide > to) continue;
    ends[lane] = x + wide + 3;
    return { x, lane };
  }
  return null;
}

function spanOf(item: Item, axis: Axis | null): [number, number] | null {
  const { from, day, timed } = item;
  if (!axis || !timed || from === null || day === null) return null;
  if (from === day && !item.openFrom && !item.openTo) return null;
  return [item.openFrom ? axis.left : axis.x(from), item.openTo ? axis.right : axis.x(day + 1)];
}

function shortened(words: string): string {
  const letters = [...words.slice(0, 2 * LONGEST + 2)];
  return letters.length > LONGEST
    ? `${letters
        .slice(0, LONGEST - 1)
        .join("")
        .trimEnd()}…`
    : words;
}
