/** The page of an event: the report's own views, from the desk, kept as new as it is. */

import { h } from "../dom.ts";
import { taken } from "../keys.ts";
import { announce } from "../live.ts";
import type { Report } from "../model.ts";
import { count } from "../rows.ts";
import { follow, header, type Sheet, sheet } from "../sheet.ts";
import { sliced } from "../slice.ts";
import { Store } from "../store.ts";
import { KEYS } from "./actions.ts";
import { path, type Signed, Waiting } from "./api.ts";
import { type Difference, difference, inWords, size } from "./difference.ts";
import { Docket } from "./docket.ts";
import { carriersHand } from "./hand.ts";
import { Names } from "./names.ts";
import { Judged } from "./overlay.ts";
import { type Desk, waiting } from "./page.ts";
import { may } from "./person.ts";
import { once } from "./refresh.ts";
import { standpoint } from "./standpoint.ts";
import { failed } from "./trouble.ts";
import { detach, guardPane, isWriting, openForms } from "./writing.ts";

/** Milliseconds in which the browsers of an event ask for what is newly laid out, one after the other. */
const PAUSE = 1500;

/** Milliseconds until the parts of a page have drawn themselves. */
const DRAWN = 2000;

/** Shows what is new; as in other pages that grow by themselves. */
const NEWER = ".";

export async function eventPage(desk: Desk, id: string): Promise<void> {
  const { frame } = desk;
  frame.event(id, "");
  const docket = new Docket(desk.api, desk.person, id, desk.stream);
  const wait = waiting(desk, "The desk is laying out this event.");
  const [first] = await Promise.all([
    desk.api.ready<Report>(path("events", id, "report"), wait),
    docket.load(),
  ]);
  const page = new EventPage(desk, id, docket, first);
  const look = () => !document.hidden && page.look();
  desk.stream.on("laid-out", ({ event }) => event === id && look());
  desk.stream.onAgain(look);
  document.addEventListener("visibilitychange", look);
}

/** What stands on the page for one model of the event. */
interface Drawn {
  sheet: Sheet;
  judged: Judged;
  top: HTMLElement;
  life: AbortController;
}

class EventPage {
  /** Asks whether something is newly laid out. */
  readonly look = once(() => this.#look(), failed);
  readonly #news = h("div", { class: "news", role: "status" });
  /** Forms that outlive the pane in which they were opened. */
  readonly #kept = h("div", { class: "kept-forms" });
  readonly #names: Names;
  #drawn: Drawn;
  #report: Report;
  #tag: string;
  #fresh = new Set<string>();

  constructor(
    readonly desk: Desk,
    readonly id: string,
    readonly docket: Docket,
    { value, tag }: Signed<Report>,
  ) {
    this.#names = new Names(desk.api, id);
    this.#report = value;
    this.#tag = tag;
    this.#drawn = this.#draw(value);
    const { behind, page, main } = desk.frame;
    main.replaceWith(this.#drawn.top, ...this.#drawn.sheet.behind);
    behind.after(this.#news, this.#kept, ...this.#drawn.sheet.over);
    page.addEventListener("click", (event) => follow(this.#drawn.sheet.store, event));
    document.addEventListener("keydown", (event) => this.#key(event));
    guardPane(() => this.#drawn.sheet.pane.element);
    this.#start(() => {});
  }

  /** Looks for what is newly laid out, not more often than the page can show it. */
  async #look(): Promise<void> {
    await new Promise((done) => setTimeout(done, PAUSE * Math.random()));
    const answer = await this.desk.api.signed<Report>(path("events", this.id, "report"), this.#tag);
    if (answer instanceof Waiting || answer === null) return;
    this.#tag = answer.tag;
    this.#offer(answer.value);
  }

  /** Says how much is another. */
  #offer(next: Report): void {
    const found = difference(this.#report, next);
    const isFocused = this.#news.contains(document.activeElement);
    this.#news.replaceChildren();
    if (size(found) === 0) return;
    if (found.withdrawn > 0) this.#withdraw(next, found);
    else this.#wait(next, found);
    if (isFocused) this.#news.querySelector("button")?.focus();
  }

  /** Waits to be asked for it: what one reads does not move. */
  #wait(next: Report, found: Difference): void {
    const words = count(size(found), "change");
    const show = () => this.#take(next, found);
    const button = h(
      "button",
      { type: "button", class: "news-button", "aria-keyshortcuts": NEWER, onclick: show },
      h("strong", null, words),
      h("span", { class: "news-what" }, `: ${inWords(found)}`),
      ". Show ",
      h("kbd", { "aria-hidden": "true" }, NEWER),
    );
    this.#news.append(button);
  }

  /** A report's words leave the screen at once when it may not be shown; what one writes stays. */
  #withdraw(next: Report, found: Difference): void {
    const focused = document.activeElement;
    const forms = openForms(this.#drawn.sheet.pane.element);
    for (const one of forms) detach(one, next);
    this.#kept.append(...forms);
    const isTyping = focused instanceof HTMLElement && this.#kept.contains(focused);
    const drawn = new AbortController();
    const back = () => isTyping && focused.focus();
    // At once, and whatever the pane does: a letter that is typed must not become a key of the page.
    back();
    this.#replace(next, found, () => {
      drawn.abort();
      back();
    });
    this.#drawn.sheet.pane.element.addEventListener("focusin", back, { signal: drawn.signal });
    const close = () => this.#news.replaceChildren();
    const button = h(
      "button",
      { type: "button", class: "news-button", "aria-keyshortcuts": NEWER, onclick: close },
      h("strong", null, inWords(found)),
      ". Close ",
      h("kbd", { "aria-hidden": "true" }, NEWER),
    );
    this.#news.append(button);
  }

  /** Shows what was offered, unless something is being written. */
  #take(report: Report, found: Difference): void {
    if (isWriting()) return;
    this.#replace(report, found, () => announce(`Shown: ${inWords(found)}`));
  }

  /** Draws the new model in the place of the old one; the reader stays where he is. */
  #replace(report: Report, found: Difference, done: () => void): void {
    const before = this.#drawn;
    const place = standpoint(this.desk.frame.page);
    const isAsked = this.#news.contains(document.activeElement);
    this.#names.forget();
    this.#news.replaceChildren();
    for (const id of [...found.come, ...found.changed]) this.#fresh.add(id);
    before.life.abort();
    before.sheet.store.end();
    this.#report = report;
    this.#drawn = this.#draw(report);
    this.#swap(before, this.#drawn);
    this.#start(() => {
      const { statements } = this.#drawn.sheet;
      place.restore(() => statements.more());
      if (isAsked) this.#drawn.sheet.behind[1].focus({ preventScroll: true });
      done();
    });
  }

  #draw(report: Report): Drawn {
    const { desk, docket } = this;
    const life = new AbortController();
    const bench = { docket, names: this.#names, report, fresh: this.#fresh, life: life.signal };
    const judged = new Judged(bench);
    desk.frame.title(report.event);
    const keys = may(desk.person, "reviewer") ? KEYS : [];
    const store = new Store(report, judged);
    const made = sheet(store, desk.frame.behind, [[NEWER, "show what is new"], ...keys]);
    const { element } = made.pane;
    element.firstElementChild?.append(carriersHand(element, this.id, life.signal));
    return { sheet: made, judged, top: header(report), life };
  }

  /** Puts each part where its like was, as high as that, until it is drawn itself. */
  #swap(before: Drawn, after: Drawn): void {
    const pairs = (one: Drawn) => [one.top, ...one.sheet.behind, ...one.sheet.over];
    const now = pairs(after);
    const heights = sections(before).map((one) => one.offsetHeight);
    for (const [at, one] of sections(after).entries())
      one.style.minHeight = `${heights[at] ?? 0}px`;
    for (const [at, one] of pairs(before).entries()) one.replaceWith(now[at] as HTMLElement);
  }

  #start(done: () => void): void {
    const drawn = this.#drawn;
    drawn.sheet.start(() => {
      done();
      sliced(drawn.sheet.store.sieve.prepare(), () => {});
      window.setTimeout(() => {
        for (const one of sections(drawn)) one.style.minHeight = "";
      }, DRAWN);
    });
  }

  #key(event: KeyboardEvent): void {
    const { sheet: shown, judged } = this.#drawn;
    if (event.defaultPrevented || taken(event)) return;
    if (shown.pane.isOpen && judged.key(event, shown.pane.element)) return;
    const button = this.#news.querySelector("button");
    if (event.key !== NEWER || !button) return;
    event.preventDefault();
    button.click();
  }
}

function sections({ sheet: { behind } }: Drawn): HTMLElement[] {
  return [...behind[1].querySelectorAll<HTMLElement>(":scope > section")];
}
