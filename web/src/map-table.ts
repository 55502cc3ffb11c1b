/** The map in words: what is not on it, and all of it as a table. */

import { h } from "./dom.ts";
import { shortened } from "./map-layout.ts";
import { type Here, heardOf } from "./map-tally.ts";
import type { Index, Report } from "./model.ts";

/** Names that are listed; the table has them all. */
const MOST = 40;

/** Letters of a name in the list; the table has them all. */
const LETTERS = 60;

/** Rows of the table: those places with most rows. */
const ROWS = 1000;

/** Places that the gazetteer has no point for, with how much is said of each. */
export function unplaced(off: readonly Here[], choose: (place: Index) => void): HTMLElement[] {
  const sorted = [...off].sort((a, b) => b.rows - a.rows || a.index - b.index);
  const rest = sorted.length - MOST;
  return [
    h("h3", null, "Named, but not on the map"),
    h(
      "p",
      null,
      "The gazetteer has no point for these names, or too many to choose one. The numbers are those of statements and figures.",
    ),
    h(
      "ul",
      null,
      ...sorted
        .slice(0, MOST)
        .map((here) =>
          h(
            "li",
            null,
            h(
              "button",
              { type: "button", class: "map-off", onclick: () => choose(here.index) },
              h("bdi", null, shortened(here.name, LETTERS)),
            ),
            h("span", { class: "map-off-rows" }, ` ${here.rows.toLocaleString("en")}`),
          ),
        ),
      rest > 0 && h("li", null, `and ${rest} more in the table`),
    ),
  ];
}

export function table(report: Report, all: readonly Here[]): HTMLElement {
  const sorted = [...all].sort((a, b) => b.rows - a.rows || a.index - b.index).slice(0, ROWS);
  const left = all.length - sorted.length;
  return h(
    "div",
    { class: "map-table-box", tabindex: "0", role: "group", "aria-label": "The map as a table" },
    h(
      "table",
      null,
      h(
        "caption",
        null,
        left > 0
          ? `The ${ROWS} places with most rows; ${left} more are left out.`
          : "All places that the reports name.",
      ),
      h("thead", null, h("tr", null, ...HEADS.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, ...sorted.map((here) => line(report, here))),
    ),
  );
}

const HEADS = [
  "Place",
  "Precision",
  "Country",
  "Latitude, longitude",
  "Statements",
  "Figures",
  "Who says it",
];

function line(report: Report, here: Here): HTMLElement {
  const { place, name, statements, figures, voices } = here;
  const { precision, country, lat, lon } = place;
  const point = lat === null || lon === null ? "not known" : `${lat.toFixed(2)}, ${lon.toFixed(2)}`;
  const said = voices.map((voice) => `${heardOf(report, voice)} ${voice.rows}`);
  return h(
    "tr",
    null,
    h("th", { scope: "row" }, h("bdi", null, name)),
    h("td", null, precision ?? "–"),
    h("td", null, country ?? "–"),
    h("td", { class: "map-number" }, point),
    h("td", { class: "map-number" }, statements),
    h("td", { class: "map-number" }, figures),
    h("td", null, ...said.map((one) => h("bdi", { class: "map-who" }, one))),
  );
}
