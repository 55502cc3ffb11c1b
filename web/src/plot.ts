/** A question's figures over time, drawn: bars for ranges, arrows for open ends, hollow for hedged or unverified. */

import { denier } from "./counter.ts";
import { s } from "./dom.ts";
import {
  anchor,
  type Dot,
  dotRange,
  type Label,
  MARGIN,
  type Plot,
  type Size,
} from "./dotrange.ts";
import { partyClass, shape } from "./mark.ts";
import type { Column, Report } from "./model.ts";
import { Rover, type Stop } from "./roving.ts";
import { deniers, isDoubtful, isIntended } from "./standing.ts";
import { isNegated } from "./status.ts";
import type { Context } from "./view.ts";
import { caption, openingMark, short } from "./words.ts";

export interface Drawing {
  svg: SVGElement;
  /** How the picture is to be read, in words. */
  words: string;
  /** Whether something is in it. */
  filled: boolean;
}

/** The plot of some columns; `tell` is given the words of the mark under focus or pointer. */
export function plot(
  context: Context,
  columns: readonly Column[],
  tags: ReadonlyMap<Column, string>,
  size: Size,
  name: string,
  tell: (words: string | null) => void,
): Drawing {
  const { report } = context;
  const layout = dotRange(report, columns, context.visible().figures, size, tags);
  const svg = s("svg", {
    class: "dot-range",
    viewBox: `0 0 ${size.width} ${size.height}`,
    width: size.width,
    height: size.height,
    role: "group",
    "aria-label": name,
  });
  svg.append(ground(layout), ...layout.trails.map((trail) => trailOf(report, trail)));
  const stops = layout.dots.map((dot) => stopOf(context, dot));
  svg.append(
    ...stops.map((stop) => stop.element),
    ...layout.labels.map((one) => labelOf(report, one)),
  );
  const order = (a: Stop, b: Stop) => a.x - b.x || a.y - b.y;
  const rover = new Rover(svg, order);
  for (const stop of [...stops].sort(order)) rover.add(stop);
  telling(svg, tell);
  return { svg, words: key(layout), filled: layout.dots.length > 0 };
}

/** Say the words of the mark that has the focus or the pointer. */
function telling(svg: SVGElement, tell: (words: string | null) => void): void {
  const of = (event: Event) =>
    (event.target as Element).closest("a")?.getAttribute("aria-label") ?? null;
  svg.addEventListener("focusin", (event) => tell(of(event)));
  svg.addEventListener("pointerover", (event) => tell(of(event)));
  svg.addEventListener("focusout", () => tell(null));
  svg.addEventListener("pointerleave", () => tell(null));
}

/** How a plot is to be read: only what is in it. */
function key(layout: Plot): string {
  const some = (test: (dot: Dot) => boolean) => layout.dots.some(test);
  return [
    layout.values.words,
    some((dot) => isDoubtful(dot.figure)) && "hollow: hedged or unverified",
    some((dot) => isIntended(dot.figure)) && "in brackets: intended or judged",
    some((dot) => dot.openHigh || dot.openLow) && "arrow: no upper or lower bound given",
    some(isRange) && "bar: from low to high",
    some(isStruck) && "struck through: denied by whose mark it is",
    some((dot) => dot.opposed) && "bar above: denied or disowned by another",
    some((dot) => dot.tag !== "") && "letters: accounts that share a mark",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** Whether what is drawn is what somebody denies; not where it is the denial itself. */
function isStruck({ denied, figure }: Dot): boolean {
  return denied && (figure.act !== "denies" || isNegated(figure));
}

function isRange(dot: Dot): boolean {
  return !dot.openLow && !dot.openHigh && dot.figure.low !== dot.figure.high;
}

/** Lines of values, labels of days, gaps of the axis, the column of what has no date. */
function ground(layout: Plot): SVGElement {
  const bottom = layout.height - MARGIN.bottom;
  const right = layout.width - MARGIN.right;
  const g = s("g", { class: "ground", "aria-hidden": "true" });
  for (const { y, label } of layout.values.ticks)
    g.append(
      s("line", { x1: layout.left, x2: right, y1: y, y2: y }),
      s("text", { x: layout.left - 6, y: y + 4, "text-anchor": "end" }, label),
    );
  for (const { x, label } of layout.axis?.ticks ?? [])
    g.append(
      s("line", { class: "tick", x1: x, x2: x, y1: bottom, y2: bottom + 5 }),
      s("text", { x: x + 3, y: bottom + 17 }, label),
    );
  for (const { from, to, label } of layout.axis?.gaps ?? []) g.append(gap(from, to, label, bottom));
  if (layout.undated) g.append(undated(layout.undated, bottom));
  return g;
}

/** A stretch where the axis is pressed together: cut off by zigzags. */
function gap(from: number, to: number, label: string, bottom: number): SVGElement {
  const edge = label === "earlier" ? to : from;
  const zigzag = `M${edge},${MARGIN.top}${"l-3,5l6,10l-3,5".repeat(Math.ceil((bottom - MARGIN.top) / 20))}`;
  return s(
    "g",
    { class: "gap" },
    s("path", { d: zigzag }),
    s("text", { x: (from + to) / 2, y: bottom + 17, "text-anchor": "middle" }, label),
  );
}

function undated([from, to]: [number, number], bottom: number): SVGElement {
  return s(
    "g",
    { class: "undated" },
    s("line", { x1: from, x2: from, y1: MARGIN.top, y2: bottom + 5 }),
    s("text", { x: (from + to) / 2, y: bottom + 17, "text-anchor": "middle" }, "no date"),
  );
}

function trailOf(report: Report, { party, points }: Plot["trails"][number]): SVGElement {
  const d = `M${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}`;
  return s("path", { class: `trail ${partyClass(report, party)}`, d, "aria-hidden": "true" });
}

function labelOf(report: Report, { party, text, x, y, anchor: side }: Label): SVGElement {
  const place = { class: `name ${partyClass(report, party)}`, x, y, "text-anchor": side };
  return s("text", { ...place, "aria-hidden": "true" }, text);
}

function stopOf(context: Context, dot: Dot): Stop {
  const words = [caption(context.report, dot.figure), told(dot), ...opposing(context.report, dot)]
    .filter(Boolean)
    .join(" · ");
  const classes = `dot ${partyClass(context.report, dot.party)}`;
  const element = openingMark(
    context,
    dot.figure.id,
    { class: classes, "aria-label": words },
    s("title", null, words),
    s("circle", { class: "reach", cx: dot.x, cy: anchor(dot), r: 11 }),
    ...drawn(context.report, dot),
  );
  return { element, x: dot.x, y: anchor(dot) };
}

/** In how many reports a mark's value is told, or how often in one. */
function told({ times, documents }: Dot): string {
  if (times < 2) return "";
  return documents.size === times ? `told in ${times} reports` : `told ${times} times`;
}

/** Who denies the words in which a mark's value stands. */
function opposing(report: Report, { figure }: Dot): string[] {
  const words = deniers(report, figure).flatMap((at) => {
    const link = report.links[at];
    return link ? [`${link.backward} ${short(denier(report, link), 60)}`] : [];
  });
  return [...new Set(words)];
}

/** A dot's bar with its ends, and the party's shape at each bound that is given. */
function drawn(report: Report, dot: Dot): SVGElement[] {
  const { x, low, high } = dot;
  const found: SVGElement[] = [];
  if (low !== high) found.push(s("line", { class: "range", x1: x, x2: x, y1: low, y2: high }));
  if (dot.openHigh) found.push(arrow(x, high, -1));
  if (dot.openLow) found.push(arrow(x, low, 1));
  const bounds = [dot.openLow ? null : low, dot.openHigh ? null : high];
  for (const y of new Set(bounds.filter((bound) => bound !== null)))
    found.push(shapeAt(report, dot, y));
  if (dot.opposed) found.push(s("path", { class: "opposed", d: `M${x - 5},${high - 10}h10` }));
  if (isIntended(dot.figure)) found.push(brackets(x, anchor(dot)));
  if (dot.tag) found.push(s("text", { class: "tag", x: x + 7, y: anchor(dot) - 3 }, dot.tag));
  if (isStruck(dot))
    found.push(
      s("line", {
        class: "strike",
        x1: x - 9,
        x2: x + 9,
        y1: anchor(dot) + 5,
        y2: anchor(dot) - 5,
      }),
    );
  return found;
}

/** Around what is no plain assertion. */
function brackets(x: number, y: number): SVGElement {
  return s("path", {
    class: "brackets",
    d: `M${x - 6},${y - 8}h-3v16h3M${x + 6},${y - 8}h3v16h-3`,
  });
}

function arrow(x: number, y: number, way: 1 | -1): SVGElement {
  return s("path", {
    class: "arrow",
    d: `M${x - 4},${y - 5 * way}L${x},${y}L${x + 4},${y - 5 * way}`,
  });
}

function shapeAt(report: Report, dot: Dot, y: number): SVGElement {
  return s("path", {
    class: isDoubtful(dot.figure) ? "hollow" : "solid",
    d: shape(report, dot.party),
    transform: `translate(${dot.x.toFixed(1)},${y.toFixed(1)})`,
  });
}
