/** Keys for those who use no mouse, or do not want to. */

import { h } from "./dom.ts";
import type { Pane } from "./pane.ts";

export type Key = readonly [key: string, what: string];

const KEYS: Key[] = [
  ["/", "search"],
  ["j or ↓, k or ↑", "next and previous statement"],
  ["Enter", "open what is in focus in the reading pane"],
  ["Escape", "close the pane or an open list"],
  ["Alt ←", "back (the browser’s own key)"],
  ["?", "this list"],
];

const ENTRIES = ".entry .words-link";

/**
 * `more` puts more statements into the page, and says whether there were any; `also` are keys that
 * others listen to, for the list.
 */
export function keys(
  search: HTMLElement,
  pane: Pane,
  more: () => boolean,
  also: readonly Key[] = [],
): HTMLDialogElement {
  const dialog = help([...KEYS, ...also]);
  const acts: Record<string, () => void> = {
    "/": () => search.focus(),
    "?": () => dialog.showModal(),
    j: () => step(1, more),
    k: () => step(-1, more),
    Escape: () => pane.isOpen && pane.close(),
  };
  document.addEventListener(
    "keydown",
    (event) => {
      const arrows: Record<string, string> = { ArrowDown: "j", ArrowUp: "k" };
      const inList = event.target instanceof Element && event.target.matches(ENTRIES);
      const act = acts[(inList && arrows[event.key]) || event.key];
      if (!act || event.defaultPrevented || taken(event)) return;
      event.preventDefault();
      act();
    },
    { signal: pane.store.life },
  );
  return dialog;
}

let isLettered = true;

/** Whether keys of one letter do anything (WCAG 2.1.4). */
export function useLetters(isOn: boolean): void {
  isLettered = isOn;
}

/** Whether a key belongs to a field that is being written in, or to the browser. */
export function taken(event: KeyboardEvent): boolean {
  if (!isLettered && event.key.length === 1) return true;
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  if (document.querySelector("dialog[open]")) return true;
  const field = event.target instanceof Element && event.target.closest("input, textarea, select");
  return Boolean(field);
}

/** To the next or previous statement: from the one in focus or open, else from the screen's top. */
function step(by: 1 | -1, more: () => boolean): void {
  const next = neighbour(by) ?? (by > 0 && more() ? neighbour(by) : undefined);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center" });
}

function neighbour(by: 1 | -1): HTMLElement | undefined {
  const links = [...document.querySelectorAll<HTMLElement>(ENTRIES)];
  const from = document.activeElement?.closest(".entry") ?? document.querySelector(".entry.open");
  const at = links.findIndex((link) => from?.contains(link));
  return at < 0 ? links.find(isBelowTop) : links[at + by];
}

function isBelowTop(link: HTMLElement): boolean {
  return link.getBoundingClientRect().top > 80;
}

export function help(keys: readonly Key[]): HTMLDialogElement {
  const lines = keys.flatMap(([key, what]) => [
    h("dt", null, h("kbd", null, key)),
    h("dd", null, what),
  ]);
  const dialog = h(
    "dialog",
    { class: "keys", "aria-labelledby": "keys-title" },
    h("h2", { id: "keys-title" }, "Keys"),
    h("dl", null, lines),
    h("button", { type: "button", onclick: () => dialog.close() }, "Close"),
  );
  return dialog;
}
