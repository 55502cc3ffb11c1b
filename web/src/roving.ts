/** One stop of the tab key for a whole picture; arrow keys go from mark to mark inside it. */

export interface Stop {
  element: SVGElement | HTMLElement;
  x: number;
  y: number;
}

const ARROWS: Record<string, [x: number, y: number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};
/** What lies beside the way counts so many times as much as what lies on it. */
const ASIDE = 3;

/** The nearest of some places in a direction; null where there is none. */
export function nearest<P extends { x: number; y: number }>(
  from: P,
  others: readonly P[],
  [right, down]: readonly [number, number],
): P | null {
  let found: P | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const along = (other.x - from.x) * right + (other.y - from.y) * down;
    const aside = Math.abs((other.x - from.x) * down) + Math.abs((other.y - from.y) * right);
    if (other === from || along < 0.5 || along + ASIDE * aside >= least) continue;
    least = along + ASIDE * aside;
    found = other;
  }
  return found;
}

/** Lets arrows, Home and End move among the marks of a picture; the first takes the tab key. */
export class Rover {
  readonly #stops: Stop[] = [];
  #current: Stop | undefined;

  /** `order` tells which marks Home and End lead to. */
  constructor(
    picture: Element,
    readonly order: (a: Stop, b: Stop) => number,
  ) {
    picture.addEventListener("focusin", (event) => {
      const stop = this.#stops.find(({ element }) => element === event.target);
      if (stop) this.#settle(stop);
    });
    picture.addEventListener("keydown", (event) => {
      const next = this.#current && this.#target(this.#current, (event as KeyboardEvent).key);
      if (!next) return;
      event.preventDefault();
      next.element.focus();
    });
  }

  add(stop: Stop): void {
    this.#stops.push(stop);
    stop.element.setAttribute("tabindex", "-1");
    if (!this.#current) this.#settle(stop);
  }

  #settle(stop: Stop): void {
    this.#current?.element.setAttribute("tabindex", "-1");
    stop.element.setAttribute("tabindex", "0");
    this.#current = stop;
  }

  #target(from: Stop, key: string): Stop | null | undefined {
    const ends = key === "Home" ? 1 : key === "End" ? -1 : 0;
    if (ends !== 0)
      return this.#stops.reduce((a, b) => (ends * this.order(a, b) <= 0 ? a : b), from);
    const direction = ARROWS[key];
    return direction ? nearest(from, this.#stops, direction) : null;
  }
}
