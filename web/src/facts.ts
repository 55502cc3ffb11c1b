/** The fields of a statement or figure in words. */

import { readable } from "./day.ts";
import { type Child, h } from "./dom.ts";
import { ACTS, CHECKS, FIELDS } from "./field.ts";
import { oneLine } from "./inert.ts";
import type { Figure, Index, Report, Statement } from "./model.ts";
import { documentOf, entityName, outletOf } from "./rows.ts";
import { brief } from "./status.ts";
import type { Store } from "./store.ts";
import { timeWords } from "./utterance.ts";

type Fact = [name: string, ...value: Child[]];

const KINDS = {
  direct: "direct speech",
  indirect: "indirect speech",
  mixed: "indirect speech, partly quoted",
};

export function factList(facts: Fact[]): HTMLElement {
  const told = facts.filter(([, ...value]) => value.some((part) => part || part === 0));
  return h(
    "dl",
    { class: "facts" },
    told.flatMap(([name, ...value]) => [h("dt", null, name), h("dd", null, value)]),
  );
}

export function claimFacts(store: Store, row: Statement | Figure): HTMLElement {
  const facts: Fact[] = [
    ["Speaker", entityLink(store, row.speaker) ?? silent(store.report, row)],
    ["Side", sideOf(store.report, row)],
    ...("kind" in row ? statementFacts(store, row) : figureFacts(store, row)),
    [FIELDS.verification, CHECKS[row.verification]],
    ["Time", timeWords(row) || "not known"],
    ["Place", placeLink(store, row.place)],
    ["Rests on", ...originOf(store, row)],
  ];
  return factList(facts);
}

/** Who speaks where nobody is named: the outlet itself, or one that it does not name. */
function silent(report: Report, { party, document }: Statement | Figure): string {
  const outlet = outletOf(documentOf(report, document));
  const own = report.parties[party]?.kind === "outlets";
  return own ? `${outlet} itself, in its own words` : `somebody whom ${outlet} does not name`;
}

function statementFacts(store: Store, row: Statement): Fact[] {
  const chain = row.chain.filter((one) => one !== row.speaker);
  const via = chain.flatMap((one, at) => [at > 0 ? ", " : "", entityLink(store, one)]);
  return [
    ["Via", ...via],
    ["Act", ACTS[row.act]],
    ["Words", KINDS[row.kind]],
  ];
}

function figureFacts(store: Store, row: Figure): Fact[] {
  const question = row.question === null ? null : store.report.questions[row.question];
  const statement = row.statement === null ? null : store.report.statements[row.statement];
  return [
    ["Number", bounds(row)],
    ["Measures", row.of && h("bdi", null, `“${row.of}”`)],
    [
      "Question",
      question && h("a", { href: store.address(question.id) }, h("bdi", null, question.text)),
    ],
    [
      "Stands in",
      statement &&
        h("a", { href: store.address(statement.id) }, h("bdi", null, oneLine(statement.status))),
    ],
    ["As of", readable(row.as_of ?? "")],
  ];
}

/** "more than 20; unit: person", "15 to 20; unit: person": bounds as the ledger has them. */
function bounds({ low, high, unit, comparator }: Figure): string {
  const ends = low === high ? [low] : [low, high];
  const numbers = ends
    .filter((end) => end !== null)
    .map(number)
    .join(" to ");
  return [told(comparator, numbers, boundOf(low, high)), unit && `unit: ${unit}`]
    .filter(Boolean)
    .join("; ");
}

/** Numbers under the word for how exactly they are told. */
function told(comparator: string, numbers: string, bound: string): string {
  if (!numbers) return "no number";
  if (comparator === "exactly" || comparator === "range") return numbers;
  if (comparator !== "vague") return `${comparator} ${numbers}`;
  return `not told exactly; counted as ${bound}${numbers}`;
}

function boundOf(low: number | null, high: number | null): string {
  if (low !== null && high !== null) return "";
  return low === null ? "at most " : "at least ";
}

function number(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 6 });
}

function sideOf(report: Report, { party, speaker }: Statement | Figure): string | null {
  const { entity = null, name = "" } = report.parties[party] ?? {};
  return entity === null || entity === speaker ? null : name;
}

export function entityLink(store: Store, entity: Index | null): HTMLElement | null {
  const row = entity === null ? undefined : store.report.entities[entity];
  const name = brief(entityName(store.report, entity));
  return row ? h("a", { href: store.address(row.id) }, name) : null;
}

function placeLink(store: Store, place: Index | null): HTMLElement | null {
  const row = place === null ? undefined : store.report.places[place];
  return row ? h("a", { href: store.address(row.id) }, brief(row.name)) : null;
}

function originOf(store: Store, row: Statement | Figure): Child[] {
  const name = brief(oneLine(row.origin_name));
  if (row.origin === null || row.origin === row.id || !store.rows.find(row.origin)) return [name];
  return [name, ", ", h("a", { href: store.address(row.id, row.origin) }, "first told here")];
}
