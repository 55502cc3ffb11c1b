/** How the timeline's marks are read: each kind drawn once, with its words. */

import { bracketsAt } from "./chart.ts";
import { h, s } from "./dom.ts";

const DISC = "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z";

/** A sample's words, how large its mark is, and what else is drawn. */
const SAMPLES: [words: string, size: number, classes: string][] = [
  ["figure", 1, "solid"],
  ["statement", 0.78, "solid"],
  ["gives no time: stands at the day it was told", 0.5, "solid"],
  ["hedged or unverified", 1, "hollow"],
];

export function key(): HTMLElement {
  return h(
    "ul",
    { class: "key" },
    SAMPLES.map(([words, size, classes]) =>
      entry(
        words,
        s("path", { class: classes, d: DISC, transform: `translate(8,9) scale(${size})` }),
      ),
    ),
    entry(
      "in brackets: intended or judged",
      s("path", { class: "solid", d: DISC, transform: "translate(8,9) scale(.78)" }),
      s("path", { class: "brackets", d: bracketsAt(8, 9) }),
    ),
    entry(
      "some time in these days",
      s("path", { class: "solid", d: DISC, transform: "translate(22,7)" }),
      s("path", { class: "span", d: "M1,11v6M1,14H22" }),
    ),
    entry(
      "told on the day itself",
      s("rect", { class: "own-day", x: 1, y: 2, width: 16, height: 14 }),
    ),
  );
}

function entry(words: string, ...drawn: SVGElement[]): HTMLElement {
  const wide = drawn.length > 1 ? 30 : 18;
  const box = { viewBox: `0 0 ${wide} 18`, width: wide, height: 18 };
  return h("li", null, s("svg", { class: "sample", ...box, "aria-hidden": "true" }, drawn), words);
}
