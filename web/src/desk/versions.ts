/** Two versions of a report side by side: aligned sentences, changed words, what claims became of it. */

import { readable } from "../day.ts";
import { h } from "../dom.ts";
import { count } from "../rows.ts";
import { rowAddress } from "./address.ts";
import { path } from "./api.ts";
import { labelLine, labelledClass, labelledWords, line, marked, measured } from "./label.ts";
import type { Desk } from "./page.ts";
import type {
  Difference,
  Fate,
  Passage,
  Revision,
  Sentence,
  Span,
  Version,
  Versions,
} from "./shape.ts";

const FATES: Record<Fate, string> = {
  kept: "kept",
  changed: "changed",
  dropped: "dropped",
  added: "added",
  moved: "moved",
};

const PARTS: Record<Difference["part"], string> = {
  sentence: "Sentences",
  statement: "Statements",
  figure: "Figures",
};

/** "2 changed, 1 dropped": how many sentences of each fate, but for those that were kept. */
export function extent(sentences: readonly { fate: Fate }[]): string {
  const fates = ["changed", "dropped", "added", "moved"] as const;
  const told = fates
    .map((fate) => [fate, sentences.filter((one) => one.fate === fate).length] as const)
    .filter(([, number]) => number > 0);
  return told.length > 0
    ? told.map(([fate, number]) => `${number} ${FATES[fate]}`).join(", ")
    : "nothing changed";
}

export async function versionsPage({ api, frame }: Desk, id = ""): Promise<void> {
  const found = await api.get<Versions>(path("documents", id, "versions"));
  const { versions, revisions, outlet, event } = found;
  frame.title(`Versions: ${outlet}`);
  if (event) frame.event(event, "/versions");
  const title = versions.at(-1)?.title || outlet || id;
  frame.main.append(
    h("p", { class: "kicker" }, "Versions of a report"),
    h("h1", null, line(title)),
    h("p", { class: "extent" }, line(outlet), ` · ${count(versions.length, "version")}`),
  );
  if (revisions.length === 0) {
    frame.main.append(h("p", { class: "empty" }, "The desk has one version of this report."));
    return;
  }
  frame.main.append(new Pairs(found).element);
}

/** One pair of versions at a time; which one stands in the address. */
class Pairs {
  readonly element: HTMLElement;
  readonly #body = h("div", { class: "revision" });
  readonly #buttons: HTMLElement[];
  readonly #whole = h("input", { type: "checkbox", checked: true });
  #at: number;

  constructor(readonly found: Versions) {
    const last = found.revisions.length;
    const asked = Number(new URLSearchParams(location.search).get("to")) - 1;
    this.#at = asked >= 1 && asked <= last ? asked - 1 : last - 1;
    this.#buttons = found.revisions.map((_, at) =>
      h("button", { type: "button", onclick: () => this.#choose(at) }, `${at + 1} and ${at + 2}`),
    );
    this.#whole.addEventListener("change", () => this.#filter());
    this.element = h("div", null, this.#bar(), this.#body);
    this.#draw();
  }

  #bar(): HTMLElement {
    const pairs = h(
      "span",
      { class: "switch", role: "group", "aria-label": "Which versions" },
      h("span", { class: "field" }, "Versions"),
      this.#buttons,
    );
    const whole = h("label", { class: "whole" }, this.#whole, "Show what both have");
    return h("div", { class: "list-bar" }, this.#buttons.length > 1 ? pairs : null, whole);
  }

  #choose(at: number): void {
    this.#at = at;
    history.replaceState(null, "", `?to=${at + 2}`);
    this.#draw();
  }

  #filter(): void {
    this.#body.classList.toggle("only-changes", !this.#whole.checked);
  }

  #draw(): void {
    for (const [at, one] of this.#buttons.entries())
      one.setAttribute("aria-pressed", String(at === this.#at));
    const revision = this.found.revisions[this.#at] as Revision;
    const version = (id: string) => this.found.versions.find(({ document }) => document === id);
    const [before, after] = [version(revision.before), version(revision.after)];
    this.#body.replaceChildren(
      h("p", { class: "counted", role: "status" }, `Sentences: ${extent(revision.sentences)}`),
      heads(before, after, this.#at),
      h("ol", { class: "aligned" }, revision.sentences.map(pair)),
      ...claims(revision, this.found.event),
    );
    this.#filter();
  }
}

/** What stands over the two columns; each passage says for itself in which version it stands. */
function heads(before: Version | undefined, after: Version | undefined, at: number): HTMLElement {
  const head = (version: Version | undefined, number: number) =>
    h(
      "div",
      { class: "version-head" },
      h("h2", null, `Version ${number}`),
      version && h("p", null, line(version.title)),
      version && h("p", { class: "day" }, readable(version.published)),
    );
  return h("div", { class: "version-heads" }, head(before, at + 1), head(after, at + 2));
}

function pair({ fate, before, after }: Sentence): HTMLElement {
  return h(
    "li",
    { class: `pair fate-${fate}` },
    h("p", { class: "fate" }, FATES[fate]),
    h("div", { class: "side before" }, side("Before", before, fate, "del")),
    h("div", { class: "side after" }, side("After", after, fate, "ins")),
  );
}

function side(name: string, passage: Passage | null, fate: Fate, tag: "ins" | "del"): Node[] {
  if (!passage) return [h("p", { class: "nothing" }, `${name}: nothing`)];
  return [
    h("span", { class: "unseen-words" }, `${name}: `),
    h("p", { dir: "auto" }, ...marked(passage.text, marksOf(passage, fate), tag)),
  ];
}

/** What a passage has that the other version does not: some words of it, all of it, or nothing. */
export function marksOf({ text, marks }: Pick<Passage, "text" | "marks">, fate: Fate): Span[] {
  if (fate === "changed") return marks;
  return fate === "dropped" || fate === "added" ? [[0, text.length]] : [];
}

/** What became of statements and figures, each under its label, for the one who reads claims. */
function claims(revision: Revision, event: string | null): HTMLElement[] {
  return (["statement", "figure"] as const).flatMap((part) => {
    const mine = revision.claims.filter((one) => one.part === part);
    if (mine.length === 0) return [];
    const lines = mine.map((one) => claimPair(one, revision, event));
    return [h("h2", null, `${PARTS[part]}: ${extent(mine)}`), h("ol", { class: "aligned" }, lines)];
  });
}

function claimPair(one: Difference, revision: Revision, event: string | null): HTMLElement {
  const { fate, before, after } = one;
  const address = (document: string, passage: Passage | null) =>
    rowAddress(event, document, passage?.span);
  const left = claimSide("Before", before, fate, address(revision.before, before));
  const right = claimSide("After", after, fate, address(revision.after, after));
  return h(
    "li",
    { class: `pair fate-${fate}` },
    h("p", { class: "fate" }, FATES[fate]),
    h("div", { class: "side before" }, left),
    h("div", { class: "side after" }, right),
  );
}

function claimSide(
  name: "Before" | "After",
  passage: Passage | null,
  fate: Fate,
  href: string | null,
): (Node | null)[] {
  if (!passage) return [h("p", { class: "nothing" }, `${name}: nothing`)];
  const { text, label, about } = passage;
  const tag = name === "Before" ? "del" : "ins";
  const words = [
    ...labelledWords({ label, words: text }, marksOf(passage, fate), tag),
    ...measured(about),
  ];
  return [
    h("span", { class: "unseen-words" }, `${name}: `),
    labelLine(label),
    h("blockquote", { class: labelledClass(label) }, h("a", { class: "words-link", href }, words)),
  ];
}
