/** What the filters are called, and what may be chosen in each. */

import { mark } from "./mark.ts";
import type { Report } from "./model.ts";
import { entityName, NOBODY, OWN, sideKey } from "./rows.ts";
import type { Field } from "./visible.ts";

export const FIELDS: Record<Field, string> = {
  side: "Side",
  speaker: "Speaker",
  outlet: "Outlet",
  act: "Act",
  verification: "Reported as",
  place: "Place",
};

export const ACTS: Record<string, string> = {
  asserts: "said",
  denies: "denied",
  intends: "intended",
  evaluates: "judged",
};

export const CHECKS: Record<string, string> = {
  none: "neither confirmed nor unverified",
  confirmed: "confirmed, in the report’s words",
  unverified: "unverified, in the report’s words",
};

const NAMES: Record<string, string> = {
  [OWN]: "the outlets themselves",
  [NOBODY]: "nobody who is named",
};

/** Names the values of the fields, and marks those that are parties. */
export class Naming {
  readonly #entities = new Map<string, number>();
  readonly #places = new Map<string, number>();
  readonly #parties = new Map<string, number>();

  constructor(readonly report: Report) {
    for (const [index, row] of report.entities.entries()) this.#entities.set(row.id, index);
    for (const [index, row] of report.places.entries()) this.#places.set(row.id, index);
    for (const index of report.parties.keys()) this.#parties.set(sideKey(report, index), index);
  }

  /** What a value is called; null for one that the report does not have. */
  name(field: Field, value: string): string | null {
    switch (field) {
      case "side":
      case "speaker":
        return this.#speaker(value);
      case "outlet":
        return value;
      case "act":
        return ACTS[value] ?? null;
      case "verification":
        return CHECKS[value] ?? null;
      case "place":
        return this.#place(value);
    }
  }

  mark(field: Field, value: string): Node | null {
    const party = field === "side" ? this.#parties.get(value) : undefined;
    return party === undefined ? null : mark(this.report, party);
  }

  #speaker(value: string): string | null {
    const index = this.#entities.get(value);
    return index === undefined ? (NAMES[value] ?? null) : entityName(this.report, index);
  }

  #place(value: string): string | null {
    const place = this.report.places[this.#places.get(value) ?? -1];
    return place ? place.name + (place.country ? `, ${place.country}` : "") : null;
  }
}
