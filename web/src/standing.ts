/** How a claim stands where it is drawn or named: in doubt, not simply asserted, denied by others. */

import type { Figure, Index, Report, Statement } from "./model.ts";

/** Whether a mark is hollow: the words hedge, or a report could not verify them. */
export function isDoubtful(row: Statement | Figure): boolean {
  return ("hedged" in row && row.hedged) || isUnverified(row);
}

export function isUnverified({ verification, status }: Statement | Figure): boolean {
  return verification === "unverified" || status.startsWith("UNVERIFIED: ");
}

/** Whether somebody means to do it or judges it: it is not told as what is so. */
export function isIntended({ act }: Statement | Figure): boolean {
  return act === "intends" || act === "evaluates";
}

/** The links by which others deny or disown a figure, or the utterance in which it stands. */
export function deniers(report: Report, figure: Figure): Index[] {
  const denied = denials(report);
  const told = report.statements[figure.statement ?? -1]?.utterance;
  return [...(denied.figures.get(figure.id) ?? []), ...(denied.utterances.get(told ?? -1) ?? [])];
}

interface Denials {
  figures: Map<string, Index[]>;
  utterances: Map<Index, Index[]>;
}

const known = new WeakMap<Report, Denials>();

/** The links that deny or disown, by what they deny. */
function denials(report: Report): Denials {
  let found = known.get(report);
  if (found) return found;
  found = { figures: new Map(), utterances: new Map() };
  for (const [at, { kind, to }] of report.links.entries()) {
    if (kind !== "denies" && kind !== "disowns") continue;
    if (to.kind === "figure") push(found.figures, report.figures[to.index]?.id, at);
    if (to.kind === "statement") push(found.utterances, report.statements[to.index]?.utterance, at);
  }
  known.set(report, found);
  return found;
}

function push<K>(map: Map<K, Index[]>, key: K | undefined, at: Index): void {
  if (key === undefined) return;
  const own = map.get(key);
  if (own) own.push(at);
  else map.set(key, [at]);
}
