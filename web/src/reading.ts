/** A report in a box of its own: its head, and its text that scrolls to the words. */

import { h } from "./dom.ts";
import { isAddress, oneLine } from "./inert.ts";
import type { Document, Index } from "./model.ts";
import { claim, documentOf, outletOf, type Row, titleOf } from "./rows.ts";
import { brief } from "./status.ts";
import type { Store } from "./store.ts";
import { printedDay } from "./window.ts";

/** The report whose text a panel shows. */
export function documentShown(store: Store, row: Row | null): Index | null {
  if (row?.kind === "document") return row.index;
  if (row?.kind === "statement" || row?.kind === "figure")
    return claim(store.report, row.kind, row.index).document;
  return null;
}

/** A report's head and its text, in a box of its own that scrolls. */
export function reading(store: Store, index: Index, text: HTMLElement): HTMLElement {
  const document = documentOf(store.report, index);
  const label = `${outletOf(document)}, ${titleOf(document)}`;
  return h(
    "div",
    { class: "reading" },
    h(
      "div",
      { class: "article", role: "group", tabindex: 0, "aria-label": `Text: ${label}` },
      articleHead(store, document),
      text,
    ),
  );
}

function articleHead(store: Store, document: Document): HTMLElement {
  return h(
    "div",
    { class: "article-head" },
    h("p", { class: "article-outlet" }, brief(outletOf(document))),
    h(
      "h4",
      { class: "article-title" },
      h("a", { href: store.address(document.id) }, h("bdi", null, titleOf(document))),
    ),
    h("p", { class: "article-day" }, dayOf(document)),
    document.url ? h("p", { class: "article-url" }, urlOf(document.url)) : null,
  );
}

/** The day of a report, and how it is known. */
export function dayOf(document: Document): string {
  return [printedDay(document), oneLine(document.dated)].filter(Boolean).join(", ");
}

/** An address: a link where a browser may follow it safely, else text. */
export function urlOf(url: string): HTMLElement {
  const text = brief(oneLine(url));
  if (!isAddress(url)) return text;
  return h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, text);
}
