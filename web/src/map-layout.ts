/** Where symbols, names and marks go on the screen, so that none hides another. */

import type { Point, Size } from "./map-chart.ts";
import type { Sited, Voice } from "./map-tally.ts";
import type { Index, Place } from "./model.ts";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A place at its point of the screen. */
export interface Item {
  here: Sited;
  at: Point;
}

export interface Placed {
  item: Item;
  radius: number;
  name: { text: string; at: Point } | null;
  marks: { voice: Voice; at: Point }[];
  /** Where "+2" stands, for marks that there is no room for. */
  more: { text: string; at: Point } | null;
}

export interface Arrow {
  here: Sited;
  text: string;
  at: Point;
  /** Degrees clockwise from north; null for the country that the map is in: it is all around. */
  angle: number | null;
  side: "left" | "right";
}

/** How large each precision is drawn: the vaguer, the larger; no measure of the ground. */
export const RADIUS: Record<NonNullable<Place["precision"]>, number> = {
  point: 3.5,
  town: 5,
  district: 14,
  region: 24,
  country: 38,
};

const NAME_HEIGHT = 14;
const MARK = 13;
const MARK_HEIGHT = 14;
const DIGIT = 6.4;
const GAP = 4;

/** How much is told beside a symbol: letters of its name, and marks. */
interface Told {
  letters: number;
  marks: number;
}
const TOLD: Told = { letters: 26, marks: 4 };

/** Pictures that are narrower tell less. */
const NARROW = 500;
const TOLD_NARROW: Told = { letters: 16, marks: 2 };
const ARROW_HEIGHT = 24;

/** Points between a symbol and another's words, so that these are not read as its own. */
const CLEAR = 4;

/** Points above the lower edge that the buttons take. */
const BUTTONS = 40;

/** How large areas are drawn on a map of the world, as a share of that. */
const WORLD = 0.6;

/** A place that is named and of which nothing is said. */
const NAMED = 1.8;

export function radiusOf({ place, rows }: Sited, whole = false): number {
  if (rows === 0) return NAMED;
  const radius = RADIUS[place.precision ?? "country"];
  return whole ? Math.max(RADIUS.town, radius * WORLD) : radius;
}

/** Names and marks for places that come in order of weight: what has no room goes without. */
export function laidOut(
  items: readonly Item[],
  size: Size,
  taken: readonly Rect[],
  whole = false,
): Placed[] {
  const busy = [...taken];
  const told = size.width < NARROW ? TOLD_NARROW : TOLD;
  for (const { here, at } of items) if (here.rows > 0) busy.push(core(here, at));
  return items.flatMap((item) => {
    const free = item.here.rows > 0 || isFree(item, taken, size);
    if (!free) return [];
    const radius = radiusOf(item.here, whole);
    for (const named of [true, false]) {
      const block = blockOf(item.here, told, named);
      if (block === null) continue;
      const spot = spots(item.at, radius, block).find((rect) => fits(rect, item, size, busy));
      if (spot === undefined) continue;
      busy.push(spot);
      return [filled(item, radius, spot, told, named)];
    }
    // A place of which nothing is said is there for its name alone.
    if (item.here.rows === 0) return [];
    return [{ item, radius, name: null, marks: [], more: null }];
  });
}

/** Names with arrows at the sides of the map for what is beyond them; how many have no room. */
export function arrows(
  items: readonly Item[],
  size: Size,
  around: ReadonlySet<string | null>,
): { shown: Arrow[]; left: Sited[] } {
  const most = size.width < NARROW ? 2 : 7;
  const letters = Math.max(6, Math.min(20, Math.floor(size.width / 30)));
  const shown: Arrow[] = [];
  const left: Sited[] = [];
  for (const side of ["left", "right"] as const) {
    const of = items.filter(({ at }) => (at[0] < size.width / 2 ? "left" : "right") === side);
    left.push(...of.slice(most).map(({ here }) => here));
    shown.push(...spread(of.slice(0, most), size, side, letters, around));
  }
  return { shown, left };
}

/** The room that an arrow with its name takes. */
export function arrowRect({ at, text, side }: Arrow): Rect {
  const width = widthOf(text) + 24;
  const x = side === "left" ? at[0] - 9 : at[0] + 9 - width;
  return { x, y: at[1] - ARROW_HEIGHT / 2, width, height: ARROW_HEIGHT };
}

/** About how wide a text is at 12 points. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += (letter.codePointAt(0) ?? 0) >= 0x2e80 ? 12 : 7;
  return width;
}

export function shortened(text: string, most: number): string {
  const letters = [...text];
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
}

/** The next place in a direction, for arrow keys: near, and rather straight ahead than aside. */
export function nextIn(
  items: readonly { index: Index; at: Point }[],
  from: Index,
  [dx, dy]: Point,
): Index | null {
  const start = items.find(({ index }) => index === from)?.at;
  if (start === undefined) return null;
  let best: Index | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const { index, at } of items) {
    const x = at[0] - start[0];
    const y = at[1] - start[1];
    const ahead = x * dx + y * dy;
    if (index === from || ahead <= 0) continue;
    const cost = ahead + 3 * Math.abs(x * dy - y * dx);
    if (cost < least) [best, least] = [index, cost];
  }
  return best;
}

/** Whether a place that is only named stands well inside, clear of the arrows. */
function isFree({ at: [x, y] }: Item, taken: readonly Rect[], { width, height }: Size): boolean {
  const around = { x: x - 4, y: y - 4, width: 8, height: 8 };
  const inside = x > 20 && y > 20 && x < width - 20 && y < height - BUTTONS;
  return inside && taken.every((rect) => !overlaps(rect, around));
}

function blockOf(
  here: Sited,
  told: Told,
  named: boolean,
): { width: number; height: number } | null {
  if (!named && here.rows === 0) return null;
  const name = named ? widthOf(labelOf(here, told)) : 0;
  const marks = here.rows > 0 ? marksWidth(here, told) : 0;
  return {
    width: Math.max(name, marks),
    height: (named ? NAME_HEIGHT : 0) + (here.rows > 0 ? MARK_HEIGHT : 0),
  };
}

function labelOf(here: Sited, { letters }: Told): string {
  return shortened(here.name, letters);
}

function voiceWidth({ rows }: Voice): number {
  return MARK + (rows > 1 ? String(rows).length * DIGIT : 0) + GAP;
}

function marksWidth({ voices }: Sited, { marks }: Told): number {
  const width = voices.slice(0, marks).reduce((sum, voice) => sum + voiceWidth(voice), 0);
  return width + (voices.length > marks ? 2 * DIGIT + GAP : 0);
}

/** The places around a symbol where its words may stand, the best first. */
function spots(
  [x, y]: Point,
  radius: number,
  { width, height }: { width: number; height: number },
) {
  const far = radius + 4;
  const near = radius * 0.7 + 3;
  const corners: Point[] = [
    [x + far, y - height / 2],
    [x - far - width, y - height / 2],
    [x - width / 2, y + far - 1],
    [x - width / 2, y - far - height + 1],
    [x + near, y + near],
    [x + near, y - near - height],
    [x - near - width, y + near],
    [x - near - width, y - near - height],
  ];
  return corners.map(([left, top]) => ({ x: left, y: top, width, height }));
}

function fits(rect: Rect, { at }: Item, size: Size, busy: readonly Rect[]): boolean {
  if (rect.x < 2 || rect.y < 2) return false;
  if (rect.x + rect.width > size.width - 2 || rect.y + rect.height > size.height - 2) return false;
  return busy.every((other) => !overlaps(rect, other) || isAt(other, at));
}

export function overlaps(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** The heart of a symbol, which no other's words should cover; an area's middle is free. */
function core(here: Sited, [x, y]: Point): Rect {
  const radius = Math.min(radiusOf(here), 6) + CLEAR;
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
}

function isAt({ x, y, width, height }: Rect, [px, py]: Point): boolean {
  return x + width / 2 === px && y + height / 2 === py;
}

function filled(item: Item, radius: number, spot: Rect, told: Told, named: boolean): Placed {
  const { here } = item;
  // Words to the left of their symbol end at it, others begin.
  const aligned = spot.x + spot.width < item.at[0] ? 1 : spot.x > item.at[0] ? 0 : 0.5;
  const start = (width: number) => spot.x + (spot.width - width) * aligned;
  const top = spot.y + (named ? NAME_HEIGHT : 0) + MARK_HEIGHT / 2;
  let x = start(marksWidth(here, told));
  const marks = here.voices.slice(0, here.rows > 0 ? told.marks : 0).map((voice) => {
    const at: Point = [x + MARK / 2, top];
    x += voiceWidth(voice);
    return { voice, at };
  });
  const rest = here.voices.length - marks.length;
  const text = labelOf(here, told);
  return {
    item,
    radius,
    name: named ? { text, at: [start(widthOf(text)), spot.y + 11] } : null,
    marks,
    more: rest > 0 ? { text: `+${rest}`, at: [x, top] } : null,
  };
}

/** Whether a place is a country in which others of the map are. */
function isAround({ precision, country }: Place, around: ReadonlySet<string | null>): boolean {
  return precision === "country" && country !== null && around.has(country);
}

/** Arrows down one side, near the direction of what they point at, none on another. */
function spread(
  items: readonly Item[],
  size: Size,
  side: Arrow["side"],
  letters: number,
  around: ReadonlySet<string | null>,
): Arrow[] {
  const middle: Point = [size.width / 2, size.height / 2];
  const found = items.map(({ here, at }): Arrow => {
    const [dx, dy] = [at[0] - middle[0], at[1] - middle[1]];
    const reach = Math.min(middle[0] / Math.abs(dx || 1e-9), middle[1] / Math.abs(dy || 1e-9));
    const count = here.rows.toLocaleString("en");
    return {
      here,
      text: `${shortened(here.name, letters)} ${count}`,
      at: [side === "left" ? 13 : size.width - 13, middle[1] + dy * reach],
      angle: isAround(here.place, around) ? null : (Math.atan2(dx, -dy) * 180) / Math.PI,
      side,
    };
  });
  found.sort((a, b) => a.at[1] - b.at[1]);
  let low = ARROW_HEIGHT;
  for (const arrow of found) {
    arrow.at[1] = Math.max(arrow.at[1], low);
    low = arrow.at[1] + ARROW_HEIGHT;
  }
  let high = size.height - BUTTONS - ARROW_HEIGHT;
  for (const arrow of [...found].reverse()) {
    arrow.at[1] = Math.min(arrow.at[1], high);
    high = arrow.at[1] - ARROW_HEIGHT;
  }
  return found;
}
