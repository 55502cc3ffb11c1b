/** How well such rows are read: the table, and in words what is read badly. */

import { h } from "./dom.ts";
import type { Measured, Quality } from "./model.ts";

const MEASURES =
  "F1 is 1 where all is found and nothing wrong, 0 where nothing is found; a share is a part of 1.";

/** All measures on all sets of events. */
export function qualityTable(quality: Quality): HTMLElement {
  const { events, sets, rows } = quality;
  if (rows.length === 0) return h("p", null, "Not measured for this version.");
  const head = h(
    "tr",
    null,
    h("th", { scope: "col" }, "Rows"),
    h("th", { scope: "col" }, "Measure"),
    sets.map((name) => h("th", { scope: "col", class: "number" }, name)),
  );
  const line = ({ what, measure, values }: Measured) =>
    h(
      "tr",
      null,
      h("th", { scope: "row" }, what),
      h("td", null, measure),
      values.map((value) => h("td", { class: "number" }, told(value))),
    );
  return h(
    "div",
    { class: "quality", role: "region", tabindex: 0, "aria-label": "How well rows are read" },
    weakness(quality),
    h(
      "table",
      null,
      h("caption", null, `${events} ${MEASURES}`),
      h("thead", null, head),
      h("tbody", null, rows.map(line)),
    ),
  );
}

/** What is often wrong or missed, with the values on events that nobody had read. */
function weakness({ rows, unseen }: Quality): HTMLElement | null {
  const weak = rows.filter((row) => row.weak);
  if (weak.length === 0) return null;
  const lines = weak.map(({ what, measure, values }) =>
    h("li", null, `${what} (${measure}): ${together(values.slice(0, unseen))}`),
  );
  return h(
    "div",
    { class: "weakness" },
    h("p", null, "Often wrong or missed on unseen events:"),
    h("ul", null, lines),
  );
}

/** Beside the contested: how often the word is right. */
export function relationNote({ rows, relation, unseen }: Quality): HTMLElement | null {
  const values = rows[relation]?.values.slice(0, unseen).filter((value) => value !== null) ?? [];
  if (values.length === 0) return null;
  const parts = values.map((value) => Math.round(100 * value)).join(" and ");
  return h(
    "p",
    { class: "section-note" },
    "That answers contradict each other, changed or agree is crosswire’s reading. On events that ",
    `nobody had read, ${parts} of 100 such readings were right: `,
    h("a", { href: "#about" }, "About this report"),
  );
}

function together(values: (number | null)[]): string {
  return values
    .filter((value) => value !== null)
    .map(told)
    .join(" and ");
}

function told(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}
