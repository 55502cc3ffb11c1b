/** A contested question: its words, its answers side by side, its figures over time. */

import { rollup } from "d3-array";
import { type Answer, answers } from "./answer.ts";
import { comparison } from "./comparison.ts";
import { h } from "./dom.ts";
import type { Size } from "./dotrange.ts";
import { figureTable } from "./figuretable.ts";
import { tags } from "./mark.ts";
import type { Column, Figure, Index, Question, Report } from "./model.ts";
import { plot } from "./plot.ts";
import { type Drawn, redraw } from "./redraw.ts";
import { window } from "./timetable.ts";
import type { Context } from "./view.ts";
import { count, current, line, opening, short } from "./words.ts";

/** A question on the page. */
export interface Block {
  root: HTMLElement;
  /** Show what the filters leave of it, when its turn comes. */
  update(): void;
}

export function block(context: Context, index: Index): Block | null {
  const question = context.report.questions[index];
  if (!question) return null;
  const letters = tags(context.report, question.columns);
  const parts = {
    tags: letters,
    columns: comparison(context, line(question.text), letters),
    counts: h("p", { class: "counts" }),
    picture: h("div", { class: "picture" }),
    caption: h("p", { class: "caption" }),
    table: h("div", { class: "table" }),
  };
  const root = h(
    "article",
    { class: "question", id: `question-${index}`, "aria-labelledby": `asked-${index}` },
    heading(context, question, index, parts.counts),
    h(
      "div",
      { class: "answers" },
      parts.columns.root,
      h("figure", { class: "over-time" }, parts.picture, h("figcaption", null, parts.caption)),
    ),
    parts.table,
  );
  return new Asked(context, question, root, parts);
}

interface Parts {
  tags: ReadonlyMap<Column, string>;
  columns: ReturnType<typeof comparison>;
  counts: HTMLElement;
  picture: HTMLElement;
  caption: HTMLElement;
  table: HTMLElement;
}

/** What is shown of a question: its words in one turn, its plot in the next, when there is room. */
class Asked implements Block {
  private before = "";
  private some: Answer[] = [];
  private columns = { width: 0, height: 0 };
  private width = 0;
  private size: Size | null = null;
  private key = "";
  private readonly words: Drawn;
  private readonly picture: Drawn;

  constructor(
    private readonly context: Context,
    private readonly question: Question,
    readonly root: HTMLElement,
    private readonly parts: Parts,
  ) {
    this.words = { root, draw: () => this.write() };
    this.picture = { root, draw: () => this.draw() };
    const seer = new ResizeObserver((seen) => this.measure(seen));
    for (const one of [parts.columns.root, parts.picture]) seer.observe(one);
  }

  update(): void {
    const { figures } = this.context.visible();
    const now = this.question.figures.map((index) => figures[index]).join("");
    if (now === this.before) return;
    this.before = now;
    this.some = answers(this.context.report, this.question.columns, figures);
    this.root.hidden = this.some.length === 0;
    if (!this.root.hidden) redraw(this.words);
  }

  private write(): void {
    const { report } = this.context;
    const { figures } = this.context.visible();
    this.parts.columns.show(this.some);
    this.parts.counts.textContent = counts(this.question, this.some);
    const rows = this.question.figures.flatMap((index) =>
      figures[index] ? (report.figures[index] ?? []) : [],
    );
    this.parts.table.replaceChildren(figureTable(this.context, rows));
    current(this.root, this.context);
    // The room of the plot is known when the words have been laid out.
    requestAnimationFrame(() => redraw(this.picture));
  }

  /** The room is told by the browser once it has laid out the page: nobody waits for that. */
  private measure(seen: readonly ResizeObserverEntry[]): void {
    for (const { target, contentRect } of seen)
      if (target === this.parts.picture) this.width = contentRect.width;
      else this.columns = { width: contentRect.width, height: contentRect.height };
    const size = sizeOf(this.width, this.columns);
    const { width, height } = this.size ?? { width: 0, height: 0 };
    if (size.width < 1 || (size.width === width && Math.abs(size.height - height) <= 8)) return;
    this.size = size;
    redraw(this.picture);
  }

  private draw(): void {
    if (!this.size || this.some.length === 0) return;
    const columns = this.some.map((answer) => answer.column);
    const name = `Figures over time: ${short(line(this.question.text), 80)}`;
    const tell = (words: string | null) => this.tell(words);
    const drawing = plot(this.context, columns, this.parts.tags, this.size, name, tell);
    this.parts.picture.replaceChildren(drawing.svg);
    this.key = drawing.words;
    this.tell(null);
    current(this.parts.picture, this.context);
  }

  /** Under the plot stand the words of the mark that is looked at, else how to read it. */
  private tell(words: string | null): void {
    this.parts.caption.textContent = words ?? this.key;
    this.parts.caption.classList.toggle("key", words === null);
  }
}

/** As high as the answers beside it, within limits; under them it is of one height. */
function sizeOf(width: number, answers: { width: number; height: number }): Size {
  const under = Math.abs(answers.width - width) < 1;
  return { width, height: under ? 230 : Math.max(230, Math.min(400, answers.height - 60)) };
}

function counts(question: Question, some: readonly Answer[]): string {
  const figures = some.flatMap((answer) => answer.figures);
  const articles = new Set(figures.map((figure) => figure.document)).size;
  const whole = new Set(question.figures).size === new Set(figures).size;
  const origins = whole ? question.origins : new Set(figures.map((figure) => figure.origin)).size;
  const of = whole ? "" : ` of ${question.figures.length}`;
  return [
    `${figures.length}${of} ${figures.length === 1 && !of ? "figure" : "figures"}`,
    count(origins, "origin"),
    count(articles, "article"),
  ].join(" · ");
}

/** The question in the sources' words, its unit, how its answers stand and why. */
function heading(
  context: Context,
  question: Question,
  index: Index,
  counted: HTMLElement,
): HTMLElement {
  const words = line(question.text);
  return h(
    "header",
    null,
    h(
      "h3",
      { id: `asked-${index}`, title: words.length > 140 ? words : null },
      h("bdi", null, short(words, 140)),
    ),
    question.unit !== null && h("p", { class: "unit" }, `unit: ${short(question.unit, 40)}`),
    about(context.report, question),
    h("p", { class: "stands" }, RELATIONS[question.relation]),
    why(context, question),
    counted,
    context.overlay?.marks({ kind: "question", index }),
  );
}

/** Places that are named beside a question. */
const PLACES = 3;

/** Where and when its figures are, so that another event's do not pass for this one's. */
function about(report: Report, question: Question): HTMLElement | null {
  const figures = question.figures.flatMap((index) => report.figures[index] ?? []);
  const words = [places(report, figures), period(figures)].filter(Boolean).join(" · ");
  return words ? h("p", { class: "about" }, h("bdi", null, words)) : null;
}

/** The place that all figures share; of few, how many figures each has. */
function places(report: Report, figures: readonly Figure[]): string {
  const names = figures.map(({ place }) => short(report.places[place ?? -1]?.name ?? "", 60));
  const counted = rollup(names, (some) => some.length, String);
  if (counted.size === 1) return names[0] ?? "";
  counted.delete("");
  if (counted.size > PLACES) return "";
  const parts = [...counted].sort(([, a], [, b]) => b - a);
  return parts.map(([name, some]) => `${name} (${some} of ${figures.length})`).join(", ");
}

/** The days that all figures are about, where they are the same. */
function period(figures: readonly Figure[]): string {
  const shared = new Set(figures.map(({ time }) => String(time)));
  return shared.size === 1 ? window(figures[0]?.time ?? null) : "";
}

/** How a question's answers stand to each other, as a label. */
const RELATIONS: Record<Question["relation"], string> = {
  conflict: "contested",
  mixed: "contested and changed",
  update: "changed",
  agree: "agreed",
  single: "single",
};

/** The rule by which the answers stand so to each other, and where to see what it looked at. */
export function why(context: Context, question: Question): HTMLElement {
  return h(
    "details",
    { class: "why" },
    h("summary", null, "why"),
    h(
      "p",
      null,
      `${question.relation_words}. `,
      opening(context, question.id, {}, "What the rule looked at"),
    ),
  );
}
