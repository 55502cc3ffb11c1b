/** The desk's interface over HTTP: what is asked, what comes back, and what went wrong, in words. */

import { titleFor } from "./phrase.ts";

/** One of several answers of a list, and where the next ones begin. */
export interface Some<T> {
  items: T[];
  next: string | null;
}

/** The header that tells the desk who signs, where nobody signs in. */
const NAME = "X-Crosswire-Name";

/** The header that only the desk's own pages can send: no other site's form has it. */
const OWN = "X-Crosswire";

/** What the desk, or the way to it, refused: its problem (RFC 9457), and what its user can do. */
export class Trouble extends Error {
  constructor(
    readonly status: number,
    /** "" where it would say no more than the status does. */
    readonly title: string,
    readonly detail: string,
    readonly remedy: string,
  ) {
    super(title || detail);
  }
}

/** An answer that is not there yet: the desk still lays it out. */
export class Waiting {
  constructor(readonly seconds: number) {}
}

/** An answer with the sign that tells whether it is still the same (its ETag). */
export interface Signed<T> {
  value: T;
  tag: string;
}

type Query = Record<string, string | number | null | undefined>;

/** An address of the interface: each part of the path is written so that no `/` in it divides it. */
export function path(...parts: string[]): string {
  return ["/api", ...parts.map(encodeURIComponent)].join("/");
}

/** The same with what is asked for; what is null or empty is left out. */
export function asking(address: string, query: Query): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== "") parts.set(name, String(value));
  return parts.size > 0 ? `${address}?${parts}` : address;
}

export class Api {
  /** Who signs what is sent, where nobody signs in. */
  name: string | null = null;

  async get<T>(address: string): Promise<T> {
    return (await this.#send("GET", address)).json() as Promise<T>;
  }

  async signed<T>(address: string): Promise<Signed<T> | Waiting>;
  async signed<T>(address: string, known: string): Promise<Signed<T> | Waiting | null>;
  /** The answer with its ETag; `Waiting` where it is not laid out yet, null where it is `known`. */
  async signed<T>(address: string, known?: string): Promise<Signed<T> | Waiting | null> {
    const answer = await this.#send("GET", address);
    if (answer.status === 202) return new Waiting(Number(answer.headers.get("retry-after")) || 1);
    const tag = answer.headers.get("etag") ?? "";
    if (tag && tag === known) return answer.body?.cancel().then(() => null) ?? null;
    return { value: (await answer.json()) as T, tag };
  }

  /** The answer with its ETag, as soon as the desk has laid it out; `told` while it has not. */
  async ready<T>(address: string, told: () => void): Promise<Signed<T>> {
    for (;;) {
      const answer = await this.signed<T>(address);
      if (!(answer instanceof Waiting)) return answer;
      told();
      await new Promise((done) => setTimeout(done, answer.seconds * 1000));
    }
  }

  /** All items of a list that comes in pages. */
  async all<T>(address: string, query: Query = {}): Promise<T[]> {
    const found: T[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const some: Some<T> = await this.get(asking(address, { ...query, after }));
      found.push(...some.items);
      after = some.next;
    }
    return found;
  }

  async post<T>(address: string, body: unknown): Promise<T> {
    const answer = await this.#send("POST", address, JSON.stringify(body));
    const text = await answer.text();
    return (text ? JSON.parse(text) : null) as T;
  }

  async remove(address: string): Promise<void> {
    await this.#send("DELETE", address);
  }

  /** Sends lines of JSON as they stand in a file. */
  async lines<T>(address: string, body: string): Promise<T> {
    return (await this.#send("POST", address, body, "application/jsonl")).json() as Promise<T>;
  }

  async #send(
    method: string,
    address: string,
    body: string | null = null,
    type = "application/json",
  ): Promise<Response> {
    const headers = new Headers({ Accept: "application/json, application/problem+json" });
    if (method !== "GET") headers.set(OWN, "1");
    if (this.name) headers.set(NAME, encodeURIComponent(this.name));
    if (body !== null) headers.set("Content-Type", type);
    const answer = await reached(fetch(address, { method, headers, body, cache: "no-cache" }));
    if (!answer.ok) throw await troubleOf(answer);
    return answer;
  }
}

async function reached(sent: Promise<Response>): Promise<Response> {
  try {
    return await sent;
  } catch {
    const remedy = "Look whether `crosswire serve` is still running, then try again.";
    throw new Trouble(0, "The desk cannot be reached", "", remedy);
  }
}

async function troubleOf(answer: Response): Promise<Trouble> {
  const told = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  const word = (name: string) => (typeof told[name] === "string" ? (told[name] as string) : "");
  const detail = word("detail");
  const title = titleFor(answer.status, word("title"), detail);
  return new Trouble(answer.status, title, detail, word("remedy"));
}
