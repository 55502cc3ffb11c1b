/** What the symbols of the map mean, and whose outlines lie under them. */

import { h, s } from "./dom.ts";
import type { Outline, Place } from "./model.ts";

type Precision = NonNullable<Place["precision"]>;

/** Half as large as on the map where they are large. */
const SIZES: Record<Precision, number> = {
  point: 3.5,
  town: 5,
  district: 7,
  region: 10,
  country: 13,
};

const WORDS: Record<Precision, string> = {
  point: "a point",
  town: "a town",
  district: "somewhere in a district",
  region: "in a region",
  country: "in a country or larger",
};

export function legend(outline: Outline): HTMLElement {
  return h(
    "figcaption",
    { class: "map-legend" },
    h("ul", { class: "map-key" }, ...(Object.keys(SIZES) as Precision[]).map(entry)),
    h(
      "p",
      null,
      "The larger the circle, the vaguer the place; it does not show how far something reaches. ",
      "Marks stand for who says it, numbers for how many statements and figures. ",
      "At the edges, arrows point to what lies beyond, and a ring stands for the country that is all around.",
    ),
    h("p", null, outline.notes.join(" ")),
  );
}

function entry(precision: Precision): HTMLElement {
  return h(
    "li",
    null,
    s(
      "svg",
      {
        class: "map-sample",
        viewBox: "-14 -14 28 28",
        width: 28,
        height: 28,
        "aria-hidden": "true",
      },
      s("circle", { class: `map-symbol map-${precision}`, r: SIZES[precision] }),
    ),
    WORDS[precision],
  );
}
