/** Where a reader is on the page: kept while the page is drawn anew under his eyes. */

/** Boxes of the pane that scroll by themselves. */
const BOXES = ".pane-body, .panel-claim, .panel-facts, .article, .link-reasons";

/** What can be focused. */
const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";

/** Milliseconds in which what one looked at may come back: lists are drawn bit by bit. */
const PATIENCE = 3000;

/** Something on the page by what it says, so that its like is found again. */
interface Named {
  key: string;
  nth: number;
}

export interface Standpoint {
  /** Holds the page still until what was looked at is there again. */
  restore(grow: () => boolean): void;
}

export function standpoint(page: HTMLElement): Standpoint {
  const focus = named(page, document.activeElement);
  const folds = [...page.querySelectorAll("details[open]")].map((one) => named(page, one));
  const tops = new Map(boxes(page).map(([key, { scrollTop }]) => [key, scrollTop]));
  const anchor = anchorOf(page);
  const entries = entriesOf(page);
  const restore = (grow: () => boolean) => {
    for (const [key, one] of boxes(page)) one.scrollTop = tops.get(key) ?? 0;
    let [closed, lost] = [folds, focus.key !== ""];
    until(() => {
      if (entriesOf(page) < entries) grow();
      closed = closed.filter((one) => !unfolded(page, one));
      lost = lost && !focused(page, focus);
      if (anchor) hold(anchor);
    });
  };
  return { restore };
}

function entriesOf(page: HTMLElement): number {
  return page.querySelectorAll(".entry").length;
}

/** Opens what was open; whether it is there. */
function unfolded(page: HTMLElement, fold: Named): boolean {
  const again = found(page, fold, "details");
  if (again instanceof HTMLDetailsElement) again.open = true;
  return again !== undefined;
}

/** Gives the focus to what had it; whether it is there. */
function focused(page: HTMLElement, focus: Named): boolean {
  const again = found(page, focus, STOPS);
  if (again instanceof HTMLElement || again instanceof SVGElement)
    again.focus({ preventScroll: true });
  return again !== undefined;
}

/** The boxes that scroll, by the column that they are in and what they are. */
function boxes(page: HTMLElement): [key: string, box: HTMLElement][] {
  const all = [...page.querySelectorAll<HTMLElement>(BOXES)];
  const column = (one: HTMLElement) => one.closest(".column")?.className ?? "";
  return all.map((one) => [`${column(one)} ${one.className}`, one]);
}

/** The part of the page that something is in, and what it says or leads to. */
function keyOf(one: Element): string {
  const where = one.closest("section[id], .pane, .bar, .desk-bar")?.id ?? "";
  const box = one.closest(".pane, .bar, .desk-bar")?.className ?? "";
  const row = one.closest("[data-row], .entry, .question")?.querySelector("[data-row]");
  const words = one.matches("details") ? one.querySelector("summary") : one;
  const says = one.getAttribute("href") ?? one.getAttribute("aria-label") ?? words?.textContent;
  const about = one.getAttribute("data-row") ?? row?.getAttribute("data-row") ?? "";
  return [where, box, one.tagName, about, says?.slice(0, 200)].join("\n");
}

function named(page: HTMLElement, one: Element | null): Named {
  if (!one || !page.contains(one)) return { key: "", nth: 0 };
  const key = keyOf(one);
  const alike = [...page.querySelectorAll(one.tagName)].filter((other) => keyOf(other) === key);
  return { key, nth: alike.indexOf(one) };
}

function found(page: HTMLElement, { key, nth }: Named, kind: string): Element | undefined {
  if (!key) return undefined;
  const alike = [...page.querySelectorAll(kind)].filter((one) => keyOf(one) === key);
  return alike[nth] ?? alike[0];
}

/** A row or part that is looked at, and how far from the top of the screen it stands. */
interface Anchor {
  find(): Element | undefined;
  top: number;
}

function anchorOf(page: HTMLElement): Anchor | null {
  if (window.scrollY < 1) return null;
  const under = page.querySelector(".bar")?.getBoundingClientRect().bottom ?? 0;
  const rows = [...page.querySelectorAll("main :not(svg) > [data-row]")];
  const isSeen = (one: Element) => {
    const { top, bottom, height } = one.getBoundingClientRect();
    return height > 0 && top >= under && bottom <= window.innerHeight;
  };
  const row = rows.find(isSeen);
  const part = [...page.querySelectorAll("main > section")].find(
    (one) => one.getBoundingClientRect().bottom > under,
  );
  const one = row ?? part;
  if (!one) return null;
  const top = one.getBoundingClientRect().top;
  const name = row && named(page, row);
  let known: Element | undefined;
  const find = () => {
    if (!known?.isConnected) known = name && found(page, name, "[data-row]");
    return known ?? again(page, part);
  };
  return { top, find };
}

function again(page: HTMLElement, part: Element | undefined): Element | undefined {
  return part ? (page.querySelector(`#${CSS.escape(part.id)}`) ?? undefined) : undefined;
}

/** Keeps an element where it was while what is above it grows. */
function hold({ find, top }: Anchor): void {
  const moved = (find()?.getBoundingClientRect().top ?? top) - top;
  if (Math.abs(moved) > 1) window.scrollBy({ top: moved, behavior: "instant" });
}

/** Does something in each frame for a while; the reader's own hand ends it. */
function until(step: () => void): void {
  const end = performance.now() + PATIENCE;
  const left = new AbortController();
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"])
    addEventListener(kind, () => left.abort(), { signal: left.signal, passive: true });
  const frame = () => {
    if (performance.now() > end) left.abort();
    if (left.signal.aborted) return;
    step();
    requestAnimationFrame(frame);
  };
  frame();
}
