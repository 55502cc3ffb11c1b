/** Every figure of a question in its report's words: the table behind a plot. */

import { readable } from "./day.ts";
import { h } from "./dom.ts";
import { mark } from "./mark.ts";
import type { Figure } from "./model.ts";
import { isDoubtful } from "./standing.ts";
import { isNegated } from "./status.ts";
import type { Context } from "./view.ts";
import { count, line, named, opening, short } from "./words.ts";

/** Rows at most; the statements' and the exports' are the places for more. */
const MOST = 400;

/** A folded table that is built when it is opened. */
export function folded(summary: string, build: () => HTMLElement): HTMLDetailsElement {
  const details = h("details", { class: "table-behind" }, h("summary", null, summary));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(build());
  });
  return details;
}

export function figureTable(context: Context, figures: readonly Figure[]): HTMLElement {
  return folded(`Table of ${count(figures.length, "figure")}`, () =>
    scrolling(
      h(
        "table",
        null,
        h("thead", null, heads(["Figure", "By", "In", "As of", "Rests on"])),
        h(
          "tbody",
          null,
          figures.slice(0, MOST).map((figure) => row(context, figure)),
        ),
      ),
    ),
  );
}

/** A table that scrolls in itself, so that the page does not. */
export function scrolling(table: HTMLElement): HTMLElement {
  return h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Table" }, table);
}

export function heads(names: readonly string[]): HTMLElement {
  return h(
    "tr",
    null,
    names.map((name) => h("th", { scope: "col" }, name)),
  );
}

function row(context: Context, figure: Figure): HTMLElement {
  const { report } = context;
  const outlet = report.documents[figure.document]?.outlet ?? "";
  return h(
    "tr",
    isNegated(figure) ? { class: "denied" } : null,
    h(
      "th",
      { scope: "row" },
      opening(context, figure.id, { class: "quoted" }, short(line(figure.text), 160)),
    ),
    h("td", null, mark(report, figure.party, isDoubtful(figure)), " ", named(figure.status)),
    h("td", null, h("bdi", null, short(outlet, 80))),
    h("td", { class: "dated" }, figure.as_of ? readable(figure.as_of) : "no date"),
    h("td", null, h("bdi", null, short(figure.origin_name, 80))),
  );
}
