/** What somebody writes and has not sent: nothing that happens by itself may take it away. */

import { h } from "../dom.ts";
import { announce } from "../live.ts";
import type { Report } from "../model.ts";
import { Rows } from "../rows.ts";
import { nameOf } from "./target.ts";

/** A form of which something would be lost. */
function written(root: ParentNode): HTMLElement | null {
  const fields = [...root.querySelectorAll<HTMLInputElement>(FIELDS)];
  return fields.find(({ value, defaultValue }) => value !== defaultValue) ?? null;
}

const FIELDS = ":is(.judge-form, .add-form) :is(textarea, input[type=date], input[type=url])";

/** Whether something is being written under `root`; then that is said, and one is led to it. */
export function isWriting(root: ParentNode = document): boolean {
  const field = written(root);
  if (field) announce("Sign or leave what you are writing first");
  field?.focus();
  return field !== null;
}

/** Has the browser ask before a page with something written on it is left. */
export function guardLeaving(): void {
  addEventListener("beforeunload", (event) => {
    if (written(document)) event.preventDefault();
  });
}

const GONE = "Its report was withdrawn or removed: this can be signed no longer.";

/** The forms that are open under `root`. */
export function openForms(root: ParentNode): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(".judge-form")];
}

/**
 * Makes a form fit to stand without its row: it says what it is about, if that may be shown. Where
 * not, what was written stays to be copied, and nothing else.
 */
export function detach(form: HTMLElement, report: Report): void {
  const row = new Rows(report).find(form.dataset.about ?? "");
  const about = row ? nameOf(report, row) : GONE;
  form.prepend(h("p", { class: "form-about" }, h("bdi", null, about)));
  if (row) return;
  for (const one of form.querySelectorAll(".of-report, [type=submit]")) one.remove();
}

/** What opens another row, or none: what is written in the pane would go with the old one. */
const AWAY = "a[href^='#'], .pane-close, .pane-back";

/** Keeps the pane open, and on its row, while something is written in it. */
export function guardPane(pane: () => HTMLElement): void {
  const stop = (event: Event) => {
    if (!isWriting(pane())) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isAway = ({ target }: Event) => target instanceof Element && target.closest(AWAY);
  const isForm = ({ target }: Event) => target instanceof Element && target.closest(".judge-form");
  addEventListener("click", (event) => isAway(event) && stop(event), { capture: true });
  addEventListener("keydown", (event) => event.key === "Escape" && !isForm(event) && stop(event), {
    capture: true,
  });
}
