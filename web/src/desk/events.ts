/** The events of the desk: what each is about, how large it is, what is new of it. */

import { readable } from "../day.ts";
import { h } from "../dom.ts";
import { fold, terms } from "../fold.ts";
import { oneLine } from "../inert.ts";
import { count } from "../rows.ts";
import { cut } from "../status.ts";
import { days } from "../window.ts";
import { changesAddress, eventAddress } from "./address.ts";
import { path, Trouble } from "./api.ts";
import { line } from "./label.ts";
import { timeOf } from "./moment.ts";
import type { Desk } from "./page.ts";
import { once, redraw, spread } from "./refresh.ts";
import type { EventLine } from "./shape.ts";
import { troubleBox } from "./trouble.ts";

const SORTS = { change: "Last change", name: "Name" } as const;

export type Sort = keyof typeof SORTS;

/** The events whose names have all that is sought, the last to change first, or by name. */
export function arranged(events: readonly EventLine[], sort: Sort, sought: string): EventLine[] {
  const wanted = terms(sought);
  const found = events.filter(({ name }) => wanted.every((term) => fold(name).includes(term)));
  const byName = (a: EventLine, b: EventLine) => a.name.localeCompare(b.name, "en");
  const seq = ({ changed }: EventLine) => changed?.seq ?? 0;
  return found.sort(sort === "name" ? byName : (a, b) => seq(b) - seq(a) || byName(a, b));
}

export async function eventsPage({ api, frame, stream }: Desk): Promise<void> {
  frame.title("Events");
  const list = new EventList(await api.all<EventLine>(path("events")));
  frame.main.append(h("h1", null, "Events"), list.element);
  const failed = (error: unknown) => list.fail(error);
  const refresh = once(async () => {
    await spread();
    list.show(await api.all<EventLine>(path("events")));
  }, failed);
  stream.on("changes", refresh);
  stream.onAgain(refresh);
}

class EventList {
  readonly element: HTMLElement;
  readonly #rows = h("ul", { class: "event-list" });
  readonly #tally = h("p", { class: "counted", role: "status" });
  readonly #trouble = h("div");
  readonly #find = h("input", { type: "search", id: "find-event", autocomplete: "off" });
  readonly #sorts: HTMLElement[];
  #sort: Sort;

  constructor(private events: EventLine[]) {
    const asked = new URLSearchParams(location.search);
    this.#sort = asked.get("sort") === "name" ? "name" : "change";
    this.#find.value = asked.get("find") ?? "";
    this.#find.addEventListener("input", () => this.#chosen());
    this.#sorts = Object.entries(SORTS).map(([sort, words]) => this.#sorting(sort as Sort, words));
    this.element = h(
      "div",
      null,
      h(
        "form",
        { class: "list-bar", role: "search", onsubmit: (event) => event.preventDefault() },
        h("label", { for: "find-event", class: "field" }, "Find an event"),
        this.#find,
        h("span", { class: "switch", role: "group", "aria-label": "Sort by" }, this.#sorts),
        this.#tally,
      ),
      this.#trouble,
      this.#rows,
    );
    this.#draw();
  }

  show(events: EventLine[]): void {
    this.events = events;
    this.#trouble.replaceChildren();
    redraw(this.#rows, () => this.#draw());
  }

  fail(error: unknown): void {
    if (!(error instanceof Trouble)) throw error;
    this.#trouble.replaceChildren(troubleBox(error));
  }

  #sorting(sort: Sort, words: string): HTMLElement {
    const choose = () => {
      this.#sort = sort;
      this.#chosen();
    };
    return h("button", { type: "button", "data-sort": sort, onclick: choose }, words);
  }

  /** What is chosen stands in the address, so that it can be sent. */
  #chosen(): void {
    const asked = new URLSearchParams();
    if (this.#sort !== "change") asked.set("sort", this.#sort);
    if (this.#find.value.trim()) asked.set("find", this.#find.value.trim());
    history.replaceState(null, "", asked.size > 0 ? `?${asked}` : location.pathname);
    this.#draw();
  }

  #draw(): void {
    for (const one of this.#sorts)
      one.setAttribute("aria-pressed", String(one.dataset.sort === this.#sort));
    const found = arranged(this.events, this.#sort, this.#find.value);
    const all = this.events.length;
    const words =
      found.length === all ? count(all, "event") : `${found.length} of ${count(all, "event")}`;
    if (this.#tally.textContent !== words) this.#tally.textContent = words;
    this.#rows.replaceChildren(...(found.length > 0 ? found.map(entry) : [none(all)]));
  }
}

function none(all: number): HTMLElement {
  if (all > 0) return h("li", { class: "empty" }, "No event is called so.");
  const add = h("a", { href: "/add" }, "Add a report");
  return h("li", { class: "empty" }, "This desk has no events yet. ", add, " to begin one.");
}

function entry(event: EventLine): HTMLElement {
  const { id, name, reports, contested, changed, unread } = event;
  return h(
    "li",
    { class: "event" },
    h(
      "h2",
      { class: "event-name" },
      h("a", { href: eventAddress(id), "data-key": id }, line(name)),
    ),
    h("p", { class: "event-days" }, daysOf(event)),
    h(
      "ul",
      { class: "event-facts" },
      h("li", null, count(reports, "report")),
      h(
        "li",
        { class: contested ? "contested" : null },
        `${count(contested, "question")} contested`,
      ),
      changed && h("li", null, "last change ", timeOf(changed.at)),
      h("li", null, unread ? unreadLink(id, unread, name) : "nothing new to you"),
    ),
  );
}

/** The events as what may be chosen; `none` stands for all of them. */
export function eventOptions(events: readonly EventLine[], none: string): HTMLElement[] {
  const option = ({ id, name }: EventLine) => h("option", { value: id }, cut(oneLine(name), 90));
  return [h("option", { value: "" }, none), ...events.map(option)];
}

function unreadLink(id: string, unread: number, name: string): HTMLElement {
  return h(
    "a",
    { href: changesAddress(id), class: "unread", "data-key": `new ${id}` },
    `${unread.toLocaleString("en")} new to you`,
    h("span", { class: "unseen-words" }, `: changes of ${oneLine(name)}`),
  );
}

function daysOf({ first_day: first, last_day: last }: EventLine): string {
  if (first === null && last === null) return "undated";
  return first === last ? readable(first ?? "") : days([first, last]);
}
