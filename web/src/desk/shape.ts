/**
 * What the desk answers, as the lists are given it (docs/api.md); names are those of the ledger.
 *
 * Labels ("DENIED BY the mayor"), names and titles are harmless and on one line. Exact, and to be
 * shown with their control characters visible, are `words` and `text`. Spans count code points.
 */

import type { Some } from "./api.ts";

/** From and to, the end exclusive. */
export type Span = [start: number, end: number];

export interface EventLine {
  id: string;
  name: string;
  reports: number;
  first_day: string | null;
  last_day: string | null;
  /** Questions whose answers cannot all hold. */
  contested: number;
  /** The last change: its number, and when it was written (UTC). */
  changed: { seq: number; at: string } | null;
  /** Changes that this reader has not been shown. */
  unread: number;
}

/** Words as they are told: never shown without their label. */
export interface Labelled {
  label: string;
  words: string;
}

/** A statement that a passage has words of: the passage is never shown without its label. */
export interface Beside {
  row: string;
  span: Span;
  label: string;
}

/** Words of a report around what was found, with the statements that they are part of. */
export interface Around {
  span: Span;
  text: string;
  claims: Beside[];
  /** What was sought in them. */
  marks: Span[];
  /** The claim's own words in them. */
  place: Span | null;
}

/** What a search finds: a statement, figure or question, or a passage of an article. */
export interface Hit extends Labelled {
  type: "statement" | "figure" | "question" | "document";
  row: string;
  ref: string;
  event: string;
  event_name: string;
  document: string;
  outlet: string;
  title: string;
  day: string;
  /** Of `words`, what was sought. */
  marks: Span[];
  /** Where the words stand in the report; null where they do not stand together. */
  span: Span | null;
  /** What a figure counts. */
  measures: string;
  /** Of a passage, the statements that it has words of. */
  claims: Beside[];
  excerpt: Around;
}

/** Hits, the newest report's first. */
export type Hits = Some<Hit>;

/** What a carrier left out, and where the words still stand. */
export interface Dropped {
  what: string;
  kept: { document: string; outlet: string; words: string; row: string | null }[];
}

export interface Carrier extends Labelled {
  document: string;
  outlet: string;
  title: string;
  url: string | null;
  day: string;
  row: string | null;
  ref: string;
  event: string;
  /** Whether its report has a later version here. */
  version_of: string | null;
  /** Of `words`, what the quotation does not have. */
  marks: Span[];
  speaker: string | null;
  /** By way of whom it was told, in the order of telling. */
  chain: string[];
  dropped: Dropped[];
  /** Whether it is the first of those that rest on an origin. */
  origin: boolean;
  span: Span;
}

/** All that carried one quotation, the earliest first. */
export interface Carriers extends Labelled {
  event: string | null;
  origins: number;
  articles: number;
  /** Whether these are all: of very many they are the earliest. */
  whole: boolean;
  carriers: Carrier[];
}

export interface Passage {
  span: Span;
  text: string;
  /** Of `text`, what the other version does not have. */
  marks: Span[];
  /** What a figure measures. */
  about: string;
  label: string;
}

export type Fate = "kept" | "changed" | "dropped" | "added" | "moved";

export interface Sentence {
  fate: Fate;
  before: Passage | null;
  after: Passage | null;
}

export interface Difference extends Sentence {
  part: "sentence" | "statement" | "figure";
}

export interface Revision {
  before: string;
  after: string;
  sentences: Sentence[];
  claims: Difference[];
}

/** A version of a report. */
export interface Version {
  document: string;
  title: string;
  published: string;
  url: string | null;
}

export interface Versions {
  document: string;
  outlet: string;
  event: string | null;
  versions: Version[];
  revisions: Revision[];
}

/** A row as a line of changes tells it; `opens` is null where nothing is left to be opened. */
export interface Told extends Labelled {
  sign: string;
  measures: string;
  outlet: string;
  day: string;
  type: string;
  opens: string | null;
  reference: string;
  hidden: boolean;
}

export interface Item {
  seq: number;
  at: string;
  topic: { words: string; opens: string | null; reference: string } | null;
  lines: Told[];
  notes: string[];
}

export interface Part {
  kind: string;
  title: string;
  changes: number;
  items: Item[];
}

export interface Sheet {
  event: string;
  name: string;
  changes: number;
  parts: Part[];
}

export interface Sheets {
  since: { seq: number; words: string };
  /** Up to which change this reader has been told. */
  heard: number;
  /** The last change that is told, and how many of the whole desk were looked at. */
  last: number;
  count: number;
  /** Older changes that there is no room for. */
  left_out: number;
  events: Sheet[];
}

export interface Receipt {
  locator: string;
  outcome: string;
  document: string | null;
  event: string | null;
  reason: string | null;
  remedy: string | null;
}

export interface Submission {
  id: string;
  at: string;
  by: string;
  kind: "text" | "url";
  state: "waiting" | "done";
  receipts: Receipt[];
}
