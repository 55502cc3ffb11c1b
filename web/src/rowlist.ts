/** Rows by their words, each a link, and the parts of the reading pane that they stand in. */

import { type Child, h } from "./dom.ts";
import { named } from "./relation.ts";
import { idOf, type Row } from "./rows.ts";
import { sliced } from "./slice.ts";
import type { Store } from "./store.ts";

/** Rows that are listed at once under another one. */
export const MOST = 60;

export interface Panel {
  title: string;
  element: HTMLElement;
}

/** A part with a heading; null where it would hold nothing. */
export function part(title: string, ...inside: Child[]): HTMLElement | null {
  const told = inside.filter(Boolean);
  return told.length > 0 ? h("section", { class: "part" }, h("h4", null, title), told) : null;
}

/** A type of row's panel, under its title. */
export function panelOf(kind: string, title: string, ...inside: Child[]): Panel {
  return { title, element: h("div", { class: `panel panel-${kind}` }, inside) };
}

export function rowLink(store: Store, row: Row, beside: string | null = null): HTMLElement {
  const id = idOf(store.report, row);
  const href = beside ? store.address(beside, id) : store.address(id);
  return h("a", { class: "row-link", href }, named(store.report, row));
}

/** Rows by their words, each a link (next to the row `beside`, if named); the rest of a long list when it is asked for. */
export function rowList(
  store: Store,
  rows: Row[],
  beside: string | null = null,
): HTMLElement | null {
  if (rows.length === 0) return null;
  const list = h("ul", { class: "row-list" });
  const add = (row: Row) => list.append(h("li", null, rowLink(store, row, beside)));
  rows.slice(0, MOST).forEach(add);
  if (rows.length <= MOST) return list;
  const more = h("button", { type: "button", class: "quiet" }, `${rows.length - MOST} more`);
  more.addEventListener("click", () => {
    more.remove();
    sliced(rows.slice(MOST), add);
  });
  return h("div", null, list, more);
}
