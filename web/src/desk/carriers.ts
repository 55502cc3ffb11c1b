/** All carriers of a quotation: who had it when, from whom, in whose words, and what each left out. */

import { readable } from "../day.ts";
import { h } from "../dom.ts";
import { isAddress } from "../inert.ts";
import { count } from "../rows.ts";
import { carriersAddress, rowAddress, versionsAddress } from "./address.ts";
import { asking, path } from "./api.ts";
import { labelled, line, reference } from "./label.ts";
import type { Desk } from "./page.ts";
import type { Carrier, Carriers, Dropped } from "./shape.ts";

const COLUMNS = ["Outlet", "When", "Whose words", "By way of", "Left out", "The words"];

/** The page of `/carriers?row=…` and `/carriers?words=…&event=…`. */
export async function carriersPage({ api, frame }: Desk): Promise<void> {
  const asked = new URLSearchParams(location.search);
  const row = asked.get("row");
  const words = asked.get("words") ?? "";
  const event = asked.get("event");
  frame.title("All carriers");
  frame.main.append(h("h1", null, "All carriers of a quotation"), form(words, event));
  if (!row && !words.trim()) return;
  const address = row ? path("rows", row, "carriers") : asking(path("carriers"), { words, event });
  const found = await api.get<Carriers>(address);
  if (found.event) frame.event(found.event, "/carriers");
  frame.main.append(...drawn(found));
}

function form(words: string, event: string | null): HTMLFormElement {
  const field = h("input", {
    type: "search",
    id: "carried-words",
    value: words,
    maxlength: 2000,
    autocomplete: "off",
  });
  const seek = (submitted: Event) => {
    submitted.preventDefault();
    const sought = field.value.trim();
    if (sought) location.assign(carriersAddress({ words: sought, ...(event ? { event } : {}) }));
  };
  return h(
    "form",
    { class: "search-form", role: "search", onsubmit: seek },
    h("label", { for: "carried-words", class: "field" }, "The words"),
    field,
    h("button", { type: "submit" }, "Find its carriers"),
  );
}

function drawn(found: Carriers): Node[] {
  const { carriers, origins, articles, whole } = found;
  const rests = origins > 0 ? `, resting on ${count(origins, "origin")}` : "";
  const cut = whole ? "" : `; these are the earliest ${carriers.length}`;
  const tally = `In ${count(articles, "article")}${rests}${cut}`;
  const quoted = h("div", { class: "carried" }, labelled(found, null));
  const status = h("p", { class: "counted", role: "status" }, tally);
  const none = "No report of this desk has these words, as they follow each other.";
  if (carriers.length === 0) return [quoted, h("p", { class: "empty", role: "status" }, none)];
  const note =
    "The earliest first. Marked is what a carrier has in other words; a dot marks the first who rests on an origin.";
  return [quoted, status, h("p", { class: "section-note" }, note), table(carriers)];
}

/** A table, also where styles lay it out as cards: then only roles say that it is one. */
function table(carriers: Carrier[]): HTMLElement {
  const heads = COLUMNS.map((words) => h("th", { scope: "col", role: "columnheader" }, words));
  return h(
    "table",
    { class: "carrier-table", role: "table" },
    h("caption", { class: "unseen-words" }, "Carriers, the earliest first"),
    h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)),
    h("tbody", { role: "rowgroup" }, carriers.map(rowOf)),
  );
}

function rowOf(one: Carrier): HTMLElement {
  const { event } = one;
  const href = rowAddress(event, one.row ?? one.document, one.row ? undefined : one.span);
  return h(
    "tr",
    { role: "row" },
    h("th", { scope: "row", role: "rowheader" }, outletOf(one)),
    cell(1, h("span", { class: "day" }, readable(one.day))),
    cell(2, one.speaker ? line(one.speaker) : "nobody named"),
    cell(3, chainOf(one.chain)),
    cell(4, leftOut(event, one.dropped)),
    cell(5, ...labelled(one, href, one.marks), reference(one.ref, href)),
  );
}

function cell(column: number, ...inside: (Node | string | null)[]): HTMLElement {
  const filled = inside.filter((one) => one !== null && one !== "");
  const name = h("span", { class: "cell-name", "aria-hidden": "true" }, COLUMNS[column]);
  return h("td", { role: "cell" }, name, filled.length > 0 ? filled : "–");
}

function outletOf({
  outlet,
  title,
  url,
  origin,
  document,
  version_of,
}: Carrier): (Node | string)[] {
  const name = line(outlet, "outlet");
  const dot = h(
    "span",
    { class: "origin-dot", role: "img", "aria-label": "the first of an origin" },
    "●",
  );
  const headline = line(title, "title");
  const linked = isAddress(url)
    ? h("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, headline)
    : headline;
  const versions = h("a", { class: "later", href: versionsAddress(document) }, "a later version");
  return [...(origin ? [dot, " "] : []), name, linked, ...(version_of ? [versions] : [])];
}

/** "police → Coast Wire": by way of whom it came, in the order of telling. */
function chainOf(chain: string[]): HTMLElement | null {
  if (chain.length === 0) return null;
  return h(
    "ol",
    { class: "chain" },
    chain.map((name) => h("li", null, line(name))),
  );
}

function leftOut(event: string, dropped: Dropped[]): HTMLElement | null {
  if (dropped.length === 0) return null;
  const loss = ({ what, kept }: Dropped) => h("li", null, line(what, "drop"), kept.map(holder));
  const holder = ({ outlet, words, row }: Dropped["kept"][number]) => {
    const href = rowAddress(event, row);
    const quote = line(`“${words}”`);
    return h("span", { class: "kept" }, line(outlet), ": ", href ? h("a", { href }, quote) : quote);
  };
  return h("ul", { class: "dropped" }, dropped.map(loss));
}
