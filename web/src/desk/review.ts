/** The review queue: one question after the other, by keys. */

import { h } from "../dom.ts";
import { help, type Key, taken } from "../keys.ts";
import { announce } from "../live.ts";
import { Actions } from "./actions.ts";
import { asking, path, Waiting } from "./api.ts";
import { Docket } from "./docket.ts";
import { itemPart, subjects } from "./item.ts";
import { byMatter, type Judgement, matter } from "./judgement.ts";
import { matterPart } from "./matters.ts";
import { Names, naming } from "./names.ts";
import { type Desk, waiting } from "./page.ts";
import { may } from "./person.ts";
import { type Asked, isOf, Queue } from "./queue.ts";
import { once, redraw } from "./refresh.ts";
import { failed } from "./trouble.ts";
import { isWriting } from "./writing.ts";

const KEYS: Key[] = [
  ["a", "accept: yes"],
  ["r", "reject: no"],
  ["s", "skip, to the next that is open"],
  ["j or →, k or ←", "next and previous"],
  ["u", "take back your last judgement"],
  ["c, d", "correct the speaker, the date"],
  ["n, g", "note, grade by hand"],
  ["?", "this list"],
];

/** What is chosen stands in the address. */
interface Choice {
  kind: string;
  blind: boolean;
  key: string;
}

export async function reviewPage(desk: Desk, id: string): Promise<void> {
  const { frame, api } = desk;
  frame.event(id, "/review");
  const docket = new Docket(api, desk.person, id, desk.stream);
  const address = path("events", id, "queue");
  const wait = waiting(desk, "The desk is laying out what there is to judge.");
  const [{ name }, asked] = await Promise.all([
    api.get<{ name: string }>(path("events", id)),
    api.ready<Asked>(asking(address, { blind: chosen().blind ? "true" : null }), wait),
    docket.load(),
  ]);
  frame.title(`Review: ${name}`);
  frame.main.replaceChildren();
  const review = new Review(desk, id, docket, asked.value);
  review.open(name);
  const look = once(async () => {
    const now = await api.signed<Asked>(address);
    if (!(now instanceof Waiting)) review.offer(now.value);
  }, failed);
  desk.stream.on("laid-out", ({ event }) => event === id && look());
  desk.stream.onAgain(look);
}

function chosen(): Choice {
  const parts = new URLSearchParams(location.search);
  const key = new URLSearchParams(location.hash.slice(1)).get("item") ?? "";
  return { kind: parts.get("kind") ?? "", blind: parts.get("blind") === "1", key };
}

class Review {
  readonly #names: Names;
  readonly #place = h("div", { class: "item-place" });
  readonly #progress = h("progress", { "aria-label": "Judged by you" });
  readonly #tally = h("p", { class: "progress-words" });
  readonly #heading = h("h2", { class: "item-ask", id: "item-ask", tabindex: -1 });
  readonly #trouble = h("div", { role: "alert" });
  readonly #news = h("div", { class: "news", role: "status" });
  readonly #said = h("div", { class: "matters" });
  readonly #dialog = help(KEYS);
  readonly #choice = chosen();
  #queue: Queue;
  #actions: Actions | null = null;

  constructor(
    readonly desk: Desk,
    readonly id: string,
    readonly docket: Docket,
    readonly asked: Asked,
  ) {
    this.#names = new Names(desk.api, id);
    this.#queue = this.#filtered();
    docket.listen(() => this.#tell());
    this.#names.listen(() => this.#tell(), new AbortController().signal);
    document.addEventListener("keydown", (event) => this.#key(event));
  }

  open(name: string): void {
    const { main, page } = this.desk.frame;
    main.append(
      h("h1", null, "Review"),
      h("p", { class: "extent" }, h("bdi", null, name)),
      this.#bar(),
      this.#trouble,
      this.#place,
    );
    page.append(this.#news, this.#dialog);
    this.#begin();
    addEventListener("hashchange", () => {
      const { key } = chosen();
      if (key !== this.#queue.item?.key && this.#queue.find((item) => item.key === key))
        this.#show();
    });
  }

  /** Says that there is another queue now; one's place in this one stays until one asks for it. */
  offer({ items }: Asked): void {
    const known = new Set(this.asked.items.map(({ key }) => key));
    const more = items.filter(({ key }) => !known.has(key)).length;
    const gone = known.size + more - items.length;
    this.#news.replaceChildren();
    if (more + gone === 0) return;
    const words = [more && `${more} more to judge`, gone && `${gone} no longer asked`];
    this.#news.append(
      h(
        "button",
        { type: "button", class: "news-button", onclick: () => isWriting() || location.reload() },
        `${words.filter(Boolean).join(", ")}. Load the queue again`,
      ),
    );
  }

  /** The item of the address, else the first that is open. */
  #begin(): void {
    const { key } = this.#choice;
    if (!key || !this.#queue.find((item) => item.key === key)) this.#queue.open(0);
    this.#show(false);
  }

  #filtered(): Queue {
    const { kind } = this.#choice;
    const some = this.asked.items.filter((item) => !kind || item.kind === kind);
    return new Queue(some, this.docket);
  }

  #bar(): HTMLElement {
    const groups = new Map(this.asked.items.map(({ kind, group }) => [kind, group]));
    const kinds = h(
      "select",
      { id: "kind" },
      h("option", { value: "" }, "all kinds"),
      [...groups].map(([kind, group]) =>
        h("option", { value: kind, selected: kind === this.#choice.kind }, group.toLowerCase()),
      ),
    );
    const blind = h("input", { type: "checkbox", id: "blind", checked: this.#choice.blind });
    kinds.addEventListener("change", () => this.#choose({ kind: kinds.value }));
    blind.addEventListener("change", () => this.#choose({ blind: blind.checked }));
    return h(
      "div",
      { class: "review-bar" },
      this.#progress,
      this.#tally,
      h("label", { for: "kind" }, "Show"),
      kinds,
      h(
        "span",
        { class: "check" },
        blind,
        h("label", { for: "blind" }, "Blind to what others said"),
      ),
      h(
        "button",
        { type: "button", class: "quiet", onclick: () => this.#dialog.showModal() },
        "Keys ",
        h("kbd", { "aria-hidden": "true" }, "?"),
      ),
    );
  }

  #choose(change: Partial<Choice>): void {
    Object.assign(this.#choice, change, { key: this.#queue.item?.key ?? "" });
    const { kind, blind } = this.#choice;
    history.replaceState(null, "", asking(location.pathname, { kind, blind: blind ? "1" : "" }));
    this.#queue = this.#filtered();
    this.#begin();
  }

  /** Draws the item that one is at; the heading is read out, since it has the focus. */
  #show(focus = true): void {
    const { item } = this.#queue;
    if (item) this.#draw(item);
    else this.#place.replaceChildren(h("p", { class: "empty" }, "There is nothing to judge here."));
    this.#tell();
    if (focus) this.#heading.focus({ preventScroll: true });
    if (focus) this.#place.scrollIntoView({ block: "nearest" });
  }

  #draw(item: NonNullable<Queue["item"]>): void {
    history.replaceState(null, "", `#${new URLSearchParams({ item: item.key })}`);
    this.#actions = may(this.desk.person, "reviewer")
      ? new Actions(
          this.docket,
          this.#names,
          {
            pair: { draft: item.judged, accept: "Accept: yes", reject: "Reject: no" },
            subjects: subjects(item),
          },
          {
            sent: ({ verdict }) => this.#sent(verdict),
            refused: (words) => this.#refused(words, item.key),
          },
        )
      : null;
    const step = (words: string, key: string, act: () => void) =>
      h(
        "button",
        { type: "button", onclick: act },
        words,
        " ",
        h("kbd", { "aria-hidden": "true" }, key),
      );
    this.#place.replaceChildren(
      itemPart(item, this.id, this.#heading),
      this.#actions?.element ?? "",
      h(
        "p",
        { class: "steps" },
        step("Previous", "k", () => this.#step(-1)),
        step("Next", "j", () => this.#step(1)),
        step("Skip", "s", () => this.#skip()),
      ),
      this.#said,
    );
  }

  /** What is said of the item, and how far one is. */
  #tell(): void {
    const { items, done, at } = this.#queue;
    this.#progress.max = Math.max(1, items.length);
    this.#progress.value = done;
    this.#tally.textContent = `${done} of ${items.length} judged · at ${items.length ? at + 1 : 0}`;
    this.#actions?.update();
    const said = this.#queue.said(at);
    const mine = this.desk.person.name;
    const seen = this.#choice.blind ? said.filter(({ by }) => by === mine) : said;
    const name = (row: string) => naming(this.#names, row);
    const parts = byMatter(seen).map((some) =>
      matterPart(some, this.#of(some[0]), name, this.docket),
    );
    redraw(this.#said, () => this.#said.replaceChildren(...parts));
  }

  /** Which of the two a judgement of one row is about. */
  #of(one: Judgement | undefined): string | null {
    const at = this.#queue.item?.sides.findIndex(({ row }) => row === one?.subject) ?? -1;
    return one?.other === null && at >= 0 ? (["the first", "the second"][at] ?? null) : null;
  }

  /** On to the next that is open, before the desk has answered: nobody waits for it. */
  #sent(verdict: string): void {
    if (verdict !== "accept" && verdict !== "reject") return;
    this.#trouble.replaceChildren();
    if (!this.#queue.open()) announce("All is judged");
    this.#show();
  }

  /** What the desk refused of an item that one has left: it is open again. */
  #refused(words: string, key: string): void {
    const back = () => {
      this.#queue.find((item) => item.key === key);
      this.#trouble.replaceChildren();
      this.#show();
    };
    const button = h("button", { type: "button", class: "quiet", onclick: back }, "Back to it");
    this.#trouble.replaceChildren(h("p", { class: "form-trouble" }, words), button);
  }

  #step(by: number): void {
    if (isWriting()) return;
    if (this.#queue.step(by)) this.#show();
    else announce(by > 0 ? "This is the last" : "This is the first");
  }

  #skip(): void {
    if (isWriting()) return;
    if (this.#queue.open()) this.#show();
    else announce("No other is open");
  }

  /** Takes back the last word of mine that is of this queue, and goes to what it was about. */
  #undo(): void {
    if (isWriting()) return;
    const last = this.docket
      .own()
      .filter((one) => this.#queue.has(one))
      .at(-1);
    if (!last) announce("You have judged nothing of this queue");
    else {
      this.#queue.find((item, about) => about === matter(last) || isOf(item, last));
      this.#show();
      this.docket.undo(last);
    }
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || taken(event)) return;
    const acts: Record<string, () => void> = {
      j: () => this.#step(1),
      ArrowRight: () => this.#step(1),
      k: () => this.#step(-1),
      ArrowLeft: () => this.#step(-1),
      s: () => this.#skip(),
      u: () => this.#undo(),
      "?": () => this.#dialog.showModal(),
    };
    const act = acts[event.key];
    if (act) event.preventDefault();
    if (act) act();
    else this.#actions?.key(event);
  }
}
