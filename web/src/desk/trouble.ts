/** What went wrong, told where it happened: what, why, and what one can do. */

import { h } from "../dom.ts";
import { oneLine } from "../inert.ts";
import { announce } from "../live.ts";
import { Trouble } from "./api.ts";

/** A trouble as a part of the page; `again` tries once more. */
export function troubleBox(trouble: Trouble, again: (() => void) | null = null): HTMLElement {
  return h(
    "div",
    { class: "trouble", role: "alert" },
    trouble.title && h("p", { class: "trouble-title" }, oneLine(trouble.title)),
    trouble.detail && h("p", null, h("bdi", null, oneLine(trouble.detail))),
    trouble.remedy && h("p", { class: "remedy" }, h("bdi", null, oneLine(trouble.remedy))),
    again && h("button", { type: "button", onclick: again }, "Try again"),
  );
}

/** One line of what went wrong. */
export function troubleLine(trouble: Trouble): string {
  const { title, detail, remedy } = trouble;
  const told = [title, detail, remedy].map((one) => oneLine(one).replace(/\.$/, ""));
  return `${told.filter(Boolean).map(capital).join(". ")}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Runs work that may be refused; says what was refused, and gives null then. */
export async function told<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    announce(`Not done: ${troubleLine(error)}`);
    return null;
  }
}

/** Says what was refused while nobody waited for it; that the desk is away stands over the page. */
export function failed(error: unknown): void {
  if (!(error instanceof Trouble)) throw error;
  if (error.status !== 0) announce(troubleLine(error));
}
