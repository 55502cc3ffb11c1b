/** All that was judged of an event, as this browser knows it: what is sent is shown at once. */

import { announce } from "../live.ts";
import type { Api } from "./api.ts";
import { path, Trouble } from "./api.ts";
import {
  type Draft,
  type Judgement,
  judgementOf,
  matter,
  said,
  standing,
  undone,
} from "./judgement.ts";
import { may, type Person, signing } from "./person.ts";
import type { Stream } from "./stream.ts";
import { failed } from "./trouble.ts";
import { told } from "./wording.ts";

/** Told of each judgement that came or went. */
type Told = (one: Judgement) => void;

export class Docket {
  readonly #all = new Map<string, Judgement>();
  readonly #byRow = new Map<string, Judgement[]>();
  readonly #sent = new Map<string, Judgement>();
  readonly #answers = new Map<string, Promise<Judgement>>();
  #number = 0;
  readonly #told = new Set<Told>();

  constructor(
    readonly api: Api,
    readonly person: Person,
    readonly event: string,
    stream: Stream,
  ) {
    stream.on("judgement", (told) => this.#heard(told));
    stream.onAgain(() => this.#again());
  }

  /** Reads all that was judged up to now. */
  async load(): Promise<void> {
    const rows = await this.api.all<Judgement>(path("judgements"), { event: this.event });
    for (const row of rows) this.#add(judgementOf(row));
  }

  #again(): void {
    void this.load().catch(failed);
  }

  listen(told: Told, life: AbortSignal | null = null): void {
    this.#told.add(told);
    life?.addEventListener("abort", () => this.#told.delete(told));
  }

  /** All, with those on their way, and those that were undone. */
  all(): Judgement[] {
    return [...this.#all.values(), ...this.#sent.values()];
  }

  /** Those in which one of some rows is named. */
  about(rows: Iterable<string>): Judgement[] {
    const names = new Set(rows);
    const kept = [...names].flatMap((row) => this.#byRow.get(row) ?? []);
    const sent = [...this.#sent.values()].filter((one) =>
      rowsIn(one).some((row) => names.has(row)),
    );
    return [...new Set([...kept, ...sent])];
  }

  /** Whether a judgement is not acknowledged yet. */
  isSent(one: Judgement): boolean {
    return this.#sent.has(one.id);
  }

  /** My last word in a matter. */
  mine(about: Draft): Judgement | null {
    const wanted = matter(about);
    return this.own().find((one) => matter(one) === wanted) ?? null;
  }

  /** What I judged and stand by, the last last. */
  own(): Judgement[] {
    return standing(this.all().filter(({ by }) => by === this.person.name));
  }

  /** Shows a judgement at once (then `sent` is called), and takes it away again where the desk refuses it (`Trouble`). */
  async judge(draft: Draft, sent: () => void = () => {}): Promise<Judgement | null> {
    if (!(await signing(this.api, this.person, "judge"))) return null;
    queueMicrotask(sent);
    return this.#send(draft, null, () => this.api.post<Judgement>(path("judgements"), draft));
  }

  isMine(one: Judgement): boolean {
    return one.by === this.person.name && may(this.person, "reviewer");
  }

  /** Takes it back, and says what came of that. */
  undo(one: Judgement): void {
    void this.takeBack(one)
      .then((kept) => kept && announce(`Taken back: ${told(one)}`))
      .catch(failed);
  }

  /** Takes back a judgement of one's own; what the desk refuses is thrown (`Trouble`). */
  async takeBack(one: Judgement): Promise<Judgement | null> {
    if (undone(this.all()).has(one.id)) throw new Trouble(409, "It is taken back already", "", "");
    if (!(await signing(this.api, this.person, "judge"))) return null;
    // What is on its way has no name yet by which it could be taken back.
    const { id, at, by, ...draft } = await (this.#answers.get(one.id) ?? one);
    return this.#send({ ...draft, verdict: "undo", value: null, note: null }, id, () =>
      this.api.post<Judgement>(path("judgements", id, "undo"), {}),
    );
  }

  async #send(
    draft: Draft,
    undoes: string | null,
    post: () => Promise<Judgement>,
  ): Promise<Judgement> {
    const shown = this.#draft(draft, undoes);
    const answer = post().then(judgementOf);
    this.#sent.set(shown.id, shown);
    this.#answers.set(shown.id, answer);
    this.#tell(shown);
    try {
      const kept = await answer;
      this.#sent.delete(shown.id);
      this.#add(kept);
      return kept;
    } finally {
      this.#sent.delete(shown.id);
      this.#answers.delete(shown.id);
      this.#tell(shown);
    }
  }

  /** It follows all that is known, whatever the clock of this machine says. */
  #draft(draft: Draft, undoes: string | null): Judgement {
    const now = new Date().toISOString();
    const last = this.all().reduce((latest, { at }) => (at > latest ? at : latest), now);
    const by = this.person.name ?? "";
    this.#number += 1;
    const id = `sent-${String(this.#number).padStart(6, "0")}`;
    return judgementOf({ ...draft, id, at: last, by, undoes });
  }

  /** What came over the stream may be what was just sent: then that is no longer on its way. */
  #heard(told: Record<string, unknown>): void {
    const row = (told.judgement ?? told) as Partial<Judgement>;
    const one = judgementOf(row);
    if (one.id && one.kind) this.#come(one);
    else this.#again();
  }

  #come(one: Judgement): void {
    for (const sent of [...this.#sent.values()]) if (isSame(sent, one)) this.#sent.delete(sent.id);
    this.#add(one);
  }

  #add(one: Judgement): void {
    if (this.#all.has(one.id)) return;
    this.#all.set(one.id, one);
    for (const row of rowsIn(one)) this.#byRow.set(row, [...(this.#byRow.get(row) ?? []), one]);
    this.#tell(one);
  }

  #tell(one: Judgement): void {
    for (const told of this.#told) told(one);
  }
}

/** Whether one that came is another that was just sent; of notes every one is a matter of its own. */
function isSame(sent: Judgement, come: Judgement): boolean {
  if (sent.by !== come.by || sent.verdict !== come.verdict || sent.note !== come.note) return false;
  if (sent.undoes !== come.undoes || said(sent) !== said(come)) return false;
  return sent.kind === "note" ? sent.subject === come.subject : matter(sent) === matter(come);
}

function rowsIn({ subject, other }: Judgement): string[] {
  return other === null || other === subject ? [subject] : [subject, other];
}
