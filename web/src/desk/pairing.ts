/** Two names of an entity, or two figures of a question, chosen to be judged together. */

import { h } from "../dom.ts";
import { oneLine } from "../inert.ts";
import type { Entity, Question } from "../model.ts";
import { documentOf, outletOf, type Row } from "../rows.ts";
import { cut } from "../status.ts";
import { Actions, type Pair, type Target } from "./actions.ts";
import { Trouble } from "./api.ts";
import { choiceOf, type Subject } from "./form.ts";
import type { Mention } from "./names.ts";
import type { Bench } from "./overlay.ts";
import { may } from "./person.ts";
import { nameOf } from "./target.ts";
import { troubleBox } from "./trouble.ts";

/** Something that can be chosen: its id and its words. */
type Option = readonly [id: string, words: string];

/** `mentions` are told once they are known: what was judged of them is about the entity. */
export function pairing(
  bench: Bench,
  row: Row,
  mentions: (some: readonly string[]) => void,
  made: (actions: Actions) => void,
): HTMLElement {
  const place = h("div", { class: "pairing" });
  if (row.kind === "question") figures(bench, row, place, made);
  else
    void names(bench, row, place, mentions, made).catch((error) => {
      if (!(error instanceof Trouble)) throw error;
      place.replaceChildren(troubleBox(error));
    });
  return place;
}

/** A question's figures: whether two of them answer one question. */
function figures(
  bench: Bench,
  row: Row,
  place: HTMLElement,
  made: (actions: Actions) => void,
): void {
  const { report } = bench;
  const { figures: all } = report.questions[row.index] as Question;
  const options = all.map((index): Option => {
    const figure: Row = { kind: "figure", index };
    return [report.figures[index]?.id ?? "", nameOf(report, figure)];
  });
  choosing(bench, place, options, options, made, (subject, other) => ({
    pair: {
      draft: { kind: "question", ...sorted(subject, other) },
      accept: "One question",
      reject: "Two questions",
    },
    subjects: [],
  }));
}

/** An entity's names, and those of all others: whether two are one. */
async function names(
  bench: Bench,
  row: Row,
  place: HTMLElement,
  told: (some: readonly string[]) => void,
  made: (actions: Actions) => void,
): Promise<void> {
  const { report, names } = bench;
  const entity = report.entities[row.index] as Entity;
  const own = await names.of(entity.id);
  told(own.map(({ id }) => id));
  const options = distinct(own).map((one): Option => [one.id, called(bench, one)]);
  const others = report.entities
    .filter(({ id, kind }) => id !== entity.id && kind !== "place")
    .map(({ id, name }): Option => [id, oneLine(name)]);
  const subject: Subject = {
    id: entity.id,
    type: "entity",
    name: oneLine(entity.name),
    document: null,
    ...(own[0] ? { mention: own[0].id } : {}),
  };
  choosing(bench, place, options, [...options, ...others], made, async (one, other) => {
    const meant = other.startsWith("entity-") ? (await names.of(other))[0]?.id : other;
    const pair: Pair = {
      draft: { kind: "name", ...sorted(one, meant ?? one) },
      accept: "One and the same",
      reject: "Two different",
    };
    return { pair, subjects: [subject] };
  });
}

/** Two lists to choose from, and what can be said of the two that are chosen. */
function choosing(
  bench: Bench,
  place: HTMLElement,
  left: readonly Option[],
  right: readonly Option[],
  made: (actions: Actions) => void,
  target: (one: string, other: string) => Target | Promise<Target>,
): void {
  const { docket, names } = bench;
  if (!may(docket.person, "reviewer")) return;
  const id = `pair-${left[0]?.[0] ?? ""}`;
  const [one, other] = [choiceOf(`${id}-one`, "This", left), choiceOf(`${id}-two`, "and", right)];
  const actions = h("div");
  const show = async () => {
    const wanted = await target(one.field.value, other.field.value);
    const isPair = wanted.pair?.draft.subject !== wanted.pair?.draft.other;
    const found = new Actions(docket, names, isPair ? wanted : { ...wanted, pair: null });
    made(found);
    actions.replaceChildren(found.element);
  };
  for (const { field } of [one, other]) field.addEventListener("change", () => void show());
  other.field.selectedIndex = Math.min(1, right.length - 1);
  if (right.length > 1) place.append(one.element, other.element);
  place.append(actions);
  void show();
}

function sorted(one: string, other: string): { subject: string; other: string } {
  const [subject = one, last = other] = [one, other].sort();
  return { subject, other: last };
}

/** The first mention of each spelling in each report. */
function distinct(mentions: readonly Mention[]): Mention[] {
  const found = new Map<string, Mention>();
  for (const one of mentions) {
    const key = `${one.document}\n${one.text.toLowerCase()}`;
    if (!found.has(key)) found.set(key, one);
  }
  return [...found.values()];
}

/** A mention with its outlet. */
function called({ report }: Bench, { text, document }: Mention): string {
  const index = report.documents.findIndex(({ id }) => id === document);
  const outlet = index < 0 ? oneLine(document) : outletOf(documentOf(report, index));
  return `“${cut(oneLine(text), 50)}” (${outlet})`;
}
