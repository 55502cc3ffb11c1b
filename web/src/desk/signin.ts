/** The page where one signs in with the token that one was given. */

import { h } from "../dom.ts";
import { path, Trouble } from "./api.ts";
import type { Desk } from "./page.ts";
import { troubleLine } from "./trouble.ts";

const UNKNOWN =
  "This token is not known here, or it has ended. Ask who gave it to you for another.";

export function signinPage({ api, frame }: Desk): void {
  frame.title("Sign in");
  const field = h("input", {
    type: "password",
    id: "token",
    name: "token",
    required: true,
    autocomplete: "current-password",
    spellcheck: "false",
    "aria-describedby": "token-trouble",
  });
  const trouble = h("p", { class: "form-trouble", id: "token-trouble", role: "alert" });
  const enter = async () => {
    trouble.textContent = "";
    try {
      await api.post(path("sessions"), { token: field.value.trim() });
      location.assign(next());
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      trouble.textContent = error.status === 401 ? UNKNOWN : troubleLine(error);
      field.select();
    }
  };
  const form = h(
    "form",
    { class: "signin" },
    h("p", null, "This desk is served to those who were given a token for it."),
    h("label", { for: "token" }, "Token"),
    field,
    trouble,
    h("button", { type: "submit" }, "Sign in"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void enter();
  });
  frame.main.append(h("h1", null, "Sign in"), form);
  field.focus();
}

/** Where one came from: a path of this desk and nothing else. */
function next(): string {
  const asked = new URLSearchParams(location.search).get("next") ?? "/";
  const goal = new URL(asked, location.origin);
  return goal.origin === location.origin ? goal.pathname + goal.search + goal.hash : "/";
}
