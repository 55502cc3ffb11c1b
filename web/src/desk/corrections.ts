/** What people judged of a row, each signed and timed: the log stays, also of what was taken back. */

import { h } from "../dom.ts";
import { shown } from "../inert.ts";
import { count } from "../rows.ts";
import { type Judgement, order, undone } from "./judgement.ts";
import type { Naming } from "./matters.ts";
import { timeOf } from "./moment.ts";
import { told } from "./wording.ts";

/** The log, folded, the last judgement first; null where nobody judged. */
export function corrections(some: readonly Judgement[], name: Naming): HTMLElement | null {
  if (some.length === 0) return null;
  const gone = undone(some);
  const byId = new Map(some.map((one) => [one.id, one]));
  const line = (one: Judgement) =>
    h(
      "li",
      { class: gone.has(one.id) ? "undone" : null },
      timeOf(one.at),
      " ",
      h("bdi", { class: "by" }, ...shown(one.by)),
      `: ${told(byId.get(one.undoes ?? "") ?? one, name)}`,
      one.verdict === "undo" && " taken back",
      gone.has(one.id) && h("span", { class: "taken-back" }, " (taken back)"),
      one.note &&
        one.kind !== "note" &&
        h("blockquote", { class: "judged-note" }, h("bdi", null, ...shown(one.note))),
    );
  return h(
    "details",
    { class: "log", "data-key": "log" },
    h("summary", { "data-key": "summary" }, `Log of ${count(some.length, "judgement")}`),
    h("ol", { class: "corrections" }, [...some].sort(order).reverse().map(line)),
  );
}
