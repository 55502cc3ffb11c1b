/** Work that is asked for again and again, and is done once at a time. */

/**
 * Runs `work` now, or once more when the run that is under way has ended: however often it is
 * asked for meanwhile. What fails is told to `failed` and stops nothing.
 */
export function once(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let running = false;
  let asked = false;
  const run = async () => {
    running = true;
    while (asked) {
      asked = false;
      await work().catch(failed);
    }
    running = false;
  };
  return () => {
    asked = true;
    if (!running) void run();
  };
}

/** Milliseconds in which open pages ask for what is new, one after the other. */
const SPREAD = 800;

/** Waits a moment, another one in each page: not all of them ask at once. */
export function spread(): Promise<void> {
  return new Promise((done) => setTimeout(done, SPREAD * Math.random()));
}

/**
 * Draws anew under `root`; the focus stays on the link or button that is called the same, or at
 * least at `root`, and what was unfolded stays so.
 */
export function redraw(root: HTMLElement, draw: () => void): void {
  const focused = document.activeElement;
  const isIn = focused !== null && root !== focused && root.contains(focused);
  const key = isIn ? keyOf(focused as HTMLElement) : "";
  const open = [...root.querySelectorAll<HTMLElement>("details[open][data-key]")];
  draw();
  for (const { dataset } of open) called(root, dataset.key ?? "")?.setAttribute("open", "");
  if (!isIn || root.contains(document.activeElement)) return;
  const again = called(root, key);
  if (!again) root.tabIndex = -1;
  (again ?? root).focus({ preventScroll: true });
}

function keyOf(one: HTMLElement): string {
  return one.dataset.key ?? one.getAttribute("href") ?? "";
}

function called(root: HTMLElement, key: string): HTMLElement | null {
  const wanted = CSS.escape(key);
  return key ? root.querySelector(`[data-key="${wanted}"], [href="${wanted}"]`) : null;
}
