/**
 * What the page is given: the ledger as `crosswire.report` lays it out for reading.
 *
 * Rows refer to each other by their place in the model's lists (`Index`), and to words by code
 * points of a document's text (`Witness`). Words that a person reads ("DENIED BY the mayor") come
 * from Python, so that the page and the terminal say the same; the page derives nothing.
 *
 * Exact, and to be shown with their control characters visible: a document's `id` and `text`, a
 * claim's `text`. All other words are harmless already and on one line.
 *
 * The page's HTML has the model in `<script id="model" type="application/json">`, without the rows
 * of its lists: these follow, some in each `<script data-rows="statements">`, so that none is long
 * to parse. An empty `<div id="page">` is there to fill.
 */

/** The place of a row in the model's list of its type. */
export type Index = number;

/** Words of a report: document, start, end (code points, end exclusive). */
export type Witness = [document: Index, start: number, end: number];

/** From one day to another (ISO); an end that is not known is null. */
export type Window = [first: string | null, last: string | null];

/** Why derived fields have their values: the fields ("high, low"), the rule in words, and what it looked at. */
export interface Reason {
  field: string;
  rule: string;
  spans: Witness[];
}

export interface Report {
  format: 1;
  event: string;
  /** How many reports, outlets, statements, figures. */
  extent: string;
  /** From the day of the first report to that of the last. */
  span: Window;
  run: Run;
  documents: Document[];
  entities: Entity[];
  parties: Party[];
  utterances: Utterance[];
  statements: Statement[];
  figures: Figure[];
  questions: Question[];
  places: Place[];
  links: Link[];
  problems: Problem[];
  quality: Quality;
  /** The land under the map; null where nothing is placed. */
  outline: Outline | null;
}

export interface Source {
  name: string;
  version: string;
  digest: string;
}

export interface Run {
  program: string;
  version: string;
  model: Source;
  gazetteer: Source;
  /** Each setting and its value, in words. */
  settings: [name: string, value: string][];
}

export interface Document {
  id: string;
  outlet: string;
  title: string;
  /** An address of the web (http, https); null for any other. */
  url: string | null;
  /** The day of publication in words: a day, a stretch of days, "day 2", "undated". */
  published: string;
  from: string | null;
  to: string | null;
  /** How the day is known, in words. */
  dated: string;
  language: string | null;
  sha256: string;
  raw_sha256: string;
  /** null where the report was written without texts. */
  text: string | null;
  story: [start: number, end: number][];
  reasons: Reason[];
}

export interface Entity {
  id: string;
  name: string;
  kind: string;
  side: Index | null;
  variants: string[];
  roles: string[];
  reasons: Reason[];
}

/**
 * Who answers: a side, a speaker where no side is known, or the outlets in their own voice.
 * One colour and one shape each; those with most rows first; `entity` is null for the outlets, and
 * for what is quoted of nobody who is named.
 */
export interface Party {
  name: string;
  kind: "named" | "outlets" | "nobody";
  entity: Index | null;
  rows: number;
}

export type Act = "asserts" | "denies" | "intends" | "evaluates";
export type Verification = "none" | "confirmed" | "unverified";

/** What a retelling dropped, in words, and where the words still stand. */
export interface Drop {
  document: Index;
  what: string;
  kept: Witness[];
}

export interface Claim {
  id: string;
  /** The short reference that `crosswire show` takes. */
  ref: string;
  document: Index;
  start: number;
  end: number;
  text: string;
  /** "DENIED BY X via Y, UNVERIFIED"; the outlet by its name where it speaks itself. */
  status: string;
  speaker: Index | null;
  party: Index;
  act: Act;
  verification: Verification;
  /** Where on the axis of events it stands, and by which field: null where nothing says. */
  time: Window | null;
  timed: "when" | "said" | null;
  place: Index | null;
  origin: string | null;
  /** Whose account it rests on, in words. */
  origin_name: string;
  reasons: Reason[];
}

export interface Statement extends Claim {
  spans: [start: number, end: number][];
  cue: [start: number, end: number][];
  source: [start: number, end: number][];
  kind: "direct" | "indirect" | "mixed";
  chain: Index[];
  utterance: Index;
}

/** Statements that tell one utterance; `shown` is the fullest, as denied or doubted where one is. */
export interface Utterance {
  statements: Index[];
  shown: Index;
  origins: number;
  articles: number;
  /** "denied", "disowned", "contradicted", "unverified", "confirmed": how it stands. */
  standing: string[];
  drops: Drop[];
  links: Index[];
}

export interface Figure extends Claim {
  low: number | null;
  high: number | null;
  unit: string | null;
  comparator: string;
  hedged: boolean;
  of: string | null;
  statement: Index | null;
  question: Index | null;
  /** The day it stands for on a plot: the last that it is about, else of its report. */
  as_of: string | null;
}

/** A side's, a speaker's or one outlet's answers to a question. */
export interface Column {
  by: string;
  party: Index;
  /** What it says last, in the reports' words. */
  values: string;
  /** What it said before, or besides: its other values, each wording once; "" for none. */
  earlier: string;
  /** Of the values shown, as are the numbers of origins and articles. */
  as_of: string;
  origins: number;
  articles: number;
  /** All its figures in order of telling, and those whose value is shown. */
  figures: Index[];
  shown: Index[];
  /** Its figures are denied, they are no answers. */
  denied: boolean;
  /** Links that deny or disown the words in which the values shown stand. */
  against: Index[];
  drops: Drop[];
}

export interface Question {
  id: string;
  ref: string;
  text: string;
  unit: string | null;
  relation: "single" | "agree" | "update" | "conflict" | "mixed";
  /** The relation in words. */
  relation_words: string;
  standing: "contested" | "changed" | "agreed" | "single";
  origins: number;
  articles: number;
  columns: Column[];
  figures: Index[];
  reasons: Reason[];
}

export type RowKind =
  | "document"
  | "entity"
  | "statement"
  | "figure"
  | "question"
  | "place"
  | "link";

/** The row at one end of a link. */
export interface End {
  kind: "statement" | "figure" | "document";
  index: Index;
}

export interface Link {
  id: string;
  kind: string;
  from: End;
  to: End;
  /** What it says of the row it comes from, and of the one it goes to: "denies", "denied by". */
  forward: string;
  backward: string;
  reasons: Reason[];
  drops: Drop[];
}

/** One place of the gazetteer, with all that is said to be there. */
export interface Place {
  id: string;
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  precision: "point" | "town" | "district" | "region" | "country" | null;
  mentions: Witness[];
  statements: Index[];
  figures: Index[];
  reasons: Reason[];
}

export interface Problem {
  document: string;
  reason: string;
  remedy: string;
}

/** How well such rows are read on annotated events; a part of 1, and more is better. */
export interface Quality {
  /** What was measured, on how many events. */
  events: string;
  /** The sets of events, in words: those that nobody had read, then those that were read. */
  sets: string[];
  /** How many of the sets, the first ones, nobody had read. */
  unseen: number;
  rows: Measured[];
  /** The measure that tells how far "contested" and "agreed" can be trusted. */
  relation: Index;
}

/** A measure, and its value on each set; null where a set has nothing to measure it on. */
export interface Measured {
  what: string;
  measure: string;
  values: (number | null)[];
  /** On some events that nobody had read less than half is right, or more than a third wrong. */
  weak: boolean;
}

/** Degrees; `east` passes 180 where the box crosses the antimeridian. */
export type Box = [west: number, south: number, east: number, north: number];

/**
 * Outlines inside a box, in whole units of `unit` degrees from its south-west corner: each line is
 * x, y of its first point, then how far on each next one is ([x, y, dx, dy, dx, dy ...]).
 */
export interface Sheet {
  /** What is to be seen at first; the box is wider, so that any shape of screen is filled. */
  frame: Box;
  box: Box;
  unit: number;
  /** Closed rings, filled by the even-odd rule; where they don't follow the box they are coasts. */
  land: number[][];
  borders: number[][];
}

export interface Outline {
  /** Where most of what is placed is, in detail; then all of it, where some is outside of that. */
  sheets: Sheet[];
  /** Whose outlines these are, and what they leave out, in sentences. */
  notes: string[];
}
