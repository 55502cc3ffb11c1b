/** The timeline in words: what each mark says, and the table behind the picture. */

import type { Item } from "./band.ts";
import { readable } from "./day.ts";
import { h } from "./dom.ts";
import { folded, heads, scrolling } from "./figuretable.ts";
import { mark } from "./mark.ts";
import { isNegated } from "./status.ts";
import type { Context } from "./view.ts";
import { count, line, named, opening, short } from "./words.ts";

/** Rows of the table. */
const ROWS = 500;

/** What a mark says, the words beside it first: how it stands, its outlet, when it was told. */
export function nameOf({ report }: Context, item: Item, links: number): string {
  const { row, told, rows } = item;
  return [
    short(line(row.text), 160),
    short(row.status, 120),
    short(report.documents[row.document]?.outlet ?? "", 60),
    `told ${readable(told.words)}`,
    item.timed ? `about ${window(row.time)}` : "no time given",
    rows.length > 1 ? `${rows.length} times` : "",
    links > 0 ? count(links, "link") : "",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** "12 Mar 2026 to 17 Mar 2026"; an open end has one day. */
export function window(time: readonly [string | null, string | null] | null): string {
  const [first, last] = time ?? [null, null];
  if (first === last) return first ? readable(first) : "";
  if (!first || !last) return first ? `from ${readable(first)}` : `to ${readable(last ?? "")}`;
  return `${readable(first)} to ${readable(last)}`;
}

/** The table behind the picture; made when it is opened. */
export function timetable(context: Context, some: readonly Item[]): HTMLElement {
  return folded(`Table of ${count(some.length, "mark")}`, () =>
    scrolling(
      h(
        "table",
        null,
        h("thead", null, heads(["Words", "By", "In", "Told", "About"])),
        h(
          "tbody",
          null,
          some.slice(0, ROWS).map((item) => rowOf(context, item)),
        ),
      ),
    ),
  );
}

function rowOf(context: Context, { row, told, hollow, timed }: Item): HTMLElement {
  const outlet = context.report.documents[row.document]?.outlet ?? "";
  return h(
    "tr",
    isNegated(row) ? { class: "denied" } : null,
    h(
      "th",
      { scope: "row" },
      opening(context, row.id, { class: "quoted" }, short(line(row.text), 160)),
    ),
    h("td", null, mark(context.report, row.party, hollow), " ", named(row.status)),
    h("td", null, h("bdi", null, short(outlet, 80))),
    h("td", { class: "dated" }, readable(told.words)),
    h("td", { class: "dated" }, timed ? window(row.time) : "not given"),
  );
}
