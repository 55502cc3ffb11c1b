/** From words that one selects in a report to all who carried them. */

import { h } from "../dom.ts";
import type { RowKind } from "../model.ts";
import { carriersAddress, versionsAddress } from "./address.ts";

/** Letters of a selection that are looked for: fewer stand everywhere. */
const LEAST = 12;
const MOST = 600;

/** The words of a report that are selected, on one line; "" where none are, or too few. */
export function selectedWords(text: string): string {
  const words = text.replace(/\s+/g, " ").trim();
  return words.length < LEAST ? "" : Array.from(words).slice(0, MOST).join("");
}

/**
 * A link that is there while words of a report are selected in the reading pane. It stands in the
 * pane's bar, where the tab key finds it and nothing moves away under who selects; until the `life`
 * of the pane ends.
 */
export function carriersHand(pane: HTMLElement, event: string, life: AbortSignal): HTMLElement {
  const link = h("a", { class: "carriers-hand", hidden: true }, "Who carried the selected words?");
  link.addEventListener("mousedown", (pressed) => pressed.preventDefault()); // keeps the selection
  const look = () => {
    const words = selectedIn(pane);
    if (!words && link === document.activeElement) return;
    link.hidden = words === "";
    if (words) link.href = carriersAddress({ words, event });
  };
  document.addEventListener("selectionchange", look, { signal: life });
  return link;
}

/** The words of a report that are selected in the pane. */
function selectedIn(pane: HTMLElement): string {
  const selection = getSelection();
  const text = selection?.anchorNode?.parentElement?.closest(".article-text, .words");
  return text && pane.contains(text) ? selectedWords(String(selection)) : "";
}

/** Where one can go on from a row: to all who carried a claim, to the versions of a report. */
export function leads(kind: RowKind, row: string): HTMLElement | null {
  const versions = h("a", { href: versionsAddress(row) }, "Versions side by side");
  const carriers = h("a", { href: carriersAddress({ row }) }, "All carriers of these words");
  const link = { document: versions, statement: carriers, figure: carriers }[kind as string];
  return link ? h("p", { class: "leads" }, link) : null;
}
