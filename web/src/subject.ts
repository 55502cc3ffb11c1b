/** What the reading pane shows of an entity, a question, a place: what rows are about. */

import { readable } from "./day.ts";
import { h } from "./dom.ts";
import { entityLink, factList } from "./facts.ts";
import { oneLine } from "./inert.ts";
import type { Column, Entity, Index, Place, Question, Statement } from "./model.ts";
import { type Open, reasonList, witness } from "./reasons.ts";
import { MOST, type Panel, panelOf, part, rowLink, rowList } from "./rowlist.ts";
import { claim, type Row } from "./rows.ts";
import { isNegated } from "./status.ts";
import type { Store } from "./store.ts";

export function entityPanel(store: Store, entity: Entity, index: Index, open: Open): Panel {
  const { report } = store;
  const own = (row: Statement) => row.speaker === index || row.chain.includes(index);
  const rows: Row[] = [];
  for (const [at, row] of report.statements.entries())
    if (own(row)) rows.push({ kind: "statement", index: at });
  for (const [at, row] of report.figures.entries())
    if (row.speaker === index && row.statement === null) rows.push({ kind: "figure", index: at });
  return panelOf(
    "entity",
    oneLine(entity.name),
    h(
      "div",
      { class: "panel-facts" },
      factList([
        ["Kind", entity.kind],
        ["Speaks for", entityLink(store, entity.side)],
        ["Roles", h("bdi", null, entity.roles.join("; "))],
        ["Named as", h("bdi", null, entity.variants.join("; "))],
      ]),
      store.overlay?.docket({ kind: "entity", index }),
      h("p", null, showOnly(store, { speaker: [entity.id] }, "Show only what this speaker says")),
      part("Rows", rowList(store, rows)),
      part("Why", reasonList(store, entity.reasons, open)),
    ),
  );
}

/** A button that filters the page and leaves the pane. */
function showOnly(
  store: Store,
  change: Parameters<Store["filter"]>[0],
  label: string,
): HTMLElement {
  const show = () => {
    const filters = { ...store.state().filters, ...change };
    store.change({ filters, row: null, beside: null, words: null });
  };
  return h("button", { type: "button", class: "quiet", onclick: show }, label);
}

/** Whether a column's values are what its speaker says no to. */
function isDenied({ denied, by }: Column): boolean {
  return denied && isNegated({ act: "denies", status: by });
}

export function questionPanel(store: Store, question: Question, open: Open): Panel {
  const { report } = store;
  const columns = question.columns.map((column) =>
    h(
      "section",
      { class: "answer" },
      h("h5", null, h("bdi", null, column.by)),
      h(
        "p",
        { class: isDenied(column) ? "answer-value denied-words" : "answer-value" },
        isDenied(column) && h("span", { class: "denied-label" }, "Denied"),
        h("bdi", null, column.values),
        h("span", { class: "field" }, column.as_of ? `as of ${readable(column.as_of)}` : ""),
      ),
      rowList(
        store,
        column.figures.map((index) => ({ kind: "figure", index })),
      ),
    ),
  );
  return panelOf(
    "question",
    oneLine(question.text),
    h(
      "div",
      { class: "panel-facts" },
      h("p", { class: "relation-line" }, question.relation_words),
      factList([
        ["Unit", question.unit],
        ["Origins", String(question.origins)],
        ["Articles", String(question.articles)],
      ]),
      store.overlay?.docket({ kind: "question", index: report.questions.indexOf(question) }),
      part("Answers", ...columns),
      part("Why", reasonList(store, question.reasons, open)),
      part("Why each figure is of this question", together(store, question, open)),
      h(
        "p",
        { class: "row-actions" },
        h("a", { href: store.address(question.id), class: "permalink" }, "Permalink"),
        h("span", { class: "ref" }, report ? question.ref : ""),
      ),
    ),
  );
}

function together(store: Store, question: Question, open: Open): HTMLElement | null {
  if (question.figures.length < 2) return null;
  const lines = question.figures.map((index) => {
    const row: Row = { kind: "figure", index };
    const figure = claim(store.report, "figure", index);
    const why = figure.reasons.filter(({ field }) => field.split(", ").includes("question"));
    return h("li", null, rowLink(store, row), reasonList(store, why, open));
  });
  return h(
    "details",
    null,
    h("summary", null, "The rule for each"),
    h("ul", { class: "together" }, lines),
  );
}

export function placePanel(store: Store, place: Place, open: Open): Panel {
  const where = place.lat === null || place.lon === null ? "" : `${place.lat}, ${place.lon}`;
  const mentions = place.mentions.slice(0, MOST).map((one) => witness(store, one, open));
  const rows: Row[] = [
    ...place.statements.map((index) => ({ kind: "statement", index }) as const),
    ...place.figures.map((index) => ({ kind: "figure", index }) as const),
  ];
  return panelOf(
    "place",
    oneLine(place.name),
    h(
      "div",
      { class: "panel-facts" },
      factList([
        ["Country", place.country],
        ["Precision", place.precision],
        ["Latitude, longitude", where || "not known"],
      ]),
      h("p", null, showOnly(store, { place: [place.id] }, "Show only what is said of this place")),
      part("Rows", rowList(store, rows)),
      part("Named", mentions.length > 0 && h("ul", { class: "witnesses" }, mentions)),
      part("Why", reasonList(store, place.reasons, open)),
    ),
  );
}
