/** What was judged, in words; the same for a mark, a line of the log and the live region. */

import { oneLine } from "../inert.ts";
import { count } from "../rows.ts";
import { days } from "../window.ts";
import { type Days, differ, type Judgement } from "./judgement.ts";

/** What a link's relation is called. */
const RELATIONS: Record<string, string> = {
  same_statement: "one utterance",
  copies: "copied",
  confirms: "confirms",
  denies: "denies",
  disowns: "disowns",
  contradicts: "contradicts",
  supersedes: "updates",
};

const FIELDS: Record<Days["field"], string> = {
  when: "what it is about",
  said: "when it was said",
  published: "day of publication",
};

/** The grades of the Admiralty system (NATO AJP-2.1), given by hand. */
export const RELIABILITY: Record<string, string> = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
};

export const CREDIBILITY: Record<string, string> = {
  "1": "confirmed by other sources",
  "2": "probably true",
  "3": "possibly true",
  "4": "doubtful",
  "5": "improbable",
  "6": "truth cannot be judged",
};

export function relationName(relation: string | null): string {
  return RELATIONS[relation ?? ""] ?? oneLine(relation ?? "");
}

/** "“denies” rejected", "speaker corrected to the outlet itself", "credibility 3: possibly true". */
export function told(one: Judgement, name: (row: string) => string = () => ""): string {
  const { kind, verdict, value } = one;
  if (verdict === "undo") return "taken back";
  const verb = verdict === "accept" ? "accepted" : "rejected";
  switch (kind) {
    case "link":
      return `“${relationName(one.relation)}” ${verb}`;
    case "name":
      return verdict === "accept" ? "names: one and the same" : "names: two different";
    case "question":
      return verdict === "accept" ? "answers to one question" : "answers to two questions";
    case "speaker":
      return `speaker: ${value === null ? "the outlet itself" : name(String(value)) || "another name"}`;
    case "date":
      return dated(value as Days);
    case "note":
      return `note: ${oneLine(one.note ?? "")}`;
    case "reliability":
      return `reliability ${value}: ${RELIABILITY[String(value)] ?? ""}`;
    case "credibility":
      return `credibility ${value}: ${CREDIBILITY[String(value)] ?? ""}`;
  }
}

/** "2 pairs judged: 1 answers to one question, 1 differently": a pair is not its whole question. */
export function pairsJudged(pairs: readonly (readonly Judgement[])[]): string {
  const words = (some: readonly Judgement[]) =>
    differ(some) ? "differently" : told(some[0] as Judgement);
  const number = new Map<string, number>();
  for (const one of pairs.map(words)) number.set(one, (number.get(one) ?? 0) + 1);
  const all = [...number].map(([what, some]) => (number.size > 1 ? `${some} ${what}` : what));
  return `${count(pairs.length, "pair")} judged: ${all.join(", ")}`;
}

function dated({ field, from, to }: Days): string {
  return `${FIELDS[field]}: ${from || to ? days([from, to]) : "not known"}`;
}
