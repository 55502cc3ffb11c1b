/** What is said to be at each place, under the filters, by the marks of who says it. */

import { oneLine } from "./inert.ts";
import { shape } from "./mark.ts";
import type { Index, Place, Report } from "./model.ts";
import { count, NOBODY, OWN, sideKey } from "./rows.ts";
import type { Visible } from "./view.ts";

/** Rows of one mark at one place; parties that share a mark share an entry. */
export interface Voice {
  /** The first party that has the mark, and all of those who are heard here. */
  party: Index;
  heard: Index[];
  rows: number;
}

export interface Here {
  index: Index;
  place: Place;
  /** Its name; with its precision where another place is called the same. */
  name: string;
  statements: number;
  figures: number;
  rows: number;
  /** Those with most rows first. */
  voices: Voice[];
}

/** A place with its point on the map. */
export interface Sited extends Here {
  lon: number;
  lat: number;
}

/** For each party the first one that has the same mark. */
export function sharers(report: Report): Index[] {
  const first = new Map<string, Index>();
  return report.parties.map((_, party) => {
    const drawn = shape(report, party);
    const sharer = first.get(drawn) ?? party;
    first.set(drawn, sharer);
    return sharer;
  });
}

/** All places in the order of the model, with what the filters let through. */
export function tally(report: Report, visible: Visible, sharer: readonly Index[]): Here[] {
  const names = named(report.places);
  return report.places.map((place, index) => {
    const rows = new Map<Index, number>();
    const heard = new Map<Index, Set<Index>>();
    const add = (party: Index) => {
      const shared = sharer[party] ?? party;
      rows.set(shared, (rows.get(shared) ?? 0) + 1);
      heard.set(shared, (heard.get(shared) ?? new Set()).add(party));
    };
    const statements = place.statements.filter((row) => visible.statements[row]);
    const figures = place.figures.filter((row) => visible.figures[row]);
    for (const row of statements) add(report.statements[row]?.party ?? 0);
    for (const row of figures) add(report.figures[row]?.party ?? 0);
    return {
      index,
      place,
      name: names[index] ?? "",
      statements: statements.length,
      figures: figures.length,
      rows: statements.length + figures.length,
      voices: [...rows]
        .map(([party, some]) => ({ party, heard: [...(heard.get(party) ?? [])], rows: some }))
        .sort((a, b) => b.rows - a.rows || a.party - b.party),
    };
  });
}

/** What places are called; those that share a name are told apart by how exact they are. */
function named(places: readonly Place[]): string[] {
  const called = new Map<string, number>();
  for (const { name } of places) called.set(name, (called.get(name) ?? 0) + 1);
  return places.map(({ name, precision }) => {
    const words = oneLine(name) || "(no name)";
    const alone = called.get(name) === 1 || precision === null || precision === "town";
    return alone ? words : `${words} (${precision})`;
  });
}

/** Who has a mark at a place: a party by its name, several that share a mark by two of theirs. */
export function heardOf(report: Report, { heard }: Voice): string {
  const names = heard.map((party) => report.parties[party]?.name ?? "");
  const rest = names.length - 2;
  return rest > 1 ? `${names.slice(0, 2).join(", ")} and ${rest} others` : names.join(", ");
}

/** Those that have a point, those with most rows first. */
export function sited(all: readonly Here[]): Sited[] {
  return all
    .flatMap((here) => {
      const { lat, lon } = here.place;
      return lat === null || lon === null ? [] : [{ ...here, lat, lon }];
    })
    .sort((a, b) => b.rows - a.rows || b.place.mentions.length - a.place.mentions.length);
}

/** "3 statements, 1 figure". */
export function counted({ statements, figures }: { statements: number; figures: number }): string {
  const parts = [statements && count(statements, "statement"), figures && count(figures, "figure")];
  return parts.filter(Boolean).join(", ") || "no statement or figure";
}

export interface Layer {
  party: Index;
  name: string;
  /** What the filter of sides calls it. */
  key: string;
}

/** Sides that are offered as layers; the filter has them all. */
const LAYERS = 7;

/** The sides with most rows, then the outlets themselves and nobody; how many more there are. */
export function layers(report: Report): { shown: Layer[]; rest: number } {
  const found = new Map<string, Layer>();
  for (const [party, { name }] of report.parties.entries()) {
    const key = sideKey(report, party);
    if (!found.has(key)) found.set(key, { party, name, key });
  }
  const unnamed = [OWN, NOBODY];
  const named = [...found.values()].filter(({ key }) => !unnamed.includes(key));
  const shown = [...named.slice(0, LAYERS), ...unnamed.flatMap((key) => found.get(key) ?? [])];
  return { shown, rest: Math.max(0, named.length - LAYERS) };
}
