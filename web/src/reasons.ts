/** Why: the rule behind each derived field, in words, and the words that it looked at. */

import { h } from "./dom.ts";
import { letters, wordsAt } from "./letters.ts";
import type { Index, Reason, Witness } from "./model.ts";
import { documentOf, outletOf } from "./rows.ts";
import type { Looked } from "./state.ts";
import { cut } from "./status.ts";
import type { Store } from "./store.ts";

/** Which reports are open, so that words are shown there. */
export interface Open {
  row: string;
  document: Index | null;
  beside: string | null;
  besideDocument: Index | null;
}

export function reasonList(store: Store, reasons: Reason[], open: Open): HTMLElement | null {
  if (reasons.length === 0) return null;
  const lines = reasons.flatMap(({ field, rule, spans }) => [
    h("dt", null, field),
    h(
      "dd",
      null,
      rule,
      spans.length > 0 &&
        h(
          "ul",
          { class: "witnesses" },
          spans.map((one) => witness(store, one, open)),
        ),
    ),
  ]);
  return h("dl", { class: "reasons" }, lines);
}

/** Words that a rule looked at: a link that marks them, in the other report where they stand there. */
export function witness(store: Store, place: Witness, open: Open): HTMLElement {
  const [document, start, end] = place;
  const outlet = outletOf(documentOf(store.report, document));
  const words = cut(wordsAt(store.report, place));
  const elsewhere = document !== open.document;
  const label = words ? `“${words}”` : `letters ${start} to ${end}`;
  const where = elsewhere ? h("span", { class: "witness-where" }, ` ${outlet}`) : null;
  if (letters(store.report, document) === null) return h("li", null, h("bdi", null, label), where);
  return h(
    "li",
    null,
    h("a", { href: addressOf(store, place, open) }, h("bdi", null, label)),
    where,
  );
}

function addressOf(store: Store, [document, start, end]: Witness, open: Open): string {
  if (document === open.document)
    return store.address(open.row, open.beside, ["row", start, end] satisfies Looked);
  const beside =
    document === open.besideDocument ? open.beside : documentOf(store.report, document).id;
  return store.address(open.row, beside, ["beside", start, end] satisfies Looked);
}
