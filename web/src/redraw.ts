/** Pictures in their turn: those near the screen in the next frames, the others when all is still. */

import { sliced } from "./slice.ts";

/** Something that can be drawn anew; whether its turn has come depends on where `root` stands. */
export interface Drawn {
  readonly root: Element;
  draw(): void;
}

/** Milliseconds that must be left of a pause for one more picture that nobody sees. */
const PAUSE = 12;

/** How far from the screen a picture is near. */
const MARGIN = "50% 0px";

/** Where the browser tells of no pauses. */
const rest: (work: (left: { timeRemaining(): number }) => void) => number =
  window.requestIdleCallback ??
  ((work) => window.setTimeout(() => work({ timeRemaining: () => PAUSE }), 60));

const watched = new WeakSet<Element>();
const near = new Set<Element>();
const waiting = new Set<Drawn>();
let isBegun = false;
let isPaused = false;

const seer = new IntersectionObserver(
  (seen) => {
    for (const { target, isIntersecting } of seen)
      if (isIntersecting) near.add(target);
      else near.delete(target);
    plan();
  },
  { rootMargin: MARGIN },
);

/** Draw it when its turn comes; asked for again before that it is drawn once. */
export function redraw(one: Drawn): void {
  if (!watched.has(one.root)) seer.observe(one.root);
  watched.add(one.root);
  waiting.delete(one);
  waiting.add(one);
  plan();
}

/** An element has gone from the page, and what was to be drawn in it with it. */
export function forget(root: Element): void {
  seer.unobserve(root);
  watched.delete(root);
  near.delete(root);
  for (const one of [...waiting]) if (one.root === root) waiting.delete(one);
}

/** Draw all that waits under an element, now: before print. */
export function drawAll(root: Element): void {
  for (let some = under(root); some.length > 0; some = under(root)) some.forEach(take);
}

function under(root: Element): Drawn[] {
  return [...waiting].filter((one) => root.contains(one.root));
}

function take(one: Drawn): void {
  waiting.delete(one);
  one.draw();
}

/** What is near has the next frames; the rest has the next pause. */
function plan(): void {
  if ([...waiting].some((one) => near.has(one.root))) {
    if (!isBegun) sliced(close(), take);
    isBegun = true;
  } else if (waiting.size > 0) {
    if (!isPaused) rest(linger);
    isPaused = true;
  }
}

/** What waits near the screen, for as long as there is any. */
function* close(): Iterable<Drawn> {
  for (let next = first(); next; next = first()) yield next;
  isBegun = false;
  plan();
}

function first(): Drawn | undefined {
  for (const one of waiting) if (near.has(one.root)) return one;
  return undefined;
}

function linger(left: { timeRemaining(): number }): void {
  isPaused = false;
  for (const one of [...waiting]) {
    if (left.timeRemaining() < PAUSE) break;
    take(one);
  }
  plan();
}
