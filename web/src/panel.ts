/** What the reading pane shows of each type of row. */

import { article, rowsIn, rowsInWords } from "./article.ts";
import { rowActions } from "./citation.ts";
import { h } from "./dom.ts";
import { claimFacts, factList } from "./facts.ts";
import { oneLine } from "./inert.ts";
import { linkReasons } from "./linkreason.ts";
import { lossesOf, lossList } from "./loss.ts";
import type { Entity, Index, Link, Place, Question, Statement } from "./model.ts";
import { dayOf, reading } from "./reading.ts";
import { type Open, reasonList } from "./reasons.ts";
import { relationList, toldOf } from "./relation.ts";
import { type Panel, panelOf, part, rowList } from "./rowlist.ts";
import { claim, documentOf, type Row } from "./rows.ts";
import { statusLine, words, wordsClass } from "./status.ts";
import type { Store } from "./store.ts";
import { entityPanel, placePanel, questionPanel } from "./subject.ts";

/** A title, and a row with all that is known of it. */
export function panel(store: Store, row: Row, open: Open, looked: [number, number] | null): Panel {
  const { report } = store;
  switch (row.kind) {
    case "statement":
    case "figure":
      return claimPanel(store, row, open, looked);
    case "document":
      return documentPanel(store, row, open, looked);
    case "entity":
      return entityPanel(store, report.entities[row.index] as Entity, row.index, open);
    case "question":
      return questionPanel(store, report.questions[row.index] as Question, open);
    case "place":
      return placePanel(store, report.places[row.index] as Place, open);
    case "link":
      return linkPanel(store, report.links[row.index] as Link, open);
  }
}

function claimPanel(store: Store, row: Row, open: Open, looked: [number, number] | null): Panel {
  const kind = row.kind === "figure" ? "figure" : "statement";
  const { report } = store;
  const told = claim(report, kind, row.index);
  const text = article(store, { document: told.document, row, looked });
  return panelOf(
    kind,
    kind === "figure" ? "Figure" : "Statement",
    h(
      "div",
      { class: "panel-claim" },
      statusLine(report, told),
      h("p", { class: wordsClass(told) }, ...words(report, told)),
      lossList(store, lossesOf(report, row), open),
      rowActions(store, kind, row.index),
    ),
    reading(store, told.document, text),
    h(
      "div",
      { class: "panel-facts" },
      store.overlay?.docket(row),
      part("Stands to others", relationList(store, toldOf(report, row))),
      part("What is known of it", claimFacts(store, told)),
      part("Figures inside", "kind" in told && insideList(store, row.index)),
      part("Told also by", "kind" in told && wordings(store, row.index)),
      part("Why", reasonList(store, told.reasons, open)),
    ),
  );
}

function documentPanel(store: Store, row: Row, open: Open, looked: [number, number] | null): Panel {
  const { report } = store;
  const document = documentOf(report, row.index);
  return panelOf(
    "document",
    "Report",
    reading(store, row.index, article(store, { document: row.index, row: null, looked })),
    h(
      "div",
      { class: "panel-facts" },
      store.overlay?.docket(row),
      part("Stands to others", relationList(store, toldOf(report, row))),
      part(
        "What is known of it",
        factList([
          ["File", h("bdi", null, oneLine(document.id))],
          ["Day", dayOf(document)],
          ["Language", document.language],
          ["Rows", rowsInWords(report, row.index)],
          ["SHA-256 of the text", h("code", null, document.sha256)],
        ]),
      ),
      part("Rows", rowList(store, rowsIn(report, row.index))),
      part("Why", reasonList(store, document.reasons, open)),
    ),
  );
}

function linkPanel(store: Store, link: Link, open: Open): Panel {
  return panelOf("link", link.forward, linkReasons(store, link, open));
}

function insideList(store: Store, statement: Index): HTMLElement | null {
  const found: Row[] = [];
  for (const [index, figure] of store.report.figures.entries())
    if (figure.statement === statement) found.push({ kind: "figure", index });
  return rowList(store, found);
}

/** The other wordings of one utterance, each beside this one. */
function wordings(store: Store, index: Index): HTMLElement | null {
  const row = claim(store.report, "statement", index) as Statement;
  const told = store.report.utterances[row.utterance]?.statements ?? [];
  const others = told.filter((other) => other !== index);
  return rowList(
    store,
    others.map((other) => ({ kind: "statement", index: other })),
    row.id,
  );
}
