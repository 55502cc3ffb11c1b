/** What changed since the reader's last visit: the gravest first, each line under its label. */

import { readable } from "../day.ts";
import { h } from "../dom.ts";
import { announce } from "../live.ts";
import { count } from "../rows.ts";
import { rowAddress } from "./address.ts";
import { asking, path, Trouble } from "./api.ts";
import {
  isDenied,
  labelLine,
  labelledClass,
  labelledWords,
  line,
  measured,
  reference,
} from "./label.ts";
import { timeOf } from "./moment.ts";
import type { Desk } from "./page.ts";
import { once, redraw, spread } from "./refresh.ts";
import type { EventLine, Item, Part, Sheet, Sheets, Told } from "./shape.ts";
import { told, troubleBox } from "./trouble.ts";

const SHEET = path("changes", "sheet");

/** Since when one may ask: what the desk is asked for, and how that is called. */
const STARTS: [since: string, words: string][] = [
  ["LAST", "my last visit"],
  ["1d", "a day ago"],
  ["7d", "a week ago"],
  ["0", "the beginning"],
];

export async function changesPage(desk: Desk, event = ""): Promise<void> {
  const { api, frame } = desk;
  frame.event(event, "/changes");
  const asked = new URLSearchParams(location.search);
  const since = asked.get("since") ?? "LAST";
  const [found, { name }] = await Promise.all([
    api.get<Sheets>(asking(SHEET, { since, event, whole: asked.get("whole") })),
    api.get<EventLine>(path("events", event)),
  ]);
  frame.title(`What changed: ${name}`);
  // The address keeps since when it was: to load the page again shows the same once more.
  const kept = asking(location.pathname, { since: found.since.seq });
  if (since === "LAST") history.replaceState(null, "", kept);
  new Changes(desk, event, found).draw(name);
}

class Changes {
  readonly #later = h("div", { class: "later" });
  readonly #trouble = h("div");
  #last: number;
  #told = 0;

  constructor(
    readonly desk: Desk,
    readonly event: string,
    readonly found: Sheets,
  ) {
    this.#last = found.last;
  }

  draw(name: string): void {
    const { frame, stream } = this.desk;
    frame.main.append(
      h("p", { class: "kicker" }, "What changed"),
      h("h1", null, line(name)),
      starts(this.found),
      this.#trouble,
      leftOut(this.found),
      this.#later,
      ...listed(this.found, "h2"),
    );
    this.#seen();
    document.addEventListener("visibilitychange", () => this.#seen());
    const refresh = once(
      () => this.#more(),
      (error) => this.#fail(error),
    );
    stream.on("changes", ({ event }) => {
      if (!event || event === this.event) refresh();
    });
    stream.onAgain(refresh);
    stream.onAgain(() => this.#seen());
  }

  /** Adds what was written since the page was laid out, above it, in an order of its own. */
  async #more(): Promise<void> {
    await spread();
    const query = { since: this.found.last, event: this.event };
    const more = await this.desk.api.get<Sheets>(asking(SHEET, query));
    this.#trouble.replaceChildren();
    const number = changesOf(more);
    if (number === this.#told) return;
    const parts = [h("h2", null, "Since you opened this page"), ...listed(more, "h3")];
    redraw(this.#later, () => this.#later.replaceChildren(...parts));
    announce(`${count(number - this.#told, "more change")}`);
    this.#told = number;
    this.#last = more.last;
    this.#seen();
  }

  #fail(error: unknown): void {
    if (!(error instanceof Trouble)) throw error;
    this.#trouble.replaceChildren(troubleBox(error));
  }

  /** Tells the desk what was shown: only what is on a screen, and nothing was left out before it. */
  #seen(): void {
    if (document.visibilityState !== "visible" || this.found.since.seq > this.found.heard) return;
    if (this.#last <= this.found.heard) return;
    const body = { event: this.event, seq: this.#last };
    const before = this.found.heard;
    this.found.heard = this.#last;
    const sent = this.desk.api.post(path("changes", "seen"), body).then(() => true);
    // What could not be told is told when the page is looked at again, or the desk is there again.
    void told(sent).then((done) => {
      if (!done) this.found.heard = before;
    });
  }
}

/** How many changes are told. */
export function changesOf({ events }: Sheets): number {
  return events.reduce((sum, sheet) => sum + sheet.changes, 0);
}

function starts(found: Sheets): HTMLElement {
  const link = ([since, words]: [string, string]) =>
    h("li", null, h("a", { href: asking(location.pathname, { since }) }, words));
  const number = changesOf(found);
  const since = line(found.since.words);
  return h(
    "div",
    { class: "list-bar" },
    h(
      "p",
      { class: "counted" },
      number ? `${count(number, "change")} since ` : "Nothing changed since ",
      since,
    ),
    h(
      "nav",
      { "aria-label": "Changes since" },
      h("span", { class: "field" }, "Since"),
      h("ul", { class: "starts" }, STARTS.map(link)),
    ),
  );
}

/** Says what there is no room for. */
function leftOut({ left_out: number }: Sheets): HTMLElement | string {
  if (number === 0) return "";
  return h("p", { class: "note" }, `${count(number, "older change")} more: ask for a later time.`);
}

/** The changes under their kinds, the gravest first. */
function listed(found: Sheets, level: "h2" | "h3"): HTMLElement[] {
  if (found.events.length > 0)
    return found.events.flatMap((one) => one.parts.map((part) => section(one, part, level)));
  const looked = `${count(found.count, "change")} of the desk looked at, none of them of this event.`;
  return [h("p", { class: "empty" }, looked)];
}

function section(sheet: Sheet, part: Part, level: "h2" | "h3"): HTMLElement {
  const rest = part.changes - part.items.length;
  const all = new URLSearchParams(location.search);
  all.set("whole", "true");
  return h(
    "section",
    { class: `changes changes-${part.kind}` },
    h(
      level,
      { class: "kind" },
      `${part.title} `,
      h("span", { class: "number" }, `${part.changes}`),
    ),
    h(
      "ol",
      null,
      part.items.map((item) => itemLine(sheet.event, item)),
    ),
    rest > 0 && h("p", null, h("a", { href: `?${all}` }, `Show all: ${rest} more`)),
  );
}

function itemLine(event: string, { at, topic, lines, notes }: Item): HTMLElement {
  const asked = topic && rowAddress(event, topic.opens);
  const words = topic && line(topic.words);
  return h(
    "li",
    { class: "change" },
    topic &&
      h(
        "p",
        { class: "topic" },
        asked ? h("a", { href: asked }, words) : words,
        reference(topic.reference, asked),
      ),
    lines.map((told) => toldLine(event, told)),
    notes.map((note) => h("p", { class: "note" }, line(note))),
    h("p", { class: "at" }, timeOf(at)),
  );
}

function toldLine(event: string, row: Told): HTMLElement {
  const { sign, label, words, measures, outlet, day, opens } = row;
  const href = rowAddress(event, opens);
  const inside = [...labelledWords({ label, words }), ...measured(measures)];
  const isReport = row.type === "document";
  const body = href ? h("a", { class: "words-link", href }, inside) : inside;
  return h(
    "div",
    { class: `told${row.hidden ? " hidden-words" : ""}${isDenied(label) ? " denies" : ""}` },
    sign &&
      h(
        "span",
        { class: "sign" },
        sign === "→" ? h("span", { role: "img", "aria-label": "now" }, "→") : sign,
      ),
    labelLine(label),
    h(
      isReport ? "p" : "blockquote",
      { class: isReport ? "report-title" : labelledClass(label) },
      body,
    ),
    h(
      "p",
      { class: "told-where" },
      outlet && line(outlet, "outlet"),
      day && h("span", { class: "day" }, readable(day)),
      reference(row.reference, href),
    ),
  );
}
