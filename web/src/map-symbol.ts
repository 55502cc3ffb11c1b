/** What is drawn for a place: its symbol, name and marks, or an arrow to it. */

import { s } from "./dom.ts";
import type { Point } from "./map-chart.ts";
import { type Arrow, arrowRect, type Placed } from "./map-layout.ts";
import { counted, heardOf, type Sited } from "./map-tally.ts";
import { partyClass, shape } from "./mark.ts";
import type { Report } from "./model.ts";

/** A place with its name and marks. */
export function symbolOf(
  report: Report,
  { item, radius, name, marks, more }: Placed,
  looks: string,
): Element[] {
  const { here, at } = item;
  const [cx, cy] = at.map(tenth) as Point;
  const kind = here.rows > 0 ? `map-${here.place.precision ?? "country"}` : "map-named";
  const parts: Element[] = [
    s("circle", { class: "map-hit", cx, cy, r: 13 }),
    s("circle", {
      class: `map-symbol ${kind}${looks}`,
      cx,
      cy,
      r: radius,
    }),
  ];
  if (looks.includes("map-open"))
    parts.push(s("circle", { class: "map-ring", cx, cy, r: radius + 4 }));
  if (name)
    parts.push(label(name.text, name.at, here.rows > 0 ? "map-name" : "map-name map-name-only"));
  for (const { voice, at: point } of marks) {
    const [x, y] = point.map(tenth) as Point;
    parts.push(
      s("path", {
        class: `${partyClass(report, voice.party)} solid map-mark`,
        d: shape(report, voice.party),
        transform: `translate(${x} ${y}) scale(.85)`,
      }),
    );
    if (voice.rows > 1) parts.push(label(String(voice.rows), [x + 7, y + 4], "map-count"));
  }
  if (more) parts.push(label(more.text, [more.at[0], more.at[1] + 4], "map-count"));
  return parts;
}

/** An arrow to a place beyond the map, with its name. */
export function arrowOf({ text, at, angle, side }: Arrow): Element[] {
  const [x, y] = at.map(tenth) as Point;
  const left = side === "left";
  const rect = arrowRect({ text, at, angle, side } as Arrow);
  const symbol =
    angle === null
      ? s("circle", { class: "map-symbol map-country", cx: x, cy: y, r: 6 })
      : s("path", {
          class: "map-arrow",
          d: "M0,-7L5,5L0,2.5L-5,5Z",
          transform: `translate(${x} ${y}) rotate(${Math.round(angle)})`,
        });
  return [
    s("rect", { class: "map-hit", ...rect }),
    symbol,
    s(
      "text",
      {
        class: "map-far",
        x: left ? x + 11 : x - 11,
        y: y + 4,
        "text-anchor": left ? "start" : "end",
      },
      text,
    ),
  ];
}

/** A place's name, how exact it is, how much is said there and by whom. */
export function spoken(report: Report, here: Sited): string {
  const voices = here.voices.map((voice) => `${heardOf(report, voice)} ${voice.rows}`);
  return `${here.name}, ${here.place.precision ?? "no precision"}: ${counted(here)} (${voices.join(", ")})`;
}

function label(text: string, [x, y]: Point, name: string): Element {
  return s("text", { class: name, x: tenth(x), y: tenth(y) }, text);
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
