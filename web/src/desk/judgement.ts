/**
 * What people judged, as `crosswire.judgement` has it: signed and timed, never edited. Which of it
 * stands: the last word of each reviewer in each matter, if it was not undone.
 */

export type JudgementKind =
  | "link"
  | "name"
  | "question"
  | "speaker"
  | "date"
  | "note"
  | "reliability"
  | "credibility";

export type Verdict = "accept" | "reject" | "correct" | "note" | "grade" | "undo";

/** The days to which a date is corrected; an end that is not known is null. */
export interface Days {
  field: "when" | "said" | "published";
  from: string | null;
  to: string | null;
}

/** What is about to be judged, not signed yet. */
export interface Draft {
  kind: JudgementKind;
  subject: string;
  verdict: Verdict;
  other?: string | null;
  relation?: string | null;
  /** A mention's id (or null: the outlet itself), days, a grade. */
  value?: string | Days | null;
  note?: string | null;
}

export interface Judgement extends Required<Draft> {
  id: string;
  at: string;
  by: string;
  undoes: string | null;
}

/** Links that say the same whichever of their rows is named first. */
const UNDIRECTED = new Set(["same_statement", "contradicts"]);

/** What a judgement is about: judgements of one matter agree, or differ. */
export function matter(one: Draft & { id?: string }): string {
  const ends = [one.subject, one.other ?? ""];
  if (one.kind !== "link" || UNDIRECTED.has(one.relation ?? "")) ends.sort();
  const field = typeof one.value === "object" && one.value !== null ? one.value.field : "";
  const own = one.kind === "note" ? one.id : "";
  return JSON.stringify([one.kind, one.relation ?? "", ...ends, field, own]);
}

/** The judgements that stand, in the order in which they were made. */
export function standing(all: Iterable<Judgement>): Judgement[] {
  const line = [...all].sort(order);
  const gone = undone(line);
  const last = new Map<string, Judgement>();
  for (const one of line) {
    if (one.verdict === "undo" || gone.has(one.id)) continue;
    const key = `${one.by}\n${matter(one)}`;
    last.delete(key);
    last.set(key, one);
  }
  return [...last.values()];
}

/** The judgements that were undone, by who signed them, later; an undo may itself be undone. */
export function undone(all: Iterable<Judgement>): Set<string> {
  const line = [...all].sort(order);
  const byId = new Map(line.map((one) => [one.id, one]));
  const gone = new Set<string>();
  for (const one of line.reverse()) {
    const meant = byId.get(one.undoes ?? "");
    if (meant && meant.by === one.by && order(meant, one) < 0 && !gone.has(one.id))
      gone.add(meant.id);
  }
  return gone;
}

/** The judgements that stand in each matter. */
export function byMatter(some: Iterable<Judgement>): Judgement[][] {
  const found = new Map<string, Judgement[]>();
  for (const one of standing(some))
    found.set(matter(one), [...(found.get(matter(one)) ?? []), one]);
  return [...found.values()];
}

/** Whether people who judged one matter say different things of it. */
export function differ(some: readonly Judgement[]): boolean {
  return new Set(some.map(said)).size > 1;
}

/** What is said of the matter, whoever says it. */
export function said({ verdict, value }: Judgement): string {
  const days = typeof value === "object" && value ? [value.field, value.from, value.to] : value;
  return JSON.stringify([verdict, days]);
}

/** Earlier judgements first. */
export function order(one: Judgement, other: Judgement): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

/** A judgement as it comes: what is left out of it is null, days may be told as text. */
export function judgementOf(row: Partial<Judgement>): Judgement {
  const { value = null } = row;
  const isText = row.kind === "date" && typeof value === "string";
  return {
    other: null,
    relation: null,
    note: null,
    undoes: null,
    ...row,
    value: isText ? (JSON.parse(value) as Days) : value,
  } as Judgement;
}
