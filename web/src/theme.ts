/** Light, dark, or as the system has it. The choice stands in the URL: nothing is stored. */

import { h } from "./dom.ts";
import { type State, THEMES } from "./state.ts";
import type { Store } from "./store.ts";

const WORDS = { auto: "System", light: "Light", dark: "Dark" };

/** Gives the page the colours that are chosen. */
export function wear(theme: State["theme"]): void {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function themeSwitch(store: Store): HTMLElement {
  const button = h("button", { type: "button", class: "theme" });
  const show = () => {
    const { theme } = store.state();
    wear(theme);
    button.replaceChildren(h("span", { class: "theme-field" }, "Colours: "), WORDS[theme]);
  };
  button.addEventListener("click", () => {
    const at = THEMES.indexOf(store.state().theme);
    store.change({ theme: THEMES[(at + 1) % THEMES.length] ?? "auto" }, "replace");
  });
  store.listen(show);
  show();
  return button;
}
