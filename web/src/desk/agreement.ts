/** Two reviewers side by side: how often they say the same, and where they do not. */

import { type Child, h } from "../dom.ts";
import { oneLine } from "../inert.ts";
import { count } from "../rows.ts";
import { rowAddress } from "./address.ts";
import { asking, path, Trouble } from "./api.ts";
import { Docket } from "./docket.ts";
import { choiceOf } from "./form.ts";
import { type Judgement, judgementOf, standing } from "./judgement.ts";
import { labelled } from "./label.ts";
import { matterPart } from "./matters.ts";
import { Names, naming } from "./names.ts";
import type { Desk } from "./page.ts";
import { may } from "./person.ts";
import { once, redraw } from "./refresh.ts";
import { failed, troubleLine } from "./trouble.ts";
import { relationName } from "./wording.ts";

/** How far two agree in matters of one kind; of links also in each relation. */
interface Measure {
  kind: Judgement["kind"];
  relation: string | null;
  both: number;
  same: number;
  percent: number | null;
  kappa: number | null;
  only_first: number;
  only_second: number;
}

interface Disagreement {
  subject: string;
  other: string | null;
  first: Judgement;
  second: Judgement;
}

interface Agreement {
  first: string;
  second: string;
  kinds: Measure[];
  disagreements: Disagreement[];
}

/** What came of judgements that were read from a file. */
interface Taken {
  new: number;
  known: number;
  refused: { line: number; reason: string; remedy: string | null }[];
}

const KINDS: Record<Judgement["kind"], string> = {
  link: "Links",
  name: "Names",
  question: "Questions",
  speaker: "Speakers",
  date: "Dates",
  note: "Notes",
  reliability: "Reliability",
  credibility: "Credibility",
};

/** Disagreements that are drawn, each with the words of its rows; lines of a file that are told. */
const MOST = 50;

const KAPPA =
  "Kappa is Cohen’s (1960): how far two agree beyond chance, 1 is always. It is not defined where both said one and the same thing throughout.";

export async function agreementPage(desk: Desk, id: string): Promise<void> {
  const { api, frame } = desk;
  frame.event(id, "/agreement");
  frame.title("Agreement");
  const docket = new Docket(api, desk.person, id, desk.stream);
  const [{ name }] = await Promise.all([
    api.get<{ name: string }>(path("events", id)),
    docket.load(),
  ]);
  frame.title(`Agreement: ${name}`);
  frame.main.append(
    h("h1", null, "Agreement"),
    h("p", { class: "extent" }, h("bdi", null, name)),
    h(
      "p",
      { class: "section-note" },
      "Judgements of two people, as they stand now. Of each only the last word counts; what was taken back does not.",
    ),
  );
  new Page(desk, id, docket).open();
}

class Page {
  readonly #place = h("div");
  readonly #tally = h("p", { class: "unseen-words", role: "status" });
  /** Rows that were read: they are drawn again at each judgement, and do not change. */
  readonly #rows = new Map<string, Promise<Told>>();
  readonly #people = h("div", { class: "review-bar" });
  readonly #names: Names;
  readonly #compare = once(() => this.#draw(), failed);
  #fields: [HTMLSelectElement, HTMLSelectElement] | null = null;

  constructor(
    readonly desk: Desk,
    readonly id: string,
    readonly docket: Docket,
  ) {
    this.#names = new Names(desk.api, id);
    docket.listen((one) => !docket.isSent(one) && this.#renew());
  }

  open(): void {
    this.desk.frame.main.append(this.#people, this.#tally, this.#place, this.#exchange());
    this.#renew();
  }

  /** Reviewers, those who judged most first. */
  #reviewers(): string[] {
    const numbers = new Map<string, number>();
    for (const { by } of standing(this.docket.all())) numbers.set(by, (numbers.get(by) ?? 0) + 1);
    return [...numbers].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  }

  /** Another reviewer, or another judgement, came. */
  #renew(): void {
    const people = this.#reviewers();
    const known = [...(this.#fields?.[0].options ?? [])].map(({ value }) => value);
    if (people.length < 2) {
      this.#people.replaceChildren(
        h(
          "p",
          { class: "empty" },
          `${count(people.length, "reviewer")} judged this event: it takes two to compare.`,
        ),
      );
      return;
    }
    if (!people.every((one) => known.includes(one))) this.#choose(people);
    this.#compare();
  }

  #choose(people: string[]): void {
    const options = people.map((one) => [one, one] as const);
    const [one, other] = [
      choiceOf("first", "First", options),
      choiceOf("second", "Second", options),
    ];
    const asked = new URLSearchParams(location.search);
    one.field.value = wanted(asked.get("first"), people, people[0] ?? "");
    other.field.value = wanted(asked.get("second"), people, people[1] ?? "");
    this.#fields = [one.field, other.field];
    const focused = document.activeElement?.id;
    for (const field of this.#fields) field.addEventListener("change", () => this.#compare());
    this.#people.replaceChildren(one.element, other.element);
    this.#fields.find(({ id }) => id === focused)?.focus();
  }

  async #draw(): Promise<void> {
    const [first, second] = this.#fields ?? [];
    if (!first || !second) return;
    const query = { first: first.value, second: second.value };
    history.replaceState(null, "", asking(location.pathname, query));
    if (query.first === query.second) {
      this.#place.replaceChildren(h("p", { class: "empty" }, "Choose two different reviewers."));
      return;
    }
    const found = await this.desk.api.get<Agreement>(
      asking(path("events", this.id, "agreement"), query),
    );
    const parts = [table(found), this.#differences(found)];
    redraw(this.#place, () => this.#place.replaceChildren(...parts));
    const words = `They differ on ${count(found.disagreements.length, "matter")}`;
    if (this.#tally.textContent !== words) this.#tally.textContent = words;
  }

  #differences({ disagreements }: Agreement): HTMLElement {
    const shown = disagreements.slice(0, MOST).map((one) => this.#difference(one));
    const rest = disagreements.length - shown.length;
    return h(
      "section",
      { "aria-labelledby": "differences" },
      h("h2", { id: "differences" }, `They differ on ${count(disagreements.length, "matter")}`),
      shown.length === 0 && h("p", { class: "empty" }, "Nothing that both judged."),
      h("ol", { class: "differences" }, shown),
      rest > 0 && h("p", { class: "note" }, `${rest} more are in the export.`),
    );
  }

  #difference({ subject, other, first, second }: Disagreement): HTMLElement {
    const rows = h("div", { class: "ends" });
    for (const id of [subject, other]) if (id) rows.append(this.#row(id));
    const name = (row: string) => naming(this.#names, row);
    const both = [judgementOf(first), judgementOf(second)];
    return h("li", null, rows, matterPart(both, null, name, this.docket));
  }

  /** A row in its words, as soon as they are there. */
  #row(id: string): HTMLElement {
    const place = h("div", { class: "end" }, h("code", null, id));
    void this.#read(id)
      .then((row) => place.replaceChildren(...rowWords(this.id, id, row)))
      .catch(failed);
    return place;
  }

  #read(id: string): Promise<Told> {
    const known =
      this.#rows.get(id) ??
      this.desk.api.get<{ row: Told }>(path("rows", id)).then(({ row }) => row);
    this.#rows.set(id, known);
    known.catch(() => this.#rows.delete(id));
    return known;
  }

  /** Judgements out of the desk, and from another one into it. */
  #exchange(): HTMLElement {
    const told = h("div", { role: "status" });
    const file = h("input", { type: "file", id: "judgements", accept: ".jsonl,.json,.txt" });
    const read = async () => {
      const some = file.files?.[0];
      if (!some) return;
      told.replaceChildren(await this.#import(await some.text()));
      file.value = "";
      this.#compare();
    };
    file.addEventListener("change", () => void read());
    return h(
      "section",
      { class: "exchange", "aria-labelledby": "exchange" },
      h("h2", { id: "exchange" }, "Export and import"),
      h(
        "p",
        null,
        h(
          "a",
          { href: path("events", this.id, "judgements.jsonl"), download: "judgements.jsonl" },
          "All judgements of this event",
        ),
        " (JSON lines: one judgement a line, signed and timed)",
      ),
      may(this.desk.person, "editor") &&
        h("p", null, h("label", { for: "judgements" }, "Judgements from a file"), " ", file),
      told,
    );
  }

  async #import(lines: string): Promise<HTMLElement> {
    try {
      const taken = await this.desk.api.lines<Taken>(path("judgements", "import"), lines);
      return takenPart(taken);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      return h("p", { class: "form-trouble" }, `Not read: ${troubleLine(error)}`);
    }
  }
}

/** A row of the ledger, with its label. */
type Told = Record<string, unknown>;

function wanted(asked: string | null, people: string[], otherwise: string): string {
  return asked !== null && people.includes(asked) ? asked : otherwise;
}

/** A row's words under its label; of a name, the name; of a report, its title. */
function rowWords(event: string, id: string, row: Told): Node[] {
  const label = (row.label as { status?: string } | undefined)?.status ?? "";
  const words = String(row.text ?? row.name ?? row.title ?? id);
  const isName = row.type === "mention";
  const href = isName ? null : rowAddress(event, id);
  return labelled({ label, words: isName ? `“${oneLine(words)}”` : words }, href);
}

const HEADS = [
  "Matters",
  "Both judged",
  "The same",
  "Percent",
  "Kappa",
  "Only the first",
  "Only the second",
];

function table({ kinds, first, second }: Agreement): HTMLElement {
  const line = (one: Measure) =>
    h(
      "tr",
      null,
      h("th", { scope: "row", class: one.relation ? "below" : null }, nameOf(one)),
      [
        one.both,
        one.same,
        percent(one.percent),
        kappa(one.kappa),
        one.only_first,
        one.only_second,
      ].map((value): Child => h("td", null, value)),
    );
  return h(
    "div",
    {
      class: "table",
      role: "region",
      tabindex: 0,
      "data-key": "table",
      "aria-label": "Agreement by kind",
    },
    h(
      "table",
      { class: "agreement" },
      h(
        "caption",
        null,
        h("bdi", null, oneLine(first)),
        " and ",
        h("bdi", null, oneLine(second)),
        `. ${KAPPA}`,
      ),
      h(
        "thead",
        null,
        h(
          "tr",
          null,
          HEADS.map((head) => h("th", { scope: "col" }, head)),
        ),
      ),
      h("tbody", null, kinds.map(line)),
    ),
  );
}

function nameOf({ kind, relation }: Measure): string {
  return relation ? `“${relationName(relation)}”` : KINDS[kind];
}

function percent(value: number | null): string {
  return value === null ? "–" : `${value.toFixed(0)} %`;
}

function kappa(value: number | null): string {
  return value === null ? "not defined" : value.toFixed(2);
}

function takenPart({ new: fresh, known, refused }: Taken): HTMLElement {
  return h(
    "div",
    null,
    h(
      "p",
      null,
      `${count(fresh, "judgement")} new, ${known} known already, ${refused.length} refused.`,
    ),
    h(
      "ul",
      null,
      refused
        .slice(0, MOST)
        .map(({ line, reason, remedy }) =>
          h(
            "li",
            null,
            `Line ${line}: `,
            h("bdi", null, oneLine([reason, remedy].filter(Boolean).join(" "))),
          ),
        ),
    ),
  );
}
