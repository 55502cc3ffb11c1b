/** The answers to a question side by side: a column for each side, speaker or outlet. */

import { type Answer, asOf, isDenied, isHollow, resting } from "./answer.ts";
import { against, dropped, earlier } from "./counter.ts";
import { h } from "./dom.ts";
import { mark } from "./mark.ts";
import type { Column } from "./model.ts";
import { isNegated } from "./status.ts";
import type { Context } from "./view.ts";
import { line, named, opening, short } from "./words.ts";

/** What a question's columns are drawn into. */
export interface Comparison {
  root: HTMLElement;
  show(some: readonly Answer[]): void;
}

/** Columns of which any two can be picked, to be read side by side. */
export function comparison(
  context: Context,
  question: string,
  tags: ReadonlyMap<Column, string>,
): Comparison {
  const list = h("ul", { class: "accounts" });
  const hint = h("p", { class: "hint", role: "status" });
  const pick = picker(context, hint);
  const root = h("div", { class: "comparison" }, list, hint);
  list.setAttribute("aria-label", `Answers: ${short(question, 80)}`);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pick.drop();
  });
  return {
    root,
    show(some) {
      pick.drop();
      list.replaceChildren(
        ...some.map((answer) =>
          columnOf(context, answer, tags.get(answer.column), some.length > 1 ? pick : null),
        ),
      );
    },
  };
}

interface Picker {
  button(answer: Answer): HTMLElement;
  drop(): void;
}

/** Buttons that pick a first column and then one to be read beside it. */
function picker(context: Context, hint: HTMLElement): Picker {
  let first: { row: string; button: HTMLElement } | null = null;
  const drop = () => {
    first?.button.setAttribute("aria-pressed", "false");
    first?.button.closest(".accounts")?.classList.remove("picking");
    first = null;
    hint.textContent = "";
  };
  const press = (button: HTMLElement, row: string, by: string) => {
    const other = first;
    drop();
    if (other && other.button !== button) context.open(other.row, row);
    if (other) return;
    first = { row, button };
    button.setAttribute("aria-pressed", "true");
    button.closest(".accounts")?.classList.add("picking");
    hint.textContent = `Pick a second account to read beside ${short(by, 60)}.`;
  };
  return { drop, button: (answer) => pickOf(answer, press) };
}

function pickOf(
  answer: Answer,
  press: (button: HTMLElement, row: string, by: string) => void,
): HTMLElement {
  const row = answer.shown[0]?.id ?? "";
  const by = answer.by[0] ?? "";
  const button = h(
    "button",
    {
      type: "button",
      class: "pick",
      "aria-pressed": "false",
      "aria-label": `Compare ${short(by, 60)} with another account`,
      onclick: () => press(button, row, by),
    },
    "Compare",
  );
  return button;
}

/** A column: who, what in the source's words, as of when, resting on what; what stands beside it. */
function columnOf(
  context: Context,
  answer: Answer,
  tag: string | undefined,
  pick: Picker | null,
): HTMLElement {
  const { column, by, hidden } = answer;
  return h(
    "li",
    { class: isDenied(answer) ? "account denied" : "account" },
    by.map((one) =>
      h(
        "p",
        { class: "who" },
        mark(context.report, column.party, isHollow(answer)),
        tagged(tag),
        named(one),
      ),
    ),
    h("p", { class: "value" }, valuesOf(context, answer)),
    against(context, answer),
    earlier(context, answer),
    h(
      "p",
      { class: "rests" },
      h("span", null, asOf(answer)),
      " ",
      h("span", null, resting(answer)),
    ),
    hidden && h("p", { class: "hidden-standing" }, short(hidden, 240)),
    dropped(context, answer.drops),
    pick?.button(answer),
  );
}

/** The letter that tells a mark from another's of the same shape and colour. */
function tagged(tag: string | undefined): HTMLElement | null {
  return tag ? h("sup", { class: "tag", "aria-hidden": "true" }, tag) : null;
}

/** The values shown, each wording once, each opening its words. */
function valuesOf(context: Context, answer: Answer): (Node | string)[] {
  const byWords = new Map(answer.shown.map((figure) => [line(figure.text).toLowerCase(), figure]));
  return [...byWords.values()].flatMap((figure, at) => {
    const words = line(figure.text);
    const link = opening(
      context,
      figure.id,
      {
        class: `quoted${words.length > 28 ? " long" : ""}${isNegated(figure) ? " struck" : ""}`,
        title: words.length > 90 ? words : null,
      },
      short(words, 90),
    );
    return at === 0 ? [link] : [" / ", link];
  });
}
