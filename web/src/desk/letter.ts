/** Keys of one letter, which who speaks to his computer, or hits keys unawares, must be able to switch off. */

import { h } from "../dom.ts";
import { useLetters } from "../keys.ts";
import { remember, remembered } from "./memory.ts";

const KEPT = "keys";

export function lettersButton(): HTMLElement {
  const button = h("button", { type: "button", class: "theme" });
  let isOn = remembered(KEPT) !== "off";
  const show = () => {
    useLetters(isOn);
    const words = isOn ? "On" : "Off";
    button.replaceChildren(h("span", { class: "theme-field" }, "Keys of one letter: "), words);
  };
  button.addEventListener("click", () => {
    isOn = !isOn;
    remember(KEPT, isOn ? "on" : "off");
    show();
  });
  show();
  return button;
}
