/** The picture: outlines, symbols, names and marks; keys move it (see map-hand.ts for the rest). */

import { h, s } from "./dom.ts";
import { type Chart, chart, held, type Lie, least, most, type Point, zoomed } from "./map-chart.ts";
import { type Handled, handle, placeOf } from "./map-hand.ts";
import {
  type Arrow,
  arrowRect,
  arrows,
  type Item,
  laidOut,
  nextIn,
  type Placed,
} from "./map-layout.ts";
import { arrowOf, spoken, symbolOf } from "./map-symbol.ts";
import type { Sited } from "./map-tally.ts";
import type { Index, Outline, Report } from "./model.ts";
import { type Drawn, redraw } from "./redraw.ts";

/** How much one press of a button or key zooms, and moves (in points). */
const ZOOM = 1.6;
const MOVE = 70;

/** Places that are drawn at once: those with most rows of what one looks at. */
const MOST = 140;

/** Precisions, the vaguest first. */
const COARSE = ["country", "region", "district", "town", "point"];

const ARROWS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class Picture implements Handled {
  readonly element: HTMLElement;
  readonly #stage: HTMLElement;
  readonly #svg: SVGSVGElement;
  readonly #base = s("g", { class: "map-base" });
  /** Large symbols lie under small ones. */
  readonly #layers = COARSE.map(() => s("g"));
  readonly #places = new Map<Index, SVGGElement>();
  readonly #whole: HTMLButtonElement;
  readonly #left: HTMLButtonElement;
  readonly #unseen = h("p", { class: "map-unseen", hidden: true });
  readonly #buttons: { nearer: HTMLButtonElement; farther: HTMLButtonElement };
  #sheet = 0;
  #chart: Chart | null = null;
  #lie: Lie = { k: 1, x: 0, y: 0 };
  #all: Sited[] = [];
  #spots: { index: Index; at: Point }[] = [];
  #chosen: Index | null = null;
  #open: ReadonlySet<Index> = new Set();
  #rover: Index | null = null;
  readonly #drawn: Drawn;

  constructor(
    readonly report: Report,
    readonly outline: Outline,
    readonly choose: (place: Index) => void,
  ) {
    this.#svg = s(
      "svg",
      {
        class: "map-picture",
        tabindex: "0",
        role: "group",
        "aria-label":
          "Map of the places. Arrow keys move it, plus and minus zoom, zero returns; Tab goes to the places on it.",
      },
      this.#base,
      s("g", { class: "map-places" }, this.#layers),
    );
    this.#whole = button("Whole map", "map-whole", () => this.#turn(this.#sheet === 0 ? 1 : 0));
    this.#whole.hidden = outline.sheets.length < 2;
    this.#left = button("", "map-left", () => this.#turn(1));
    this.#left.hidden = true; // until the map is drawn, and some place lies beyond it
    this.#buttons = {
      nearer: button("+", "map-zoom", () => this.zoom(ZOOM), "Zoom in"),
      farther: button("−", "map-zoom", () => this.zoom(1 / ZOOM), "Zoom out"),
    };
    const back = button("Reset", "map-reset", () => this.#home());
    this.#stage = h(
      "div",
      { class: "map-stage" },
      this.#svg,
      h(
        "div",
        { class: "map-buttons" },
        this.#buttons.nearer,
        this.#buttons.farther,
        back,
        this.#whole,
      ),
    );
    this.element = h("div", null, this.#stage, this.#left, this.#unseen);
    this.#drawn = { root: this.#stage, draw: () => this.#draw() };
    this.#listen();
    new ResizeObserver(() => this.#fit()).observe(this.#stage);
  }

  /** Show these places, those with most rows first; `open` are those of what is being read. */
  show(all: readonly Sited[], chosen: Index | null, open: ReadonlySet<Index>): void {
    this.#all = [...all];
    this.#chosen = chosen;
    this.#open = open;
    redraw(this.#drawn);
  }

  #fit(): void {
    const width = this.#stage.clientWidth;
    const sheet = this.outline.sheets[this.#sheet];
    if (width < 40 || sheet === undefined) return;
    const height = heightOf(width, sheet.box[2] - sheet.box[0] >= 360);
    if (this.#chart?.sheet === sheet && this.#chart.size.width === width) return;
    this.#chart = chart(sheet, { width, height }, this.outline.sheets.length > this.#sheet + 1);
    this.#svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.#ground(this.#chart);
    this.#home();
  }

  #turn(sheet: number): void {
    this.#sheet = sheet;
    this.#whole.textContent = sheet === 0 ? "Whole map" : "Main area";
    this.#fit();
  }

  #home(): void {
    if (this.#chart) this.#move(this.#chart.home);
  }

  zoom(by: number, about?: Point): void {
    if (!this.#chart) return;
    const { width, height } = this.#chart.size;
    this.#move(zoomed(this.#lie, by, about ?? [width / 2, height / 2]));
  }

  #move(lie: Lie): void {
    if (!this.#chart) return;
    this.#lie = held(this.#chart, lie);
    const { k } = this.#lie;
    this.#buttons.nearer.disabled = k >= most(this.#chart) - 1e-6;
    this.#buttons.farther.disabled = k <= least(this.#chart) + 1e-6;
    // A finger scrolls the page until one has zoomed in.
    this.#svg.classList.toggle("map-near", k > 1.01);
    redraw(this.#drawn);
  }

  #ground({ edge, land, coasts, borders }: Chart): void {
    this.#base.replaceChildren(
      s("path", { class: "map-sea", d: edge }),
      s("path", { class: "map-land", d: land }),
      s("path", { class: "map-border", d: borders }),
      s("path", { class: "map-coast", d: coasts }),
    );
  }

  #draw(): void {
    const current = this.#chart;
    if (!current) return;
    const { k, x, y } = this.#lie;
    this.#base.setAttribute("transform", `translate(${x} ${y}) scale(${k})`);
    const items = this.#all.map((here) => ({ here, at: onScreen(current, this.#lie, here) }));
    const [inside, outside] = parted(items, (item) => isInside(item.at, current));
    const far = outside.filter(({ here }) => here.rows > 0 && isFar(current, here));
    const near = this.#all.filter((here) => here.rows > 0 && !isFar(current, here));
    const around = new Set(near.map(({ place }) => place.country));
    const { shown, left } = arrows(far, current.size, around);
    const weighty = [...inside].sort((a, b) => this.#weight(b) - this.#weight(a));
    const placed = laidOut(
      weighty.slice(0, MOST),
      current.size,
      shown.map(arrowRect),
      current.whole,
    );
    this.#left.hidden = left.length === 0;
    this.#left.textContent = `${left.length} more beyond the map`;
    this.#fill(placed, shown);
  }

  #weight({ here }: Item): number {
    const isLooked = here.index === this.#chosen || this.#open.has(here.index);
    return isLooked ? Number.POSITIVE_INFINITY : here.rows;
  }

  #fill(placed: readonly Placed[], shown: readonly Arrow[]): void {
    const drawn = new Map<Index, Element[]>();
    this.#spots = [];
    for (const one of placed) {
      const { here, at } = one.item;
      drawn.set(here.index, symbolOf(this.report, one, this.#looks(here)));
      if (here.rows > 0) this.#spots.push({ index: here.index, at });
      this.#group(here);
    }
    for (const one of shown) {
      drawn.set(one.here.index, arrowOf(one));
      this.#spots.push({ index: one.here.index, at: one.at });
      this.#group(one.here);
    }
    if (!this.#spots.some(({ index }) => index === this.#rover))
      this.#rover = this.#spots[0]?.index ?? null;
    for (const [index, group] of this.#places) this.#put(index, group, drawn.get(index));
    for (const here of this.#all) this.#name(here);
  }

  /** How a place stands out: it is chosen, or what is being read is said to be there. */
  #looks({ index }: Sited): string {
    return `${index === this.#chosen ? " map-chosen" : ""}${this.#open.has(index) ? " map-open" : ""}`;
  }

  #put(index: Index, group: SVGGElement, parts: Element[] | undefined): void {
    group.replaceChildren(...(parts ?? []));
    if (parts) return;
    if (group === document.activeElement) this.#svg.focus({ preventScroll: true });
    group.remove();
    this.#places.delete(index);
  }

  /** The element of a place; it stays while the place is seen, so that the focus does. */
  #group(here: Sited): void {
    if (this.#places.has(here.index)) return;
    const group = s("g", { class: "map-place", "data-place": here.index });
    this.#places.set(here.index, group);
    this.#layers[COARSE.indexOf(here.place.precision ?? "country")]?.append(group);
  }

  /** What it is for who doesn't see it, and how it is reached. */
  #name(here: Sited): void {
    const group = this.#places.get(here.index);
    if (group === undefined) return;
    const isSaid = here.rows > 0;
    const said: Record<string, string> = {
      role: "button",
      tabindex: here.index === this.#rover ? "0" : "-1",
      "aria-pressed": String(here.index === this.#chosen),
    };
    for (const [name, value] of Object.entries(said))
      if (isSaid) group.setAttribute(name, value);
      else group.removeAttribute(name);
    group.toggleAttribute("aria-hidden", false);
    if (isSaid) group.prepend(s("title", null, spoken(this.report, here)));
    else group.setAttribute("aria-hidden", "true");
  }

  #listen(): void {
    const svg = this.#svg;
    svg.addEventListener("keydown", (event) => this.#key(event));
    svg.addEventListener("focusin", (event) => {
      const index = placeOf(event.target);
      if (index !== null) this.#rove(index, false);
    });
    handle(svg, this);
  }

  pick(place: Index): void {
    if (this.#spots.some(({ index }) => index === place)) this.choose(place);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = placeOf(event.target);
    const towards = ARROWS[event.key];
    const about = this.#spots.find(({ index }) => index === place)?.at;
    if (event.key === "+" || event.key === "=") this.zoom(ZOOM, about);
    else if (event.key === "-") this.zoom(1 / ZOOM, about);
    else if (event.key === "0") this.#home();
    else if ((event.key === "Enter" || event.key === " ") && place !== null) this.pick(place);
    else if (towards && place !== null) {
      const next = nextIn(this.#spots, place, towards);
      if (next !== null) this.#rove(next, true);
    } else if (towards) this.shift([-towards[0] * MOVE, -towards[1] * MOVE]);
    else return;
    event.preventDefault();
  }

  #rove(index: Index, focus: boolean): void {
    if (this.#rover !== null) this.#places.get(this.#rover)?.setAttribute("tabindex", "-1");
    this.#rover = index;
    const group = this.#places.get(index);
    group?.setAttribute("tabindex", "0");
    if (focus) group?.focus();
  }

  shift([right, down]: Point): void {
    const { k, x, y } = this.#lie;
    this.#move({ k, x: x + right, y: y + down });
  }

  at(event: MouseEvent): Point {
    const box = this.#svg.getBoundingClientRect();
    const scale = (this.#chart?.size.width ?? box.width) / (box.width || 1);
    return [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
  }
}

function button(words: string, name: string, press: () => void, spoken?: string) {
  return h(
    "button",
    { type: "button", class: name, onclick: press, "aria-label": spoken, title: spoken },
    words,
  );
}

/** The world is twice as wide as high; a part of it fills what there is. */
function heightOf(width: number, whole: boolean): number {
  if (whole) return Math.round(Math.max(220, width * 0.52));
  return Math.round(Math.min(620, Math.max(300, width * (width < 500 ? 0.95 : 0.62))));
}

function onScreen({ project }: Chart, { k, x, y }: Lie, { lon, lat }: Sited): Point {
  const [px, py] = project(lon, lat);
  return [px * k + x, py * k + y];
}

function isInside([x, y]: Point, { size }: Chart): boolean {
  return x >= 0 && y >= 0 && x <= size.width && y <= size.height;
}

/** Whether a place is beyond the map as it is seen at first. */
function isFar(current: Chart, here: Sited): boolean {
  return !isInside(onScreen(current, current.home, here), current);
}

function parted<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
