/** Full text over all claims, or all articles, of the desk: what is found is told under its label. */

import { readable } from "../day.ts";
import { h } from "../dom.ts";
import { rowAddress } from "./address.ts";
import { asking, path, Trouble } from "./api.ts";
import { eventOptions } from "./events.ts";
import { labelled, labelParts, line, measured, passage, reference } from "./label.ts";
import type { Desk } from "./page.ts";
import type { Beside, EventLine, Hit, Hits } from "./shape.ts";
import { troubleBox } from "./trouble.ts";

const KINDS = { claims: "Claims", articles: "Articles" } as const;

/** Hits that are asked for at a time. */
const LIMIT = 30;

interface Sought {
  q: string;
  in: keyof typeof KINDS;
  event: string;
}

/** What an address seeks. */
export function sought(address: string): Sought {
  const asked = new URLSearchParams(address);
  return {
    q: asked.get("q")?.trim() ?? "",
    in: asked.get("in") === "articles" ? "articles" : "claims",
    event: asked.get("event") ?? "",
  };
}

export async function searchPage(desk: Desk): Promise<void> {
  desk.frame.title("Search");
  const search = new Search(desk, await desk.api.all<EventLine>(path("events")));
  desk.frame.main.append(h("h1", null, "Search"), search.form, search.results);
  addEventListener("popstate", () => search.restore());
  search.restore();
  if (!search.words.value) search.words.focus();
}

class Search {
  readonly form: HTMLFormElement;
  readonly results: HTMLElement;
  readonly words = h("input", {
    type: "search",
    id: "search-words",
    name: "q",
    autocomplete: "off",
    maxlength: 400,
  });
  readonly #kinds: HTMLInputElement[];
  readonly #event: HTMLSelectElement;
  readonly #tally = h("p", { class: "counted", role: "status" });
  readonly #hits = h("ol", { class: "hits" });
  readonly #after = h("div", { class: "hits-after" });
  #turn = 0;

  constructor(
    readonly desk: Desk,
    events: EventLine[],
  ) {
    this.#kinds = Object.keys(KINDS).map((kind) =>
      h("input", { type: "radio", name: "in", value: kind }),
    );
    this.#event = h(
      "select",
      { id: "search-event", name: "event" },
      eventOptions(events, "All events"),
    );
    this.form = h(
      "form",
      { class: "search-form", role: "search" },
      h("label", { for: "search-words", class: "field" }, "Words, or “a phrase”"),
      this.words,
      h("fieldset", { class: "radios" }, h("legend", { class: "field" }, "In"), this.#radios()),
      h("label", { for: "search-event", class: "field" }, "Of"),
      this.#event,
      h("button", { type: "submit" }, "Search"),
    );
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#go();
    });
    for (const one of [...this.#kinds, this.#event])
      one.addEventListener("change", () => this.#go());
    this.results = h("div", null, this.#tally, this.#hits, this.#after);
  }

  /** Seeks what the address says. */
  restore(): void {
    const asked = sought(location.search);
    this.words.value = asked.q;
    this.#event.value = asked.event;
    for (const one of this.#kinds) one.checked = one.value === asked.in;
    void this.#seek(asked);
  }

  #radios(): HTMLElement[] {
    return this.#kinds.map((one) => h("label", null, one, KINDS[one.value as keyof typeof KINDS]));
  }

  #go(): void {
    const asked = {
      q: this.words.value.trim(),
      in: this.#kinds.find((one) => one.checked)?.value ?? "claims",
      event: this.#event.value,
    };
    history.pushState(null, "", asking("/search", asked));
    void this.#seek(asked as Sought);
  }

  async #seek(asked: Sought): Promise<void> {
    this.#turn += 1;
    this.#hits.replaceChildren();
    this.#after.replaceChildren();
    this.desk.frame.title(asked.q ? `${asked.q}: search` : "Search");
    this.#tally.textContent = asked.q ? "Searching" : "";
    if (asked.q) await this.#more(asked, "", this.#turn);
  }

  /** Adds the hits that come next; an answer that was overtaken by another search is left. */
  async #more(asked: Sought, after: string, turn: number): Promise<void> {
    try {
      const query = { ...asked, limit: LIMIT, after };
      const found = await this.desk.api.get<Hits>(asking(path("search"), query));
      if (turn === this.#turn) this.#add(found, asked, turn);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      if (turn !== this.#turn) return;
      this.#tally.textContent = "";
      this.#after.replaceChildren(troubleBox(error, () => void this.#more(asked, after, turn)));
    }
  }

  #add({ items, next }: Hits, asked: Sought, turn: number): void {
    const first = items.map((hit) => this.#hits.appendChild(hitLine(hit)))[0];
    const there = this.#hits.childElementCount;
    this.#tally.textContent = tally(there, next !== null);
    if (there > items.length) first?.querySelector("a")?.focus();
    const more = () => void this.#more(asked, next ?? "", turn);
    const button = h("button", { type: "button", onclick: more }, `Show the next ${LIMIT}`);
    this.#after.replaceChildren(...(next === null ? [] : [button]));
  }
}

/** "12 found", "The newest 30; there are more". */
export function tally(there: number, isCut: boolean): string {
  if (there === 0)
    return "Nothing found. Fewer words, or a beginning with a star (dam*), find more.";
  const number = there.toLocaleString("en");
  return isCut ? `The newest ${number}; there are more` : `${number} found, the newest first`;
}

function hitLine(hit: Hit): HTMLElement {
  const isArticle = hit.type === "document";
  const href = rowAddress(hit.event, hit.row, isArticle ? (hit.span ?? undefined) : undefined);
  return h(
    "li",
    { class: `hit hit-${hit.type}` },
    isArticle ? around(hit, href) : labelled(hit, href, hit.marks, measured(hit.measures)),
    hit.type === "figure" && around(hit, null),
    h(
      "p",
      { class: "hit-where" },
      line(hit.outlet, "outlet"),
      h("span", { class: "day" }, readable(hit.day)),
      line(hit.title, "title"),
      line(hit.event_name, "of-event"),
      reference(hit.ref, href),
    ),
  );
}

/** The words of the report around a hit, under how the claims stand that they are part of. */
function around(hit: Hit, href: string | null): HTMLElement {
  const { event, excerpt, type } = hit;
  const words = h("bdi", null, passage(excerpt, type === "figure"));
  return h(
    "div",
    { class: "context" },
    claimsOf(event, excerpt.claims),
    h("blockquote", null, href ? h("a", { class: "words-link", href }, words) : words),
  );
}

/** How the claims stand that a passage holds: its words may be what somebody denies. */
function claimsOf(event: string, claims: readonly Beside[]): HTMLElement | null {
  if (claims.length === 0) return null;
  const one = ({ row, label }: Beside) =>
    h("li", null, h("a", { class: "status", href: rowAddress(event, row) }, labelParts(label)));
  return h("ul", { class: "claims", "aria-label": "Stands in it" }, claims.map(one));
}
