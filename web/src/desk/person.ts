/** Who looks at the desk, what he may do, and the name that he signs with. */

import { h } from "../dom.ts";
import type { Api } from "./api.ts";
import { path } from "./api.ts";
import { remember, remembered } from "./memory.ts";

export const ROLES = ["reader", "reviewer", "editor"] as const;
export type Role = (typeof ROLES)[number];

/** `name` is null where nobody signed in and no name was given; `local`: nobody has to sign in. */
export interface Person {
  name: string | null;
  role: Role | null;
  local: boolean;
}

const KEPT = "name";

/** Letters of a name. */
const LONGEST = 80;

export async function who(api: Api): Promise<Person> {
  api.name = remembered(KEPT);
  return api.get<Person>(path("me"));
}

export function may(person: Person, role: Role): boolean {
  return ROLES.indexOf(person.role ?? "reader") >= ROLES.indexOf(role);
}

/** What a name is asked for: to judge, to add a report, or for whatever one will do. */
export type Purpose = "judge" | "add" | "both";

export const PURPOSES: Record<Purpose, string> = {
  judge: "What you judge is signed with it",
  add: "The reports that you add are signed with it",
  both: "What you judge and the reports that you add are signed with it",
};

/** Gives the name that something is signed with; asks for it once, where nobody signs in. */
export async function signing(api: Api, person: Person, purpose: Purpose): Promise<boolean> {
  if (person.name) return true;
  const name = await asked(purpose);
  if (!name) return false;
  keep(api, person, name);
  return true;
}

export function keep(api: Api, person: Person, name: string): void {
  remember(KEPT, name);
  api.name = name;
  person.name = name;
  for (const told of changed) told();
}

const changed: (() => void)[] = [];

/** Be told when another name was given. */
export function onName(told: () => void): void {
  changed.push(told);
}

/** Asks for a name in a dialog; null where it was closed. */
export function asked(purpose: Purpose, before = ""): Promise<string | null> {
  const field = h("input", {
    type: "text",
    id: "name-field",
    value: before,
    maxlength: LONGEST,
    required: true,
    autocomplete: "name",
  });
  const form = h(
    "form",
    { method: "dialog" },
    h("h2", { id: "name-title" }, "Your name"),
    h("p", null, `${PURPOSES[purpose]}, and everybody who sees this desk sees it.`),
    h("label", { for: "name-field" }, "Name"),
    field,
    h(
      "p",
      { class: "form-actions" },
      h("button", { type: "submit", value: "keep" }, "Sign with this name"),
      h("button", { type: "submit", value: "", formnovalidate: true }, "Cancel"),
    ),
  );
  const dialog = h("dialog", { class: "asked", "aria-labelledby": "name-title" }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => {
      const name = field.value.trim();
      dialog.remove();
      done(dialog.returnValue && name ? name : null);
    });
  });
}
