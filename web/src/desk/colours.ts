/** Light, dark, or as the system has it; the desk's pages keep the choice in this browser. */

import { h } from "../dom.ts";
import { type State, THEMES } from "../state.ts";
import { wear } from "../theme.ts";
import { remember, remembered } from "./memory.ts";

type Theme = State["theme"];

const KEPT = "colours";
const WORDS: Record<Theme, string> = { auto: "System", light: "Light", dark: "Dark" };

export function kept(): Theme {
  const found = remembered(KEPT);
  return THEMES.find((name) => name === found) ?? "auto";
}

export function coloursButton(): HTMLElement {
  const button = h("button", { type: "button", class: "theme" });
  let worn = kept();
  const show = () => {
    wear(worn);
    button.replaceChildren(h("span", { class: "theme-field" }, "Colours: "), WORDS[worn]);
  };
  button.addEventListener("click", () => {
    worn = THEMES[(THEMES.indexOf(worn) + 1) % THEMES.length] ?? "auto";
    remember(KEPT, worn);
    show();
  });
  show();
  return button;
}
