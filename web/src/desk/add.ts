/** Gives the desk a text or an address to take in, and tells what becomes of it. */

import { h } from "../dom.ts";
import { announce } from "../live.ts";
import { eventAddress, rowAddress } from "./address.ts";
import { path, Trouble } from "./api.ts";
import { eventOptions } from "./events.ts";
import { line } from "./label.ts";
import type { Desk } from "./page.ts";
import { may, signing } from "./person.ts";
import type { EventLine, Receipt, Submission } from "./shape.ts";
import { troubleBox } from "./trouble.ts";

/** Milliseconds between two looks at what is under way, where the stream tells nothing. */
const LOOK = 2000;

const STATES: Record<Submission["state"], string> = { waiting: "Waiting", done: "Done" };

export const OUTCOMES: Record<string, string> = {
  taken: "Taken in: a new report",
  version: "Taken in: a new version of a report that the desk had",
  same: "The desk has this report already",
  held: "Kept, and not shown: it is held back",
  withdrawn: "Withdrawn by its sender: not shown",
  released: "Shown: what held it back has ended",
  problem: "Not taken in",
};

export async function addPage(desk: Desk): Promise<void> {
  desk.frame.title("Add a report");
  desk.frame.main.append(h("h1", null, "Add a report"));
  if (!may(desk.person, "editor")) {
    const words = "Reports are added by editors. Whoever runs this desk can make you one.";
    desk.frame.main.append(h("p", { class: "empty" }, words));
    return;
  }
  const under = new UnderWay(desk);
  const form = new AddForm(desk, await desk.api.all<EventLine>(path("events")), under);
  desk.frame.main.append(form.element, under.element);
  await under.resume();
}

/** What is given: a text with what is known of it, or an address. */
type Draft = Record<
  "text" | "url" | "outlet" | "title" | "published" | "event",
  string | undefined
>;

class AddForm {
  readonly element: HTMLFormElement;
  readonly #text = h("textarea", { id: "add-text", name: "text", rows: 12, dir: "auto" });
  readonly #outlet = h("input", { type: "text", id: "add-outlet", maxlength: 200 });
  readonly #title = h("input", { type: "text", id: "add-title", maxlength: 500 });
  readonly #day = h("input", { type: "date", id: "add-day" });
  readonly #url = h("input", {
    type: "url",
    id: "add-url",
    maxlength: 2000,
    placeholder: "https://",
    autocomplete: "off",
  });
  readonly #kinds = ["text", "url"].map((value, at) =>
    h("input", { type: "radio", name: "kind", value, checked: at === 0 }),
  );
  readonly #event: HTMLSelectElement;
  readonly #trouble = h("div");
  readonly #send = h("button", { type: "submit" }, "Add");
  readonly #parts: Record<string, HTMLElement>;

  constructor(
    readonly desk: Desk,
    events: EventLine[],
    readonly under: UnderWay,
  ) {
    this.#event = h(
      "select",
      { id: "add-event" },
      eventOptions(events, "Where it belongs, by its words"),
    );
    const wanted = new URLSearchParams(location.search).get("event");
    if (wanted) this.#event.value = wanted;
    this.#parts = { text: this.#ofText(), url: this.#ofUrl() };
    this.element = h(
      "form",
      { class: "add-form", novalidate: true },
      h("fieldset", { class: "radios" }, h("legend", { class: "field" }, "What"), this.#radios()),
      Object.values(this.#parts),
      field("Event", this.#event, "A report with its event chosen goes there, whatever it tells."),
      this.#trouble,
      this.#send,
    );
    this.element.addEventListener("change", () => this.#show());
    this.element.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.#submit();
    });
    this.#show();
  }

  #radios(): HTMLElement[] {
    const words = ["A text", "An address"];
    return this.#kinds.map((one, at) => h("label", null, one, words[at]));
  }

  #ofText(): HTMLElement {
    return h(
      "div",
      null,
      field("Text", this.#text, "The report as it was printed, its headline first."),
      h(
        "div",
        { class: "add-about" },
        field("Outlet", this.#outlet),
        field("Title", this.#title, "If it is not the text’s first line."),
        field("Day of publication", this.#day, "Without it answers can hardly be put in order."),
      ),
    );
  }

  #ofUrl(): HTMLElement {
    const note =
      "The desk fetches the page, as its site’s robots.txt allows. Addresses of your own network are refused.";
    return h("div", null, field("Address", this.#url, note));
  }

  get #kind(): string {
    return this.#kinds.find((one) => one.checked)?.value ?? "text";
  }

  #show(): void {
    for (const [kind, part] of Object.entries(this.#parts)) part.hidden = kind !== this.#kind;
  }

  async #submit(): Promise<void> {
    const given = this.#kind === "url" ? this.#url : this.#text;
    if (this.#send.ariaDisabled === "true") return;
    this.#trouble.replaceChildren();
    given.removeAttribute("aria-invalid");
    if (!given.value.trim()) return this.#missing(given);
    if (!(await signing(this.desk.api, this.desk.person, "add"))) return;
    this.#send.ariaDisabled = "true";
    try {
      this.under.begin(await this.desk.api.post<Submission>(path("submissions"), this.#draft()));
      given.value = "";
      announce("Given to the desk");
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.#trouble.replaceChildren(troubleBox(error));
    } finally {
      this.#send.ariaDisabled = "false";
    }
  }

  #missing(given: HTMLElement): void {
    given.setAttribute("aria-invalid", "true");
    const words = this.#kind === "url" ? "There is no address." : "There is no text.";
    this.#trouble.replaceChildren(h("p", { class: "form-trouble", role: "alert" }, words));
    given.focus();
  }

  #draft(): Partial<Draft> {
    const event = this.#event.value || undefined;
    if (this.#kind === "url") return { url: this.#url.value.trim(), event };
    const known = (one: HTMLInputElement) => one.value.trim() || undefined;
    return {
      text: this.#text.value,
      outlet: known(this.#outlet),
      title: known(this.#title),
      published: known(this.#day),
      event,
    };
  }
}

function field(name: string, control: HTMLElement, note = ""): HTMLElement {
  const about = `${control.id}-note`;
  if (note) control.setAttribute("aria-describedby", about);
  return h(
    "div",
    { class: "add-field" },
    h("label", { for: control.id, class: "field" }, name),
    control,
    note && h("p", { class: "section-note", id: about }, note),
  );
}

/** What was given and what became of it; the address keeps which they are. */
class UnderWay {
  readonly element: HTMLElement;
  readonly #list = h("ol", { class: "under-way" });
  readonly #known = new Map<string, HTMLElement>();
  readonly #waiting = new Set<string>();
  readonly #names = new Map<string, string>();
  #timer = 0;

  constructor(readonly desk: Desk) {
    this.element = h(
      "section",
      { "aria-labelledby": "under-way-title", hidden: true },
      h("h2", { id: "under-way-title" }, "Given to the desk"),
      this.#list,
    );
    desk.stream.on("submission", ({ id }) => {
      if (this.#waiting.has(String(id))) void this.#look(String(id));
    });
  }

  /** Shows those of the address again. */
  async resume(): Promise<void> {
    const ids = new URLSearchParams(location.hash.slice(1)).getAll("given");
    // In the order of handing in, whichever answer comes first.
    for (const id of ids) this.#entry(id);
    await Promise.all(ids.map((id) => this.#look(id)));
  }

  begin(submission: Submission): void {
    this.#show(submission);
    const given = new URLSearchParams([...this.#known.keys()].map((id) => ["given", id]));
    history.replaceState(null, "", `#${given}`);
  }

  async #look(id: string): Promise<void> {
    try {
      const found = await this.desk.api.get<Submission>(path("submissions", id));
      await Promise.all(found.receipts.map(({ event }) => this.#name(event)));
      this.#show(found);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.#waiting.delete(id);
      this.#entry(id).replaceChildren(troubleBox(error, () => void this.#look(id)));
    }
  }

  /** What the event is called that a report went to: it may be a new one. */
  async #name(event: string | null): Promise<void> {
    if (event === null || this.#names.has(event)) return;
    const { name } = await this.desk.api.get<EventLine>(path("events", event));
    this.#names.set(event, name);
  }

  #entry(id: string): HTMLElement {
    const found = this.#known.get(id) ?? h("li", { class: "given" });
    if (!this.#known.has(id)) this.#list.prepend(found);
    this.#known.set(id, found);
    this.element.hidden = false;
    return found;
  }

  #show(submission: Submission): void {
    const { id, state } = submission;
    const isOver = state === "done";
    if (isOver && this.#waiting.delete(id)) announce(outcomeWords(submission));
    if (!isOver) this.#waiting.add(id);
    this.#entry(id).replaceChildren(...given(submission, this.#names));
    this.#watch();
  }

  /** Looks now and then, for a stream that broke off. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.size === 0) return;
    this.#timer = window.setTimeout(() => {
      if (!document.hidden) for (const id of this.#waiting) void this.#look(id);
      this.#watch();
    }, LOOK);
  }
}

/** What became of it, on one line. */
export function outcomeWords({ state, receipts }: Submission): string {
  if (receipts.length === 0) return STATES[state];
  return receipts.map(({ outcome }) => OUTCOMES[outcome] ?? outcome).join("; ");
}

function given({ state, receipts }: Submission, names: Map<string, string>): Node[] {
  const isOver = state === "done";
  const told = receipts.map((one) => receipt(one, names));
  if (!isOver || told.length === 0)
    told.unshift(h("p", { class: `given-state state-${state}` }, STATES[state]));
  return isOver ? told : [...told, h("progress", { "aria-label": STATES[state] })];
}

function receipt(one: Receipt, names: Map<string, string>): HTMLElement {
  const { outcome, document, event, reason, remedy, locator } = one;
  const name = names.get(event ?? "");
  const report = rowAddress(event, document);
  return h(
    "div",
    { class: `receipt outcome-${outcome}` },
    h("p", { class: "outcome" }, OUTCOMES[outcome] ?? outcome),
    h(
      "p",
      null,
      report ? h("a", { href: report }, line(document ?? "")) : line(document ?? locator),
    ),
    event && h("p", null, "in ", h("a", { href: eventAddress(event) }, line(name ?? event))),
    reason && h("p", null, line(reason)),
    remedy && h("p", { class: "remedy" }, line(remedy)),
  );
}
