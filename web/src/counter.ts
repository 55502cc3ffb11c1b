/** What stands beside an account: its other values, who denies it, what its carriers dropped. */

import { group } from "d3-array";
import type { Answer } from "./answer.ts";
import { h } from "./dom.ts";
import type { Drop, Figure, Index, Link, Report } from "./model.ts";
import { documentOf, entityName, idOf, outletOf } from "./rows.ts";
import { deniers } from "./standing.ts";
import type { Context } from "./view.ts";
import { line, named, opening, short } from "./words.ts";

/** Other values, and deniers, that are named; the reading pane has them all. */
const MOST = 6;

/** "earlier: seven / eight people": each value opens its words, under its own name where it has another. */
export function earlier(context: Context, { earlier: some, shown }: Answer): HTMLElement | null {
  if (some.length === 0) return null;
  const own = new Set(shown.map(({ status }) => status));
  const byStatus = [...group(some.slice(0, MOST), ({ status }) => status)];
  const parts = byStatus.flatMap(([status, figures], at): (Node | string)[] => [
    ...(at === 0 ? [] : ["; "]),
    ...figures.flatMap((figure, place): (Node | string)[] => [
      ...(place === 0 ? [] : [" / "]),
      opening(context, figure.id, { class: "quoted" }, short(line(figure.text), 60)),
    ]),
    ...(own.has(status) ? [] : [" (", named(status, 60), ")"]),
  ]);
  const rest = some.length > MOST ? ` and ${some.length - MOST} more` : "";
  const dated = some.every(({ as_of: day }) => day !== null);
  return h("p", { class: "earlier" }, dated ? "earlier: " : "besides: ", parts, rest);
}

/** "denied by Clean Arda": each opens what is denied and the denial side by side. */
export function against(context: Context, answer: Answer): HTMLElement | null {
  const { report } = context;
  const byWords = new Map<string, Index>();
  for (const at of answer.against) {
    const link = report.links[at];
    const words = link && `${link.backward} ${short(denier(report, link), 60)}`;
    if (words && !byWords.has(words)) byWords.set(words, at);
  }
  if (byWords.size === 0) return null;
  const lines = [...byWords].slice(0, MOST).map(([words, at]) => {
    const link = report.links[at] as Link;
    const beside = idOf(report, link.from);
    return h(
      "li",
      null,
      opening(context, deniedBy(report, answer, at).id, { beside }, h("bdi", null, words)),
    );
  });
  const rest = byWords.size - MOST;
  return h("ul", { class: "against" }, lines, rest > 0 && h("li", null, `and by ${rest} more`));
}

/** The figure whose words a link denies. */
function deniedBy(report: Report, { shown, figures }: Answer, at: Index): Figure {
  const told = [...shown, ...figures];
  return (told.find((figure) => deniers(report, figure).includes(at)) ?? told[0]) as Figure;
}

/** Who denies: its speaker, else its outlet. */
export function denier(report: Report, { from }: Link): string {
  if (from.kind === "document") return outletOf(documentOf(report, from.index));
  const row = (from.kind === "statement" ? report.statements : report.figures)[from.index];
  if (!row) return "";
  return entityName(report, row.speaker) || outletOf(documentOf(report, row.document));
}

/** What each outlet that retells an account dropped of it. */
export function dropped({ report }: Context, drops: readonly Drop[]): HTMLElement | null {
  if (drops.length === 0) return null;
  const byOutlet = group(drops, ({ document }) => report.documents[document]?.outlet ?? "");
  const lines = [...byOutlet].map(([outlet, own]) =>
    h("li", null, h("bdi", null, short(outlet, 60)), " dropped ", short(whats(own), 160)),
  );
  return h("ul", { class: "drops" }, lines);
}

function whats(drops: readonly Drop[]): string {
  return [...new Set(drops.map(({ what }) => what))].join("; ");
}
