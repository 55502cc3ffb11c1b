/** The page: it reads the model that Python wrote into it, and lets the views draw it. */

import { h } from "./dom.ts";
import { live } from "./live.ts";
import { fill, head } from "./load.ts";
import { follow, header, sheet } from "./sheet.ts";
import { sliced } from "./slice.ts";
import { parsed } from "./state.ts";
import { Store } from "./store.ts";
import { themeSwitch, wear } from "./theme.ts";

async function main(): Promise<void> {
  const page = document.getElementById("page");
  if (!page) throw new Error("there is no page to fill");
  const report = head();
  const top = header(report);
  const behind = h("div", { class: "behind" }, top);
  wear(parsed(location.hash).theme);
  page.append(skip(), behind, live());
  await fill(report);
  const store = new Store(report);
  const { behind: parts, over, start } = sheet(store, behind);
  top.firstElementChild?.append(themeSwitch(store));
  behind.append(...parts);
  page.append(...over);
  page.addEventListener("click", (event) => follow(store, event));
  start(() => {
    document.documentElement.classList.add("ready");
    sliced(store.sieve.prepare(), () => {});
  });
}

function skip(): HTMLElement {
  return h("a", { class: "skip", href: "#content" }, "Skip to the content");
}

void main();
