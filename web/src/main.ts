/** The page: it reads the model that Python wrote into it, and lets the views draw it. */

import { Bar } from "./bar.ts";
import { h } from "./dom.ts";
import { figures } from "./figures.ts";
import { foot } from "./foot.ts";
import { keys } from "./keys.ts";
import { live } from "./live.ts";
import { fill, head } from "./load.ts";
import { map } from "./map.ts";
import type { Report } from "./model.ts";
import { Pane } from "./pane.ts";
import { printing } from "./print.ts";
import { relationNote } from "./quality.ts";
import { Reports } from "./reports.ts";
import { sliced } from "./slice.ts";
import { parsed } from "./state.ts";
import { Statements } from "./statements.ts";
import { Store } from "./store.ts";
import { themeSwitch, wear } from "./theme.ts";
import { timeline } from "./timeline.ts";
import type { View } from "./view.ts";
import { days } from "./window.ts";

/** Rows of a page of which only what is near the screen is laid out. */
const LARGE = 2000;

interface Part {
  id: string;
  /** What the section is headed, and what it is called in the bar. */
  title: string;
  name: string;
  view: View;
}

function parts(store: Store, statements: Statements): Part[] {
  return [
    { id: "figures", title: "Figures: what is contested first", name: "Figures", view: figures },
    { id: "timeline", title: "Timeline", name: "Timeline", view: timeline },
    { id: "map", title: "Map", name: "Map", view: map },
    { id: "statements", title: "Who said what", name: "Statements", view: statements },
    { id: "reports", title: "Reports", name: "Reports", view: new Reports(store) },
  ];
}

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
  const statements = new Statements(store);
  const all = parts(store, statements);
  const noted = relationNote(report.quality);
  const sections = all.map((one) => sectionOf(one, one.id === "figures" ? noted : null));
  const bar = new Bar(store, [...all, { id: "about", name: "About" }]);
  const content = h("main", { id: "content", tabindex: -1 }, sections);
  const about = h("div", { id: "about" });
  const pane = new Pane(store, behind);
  document.body.classList.toggle("large", store.sieve.size > LARGE);
  top.firstElementChild?.append(themeSwitch(store));
  behind.append(bar.element, content, about);
  page.append(
    pane.element,
    keys(bar.search, pane, () => statements.more()),
  );
  page.addEventListener("click", (event) => follow(store, event));
  printing(all.map(({ view }, at) => ({ view, section: sections[at] as HTMLElement })));
  const update = updating(store, bar, pane, all, seen(sections));
  const mount = (at: number) =>
    all[at]?.view.mount(sections[at]?.querySelector(".section-body") as HTMLElement, store);
  const ready = () => {
    document.documentElement.classList.add("ready");
    sliced(store.sieve.prepare(), () => {});
  };
  const start = [...all.keys()].map((at) => () => mount(at));
  bar.update();
  sliced([...start, update, () => about.append(foot(report)), ready], (step) => step());
  store.listen(update);
}

/** Views are told of a change those on the screen first, and none keeps a frame waiting. */
function updating(
  store: Store,
  bar: Bar,
  pane: Pane,
  all: Part[],
  isSeen: (at: number) => boolean,
): () => void {
  let stop = () => {};
  return () => {
    stop();
    bar.update();
    pane.update();
    const order = [...all.keys()].sort((a, b) => Number(isSeen(b)) - Number(isSeen(a)));
    stop = sliced(order, (at) => all[at]?.view.update(store));
  };
}

/** Which sections are on the screen, as the browser tells it: to measure would lay out the page. */
function seen(sections: HTMLElement[]): (at: number) => boolean {
  const found = new Set<Element>();
  const watched = new IntersectionObserver((changes) => {
    for (const { isIntersecting, target } of changes)
      if (isIntersecting) found.add(target);
      else found.delete(target);
  });
  for (const section of sections) watched.observe(section);
  return (at) => found.has(sections[at] as Element);
}

function header({ event, extent, span, run }: Report): HTMLElement {
  return h(
    "header",
    { class: "header" },
    h("div", { class: "header-top" }, h("p", { class: "kicker" }, "A ledger of claims")),
    h("h1", null, h("bdi", null, event)),
    h("p", { class: "extent" }, [days(span), extent].filter(Boolean).join(" · ")),
    h(
      "p",
      { class: "made" },
      `Read by ${run.program} ${run.version}. All words are those of the reports; nothing is verified, nothing is generated. `,
      h("a", { href: "#about" }, "About this report"),
    ),
  );
}

function sectionOf({ id, title }: Part, note: HTMLElement | null): HTMLElement {
  return h(
    "section",
    { id, class: `section section-${id}`, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title`, tabindex: -1 }, title),
    note,
    h("div", { class: "section-body" }),
  );
}

function skip(): HTMLElement {
  return h("a", { class: "skip", href: "#content" }, "Skip to the content");
}

/** Links to rows open them under the filters that are in force; those to parts scroll there. */
function follow(store: Store, event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const href = link?.getAttribute("href") ?? "";
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  if (/^#(.*&)?row=/.test(href) && !link?.classList.contains("permalink")) {
    event.preventDefault();
    store.follow(href);
  } else if (/^#[a-z]+$/.test(href)) {
    const goal = document.getElementById(href.slice(1));
    if (goal) event.preventDefault();
    if (goal) scrollTo(goal);
  }
}

function scrollTo(goal: HTMLElement): void {
  const heading = goal.querySelector<HTMLElement>("h2") ?? goal;
  goal.scrollIntoView();
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

void main();
