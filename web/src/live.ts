/** What is said to those who do not see the page, and shown for a moment to those who do. */

import { h } from "./dom.ts";

/** Milliseconds that a remark stays. */
const STAYS = 2500;

let remark: HTMLElement | null = null;
let waiting = 0;

/** The element that remarks appear in; it belongs to the page from the start. */
export function live(): HTMLElement {
  remark ??= h("p", { class: "remark", role: "status" });
  return remark;
}

export function announce(words: string): void {
  clearTimeout(waiting);
  live().textContent = words;
  waiting = window.setTimeout(() => live().replaceChildren(), STAYS);
}
