/** What every view of the page is given, and what it must be able to do. */

import type { Report } from "./model.ts";
import type { Row } from "./rows.ts";
import type { State } from "./state.ts";

/** Which rows the filters let through, by their place in the model's lists (1 or 0). */
export interface Visible {
  statements: Uint8Array;
  figures: Uint8Array;
  /** Those with a visible statement. */
  utterances: Uint8Array;
  /** Those with a visible figure. */
  questions: Uint8Array;
  places: Uint8Array;
  documents: Uint8Array;
}

/**
 * What people judged of rows, laid over the report where a desk serves it; the page from disk has
 * none. What it gives keeps itself up to date.
 */
export interface Overlay {
  /** What was judged of rows, in a line or two, for where they stand. */
  marks(...rows: Row[]): HTMLElement;
  /** What was judged of the row that is open, when, by whom, and what may be done about it. */
  docket(row: Row): HTMLElement | null;
}

export interface Context {
  report: Report;
  overlay: Overlay | null;
  state(): State;
  visible(): Visible;
  /** Open a row in the reading pane (a new step of the history); `beside` puts a second there. */
  open(row: string, beside?: string | null): void;
  /** Change filters (a new step of the history). */
  filter(change: Partial<State["filters"]>): void;
  /** The address of this page with a row open, for links: "#row=figure-3f1a". */
  address(row: string, beside?: string | null): string;
}

/**
 * One part of the page. `main.ts` makes its section with its heading (h2) and its place in the
 * navigation; the view fills `root` under that heading, its own headings begin at h3.
 */
export interface View {
  /** Build it once under `root`; cheap, or in slices (see slice.ts). */
  mount(root: HTMLElement, context: Context): void;
  /** Show what the filters and the open row are now. */
  update(context: Context): void;
  /** Before print: put in all that waits for scrolling, up to `most` entries; how many stay out. */
  print?(most: number): number;
}
