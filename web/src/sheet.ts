/** A report laid out: its parts, the bar that filters them, the pane beside them. */

import { Bar } from "./bar.ts";
import { h } from "./dom.ts";
import { figures } from "./figures.ts";
import { foot } from "./foot.ts";
import { type Key, keys } from "./keys.ts";
import { map } from "./map.ts";
import type { Report } from "./model.ts";
import { Pane } from "./pane.ts";
import { printing } from "./print.ts";
import { relationNote } from "./quality.ts";
import { Reports } from "./reports.ts";
import { sliced } from "./slice.ts";
import { Statements } from "./statements.ts";
import type { Store } from "./store.ts";
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

/** What stands behind the pane, the pane, and the list of keys. */
export interface Sheet {
  store: Store;
  behind: [bar: HTMLElement, content: HTMLElement, about: HTMLElement];
  over: [pane: HTMLElement, keys: HTMLDialogElement];
  pane: Pane;
  statements: Statements;
  /** Has all drawn, from the next frame on. */
  start(done: () => void): void;
}

function parts(store: Store, statements: Statements): Part[] {
  return [
    { id: "figures", title: "Figures: what is contested first", name: "Figures", view: figures() },
    { id: "timeline", title: "Timeline", name: "Timeline", view: timeline() },
    { id: "map", title: "Map", name: "Map", view: map() },
    { id: "statements", title: "Who said what", name: "Statements", view: statements },
    { id: "reports", title: "Reports", name: "Reports", view: new Reports(store) },
  ];
}

/** Makes the parts of a page, to be put into it; `also` are keys that the page has beside its own. */
export function sheet(store: Store, behind: HTMLElement, also: readonly Key[] = []): Sheet {
  const statements = new Statements(store);
  const all = parts(store, statements);
  const noted = relationNote(store.report.quality);
  const sections = all.map((one) => sectionOf(one, one.id === "figures" ? noted : null));
  const bar = new Bar(store, [...all, { id: "about", name: "About" }]);
  const content = h("main", { id: "content", tabindex: -1 }, sections);
  const about = h("div", { id: "about" });
  const pane = new Pane(store, behind);
  const dialog = keys(bar.search, pane, () => statements.more(), also);
  printing(
    all.map(({ view }, at) => ({ view, section: sections[at] as HTMLElement })),
    store.life,
  );
  const update = updating(store, bar, pane, all, seen(sections));
  const mount = (at: number) =>
    all[at]?.view.mount(sections[at]?.querySelector(".section-body") as HTMLElement, store);
  const start = (done: () => void) => {
    document.body.classList.toggle("large", store.sieve.size > LARGE);
    const mounts = [...all.keys()].map((at) => () => mount(at));
    bar.update();
    const steps = [...mounts, update, () => about.append(foot(store.report)), done];
    sliced(steps, (step) => step());
    store.listen(update);
  };
  const over: Sheet["over"] = [pane.element, dialog];
  return { store, behind: [bar.element, content, about], over, pane, statements, start };
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

/** The head of the page: the event, and how much of it was read when. */
export function header({ event, extent, span, run }: Report): HTMLElement {
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

/** Links to rows open them under the filters that are in force; those to parts scroll there. */
export function follow(store: Store, event: MouseEvent): void {
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
