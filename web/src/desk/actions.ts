/** What a reviewer may do about a row or a pair of rows: buttons, each with its key. */

import { h } from "../dom.ts";
import { taken } from "../keys.ts";
import { announce } from "../live.ts";
import { Trouble } from "./api.ts";
import type { Docket } from "./docket.ts";
import { type FormKind, fitting, form, type Subject } from "./form.ts";
import type { Draft, Judgement, Verdict } from "./judgement.ts";
import { matter } from "./judgement.ts";
import type { Names } from "./names.ts";
import { troubleLine } from "./trouble.ts";
import { told } from "./wording.ts";
import { isWriting } from "./writing.ts";

/** Two rows of which it is judged whether they belong together, and what either word means. */
export interface Pair {
  draft: Omit<Draft, "verdict">;
  accept: string;
  reject: string;
}

/** What can be judged here. */
export interface Target {
  pair: Pair | null;
  subjects: Subject[];
}

/** Who goes on as soon as something is sent, and comes back to what was refused. */
export interface Told {
  sent(draft: Draft): void;
  refused(words: string): void;
}

/** The forms by their keys. */
const FORMS: [key: string, kind: FormKind, words: string][] = [
  ["c", "speaker", "Correct speaker"],
  ["d", "date", "Correct date"],
  ["n", "note", "Note"],
  ["g", "credibility", "Grade"],
  ["g", "reliability", "Grade"],
];

/** The keys of a page on which something can be judged, for its list of keys. */
export const KEYS: [key: string, what: string][] = [
  ["a, r", "accept, reject the link, names or question that is open"],
  ["c, d", "correct the speaker, the date"],
  ["n, g", "note, grade by hand"],
  ["u", "take back your last judgement here"],
];

export class Actions {
  readonly element = h("div", { class: "actions" });
  readonly #row = h("p", { class: "actions-row" });
  readonly #place = h("div");
  readonly #trouble = h("p", { class: "form-trouble", role: "alert" });
  readonly #pressed: [verdict: Verdict, button: HTMLElement][] = [];
  readonly #undo: HTMLButtonElement;

  constructor(
    readonly docket: Docket,
    readonly names: Names,
    readonly target: Target,
    readonly told: Told | null = null,
  ) {
    this.#undo = this.#button("u", "Undo", () => this.#takeBack());
    this.#row.append(...this.#buttons(), this.#undo);
    this.element.append(this.#row, this.#place, this.#trouble);
    this.update();
  }

  /** Shows which of its words are mine. */
  update(): void {
    const mine = this.#mine();
    for (const [verdict, button] of this.#pressed)
      button.setAttribute("aria-pressed", String(mine?.verdict === verdict));
    this.#undo.disabled = this.#last() === null;
  }

  /** Does what a key stands for; whether it stands for anything. */
  key(event: KeyboardEvent): boolean {
    if (taken(event)) return false;
    const button = this.#row.querySelector<HTMLButtonElement>(
      `[aria-keyshortcuts="${CSS.escape(event.key)}"]`,
    );
    if (!button || button.disabled) return false;
    event.preventDefault();
    button.click();
    return true;
  }

  #buttons(): HTMLElement[] {
    const { pair, subjects } = this.target;
    const judged = pair
      ? [
          this.#verdict("a", pair.accept, { ...pair.draft, verdict: "accept" }),
          this.#verdict("r", pair.reject, { ...pair.draft, verdict: "reject" }),
        ]
      : [];
    const forms = FORMS.filter(([, kind]) => fitting(kind, subjects).length > 0);
    return [
      ...judged,
      ...forms.map(([key, kind, words]) =>
        this.#button(key, words, (button) => this.#open(kind, button)),
      ),
    ];
  }

  #verdict(key: string, words: string, draft: Draft): HTMLElement {
    const send = () => {
      // Where one goes on to the next, what is written here would be gone.
      if (!this.told || !isWriting(this.#place)) void this.#send(draft, true);
    };
    const button = this.#button(key, words, send);
    this.#pressed.push([draft.verdict, button]);
    return button;
  }

  #button(key: string, words: string, act: (button: HTMLElement) => void): HTMLButtonElement {
    const button = h(
      "button",
      { type: "button", "aria-keyshortcuts": key },
      words,
      " ",
      h("kbd", { "aria-hidden": "true" }, key),
    );
    button.addEventListener("click", () => act(button));
    return button;
  }

  #open(kind: FormKind, button: HTMLElement): void {
    if (isWriting(this.#place)) return;
    const left = (gone: HTMLElement) => {
      if (gone.isConnected) button.focus({ preventScroll: true });
      gone.remove();
    };
    const send = async (draft: Draft) => (await this.#send(draft, false)) !== null;
    const made = form(kind, this.target.subjects, this.names, send, left);
    this.#place.replaceChildren(made);
    const first = made.querySelector<HTMLElement>(".form-own :is(select, input, textarea)");
    first?.focus({ preventScroll: true });
    made.scrollIntoView({ block: "nearest" });
  }

  /** Sends what was judged; what is refused is told here, or by the form. */
  async #send(draft: Draft, isTold: boolean): Promise<Judgement | null> {
    this.#trouble.textContent = "";
    try {
      const kept = await this.docket.judge(draft, () => this.told?.sent(draft));
      if (kept) announce(`Signed: ${told(kept)}`);
      return kept;
    } catch (error) {
      if (!isTold || !(error instanceof Trouble)) throw error;
      const words = `Not signed: ${troubleLine(error)}`;
      if (this.told) this.told.refused(words);
      else this.#trouble.textContent = words;
      return null;
    }
  }

  async #takeBack(): Promise<void> {
    const last = this.#last();
    if (!last) return;
    this.#trouble.textContent = "";
    try {
      if (await this.docket.takeBack(last)) announce(`Taken back: ${told(last)}`);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      this.#trouble.textContent = `Not taken back: ${troubleLine(error)}`;
    }
  }

  #mine(): Judgement | null {
    const { pair } = this.target;
    return pair ? this.docket.mine({ ...pair.draft, verdict: "accept" }) : null;
  }

  /** My last judgement of what is open here. */
  #last(): Judgement | null {
    const { pair, subjects } = this.target;
    const about = pair ? matter({ ...pair.draft, verdict: "accept" }) : null;
    const rows = new Set(subjects.map(({ id, mention }) => mention ?? id));
    const isHere = (one: Judgement) =>
      matter(one) === about || rows.has(one.subject) || rows.has(one.other ?? "");
    return this.docket.own().filter(isHere).at(-1) ?? null;
  }
}
