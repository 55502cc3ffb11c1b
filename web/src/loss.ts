/** What a report dropped of the words that other reports have: a doubt that is lost is still a doubt. */

import { h } from "./dom.ts";
import type { Drop, Index, Report } from "./model.ts";
import { type Open, witness } from "./reasons.ts";
import { linksOf } from "./relation.ts";
import { documentOf, outletOf, type Row } from "./rows.ts";
import type { Store } from "./store.ts";

/** What the report of a row dropped of it, as links to its other tellings have it; each loss once. */
export function lossesOf(report: Report, row: Row): Drop[] {
  if (row.kind !== "statement" && row.kind !== "figure") return [];
  const figure = row.kind === "figure" ? report.figures[row.index] : undefined;
  const said = figure ? figure.statement : row.index;
  const statement = said === null ? undefined : report.statements[said];
  const document = (figure ?? statement)?.document;
  const told = statement ? report.utterances[statement.utterance] : undefined;
  const drops = [
    ...linksOf(report, row).flatMap((link) => link.drops),
    ...inStatement(report, said),
    ...(told?.drops ?? []),
  ];
  const own = drops.filter((drop) => drop.document === document);
  return [...new Map(own.map((drop) => [drop.what, drop])).values()];
}

function inStatement(report: Report, index: Index | null): Drop[] {
  if (index === null) return [];
  return linksOf(report, { kind: "statement", index }).flatMap((link) => link.drops);
}

/** Losses as a list, each with the words that still stand elsewhere. */
export function lossList(store: Store, losses: Drop[], open: Open): HTMLElement | null {
  if (losses.length === 0) return null;
  const line = ({ document, what, kept }: Drop) =>
    h(
      "li",
      null,
      h("bdi", null, `${outletOf(documentOf(store.report, document))} dropped ${what}`),
      h(
        "ul",
        { class: "witnesses" },
        kept.map((one) => witness(store, one, open)),
      ),
    );
  return h("ul", { class: "drops" }, losses.map(line));
}

/** A loss on a line of text: "[Harbour Post dropped that it could not be verified, as The Herald has it]". */
export function lossLine(report: Report, { document, what, kept }: Drop): string {
  const outlet = (index: Index) => outletOf(documentOf(report, index));
  const holders = [...new Set(kept.map(([one]) => outlet(one)))];
  const held = holders.length > 0 ? `, as ${holders.join(" and ")} has it` : "";
  return `[${outlet(document)} dropped ${what}${held}]`;
}
