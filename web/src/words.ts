/** Words of the model as the pictures and columns show them; nothing is added to them. */

import { readable } from "./day.ts";
import { h, type Properties, s } from "./dom.ts";
import type { Figure, Report } from "./model.ts";
import type { Context } from "./view.ts";

/** A number with its noun. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

const STANDING = /^((?:UNVERIFIED: )?(?:(?:SAID|DENIED|INTENDED|JUDGED) BY )?)(\(the outlet\) )?/;

/** "UNVERIFIED: DENIED BY X" with what tells how it stands set apart from the name. */
export function named(by: string, most = 120): HTMLElement {
  const [whole, standing = "", outlet = ""] = STANDING.exec(by) ?? [""];
  const name = by.slice(whole.length);
  return h(
    "span",
    { class: "by", title: name.length > most ? name.slice(0, 5000) : null },
    standing && h("span", { class: "standing" }, standing),
    outlet && h("span", { class: "own-voice" }, outlet),
    h("bdi", null, short(name, most)),
  );
}

/** So much of a text as has room, by code points. */
export function short(text: string, most: number): string {
  const letters = [...text.slice(0, 2 * most + 2)];
  return letters.length > most
    ? `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : text;
}

/** One line of a text. */
export function line(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** What a mark says of its figure: words, who, outlet, day. */
export function caption(report: Report, figure: Figure): string {
  const outlet = report.documents[figure.document]?.outlet ?? "";
  const day = figure.as_of ? `as of ${readable(figure.as_of)}` : "no date";
  return [`“${short(line(figure.text), 160)}”`, short(figure.status, 120), short(outlet, 60), day]
    .filter(Boolean)
    .join(" · ");
}

/** A link that opens a row's words in the reading pane, and those of a second row beside it. */
export function opening(
  context: Context,
  row: string,
  { beside = null, ...properties }: Record<string, string | number | null>,
  ...children: (Node | string | null)[]
): HTMLAnchorElement {
  return h("a", { ...link(context, row, beside as string | null), ...properties }, ...children);
}

/** The same in a picture. */
export function openingMark(
  context: Context,
  row: string,
  properties: Record<string, string | number | null>,
  ...children: (Node | string | null | false)[]
): SVGAElement {
  return s("a", { ...link(context, row), ...properties }, ...children);
}

function link(context: Context, row: string, beside: string | null = null): Properties {
  const opened = { href: context.address(row, beside), onclick: opener(context, row, beside) };
  return beside === null ? { ...opened, "data-row": row } : opened;
}

/** Mark the links to the row that is open, and no others. */
export function current(root: Element, context: Context): void {
  const { row, beside } = context.state();
  for (const old of root.querySelectorAll("[aria-current]")) old.removeAttribute("aria-current");
  for (const id of [row, beside])
    for (const one of id ? root.querySelectorAll(`[data-row="${CSS.escape(id)}"]`) : [])
      one.setAttribute("aria-current", "true");
}

/** Opens a row here; with a key held the browser does with the link what it does with links. */
function opener(context: Context, row: string, beside: string | null): EventListener {
  return (event) => {
    const click = event as MouseEvent;
    if (click.ctrlKey || click.metaKey || click.shiftKey || click.altKey) return;
    event.preventDefault();
    context.open(row, beside);
  };
}
