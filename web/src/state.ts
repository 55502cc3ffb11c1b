/** What the reader has chosen: filters and open rows. It lives in the URL, so that it can be sent. */

export interface Filters {
  /** Ids of entities; "own" for the outlets in their own voice, "nobody" for no named source. */
  side: string[];
  /** Ids of entities; "own" for the outlets in their own voice, "nobody" for no named source. */
  speaker: string[];
  /** Names of outlets. */
  outlet: string[];
  act: string[];
  verification: string[];
  /** Ids of places. */
  place: string[];
  /** ISO days; an empty end is open. */
  day: [first: string, last: string];
  text: string;
}

/** Where words stand, and from which to which code point. */
export type Looked = [where: "row" | "beside", start: number, end: number];

export const THEMES = ["auto", "light", "dark"] as const;
export const GROUPINGS = ["speaker", "time", "standing"] as const;

export interface State {
  filters: Filters;
  /** The id of the row that is open in the reading pane, and of the one beside it. */
  row: string | null;
  beside: string | null;
  /** Words that are looked at: in the row's own report or in the one beside it. */
  words: Looked | null;
  theme: (typeof THEMES)[number];
  group: (typeof GROUPINGS)[number];
}

export const NONE: Filters = {
  side: [],
  speaker: [],
  outlet: [],
  act: [],
  verification: [],
  place: [],
  day: ["", ""],
  text: "",
};

export const START: State = {
  filters: NONE,
  row: null,
  beside: null,
  words: null,
  theme: "auto",
  group: "speaker",
};

/** The filters that are lists of values. */
export const LISTS = ["side", "speaker", "outlet", "act", "verification", "place"] as const;

/** A day as it stands in an address; "" for what is none. */
function day(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : "";
}

/** The part of an address after "#" that brings a state back; what is as at the start is left out. */
export function hash(state: State): string {
  const parts = new URLSearchParams();
  for (const name of LISTS) for (const value of state.filters[name]) parts.append(name, value);
  const { day, text } = state.filters;
  if (day[0] || day[1]) parts.set("day", day.join(".."));
  if (text) parts.set("text", text);
  if (state.group !== START.group) parts.set("group", state.group);
  if (state.theme !== START.theme) parts.set("theme", state.theme);
  if (state.row) parts.set("row", state.row);
  if (state.row && state.beside) parts.set("beside", state.beside);
  if (state.row && state.words) parts.set("words", state.words.join("."));
  return parts.toString();
}

function looked(text: string): Looked | null {
  const found = /^(row|beside)\.(\d{1,9})\.(\d{1,9})$/.exec(text);
  const where = found?.[1] === "beside" ? "beside" : "row";
  return found ? [where, Number(found[2]), Number(found[3])] : null;
}

/** The state that an address asks for; what cannot be understood is as at the start. */
export function parsed(address: string): State {
  const parts = new URLSearchParams(address.replace(/^#/, ""));
  const [first = "", last = ""] = (parts.get("day") ?? "").split("..");
  const lists = LISTS.map((name) => [name, [...new Set(parts.getAll(name))]]);
  return {
    filters: {
      ...(Object.fromEntries(lists) as Pick<Filters, (typeof LISTS)[number]>),
      day: [day(first), day(last)],
      text: parts.get("text") ?? "",
    },
    row: parts.get("row") || null,
    beside: parts.get("beside") || null,
    words: looked(parts.get("words") ?? ""),
    theme: THEMES.find((name) => name === parts.get("theme")) ?? START.theme,
    group: GROUPINGS.find((name) => name === parts.get("group")) ?? START.group,
  };
}

/** How many filters are in force. */
export function inForce(filters: Filters): number {
  const lists = LISTS.filter((name) => filters[name].length > 0).length;
  return lists + (filters.day[0] || filters.day[1] ? 1 : 0) + (filters.text.trim() ? 1 : 0);
}
