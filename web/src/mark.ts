/** One colour and one shape for each party, the same in every picture and list. */

import { group } from "d3-array";
import { s } from "./dom.ts";
import type { Index, Report } from "./model.ts";

/** Colours of parties; the last is that of all who have no shape of their own. */
const COLOURS = 7;

/** Shapes around 0,0 that cover about the same area, told apart without colour. */
const SHAPES = [
  "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z", // circle
  "M-4.4,-4.4H4.4V4.4H-4.4Z", // square
  "M0,-6L5.6,4.4H-5.6Z", // triangle
  "M0,-6.3L5.4,0L0,6.3L-5.4,0Z", // diamond
  "M0,6L5.6,-4.4H-5.6Z", // triangle, point down
  "M-1.9,-5.6H1.9V-1.9H5.6V1.9H1.9V5.6H-1.9V1.9H-5.6V-1.9H-1.9Z", // plus
  "M0,-6.4L1.7,-2.2L6.1,-2L2.7,0.9L3.8,5.2L0,2.8L-3.8,5.2L-2.7,0.9L-6.1,-2L-1.7,-2.2Z", // star
  "M-5.2,-3L-3,-5.2L0,-2.2L3,-5.2L5.2,-3L2.2,0L5.2,3L3,5.2L0,2.2L-3,5.2L-5.2,3L-2.2,0Z", // cross
  "M-5,-5H5L1.2,0L5,5H-5L-1.2,0Z", // hourglass
  "M-4.4,-5.4L5.8,0L-4.4,5.4Z", // triangle, point right
  "M-5.6,2.8A5.6,5.6 0 0,1 5.6,2.8Z", // half a disc
  "M4.4,-5.4L-5.8,0L4.4,5.4Z", // triangle, point left
];

/** Those who come after the shapes are used up. */
const OTHERS = "M-2.9,-5H2.9L5.8,0L2.9,5H-2.9L-5.8,0Z"; // hexagon

/** The outlets in their own voice: a bar, in the colour of text. */
const OWN_VOICE = "M-5.6,-2.2H5.6V2.2H-5.6Z";

/** Nobody who is named: the same bar, broken. */
const UNNAMED = "M-5.6,-2.2H-1.3V2.2H-5.6ZM1.3,-2.2H5.6V2.2H1.3Z";

/** The style class of a party: `party-0` to `party-6`, `party-own` for all who are no party. */
export function partyClass(report: Report, party: Index): string {
  const place = rank(report, party);
  if (place === null) return "party-own";
  return place < SHAPES.length ? `party-${place % (COLOURS - 1)}` : `party-${COLOURS - 1}`;
}

/** The outline of a party's mark, around 0,0, some 11 units wide. */
export function shape(report: Report, party: Index): string {
  const place = rank(report, party);
  if (place !== null) return SHAPES[place] ?? OTHERS;
  return report.parties[party]?.kind === "nobody" ? UNNAMED : OWN_VOICE;
}

/** A party's mark for a line of text; hollow where what it marks is hedged. */
export function mark(report: Report, party: Index, hollow = false): SVGElement {
  return drawn(shape(report, party), `${partyClass(report, party)} ${hollow ? "hollow" : "solid"}`);
}

function drawn(d: string, classes: string): SVGElement {
  return s(
    "svg",
    { class: "mark", viewBox: "-7 -7 14 14", width: 14, height: 14, "aria-hidden": "true" },
    s("path", { d, class: classes }),
  );
}

/** Letters that tell apart those of some who share a mark: "a" for the first, none for who shares none. */
export function tags<T extends { party: Index }>(
  report: Report,
  some: readonly T[],
): Map<T, string> {
  const looks = ({ party }: T) => `${partyClass(report, party)} ${shape(report, party)}`;
  const sharers = group(some, looks);
  const shared = some.filter((one) => (sharers.get(looks(one))?.length ?? 0) > 1);
  return new Map(shared.map((one, at) => [one, LETTERS[at] ?? String(at + 1)]));
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** The mark that all who have none of their own share, for a line of text. */
export function othersMark(): SVGElement {
  return drawn(OTHERS, `party-${COLOURS - 1} solid`);
}

/** How many parties share it. */
export function sharing(report: Report): number {
  return report.parties.filter((_, party) => (rank(report, party) ?? 0) >= SHAPES.length).length;
}

const ranks = new WeakMap<Report, (number | null)[]>();

/** A party's place among those that are named; null for the outlets, and for nobody. */
function rank(report: Report, party: Index): number | null {
  let places = ranks.get(report);
  if (!places) {
    let next = 0;
    places = report.parties.map((one) => (one.kind === "named" ? next++ : null));
    ranks.set(report, places);
  }
  return places[party] ?? null;
}
