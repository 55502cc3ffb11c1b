/** Which rows the filters let through: all that fit in every field, by one pass over arrays. */

import { fold, terms } from "./fold.ts";
import type { Document, Figure, Index, Report, Statement } from "./model.ts";
import { outletOf, sideKey, speakerKey } from "./rows.ts";
import { type Filters, inForce, LISTS } from "./state.ts";
import type { Visible } from "./view.ts";

export type Field = (typeof LISTS)[number];

type Claim = Statement | Figure;

/** A place among a field's values for every row: the statements, then the figures. */
interface Column {
  values: string[];
  of: Int32Array;
}

const NEVER = Number.MAX_SAFE_INTEGER;

/** Statements and figures as columns, made once, by which every filter is answered. */
export class Sieve {
  readonly #claims: readonly Claim[];
  readonly #columns = new Map<Field, Column>();
  #days: [first: Float64Array, last: Float64Array] | null = null;
  readonly #folded: string[] = [];

  constructor(readonly report: Report) {
    this.#claims = [...report.statements, ...report.figures];
  }

  /** How many statements and figures there are. */
  get size(): number {
    return this.#claims.length;
  }

  /** One mark for each statement, then each figure; `but` is a field that is not asked. */
  passing(filters: Filters, but: Field | null = null): Uint8Array {
    const passing = new Uint8Array(this.size).fill(1);
    for (const field of LISTS)
      if (field !== but && filters[field].length > 0) this.#keep(passing, field, filters[field]);
    this.#keepDays(passing, filters.day);
    this.#keepWords(passing, terms(filters.text));
    return passing;
  }

  /** The values of a field and how many rows have each, under the filters of the other fields. */
  counts(field: Field, filters: Filters): Map<string, number> {
    const { values, of } = this.#column(field);
    const passing = this.passing(filters, field);
    const found = new Float64Array(values.length);
    for (let row = 0; row < of.length; row++)
      if (passing[row]) found[of[row] ?? 0] = (found[of[row] ?? 0] ?? 0) + 1;
    return new Map(values.map((value, at) => [value, found[at] ?? 0]));
  }

  visible(filters: Filters): Visible {
    const passing = this.passing(filters);
    const all = inForce(filters) === 0;
    const { report } = this;
    const statements = passing.subarray(0, report.statements.length);
    const figures = passing.subarray(report.statements.length);
    const either = (one: { statements: Index[]; figures: Index[] }) =>
      all || some(one.statements, statements) || some(one.figures, figures);
    const places = marks(report.places, either);
    for (const [index, place] of report.places.entries())
      if (filters.place.includes(place.id)) places[index] = 1;
    const documents = new Uint8Array(report.documents.length).fill(all ? 1 : 0);
    for (let row = 0; row < passing.length; row++)
      if (passing[row]) documents[this.#claims[row]?.document ?? 0] = 1;
    return {
      statements,
      figures,
      utterances: marks(report.utterances, (one) => some(one.statements, statements)),
      questions: marks(report.questions, (one) => some(one.figures, figures)),
      places,
      documents,
    };
  }

  /** A field of all rows; it is made when it is first asked for. */
  #column(field: Field): Column {
    const made = this.#columns.get(field) ?? this.#made(this.#value(field));
    this.#columns.set(field, made);
    return made;
  }

  /** What a row has in a field. */
  #value(field: Field): (row: Claim) => string {
    const { documents, places } = this.report;
    switch (field) {
      case "side":
        return (row) => sideKey(this.report, row.party);
      case "speaker":
        return (row) => speakerKey(this.report, row);
      case "outlet": {
        const outlets = documents.map(outletOf);
        return (row) => outlets[row.document] ?? "";
      }
      case "place":
        return (row) => (row.place === null ? "" : (places[row.place]?.id ?? ""));
      default:
        return (row) => row[field];
    }
  }

  #made(value: (row: Claim) => string): Column {
    const known = new Map<string, number>();
    const of = Int32Array.from(this.#claims, (row) => {
      const key = value(row);
      const at = known.get(key) ?? known.size;
      known.set(key, at);
      return at;
    });
    return { values: [...known.keys()], of };
  }

  /** First and last day of each row: what it is about, else when its report appeared. */
  #windows(): [Float64Array, Float64Array] {
    const first = new Float64Array(this.size);
    const last = new Float64Array(this.size);
    for (const [at, row] of this.#claims.entries()) {
      const [from, to] = row.time ?? printed(this.report.documents[row.document]);
      first[at] = from === null ? (to === null ? NEVER : -NEVER) : Date.parse(from);
      last[at] = to === null ? (from === null ? -NEVER : NEVER) : Date.parse(to);
    }
    return [first, last];
  }

  #keep(passing: Uint8Array, field: Field, wanted: string[]): void {
    const { values, of } = this.#column(field);
    const fits = values.map((value) => wanted.includes(value));
    for (let row = 0; row < of.length; row++) if (!fits[of[row] ?? 0]) passing[row] = 0;
  }

  #keepDays(passing: Uint8Array, [from, to]: [string, string]): void {
    if (!from && !to) return;
    const low = from ? Date.parse(from) : -NEVER;
    const high = to ? Date.parse(to) : NEVER;
    this.#days ??= this.#windows();
    const [first, last] = this.#days;
    for (let row = 0; row < passing.length; row++)
      if ((first[row] ?? NEVER) > high || (last[row] ?? -NEVER) < low) passing[row] = 0;
  }

  #keepWords(passing: Uint8Array, wanted: string[]): void {
    if (wanted.length === 0) return;
    for (let row = 0; row < this.size; row++)
      if (passing[row] && !wanted.every((term) => this.#words(row).includes(term)))
        passing[row] = 0;
  }

  /** Makes ready, some rows in each step, what a first search would wait for. */
  *prepare(): Generator<void> {
    for (let row = 0; row < this.size; row++) {
      this.#words(row);
      yield;
    }
  }

  /** What is searched for a row. */
  #words(at: number): string {
    const known = this.#folded[at];
    if (known !== undefined) return known;
    const row = this.#claims[at] as Claim;
    const document = this.report.documents[row.document];
    const measured = "of" in row ? (row.of ?? "") : "";
    const words = fold([row.text, measured, row.status, document?.outlet ?? ""].join("\n"));
    this.#folded[at] = words;
    return words;
  }
}

function printed(document: Document | undefined): [string | null, string | null] {
  return [document?.from ?? null, document?.to ?? null];
}

function some(rows: Index[], passing: Uint8Array): boolean {
  return rows.some((row) => passing[row]);
}

function marks<T>(rows: T[], test: (row: T) => boolean): Uint8Array {
  return Uint8Array.from(rows, (row) => (test(row) ? 1 : 0));
}
