/** How a row stands, in Python's words, set so that a denial cannot be overlooked. */

import { h } from "./dom.ts";
import { shown } from "./inert.ts";
import { mark } from "./mark.ts";
import type { Figure, Report, Statement } from "./model.ts";
import { quoted } from "./quote.ts";

type Claim = Statement | Figure;

/** The end of a status whose words are the denial itself ("It never happened"), not what is denied. */
const OWN_NO = /, in these words(, (?:UNVERIFIED|CONFIRMED))?$/;

/** Whether words are what somebody says no to; where they are his no, "Denied" would turn it round. */
export function isNegated({ act, status }: { act: string; status: string }): boolean {
  return act === "denies" && !OWN_NO.test(status);
}

/** "DENIED BY", whom, ", UNVERIFIED". */
const PARTS = /^(UNVERIFIED: )?([A-Z]+ BY\b)?(.*?)(, (?:UNVERIFIED|CONFIRMED))?$/s;

/** The parts of a status or label: what says how the words stand, and whose they are. */
export function standing(status: string): Record<"doubt" | "act" | "whom" | "check", string> {
  const [, doubt = "", act = "", whom = "", check = ""] = PARTS.exec(status) ?? [];
  return { doubt, act, whom, check };
}

/** The line over a row's words: the party's mark, then its status. */
export function statusLine(report: Report, row: Claim): HTMLElement {
  return h("p", { class: "status" }, statusParts(report, row));
}

/** A row's mark and status; the words that say how it stands are set apart. */
export function statusParts(report: Report, row: Claim): Node[] {
  const { doubt, act, whom, check } = standing(row.status);
  const hedged = "hedged" in row && row.hedged;
  const parts: [words: string, name: string][] = [
    [doubt, "check unverified"],
    [act, `act ${row.act}`],
    [whom, "whom"],
    [check, `check ${row.verification}`],
  ];
  const told = parts.filter(([words]) => words.trim());
  return [
    mark(report, row.party, hedged || row.verification === "unverified"),
    ...told.map(([words, name]) => brief(words, name)),
  ];
}

/** Letters of a name that are shown in a list; the whole of it is a moment's rest away. */
const LONG = 160;

/** Words of a line, cut where no line could hold them. */
export function brief(words: string, name: string | null = null): HTMLElement {
  const isLong = words.length > LONG;
  return h("bdi", { class: name, title: isLong ? words : null }, isLong ? cut(words, LONG) : words);
}

/** A row's words in its own typography; before what is denied, and is not itself a no, stands the word. */
export function words(report: Report, row: Claim): (Node | string)[] {
  const [before, own, after] = quoted(report, row);
  const body = h("bdi", null, before, ...shown(own), after);
  return isNegated(row) ? [h("span", { class: "denied-label" }, "Denied"), " ", body] : [body];
}

/** The class of a row's words: what is denied stands on other ground. */
export function wordsClass(row: Claim): string {
  const kind = "kind" in row ? row.kind : "figure";
  return `words ${kind}${isNegated(row) ? " denied-words" : ""}`;
}

/** Words cut to a line or two. */
export function cut(text: string, most = 110): string {
  const all = Array.from(text.replace(/\s+/g, " ").trim());
  return all.length <= most ? all.join("") : `${all.slice(0, most - 1).join("")}…`;
}
