/** The reports that were read, each to be opened. */

import { rowsInWords } from "./article.ts";
import { h } from "./dom.ts";
import type { Index } from "./model.ts";
import { dayOf, urlOf } from "./reading.ts";
import { linksOf, relationList, seenFrom } from "./relation.ts";
import { documentOf, outletOf, type Row, titleOf } from "./rows.ts";
import { type Growing, growing } from "./slice.ts";
import { brief } from "./status.ts";
import type { Store } from "./store.ts";
import type { View } from "./view.ts";

export class Reports implements View {
  readonly #empty = h("p", { class: "empty" }, "No report fits the filters.");
  #list: Growing<Index> | null = null;
  #shown: Uint8Array | null = null;

  constructor(readonly store: Store) {}

  mount(root: HTMLElement): void {
    const list = h("ol", { class: "report-list" });
    root.append(list, this.#empty);
    this.#list = growing(list, (index) => this.#line(index));
  }

  update(): void {
    const visible = this.store.visible().documents;
    if (visible === this.#shown) return;
    const order = [...visible.keys()].filter((index) => visible[index]);
    order.sort((a, b) => this.#day(a).localeCompare(this.#day(b), "en") || a - b);
    this.#list?.show(order);
    this.#shown = visible;
    this.#empty.hidden = order.length > 0;
  }

  print(most: number): number {
    return this.#list?.all(most) ?? 0;
  }

  #day(index: Index): string {
    const { from, to, published } = documentOf(this.store.report, index);
    return from ?? to ?? `~${published.replace(/\d+/g, (digits) => digits.padStart(4, "0"))}`;
  }

  #line(index: Index): HTMLElement {
    const { report } = this.store;
    const document = documentOf(report, index);
    const isOwn = (row: Row) => row.kind === "document" && row.index === index;
    const related = linksOf(report, { kind: "document", index }).map((one) => seenFrom(one, isOwn));
    return h(
      "li",
      { class: "report" },
      h("p", { class: "report-day" }, dayOf(document)),
      h(
        "div",
        { class: "report-body" },
        h("p", { class: "report-outlet" }, brief(outletOf(document))),
        h(
          "p",
          { class: "report-title" },
          h(
            "a",
            { href: this.store.address(document.id), "data-row": document.id },
            brief(titleOf(document)),
          ),
        ),
        document.url ? h("p", { class: "report-url" }, urlOf(document.url)) : null,
        relationList(this.store, related),
        this.store.overlay?.marks({ kind: "document", index }),
      ),
      h("p", { class: "report-rows" }, rowsInWords(report, index)),
    );
  }
}
