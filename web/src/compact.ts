/** Questions that nobody contests, a line each: what changed, what is agreed, what stands alone. */

import { type Answer, answers, asOf, isDenied, isHollow, resting } from "./answer.ts";
import { against, earlier } from "./counter.ts";
import { h } from "./dom.ts";
import { mark } from "./mark.ts";
import type { Figure, Index } from "./model.ts";
import { isNegated } from "./status.ts";
import type { Context } from "./view.ts";
import { line, named, opening, short } from "./words.ts";

/** A question's line, as the filters leave it; null where they leave nothing. */
export function compact(context: Context, index: Index): HTMLElement | null {
  const question = context.report.questions[index];
  if (!question) return null;
  const some = answers(context.report, question.columns, context.visible().figures);
  if (some.length === 0) return null;
  const words = line(question.text);
  return h(
    "li",
    { class: "compact" },
    h(
      "p",
      { class: "asked" },
      opening(context, question.id, { title: words.length > 90 ? words : null }, short(words, 90)),
    ),
    h(
      "ul",
      null,
      some.map((answer) => answerLine(context, answer, question.standing === "changed")),
    ),
  );
}

function answerLine(context: Context, answer: Answer, changed: boolean): HTMLElement {
  const { by, hidden } = answer;
  const told = changed ? steps(answer.figures) : once(answer.shown);
  return h(
    "li",
    isDenied(answer) ? { class: "denied" } : null,
    h(
      "div",
      { class: "value" },
      chain(context, answer, told, changed ? " → " : " / "),
      against(context, answer),
      !changed && earlier(context, answer),
    ),
    h(
      "span",
      { class: "who" },
      mark(context.report, answer.column.party, isHollow(answer)),
      by.flatMap((one, at) => [at > 0 && " / ", named(one, 60)]),
    ),
    h(
      "span",
      { class: "rests" },
      [asOf(answer), resting(answer), short(hidden, 240)].filter(Boolean).join(" · "),
    ),
  );
}

/** Figures of which each has another value than the one before. */
function steps(figures: readonly Figure[]): Figure[] {
  return figures.filter((figure, at) => {
    const before = figures[at - 1];
    return !before || before.low !== figure.low || before.high !== figure.high;
  });
}

/** Each wording once. */
function once(figures: readonly Figure[]): Figure[] {
  return [...new Map(figures.map((one) => [line(one.text).toLowerCase(), one])).values()];
}

/** Values of which each opens its words; one that is another's, or stands otherwise, says so. */
function chain(
  context: Context,
  { shown }: Answer,
  figures: readonly Figure[],
  between: string,
): (Node | string)[] {
  const own = new Set(shown.map(({ status }) => status));
  return figures.flatMap((figure, at): (Node | string)[] => {
    const isLast = at === figures.length - 1 && shown.some((one) => isAlike(one, figure));
    const struck = isNegated(figure) ? " struck" : "";
    const words = short(line(figure.text), 70);
    return [
      ...(at === 0 ? [] : [between]),
      opening(context, figure.id, { class: `quoted${struck}` }, words),
      ...(isLast || own.has(figure.status)
        ? []
        : [h("span", { class: "own-standing" }, " (", named(figure.status, 60), ")")]),
    ];
  });
}

function isAlike(one: Figure, other: Figure): boolean {
  return one.low === other.low && one.high === other.high;
}
