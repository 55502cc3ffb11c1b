/** One utterance as an entry: how it stands, its words, who carried it, what speaks against it. */

import { rowActions } from "./citation.ts";
import { h } from "./dom.ts";
import { fold } from "./fold.ts";
import { oneLine } from "./inert.ts";
import { wordsAt } from "./letters.ts";
import type { Index, Report, Statement, Utterance, Window } from "./model.ts";
import { relationList, relationsOf } from "./relation.ts";
import { claim, count, documentOf, outletOf, type Row } from "./rows.ts";
import { brief, cut, statusLine, words, wordsClass } from "./status.ts";
import type { Store } from "./store.ts";
import { days, printedDay } from "./window.ts";

/** Carriers that are shown at once. */
const FEW = 4;

/** Rows that are shown for each sort of link. */
const SEVERAL = 3;

const KINDS = { direct: "direct speech", indirect: "indirect speech", mixed: "partly quoted" };

/** When a row's words were said, or when what they tell happened. */
export function timeWords(row: { time: Window | null; timed: "when" | "said" | null }): string {
  if (row.time === null) return "";
  return `${row.timed === "said" ? "said" : "about"} ${days(row.time)}`;
}

export function entry(store: Store, index: Index): HTMLElement {
  const { report } = store;
  const told = report.utterances[index] as Utterance;
  const row = claim(report, "statement", told.shown) as Statement;
  const related = relationsOf(report, index);
  return h(
    "article",
    {
      class: `entry ${row.act}`,
      "data-utterance": index,
      "aria-label": cut(oneLine(row.status), 80),
    },
    h("div", { class: "entry-margin" }, ...margin(report, row)),
    h(
      "div",
      { class: "entry-said" },
      statusLine(report, row),
      h(
        "blockquote",
        { class: wordsClass(row) },
        h(
          "a",
          { href: store.address(row.id), class: "words-link", "data-row": row.id },
          ...words(report, row),
        ),
      ),
      figuresInside(store, told),
      store.overlay?.marks(...told.statements.map((at): Row => ({ kind: "statement", index: at }))),
    ),
    h("div", { class: "entry-told" }, carriers(store, told), relationList(store, related, SEVERAL)),
    rowActions(store, "statement", told.shown),
  );
}

function margin(report: Report, row: Statement): HTMLElement[] {
  const place = row.place === null ? "" : oneLine(report.places[row.place]?.name ?? "");
  const lines = [timeWords(row), place, KINDS[row.kind]].filter(Boolean);
  return lines.map((line) => h("p", null, brief(line)));
}

/** Who carried it, with what each dropped, and on how many origins it rests. */
function carriers(store: Store, told: Utterance): HTMLElement {
  const shown = claim(store.report, "statement", told.shown);
  const lines = byReport(store.report, told).map((index) => carrier(store, told, index));
  const rests = ["rests on ", brief(oneLine(shown.origin_name))];
  if (lines.length === 1) {
    lines[0]?.append(h("span", { class: "origin" }, rests));
    return h("div", { class: "carriers" }, h("ul", { class: "alone" }, lines));
  }
  const spread = `${count(told.articles, "article")}, ${count(told.origins, "origin")}`;
  const origin = h(
    "span",
    { class: "origin" },
    spread,
    told.origins === 1 ? [": ", ...rests] : null,
  );
  const list = h("ul", null, lines);
  if (lines.length <= FEW) return h("div", { class: "carriers" }, h("p", null, origin), list);
  return h("details", { class: "carriers" }, h("summary", null, origin), list);
}

/** The first statement of each report that tells an utterance. */
function byReport(report: Report, told: Utterance): Index[] {
  const first = new Map<Index, Index>();
  for (const index of [told.shown, ...told.statements]) {
    const { document } = claim(report, "statement", index);
    if (!first.has(document)) first.set(document, index);
  }
  return [...first.values()].sort(
    (a, b) => told.statements.indexOf(a) - told.statements.indexOf(b),
  );
}

function carrier(store: Store, told: Utterance, index: Index): HTMLElement {
  const { report } = store;
  const row = claim(report, "statement", index);
  const document = documentOf(report, row.document);
  const drops = told.drops.filter((drop) => drop.document === row.document);
  const lost = drops.map((drop) =>
    h(
      "span",
      { class: "drop" },
      "dropped ",
      h("bdi", null, drop.what),
      drop.kept[0] && wordsAt(report, drop.kept[0])
        ? h("bdi", { class: "kept" }, ` “${cut(wordsAt(report, drop.kept[0]), 60)}”`)
        : null,
    ),
  );
  return h(
    "li",
    null,
    h("a", { href: store.address(row.id) }, brief(outletOf(document))),
    h("span", { class: "day" }, printedDay(document)),
    isAlike(row, claim(report, "statement", told.shown))
      ? null
      : h("bdi", { class: "wording" }, cut(oneLine(row.text), 90)),
    lost,
  );
}

/** Whether two reports have the same words, but for case and spaces. */
function isAlike(one: { text: string }, other: { text: string }): boolean {
  return fold(oneLine(one.text)) === fold(oneLine(other.text));
}

const inside = new WeakMap<Report, Map<Index, Index[]>>();

/** The figures of each statement. */
export function figuresOf(report: Report, statement: Index): Index[] {
  let known = inside.get(report);
  if (!known) {
    known = new Map();
    for (const [index, figure] of report.figures.entries())
      if (figure.statement !== null)
        known.set(figure.statement, [...(known.get(figure.statement) ?? []), index]);
    inside.set(report, known);
  }
  return known.get(statement) ?? [];
}

function figuresInside(store: Store, told: Utterance): HTMLElement | null {
  const found = figuresOf(store.report, told.shown);
  if (found.length === 0) return null;
  const links = found.map((index) => {
    const figure = claim(store.report, "figure", index);
    return h("li", null, h("a", { href: store.address(figure.id) }, brief(oneLine(figure.text))));
  });
  return h(
    "div",
    { class: "inside" },
    h("span", { class: "field" }, "Figures"),
    h("ul", null, links),
  );
}
