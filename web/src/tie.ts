/** Links between rows as lines between the timeline's marks, told apart without colour. */

import { s } from "./dom.ts";
import type { Placed } from "./lane.ts";
import type { Index, Link, Report } from "./model.ts";

/** A kind of link: its name in the legend. */
export const KINDS: [kind: string, name: string][] = [
  ["supersedes", "updates"],
  ["denies", "denies"],
  ["disowns", "disowns"],
  ["contradicts", "contradicts"],
  ["confirms", "confirms"],
];

/** Kinds that are many and say little: drawn when one asks for them. */
export const ASKED: ReadonlySet<string> = new Set(["contradicts"]);

/** The sign at the end of each kind's line, which comes from above (1) or from below (-1). */
const SIGNS: Record<string, (way: 1 | -1) => string> = {
  supersedes: (way) => `m-3.5,${-6 * way}l3.5,${6 * way}l3.5,${-6 * way}`, // an arrow
  denies: () => "m-5,0h10", // a bar
  disowns: (way) => `m-5,0h10m-10,${-3 * way}h10`, // two bars
  contradicts: () => "m-3,-3l6,6m0,-6l-6,6", // a cross
  confirms: () => "m-5,-1l2.5,4l4.5,-7", // a tick
};

/** A link between two marks. */
export interface Tie {
  kind: string;
  from: Placed;
  to: Placed;
}

/** The links whose two ends are both in the picture, each once. */
export function ties(report: Report, placed: readonly Placed[]): Tie[] {
  const byRow = new Map<string, Placed>();
  for (const one of placed) for (const row of one.item.rows) byRow.set(row, one);
  const found = new Map<string, Tie>();
  const places = new Map(placed.map((one, at) => [one, at]));
  for (const link of report.links) {
    if (!(link.kind in SIGNS)) continue;
    const from = byRow.get(rowOf(report, link.from) ?? "");
    const to = byRow.get(rowOf(report, link.to) ?? "");
    if (!from || !to || from === to) continue;
    const key = `${link.kind} ${places.get(from)} ${places.get(to)}`;
    if (!found.has(key)) found.set(key, { kind: link.kind, from, to });
  }
  return [...found.values()];
}

function rowOf(report: Report, end: Link["from"]): string | undefined {
  const rows: Record<string, { id: string }[]> = {
    statement: report.statements,
    figure: report.figures,
    document: [],
  };
  return at(rows[end.kind] ?? [], end.index)?.id;
}

function at<T>(rows: readonly T[], index: Index): T | undefined {
  return rows[index];
}

/** Points between a mark's middle and what ends at it. */
const END = 9;
/** Lines between marks that stand so close to one height go over them. */
const LEVEL = 20;

/** Lines of one kind, drawn as one, each from mark to mark and with its kind's sign at its end. */
export function tiesOf(kind: string, some: readonly Tie[]): SVGElement {
  return s(
    "g",
    { class: `tie ${kind}` },
    s("path", { class: "arc", d: some.map(arc).join("") }),
    s("path", { class: "sign", d: some.map(sign).join("") }),
  );
}

/** Leaves and reaches marks upright, where no words stand; past marks below each other on the left. */
function arc(tie: Tie): string {
  const { from, to } = tie;
  const [first, last] = [wayOf(tie) * -END, wayOf(tie) * END];
  if (isLevel(tie)) {
    const top = Math.min(from.y, to.y) - END - 10 - Math.min(20, Math.abs(to.x - from.x) * 0.1);
    return curve([from.x, from.y - END], [from.x, top], [to.x, top], [to.x, to.y - END]);
  }
  const [start, end] = [from.y - first, to.y - last];
  const middle = (start + end) / 2;
  const aside = Math.abs(to.x - from.x) < LEVEL ? Math.min(26, 6 + Math.abs(end - start) / 16) : 0;
  return curve([from.x, start], [from.x - aside, middle], [to.x - aside, middle], [to.x, end]);
}

function curve(...points: [x: number, y: number][]): string {
  const [start, ...rest] = points.map((point) => point.map((one) => one.toFixed(1)).join());
  return `M${start}C${rest.join(" ")}`;
}

function isLevel({ from, to }: Tie): boolean {
  return Math.abs(to.y - from.y) < LEVEL + END;
}

/** Whether the line comes to its end from above. */
function wayOf(tie: Tie): 1 | -1 {
  return isLevel(tie) || tie.to.y > tie.from.y ? 1 : -1;
}

function sign(tie: Tie): string {
  const way = wayOf(tie);
  const y = tie.to.y - way * END;
  return `M${tie.to.x.toFixed(1)},${y.toFixed(1)}${SIGNS[tie.kind]?.(way) ?? ""}`;
}

/** A ring around the mark at the other end of a tie. */
export function ring({ from, to }: Tie, near: Placed): SVGElement {
  const far = from === near ? to : from;
  return s("circle", { class: "ring", cx: far.x, cy: far.y, r: 9 });
}

/** A kind's line and sign for the legend. */
export function sample(kind: string): SVGElement {
  return s(
    "svg",
    { class: "sample", viewBox: "0 0 16 22", width: 16, height: 22, "aria-hidden": "true" },
    s(
      "g",
      { class: `tie ${kind}` },
      s("path", { class: "arc", d: "M8,1V17" }),
      s("path", { class: "sign", d: `M8,18${SIGNS[kind]?.(1) ?? ""}` }),
    ),
  );
}
