/** Contested figures first, then those that changed, agree or stand alone. */

import { compact } from "./compact.ts";
import { h } from "./dom.ts";
import type { Index, Question } from "./model.ts";
import { type Block, block } from "./question.ts";
import { drawAll } from "./redraw.ts";
import { type Growing, growing, sliced } from "./slice.ts";
import type { Context, View, Visible } from "./view.ts";
import { current } from "./words.ts";

/** Contested questions that are open at once; the others wait behind a button. */
const OPEN = 12;

const INTRO =
  "Every value and mark opens the words it was read from; Compare sets two accounts side by side. " +
  "None is preferred: accounts whose numbers clash stand first, then those in most articles, then " +
  "who denies one.";

const FOLDS: [standing: Question["standing"], name: string, words: string][] = [
  ["changed", "Changed", "a later value differs from an earlier one"],
  ["agreed", "Agreed", "accounts that can hold together"],
  ["single", "Single origin", "one account only: crosswire found none to compare it with"],
];

interface Fold {
  details: HTMLDetailsElement;
  number: HTMLElement;
  questions: Index[];
  rows: Growing<Index>;
}

/** The view's parts on the page. */
class Figures implements View {
  private blocks: Block[] = [];
  private waiting: Index[] = [];
  private folds: Fold[] = [];
  private readonly contested = h("div", { class: "contested" });
  private readonly more = h("button", { type: "button", class: "more", hidden: true });
  private readonly none = h("p", { class: "none", hidden: true });
  private shown: Visible | null = null;

  mount(root: HTMLElement, context: Context): void {
    root.classList.add("figures");
    const standing = of(context.report.questions, "contested");
    this.waiting = standing.slice(OPEN);
    this.more.addEventListener("click", () => this.rest(context));
    root.append(h("p", { class: "intro" }, INTRO), this.none, this.contested, this.more);
    this.folds = FOLDS.map(([one, name, words]) => fold(context, one, name, words));
    root.append(...this.folds.map((one) => one.details));
    this.folds = this.folds.filter((one) => !one.details.hidden);
    this.add(context, standing.slice(0, OPEN));
    this.update(context);
  }

  update(context: Context): void {
    if (context.visible() !== this.shown) this.show(context);
    current(this.contested, context);
  }

  private show(context: Context): void {
    this.shown = context.visible();
    for (const one of this.blocks) one.update();
    const left = (some: readonly Index[]) =>
      some.filter((index) => context.visible().questions[index]);
    for (const one of this.folds) {
      const questions = left(one.questions);
      one.number.textContent = numbered(questions.length, one.questions.length);
      one.details.classList.toggle("empty", questions.length === 0);
      if (one.details.open) one.rows.show(questions);
    }
    this.tell(context);
  }

  /** The groups are opened for print, and that is told only when it is too late: fill them now. */
  print(most: number): number {
    drawAll(this.contested);
    return this.folds.reduce((out, { details, rows, questions }) => {
      // What nobody else tells is printed where one has asked to see it; the statements have it.
      if (details.classList.contains("single") && !details.open) return out + questions.length;
      rows.show(questions.filter((index) => this.shown?.questions[index]));
      return out + rows.all(most);
    }, 0);
  }

  private add(context: Context, some: readonly Index[]): void {
    sliced(some, (index) => {
      const made = block(context, index);
      if (!made) return;
      this.blocks.push(made);
      this.contested.append(made.root);
      made.update();
    });
  }

  private rest(context: Context): void {
    this.add(context, this.waiting);
    this.waiting = [];
    this.tell(context);
  }

  /** How many contested questions wait, or that there are none. */
  private tell(context: Context): void {
    const { questions } = context.visible();
    const waiting = this.waiting.filter((index) => questions[index]).length;
    this.more.hidden = waiting === 0;
    this.more.textContent = `Show ${waiting} more contested`;
    const all = of(context.report.questions, "contested");
    this.none.hidden = all.some((index) => questions[index]);
    this.none.textContent =
      all.length === 0
        ? "crosswire found no answers that contradict each other in what it read."
        : "No contested figure passes the filters.";
  }
}

function of(questions: readonly Question[], standing: Question["standing"]): Index[] {
  return questions.flatMap((question, index) => (question.standing === standing ? [index] : []));
}

function numbered(left: number, all: number): string {
  return left === all ? String(all) : `${left} of ${all}`;
}

/** A folded group; its rows are made when it is opened. */
function fold(context: Context, standing: Question["standing"], name: string, words: string): Fold {
  const questions = of(context.report.questions, standing);
  const list = h("ul", { class: "rows" });
  const number = h("span", { class: "number" });
  const details = h(
    "details",
    { class: `fold ${standing}`, hidden: questions.length === 0 },
    h("summary", null, h("h3", null, name), number, h("span", { class: "gloss" }, words)),
    h("div", null, list),
  );
  const rows = growing<Index>(
    list,
    (index) => compact(context, index) ?? document.createComment(""),
  );
  details.addEventListener("toggle", () => {
    const { questions: visible } = context.visible();
    if (details.open) rows.show(questions.filter((index) => visible[index]));
  });
  return { details, number, questions, rows };
}

export function figures(): View {
  return new Figures();
}
