/** A sheet of outlines on a plane: Mercator for a part of the world, Equal Earth for all of it. */

import { geoEqualEarthRaw, geoMercatorRaw } from "d3-geo";
import type { Box, Sheet } from "./model.ts";

export type Point = [x: number, y: number];

/** How the plane lies on the screen: screen = plane * k + (x, y). */
export interface Lie {
  k: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** A sheet projected; at `k` 1 its frame fills the screen that it was made for. */
export interface Chart {
  sheet: Sheet;
  size: Size;
  whole: boolean;
  /** The outlines as paths of SVG: the edge of the sheet, land, coasts, borders. */
  edge: string;
  land: string;
  coasts: string;
  borders: string;
  /** The sheet's extent on the plane. */
  low: Point;
  high: Point;
  project(lon: number, lat: number): Point;
  home: Lie;
}

/** Degrees after which a straight line is led over one more point. */
const STEP = 3;

/** Room around the frame, in points of the screen. */
const PADDING = 26;

/** The share of the width at each side that is left to arrows to what is beyond. */
const ASIDE = 0.12;

/** Degrees of latitude beyond which Mercator has no end. */
const LIMIT = 86;

const RADIANS = Math.PI / 180;

/** `beyond` says that there will be arrows to places outside of the sheet's frame. */
export function chart(sheet: Sheet, size: Size, beyond = false): Chart {
  const [west, , east] = sheet.box;
  const middle = (west + east) / 2;
  const whole = east - west >= 360;
  const raw = whole ? geoEqualEarthRaw : geoMercatorRaw;
  const plain = (lon: number, lat: number): Point => {
    const [x, y] = raw((lon - middle) * RADIANS, lat * RADIANS);
    return [x, -y];
  };
  const frame = bounds(border(sheet.frame, plain));
  const aside = whole ? 4 : beyond ? Math.max(PADDING, size.width * ASIDE) : PADDING;
  const above = whole ? 4 : PADDING;
  const scale = Math.min(
    (size.width - 2 * aside) / (frame.high[0] - frame.low[0]),
    (size.height - 2 * above) / (frame.high[1] - frame.low[1]),
  );
  // Counted from the middle of the frame: small numbers are drawn exactly.
  const origin = [(frame.low[0] + frame.high[0]) / 2, (frame.low[1] + frame.high[1]) / 2] as const;
  const onto = (lon: number, lat: number): Point => {
    const [x, y] = plain(lon, lat);
    return [(x - origin[0]) * scale, (y - origin[1]) * scale];
  };
  const edge = border(sheet.box, onto);
  const { low, high } = bounds(edge);
  return {
    sheet,
    size,
    whole,
    edge: `${path(edge)}Z`,
    ...outlines(sheet, onto),
    low,
    high,
    project: (lon, lat) => onto(west + eastOf(sheet.box, lon), whole ? lat : clampedTo(lat, LIMIT)),
    home: { k: 1, x: size.width / 2, y: size.height / 2 },
  };
}

/** Degrees from the west of a box, the short way around for what is outside of it. */
function eastOf([west, , east]: Box, lon: number): number {
  const found = (((lon - west) % 360) + 360) % 360;
  const wide = east - west;
  return found > wide && found - wide > 360 - found ? found - 360 : found;
}

/** Whether a place is on the sheet as it is seen at first. */
export function within([west, south, east, north]: Box, lon: number, lat: number): boolean {
  return lat >= south && lat <= north && (((lon - west) % 360) + 360) % 360 <= east - west;
}

/** The lie that keeps the sheet over the screen, and is not nearer or farther than makes sense. */
export function held(chart: Chart, lie: Lie): Lie {
  const { low, high, size } = chart;
  const k = Math.min(Math.max(lie.k, least(chart)), most(chart));
  // What is zoomed too far stays where it was about the middle of the screen.
  const x = size.width / 2 - ((size.width / 2 - lie.x) / lie.k) * k;
  const y = size.height / 2 - ((size.height / 2 - lie.y) / lie.k) * k;
  return {
    k,
    x: clamped(x, size.width, low[0] * k, high[0] * k),
    y: clamped(y, size.height, low[1] * k, high[1] * k),
  };
}

/** The smallest zoom: the sheet still covers the screen, or fits it. */
export function least({ low, high, size }: Chart): number {
  const cover = Math.max(size.width / (high[0] - low[0]), size.height / (high[1] - low[1]));
  return Math.min(1, cover);
}

/** The largest zoom: beyond it the outlines are straight lines. */
export function most(chart: Chart): number {
  return chart.whole ? 12 : 10;
}

/** Zoomed by a factor about a point of the screen. */
export function zoomed({ k, x, y }: Lie, by: number, [px, py]: Point): Lie {
  return { k: k * by, x: px - (px - x) * by, y: py - (py - y) * by };
}

function clampedTo(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}

function clamped(offset: number, room: number, low: number, high: number): number {
  if (high - low <= room) return (room - low - high) / 2;
  return Math.min(-low, Math.max(room - high, offset));
}

/** Land, its coasts and the borders as paths; the sides of the box itself are no coast. */
function outlines(sheet: Sheet, onto: (lon: number, lat: number) => Point) {
  const [west, south, east, north] = sheet.box;
  const wide = Math.round((east - west) / sheet.unit);
  const high = Math.round((north - south) / sheet.unit);
  // Islands that lie across the antimeridian are cut there in the data: that is no coast.
  const seam = Math.round((180 - west) / sheet.unit);
  const at = ([x, y]: Point): Point => onto(west + x * sheet.unit, south + y * sheet.unit);
  const onSide = ([ax, ay]: Point, [bx, by]: Point) =>
    (ax === bx && (ax === 0 || ax === wide || ax === seam)) ||
    (ay === by && (ay === 0 || ay === high));
  const land = sheet.land.map(points);
  return {
    land: land.map((ring) => `${path(dense(ring, STEP / sheet.unit).map(at))}Z`).join(""),
    coasts: land
      .flatMap((ring) => stretches(ring, onSide))
      .map((line) => path(line.map(at)))
      .join(""),
    borders: sheet.borders.map((line) => path(points(line).map(at))).join(""),
  };
}

/** The points of a line that is told in steps. */
export function points(steps: readonly number[]): Point[] {
  const found: Point[] = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at + 1 < steps.length; at += 2) {
    x += steps[at] ?? 0;
    y += steps[at + 1] ?? 0;
    found.push([x, y]);
  }
  return found;
}

/** A line without those of its segments for which `not` holds, in as many pieces as that leaves. */
export function stretches(line: Point[], not: (from: Point, to: Point) => boolean): Point[][] {
  const found: Point[][] = [];
  let run: Point[] = [];
  for (let at = 1; at < line.length; at++) {
    const from = line[at - 1] as Point;
    const to = line[at] as Point;
    if (not(from, to)) {
      if (run.length > 0) found.push(run);
      run = [];
    } else if (run.length === 0) run = [from, to];
    else run.push(to);
  }
  if (run.length > 0) found.push(run);
  return found;
}

/** A line with points put in where two are farther apart than `most`. */
export function dense(line: Point[], most: number): Point[] {
  const found: Point[] = [];
  for (const [at, to] of line.entries()) {
    const from = line[at - 1] ?? to;
    const parts = Math.ceil(Math.max(Math.abs(to[0] - from[0]), Math.abs(to[1] - from[1])) / most);
    for (let part = 1; part < parts; part++)
      found.push([
        from[0] + ((to[0] - from[0]) * part) / parts,
        from[1] + ((to[1] - from[1]) * part) / parts,
      ]);
    found.push(to);
  }
  return found;
}

function border([west, south, east, north]: Box, onto: (lon: number, lat: number) => Point) {
  const corners: Point[] = [
    [west, south],
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ];
  return dense(corners, STEP).map(([lon, lat]) => onto(lon, lat));
}

function bounds(line: Point[]): { low: Point; high: Point } {
  const xs = line.map(([x]) => x);
  const ys = line.map(([, y]) => y);
  return { low: [Math.min(...xs), Math.min(...ys)], high: [Math.max(...xs), Math.max(...ys)] };
}

function path(line: Point[]): string {
  return line.length === 0 ? "" : `M${line.map((point) => point.map(short).join(",")).join("L")}`;
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
