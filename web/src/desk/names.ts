/** The names in a report or of an entity, as the ledger has them: what a correction may name. */

import { oneLine } from "../inert.ts";
import type { Api } from "./api.ts";
import { path, Trouble } from "./api.ts";

/** A row of the ledger's type `mention`. */
export interface Mention {
  id: string;
  document: string;
  span: [start: number, end: number];
  text: string;
  entity: string | null;
}

/** Reads mentions, each list once. */
export class Names {
  readonly #lists = new Map<string, Promise<Mention[]>>();
  readonly #mentions = new Map<string, Mention | null>();
  readonly #told = new Set<() => void>();

  constructor(
    readonly api: Api,
    readonly event: string,
  ) {}

  /** All mentions in a report, in its order. */
  inDocument(document: string): Promise<Mention[]> {
    return this.#list({ document });
  }

  /** All mentions of an entity. */
  of(entity: string): Promise<Mention[]> {
    return this.#list({ entity });
  }

  /** A mention by its id; null until it is known, which is told. */
  mention(id: string): Mention | null {
    const known = this.#mentions.get(id);
    if (known === undefined) {
      this.#mentions.set(id, null);
      void this.#ask(id);
    }
    return known ?? null;
  }

  /** Names may be of other entities in what is shown from now on. */
  forget(): void {
    this.#lists.clear();
  }

  listen(told: () => void, life: AbortSignal): void {
    this.#told.add(told);
    life.addEventListener("abort", () => this.#told.delete(told));
  }

  #list(query: Record<string, string>): Promise<Mention[]> {
    const key = JSON.stringify(query);
    const address = path("events", this.event, "mentions");
    const known = this.#lists.get(key) ?? this.#read(address, query);
    this.#lists.set(key, known);
    known.catch(() => this.#lists.delete(key));
    return known;
  }

  async #read(address: string, query: Record<string, string>): Promise<Mention[]> {
    const found = await this.api.all<Mention>(address, query);
    for (const one of found) this.#mentions.set(one.id, one);
    return found;
  }

  async #ask(id: string): Promise<void> {
    try {
      const { row } = await this.api.get<{ row: Mention }>(path("rows", id));
      this.#mentions.set(id, row);
      for (const told of this.#told) told();
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
    }
  }
}

/** One mention for each entity: the longest of its names, in the order of the report. */
export function fullest(mentions: readonly Mention[]): Mention[] {
  const found = new Map<string, Mention>();
  for (const one of mentions) {
    const key = one.entity ?? one.id;
    const before = found.get(key);
    if (!before || one.text.length > before.text.length) found.set(key, one);
  }
  return [...found.values()].sort((a, b) => a.span[0] - b.span[0]);
}

/** What a mention is called: its words, and whose report they stand in; "" for other rows. */
export function naming(
  names: Names,
  id: string,
  outlet: (document: string) => string = () => "",
): string {
  const one = id.startsWith("mention-") ? names.mention(id) : null;
  const whose = one ? outlet(one.document) : "";
  return one ? `“${oneLine(one.text)}”${whose && ` (${whose})`}` : "";
}
