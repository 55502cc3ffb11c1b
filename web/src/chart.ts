/** The timeline's picture: days it is about across, days it was told down. */

import { type Axis, axis } from "./axis.ts";
import { type Band, bands, type Item } from "./band.ts";
import { dayLabel, isCounted, isoDay } from "./day.ts";
import { s } from "./dom.ts";
import { type Ground, type Layout, laidOut, type More, type Placed, type Strip } from "./lane.ts";
import { partyClass, shape } from "./mark.ts";
import type { Report } from "./model.ts";
import { isIntended } from "./standing.ts";
import { type Tie, ties } from "./tie.ts";
import type { Context } from "./view.ts";
import { count, line, openingMark } from "./words.ts";

/** Marks that a picture may have. */
const MOST = 1400;
/** A picture that is narrower says less: short labels, and figures alone unless one asks. */
export const WIDE = 620;
/** Days that are narrower have no words beside their marks. */
const WORDS = 56;
const UNDATED = 84;
/** Bars that are longer are many, and say little. */
const LONG = 120;

export interface Chart {
  width: number;
  left: number;
  ground: Ground;
  layout: Layout;
  ties: Tie[];
}

/** Where all marks of some items stand in a picture of a width. */
export function chart(report: Report, some: readonly Item[], width: number): Chart {
  const left = width < WIDE ? 76 : 96;
  const dated = some.flatMap((item) => (item.day === null ? [] : [item.day]));
  const right = width - 4;
  const split =
    dated.length === some.length ? right : dated.length > 0 ? right - UNDATED : left + 6;
  const days = axis(dated, left + 6, split);
  const ground: Ground = { axis: days, undated: [split, right] };
  const room = { top: 0, most: MOST, words: width >= WIDE || (days?.day ?? 0) >= WORDS };
  const layout = laidOut(bands(some), ground, room, (item) => line(item.row.text));
  return { width, left, ground, layout, ties: ties(report, layout.placed) };
}

/** The axis of days, which stays on top while the bands go by: what is about and what was told. */
export function head({ width, left, ground }: Chart): SVGElement {
  const { axis: days, undated } = ground;
  const g = s("svg", { class: "ticks", viewBox: `0 0 ${width} 40`, width, height: 40 });
  g.setAttribute("aria-hidden", "true");
  g.append(
    s("text", { class: "scale", x: left + 6, y: 11 }, "the day it is about →"),
    s("text", { class: "scale", x: 0, y: 31 }, "told on ↓"),
  );
  for (const { x, label } of days?.ticks ?? [])
    g.append(s("line", { x1: x, x2: x, y1: 34, y2: 40 }), s("text", { x: x + 3, y: 31 }, label));
  for (const { from, to, label } of days?.gaps ?? [])
    g.append(
      s("text", { class: "aside", x: (from + to) / 2, y: 31, "text-anchor": "middle" }, label),
    );
  if (undated[1] > undated[0])
    g.append(s("text", { class: "aside", x: undated[0] + 6, y: 31 }, "no date"));
  g.append(s("line", { class: "rule", x1: 0, x2: width, y1: 39.5, y2: 39.5 }));
  return g;
}

/** A layer over the whole height of the picture: the ground and calm ties below, lit ties on top. */
export function layer(drawn: Chart, name: string, ...children: SVGElement[]): SVGElement {
  const { width, layout } = drawn;
  const box = { viewBox: `0 0 ${width} ${layout.height}`, width, height: layout.height };
  return s("svg", { class: name, ...box, "aria-hidden": "true" }, children);
}

/** A band before its marks are in it. */
export function canvas({ width }: Chart, { band, top, bottom, placed }: Strip): SVGElement {
  const [height, label] = [bottom - top, band.label];
  return s("svg", {
    class: "strip",
    viewBox: `0 ${top} ${width} ${height}`,
    width,
    height,
    role: "group",
    "aria-label": `Told ${label}: ${count(placed.length, "mark")} by the days they are about`,
  });
}

/** Bands, their labels, the lines of days, and where a band's own day is. */
export function groundOf({ width, left, ground }: Chart, strips: readonly Strip[]): SVGElement {
  const g = s("g", { class: "ground", "aria-hidden": "true" });
  const { axis: days, undated } = ground;
  const [y1, y2] = [strips[0]?.top ?? 0, strips[strips.length - 1]?.bottom ?? 0];
  for (const { band, top, bottom } of strips) {
    if (days) g.append(ownDay(band, days, top, bottom) ?? "");
    g.append(
      s("line", { class: "rule", x1: 0, x2: width, y1: bottom, y2: bottom }),
      s("text", { class: "told", x: 0, y: top + 19 }, band.label),
      s("text", { class: "reports", x: 0, y: top + 33 }, reports(band, left)),
    );
  }
  for (const { x } of days?.ticks ?? [])
    g.append(s("line", { class: "daily", x1: x, x2: x, y1, y2 }));
  for (const { from, to } of days?.gaps ?? [])
    g.append(
      s("rect", {
        class: "gap",
        x: from,
        y: y1,
        width: Math.max(0, to - from),
        height: y2 - y1,
      }),
    );
  if (undated[1] > undated[0])
    g.append(s("line", { class: "daily", x1: undated[0], x2: undated[0], y1, y2 }));
  return g;
}

function reports(band: Band, left: number): string {
  const number = new Set(band.items.map((item) => item.row.document)).size;
  return left < 90 ? `${number} rep.` : `${number} report${number === 1 ? "" : "s"}`;
}

/** What is told on the day itself stands here. */
function ownDay(band: Band, days: Axis, top: number, bottom: number): SVGElement | null {
  if (band.from === null || band.to === null) return null;
  const [from, to] = [days.x(band.from), days.x(band.to + 1)];
  return s("rect", {
    class: "own-day",
    x: from,
    y: top,
    width: Math.max(2, to - from),
    height: bottom - top,
  });
}

/** A mark: its shape, its words, the days it is about. */
export function markOf(context: Context, placed: Placed, name: string): SVGAElement {
  const { item, x, y, words, span } = placed;
  const classes = ["item", item.kind, partyClass(context.report, item.row.party)];
  if (!item.timed) classes.push("untimed");
  if (item.denied) classes.push("denied");
  if (!words) classes.push("bare");
  if (span && span[1] - span[0] > LONG) classes.push("long");
  const size = (item.kind === "figure" ? 1 : 0.78) * (item.timed ? 1 : 0.62);
  return openingMark(
    context,
    item.row.id,
    { class: classes.join(" "), "aria-label": name },
    s("rect", { class: "reach", x: x - 8, y: y - 8, width: 16 + words.length * 6.2, height: 16 }),
    span && spanOf(span, item, x, y),
    // Marks without words stand close: their bars are seen when they are looked at.
    span && !words && s("path", { class: "span stub", d: `M${x - 5},${y + 7}H${x + 5}` }),
    s("path", {
      class: item.hollow ? "hollow" : "solid",
      d: shape(context.report, item.row.party),
      transform: `translate(${x.toFixed(1)},${y.toFixed(1)}) scale(${size})`,
    }),
    words && isIntended(item.row) && s("path", { class: "brackets", d: bracketsAt(x, y) }),
    words && s("text", { x: x + 9, y: y + 4 }, words),
    item.denied ? s("line", { class: "strike", x1: x - 7, x2: x + 7, y1: y + 4, y2: y - 4 }) : null,
  );
}

/** Around what is no plain assertion. */
export function bracketsAt(x: number, y: number): string {
  return `M${x - 5},${y - 7}h-2.5v14h2.5M${x + 5},${y - 7}h2.5v14h-2.5`;
}

/** The days that a row is about, as a thin bar from the first; an open end has no stop. */
function spanOf([from, to]: [number, number], item: Item, x: number, y: number): SVGElement {
  const start = item.openFrom ? "" : `M${from.toFixed(1)},${y + 4}v6`;
  const end = item.openTo ? to : Math.max(x, from);
  return s("path", { class: "span", d: `${start}M${from.toFixed(1)},${y + 7}H${end.toFixed(1)}` });
}

/** How many found no room on a day: a way to that day alone. */
export function moreOf(context: Context, more: More): SVGAElement | SVGTextElement {
  const text = s("text", { class: "more", x: more.x, y: more.y + 4 }, `+${more.count}`);
  if (!more.days || isCounted(more.days[0])) return text;
  const days: [string, string] = [isoDay(more.days[0]), isoDay(more.days[1])];
  const named = [...new Set(more.days.map((day) => dayLabel(day, true)))].join(" to ");
  const properties = {
    class: "more-link",
    href: "#",
    "aria-label": `+${more.count} more about ${named}: show these days alone`,
    onclick: (event: Event) => {
      event.preventDefault();
      context.filter({ day: days });
    },
  };
  return s("a", properties, text);
}
