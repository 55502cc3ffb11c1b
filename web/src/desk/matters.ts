/** Judgements as lines and as parts of the pane: each reviewer's word beside the others'. */

import { type Child, h } from "../dom.ts";
import { oneLine, shown } from "../inert.ts";
import { differ, type Judgement } from "./judgement.ts";
import { timeOf } from "./moment.ts";
import { pairsJudged, told } from "./wording.ts";

/** What a row, or a mention, is called; "" where it is not known. */
export type Naming = (row: string) => string;

/** What can be done about a judgement by whom. */
export interface Hand {
  isSent(one: Judgement): boolean;
  isMine(one: Judgement): boolean;
  undo(one: Judgement): void;
}

/** What a matter is headed, by its kind. */
const HEADS: Record<Judgement["kind"], string> = {
  link: "Link",
  name: "Names",
  question: "Pair of figures",
  speaker: "Speaker",
  date: "Date",
  note: "Note",
  reliability: "Reliability of the source",
  credibility: "Credibility",
};

/** Where reviewers say different things. */
const DIFFER = "They differ: nothing follows from either.";

/** One matter in a line: what is said of it by whom. */
export function matterLine(some: readonly Judgement[], name: Naming): HTMLElement {
  const isOne = !differ(some);
  const by = (one: Judgement) => h("bdi", null, oneLine(one.by));
  const parts: Child[] = isOne
    ? [`${told(some[0] as Judgement, name)}, by `, ...joined(some.map(by))]
    : joined(some.flatMap((one) => h("span", null, by(one), `: ${told(one, name)}`)));
  return h(
    "span",
    { class: isOne ? "judged-line" : "judged-line differ" },
    h("span", { class: "judged-sign" }, isOne ? "Judged" : "Judged differently"),
    " ",
    parts,
  );
}

/** Pairs of a question's figures in a line: who judged so many of them, and not the question. */
export function pairsLine(pairs: readonly (readonly Judgement[])[]): HTMLElement {
  const isOne = !pairs.some(differ);
  const people = [...new Set(pairs.flat().map(({ by }) => oneLine(by)))];
  return h(
    "span",
    { class: isOne ? "judged-line" : "judged-line differ" },
    h("span", { class: "judged-sign" }, pairsJudged(pairs)),
    ", by ",
    joined(people.map((name) => h("bdi", null, name))),
  );
}

function joined(parts: readonly Node[]): Child[] {
  return parts.flatMap((one, at) => (at > 0 ? [", ", one] : [one]));
}

/** One matter with all that is said of it, reviewers side by side. */
export function matterPart(
  some: readonly Judgement[],
  about: Child,
  name: Naming,
  hand: Hand,
): HTMLElement {
  const isDisputed = differ(some);
  const first = some[0] as Judgement;
  return h(
    "section",
    { class: isDisputed ? "matter differ" : "matter" },
    h("h5", null, HEADS[first.kind], about ? [": ", about] : null),
    isDisputed && h("p", { class: "differ-note" }, DIFFER),
    h(
      "ul",
      { class: "words-of" },
      some.map((one) => word(one, name, hand)),
    ),
  );
}

/** What one reviewer says: what, who, when, why. */
function word(one: Judgement, name: Naming, hand: Hand): HTMLElement {
  return h(
    "li",
    null,
    one.kind !== "note" && h("p", { class: "word-told" }, told(one, name)),
    one.note && h("p", { class: "word-note", dir: "auto" }, ...shown(one.note)),
    h(
      "p",
      { class: "word-by" },
      h("bdi", null, oneLine(one.by)),
      " · ",
      hand.isSent(one) ? "being sent" : timeOf(one.at),
      hand.isMine(one) &&
        !hand.isSent(one) && [
          " ",
          h(
            "button",
            {
              type: "button",
              class: "take-back",
              "data-key": `back ${one.id}`,
              onclick: () => hand.undo(one),
            },
            "Take back",
          ),
        ],
    ),
  );
}
