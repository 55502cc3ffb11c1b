/** An item of the review queue: what is asked, of which words, in which context, and why. */

import { readable } from "../day.ts";
import { h } from "../dom.ts";
import { oneLine, shown } from "../inert.ts";
import { cut } from "../status.ts";
import type { Subject } from "./form.ts";
import { isDenied, labelLine } from "./label.ts";
import type { Item, Side } from "./queue.ts";

export function itemPart(item: Item, event: string, heading: HTMLElement): HTMLElement {
  heading.textContent = oneLine(item.ask);
  // Read out with what is asked: the words of both sides, each after its label.
  heading.setAttribute("aria-describedby", item.sides.map((_, at) => sideId(at)).join(" "));
  return h(
    "article",
    { class: "review-item", "aria-labelledby": heading.id },
    h(
      "p",
      { class: "kicker" },
      item.group,
      item.topic && h("bdi", { class: "item-topic" }, ` ${oneLine(item.topic)}`),
    ),
    heading,
    h("div", { class: "ends" }, item.sides.map(side)),
    h(
      "p",
      { class: "item-why" },
      item.why && ["The program’s reason: ", h("bdi", null, oneLine(item.why)), ". "],
      h("a", { href: together(item, event) }, "Both in their reports"),
    ),
  );
}

/** Where both rows stand side by side in the ledger. */
function together({ sides, judged }: Item, event: string): string {
  const [row = "", beside = ""] = sides.map((one) =>
    one.type === "mention" ? one.document : one.row,
  );
  const parts = new URLSearchParams({ row: row || judged.subject });
  if (beside && beside !== row) parts.set("beside", beside);
  return `/events/${encodeURIComponent(event)}#${parts}`;
}

const ORDER = ["First", "Second"];

const sideId = (at: number) => `side-${at + 1}`;

function side(one: Side, at: number): HTMLElement {
  const isNo = isDenied(one.label);
  const words = h("mark", { class: isNo ? "found denied-words" : "found" }, ...shown(one.words));
  return h(
    "section",
    { class: "end", id: sideId(at), "aria-label": ORDER[at] ?? null },
    h(
      "p",
      { class: "end-source" },
      h("span", { class: "end-order" }, ORDER[at] ?? ""),
      h("bdi", { class: "end-outlet" }, oneLine(one.outlet)),
      h("span", { class: "day" }, readable(oneLine(one.day))),
    ),
    labelLine(one.label),
    h(
      "blockquote",
      { class: "end-words", dir: "auto" },
      one.before && h("span", { class: "around" }, ...shown(one.before)),
      isNo && [h("span", { class: "denied-label" }, "Denied"), " "],
      words,
      one.after && h("span", { class: "around" }, ...shown(one.after)),
    ),
    one.measures && h("p", { class: "field" }, "Measures: ", h("bdi", null, oneLine(one.measures))),
    one.also.length > 0 &&
      h(
        "ul",
        { class: "also", "aria-label": "In the same words" },
        one.also.map((line) => h("li", null, h("bdi", null, oneLine(line)))),
      ),
    h("p", { class: "end-title" }, h("bdi", null, oneLine(one.title))),
  );
}

/** The rows of an item, for what else can be said of them. */
export function subjects({ sides }: Item): Subject[] {
  return sides.map(({ row, type, label, words, document }, at) => ({
    id: row,
    type: type === "mention" ? "entity" : type,
    name: `${ORDER[at]}: ${cut(oneLine(`${label} “${words}”`), 70)}`,
    document,
    ...(type === "mention" ? { mention: row } : {}),
  }));
}
