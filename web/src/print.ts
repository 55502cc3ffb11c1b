/** Before print all that waits for scrolling is put in, up to a cap, and all folds are opened. */

import { h } from "./dom.ts";
import { count } from "./rows.ts";
import type { View } from "./view.ts";

/** Entries of one part that are printed. */
const MOST = 400;

export interface Printed {
  view: View;
  section: HTMLElement;
}

export function printing(parts: Printed[], signal: AbortSignal): void {
  let opened: HTMLDetailsElement[] = [];
  let notes: HTMLElement[] = [];
  addEventListener(
    "beforeprint",
    () => {
      notes = parts.map(({ view, section }) => left(section, view.print?.(MOST) ?? 0));
      opened = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
      for (const one of opened) one.open = true;
    },
    { signal },
  );
  addEventListener(
    "afterprint",
    () => {
      for (const one of opened) one.open = false;
      for (const note of notes) note.remove();
    },
    { signal },
  );
}

/** A line that says how much of a part is not printed. */
function left(section: HTMLElement, rest: number): HTMLElement {
  const words = `${count(rest, "more entry", "more entries")} of this part: in the page, not printed.`;
  const note = h("p", { class: "print-note", hidden: rest === 0 }, words);
  section.append(note);
  return note;
}
