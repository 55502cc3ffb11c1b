/** What a link between two rows says, and why. */

import { h } from "./dom.ts";
import { lossList } from "./loss.ts";
import type { Link } from "./model.ts";
import { type Open, reasonList } from "./reasons.ts";
import { claim, documentOf, outletOf, type Row } from "./rows.ts";
import { statusParts } from "./status.ts";
import type { Store } from "./store.ts";

/** What a link says, why, and what was dropped between its rows; `unfolded` shows the reasons at once. */
export function linkReasons(store: Store, link: Link, open: Open, unfolded = true): HTMLElement {
  return h(
    "details",
    { class: `link-reasons relation ${link.kind}`, open: unfolded },
    h(
      "summary",
      null,
      whom(store, link.from),
      " ",
      h("strong", { class: "relation-words" }, link.forward),
      " ",
      whom(store, link.to),
    ),
    reasonList(store, link.reasons, open),
    lossList(store, link.drops, open),
    store.overlay?.docket({ kind: "link", index: store.report.links.indexOf(link) }),
  );
}

/** Whose row it is and how it stands; a report by its outlet. */
function whom(store: Store, row: Row): HTMLElement {
  const { report } = store;
  if (row.kind !== "statement" && row.kind !== "figure")
    return h("bdi", null, outletOf(documentOf(report, row.index)));
  return h(
    "span",
    { class: "status named-status" },
    statusParts(report, claim(report, row.kind, row.index)),
  );
}
