/** Long lists in slices, so that no frame waits for them: more as one scrolls, all before print. */

/** Milliseconds of a frame that all work in slices may take together: style and layout come on top. */
const SLICE = 10;

/** Entries that are there at once, so that a list is never seen empty. */
const FIRST = 6;

/** Entries that are made before it is asked how near the end has come. */
const SOME = 8;

/** A step of some work; whether more is left. */
type Work = () => boolean;

/** What is still to be done: the first begun is done first, and there is one slice for all. */
const waiting: Work[] = [];
let frame = 0;

/** Does some work step by step, from the next frame on; returns how to stop it. */
function begin(work: Work): () => void {
  waiting.push(work);
  frame ||= requestAnimationFrame(spend);
  return () => end(work);
}

function end(work: Work): void {
  const at = waiting.indexOf(work);
  if (at >= 0) waiting.splice(at, 1);
}

function spend(): void {
  const until = performance.now() + SLICE;
  frame = requestAnimationFrame(spend);
  for (let work = waiting[0]; work && performance.now() < until; work = waiting[0]) step(work);
  if (waiting.length > 0) return;
  cancelAnimationFrame(frame);
  frame = 0;
}

/** One step; what is done, stopped or broken is not begun again. */
function step(work: Work): void {
  let more = false;
  try {
    more = work();
  } finally {
    if (!more) end(work);
  }
}

/** Runs `work` for one item after another, a slice in each frame; returns how to stop it. */
export function sliced<T>(items: Iterable<T>, work: (item: T) => void): () => void {
  const rest = items[Symbol.iterator]();
  return begin(() => {
    const next = rest.next();
    if (!next.done) work(next.value);
    return !next.done;
  });
}

export interface Growing<T> {
  /** Show these from the first on; what was shown goes. */
  show(items: readonly T[]): void;
  /** Put in all that is left, `most` in all: how many stay out. */
  all(most: number): number;
  /** Put in some more; whether there was more. */
  more(): boolean;
}

/**
 * A list that grows as its end comes near the screen. `make` is called once for each item that
 * comes into view; keep what it makes (a Map) if items return often.
 */
export function growing<T>(list: HTMLElement, make: (item: T) => Node): Growing<T> {
  let items: readonly T[] = [];
  let shown = 0;
  let stop = () => {};
  const last = document.createElement("div");
  last.className = "list-end";
  last.setAttribute("aria-hidden", "true");
  list.after(last);

  const add = (goal: number) => {
    const some = document.createDocumentFragment();
    while (shown < Math.min(goal, items.length)) some.append(make(items[shown++] as T));
    list.append(some);
    last.hidden = shown >= items.length;
  };
  // The browser is asked only between frames where the end is: to measure it here would lay out
  // the page once more.
  const watched = new IntersectionObserver((seen) => seen.at(-1)?.isIntersecting && grow(), {
    rootMargin: "100% 0px",
  });
  const watch = () => {
    watched.unobserve(last);
    if (!last.hidden) watched.observe(last);
  };
  const grow = () => {
    const goal = Math.min(shown + SOME, items.length);
    stop();
    stop = begin(() => {
      add(shown + 1);
      if (shown < goal) return true;
      watch();
      return false;
    });
  };

  return {
    show(wanted) {
      stop();
      items = wanted;
      shown = 0;
      list.replaceChildren();
      add(FIRST);
      watch();
    },
    all(most) {
      add(most);
      return items.length - shown;
    },
    more() {
      const before = shown;
      add(shown + SOME);
      return shown > before;
    },
  };
}
