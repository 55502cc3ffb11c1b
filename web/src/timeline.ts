/** When what happened was told: the days it is about across, the days it was told down. */

import { type Folds, folds, type Item, items } from "./band.ts";
import { type Chart, canvas, chart, groundOf, head, layer, markOf, moreOf, WIDE } from "./chart.ts";
import { h, s } from "./dom.ts";
import { key } from "./key.ts";
import type { More, Placed, Strip } from "./lane.ts";
import { type Drawn, drawAll, forget, redraw } from "./redraw.ts";
import { Rover, type Stop } from "./roving.ts";
import { ASKED, KINDS, ring, sample, type Tie, tiesOf } from "./tie.ts";
import { nameOf, timetable } from "./timetable.ts";
import type { Context, View, Visible } from "./view.ts";
import { current } from "./words.ts";

const HINT = "Each mark opens its words. Arrow keys move from mark to mark.";
/** Kinds with more links are drawn when one asks for them. */
const CALM = 80;
/** Links that are lit with one mark. */
const LIT = 24;
/** Points across a sheet of A4 between its margins. */
const PAPER = 680;
/** Marks that are drawn in one turn. */
const TOGETHER = 100;

class Timeline implements View {
  private readonly picture = h("div", { class: "picture" });
  private readonly legend = h("div", {
    class: "legend",
    role: "group",
    "aria-label": "Shown in the timeline",
  });
  private readonly caption = h("p", { class: "caption" }, HINT);
  private readonly table = h("div");
  private readonly hidden = new Set<string>(ASKED);
  private readonly lights = s("g");
  private folds: Folds = { figures: [], utterances: [], told: [] };
  private items: Item[] = [];
  private ties = new Map<Placed, Tie[]>();
  private byElement = new Map<Element, Placed>();
  private shown: Visible | null = null;
  private strips: { strip: Strip; svg: SVGElement }[] = [];
  private width = 0;
  private whole: Drawn = { root: this.picture, draw: () => {} };

  mount(root: HTMLElement, context: Context): void {
    root.classList.add("timeline");
    this.folds = folds(context.report);
    this.whole = { root: this.picture, draw: () => this.draw(context) };
    root.append(this.legend, key(), this.picture, this.caption, this.table);
    this.quieten(context);
    this.listen(context);
    // The section has its size even where what is in it is not laid out.
    new ResizeObserver(([seen]) => this.resize(seen?.contentRect.width ?? 0, context)).observe(
      root.parentElement ?? root,
    );
    this.update(context);
  }

  update(context: Context): void {
    const visible = context.visible();
    if (visible === this.shown) this.mark(context);
    else {
      this.shown = visible;
      this.items = [];
      redraw(this.whole);
    }
  }

  /** For paper it is drawn anew: as wide as a sheet, and each band by itself, to be parted there. */
  print(): number {
    const { width } = this;
    this.width = PAPER;
    redraw(this.whole);
    drawAll(this.picture);
    const back = () => {
      this.width = width;
      redraw(this.whole);
    };
    addEventListener("afterprint", back, { once: true });
    return 0;
  }

  private resize(width: number, context: Context): void {
    if (width < 1 || width === this.width) return;
    if (this.legend.childElementCount === 0) this.start(width, context);
    this.width = width;
    redraw(this.whole);
  }

  /** Narrow screens show figures alone, unless one asks. */
  private start(width: number, context: Context): void {
    if (width < WIDE) this.hidden.add("statement");
    this.addLegend(context);
  }

  private quieten({ report }: Context): void {
    for (const [kind] of KINDS)
      if (report.links.filter((link) => link.kind === kind).length > CALM) this.hidden.add(kind);
  }

  private addLegend(context: Context): void {
    const kinds = new Set(context.report.links.map((link) => link.kind));
    this.legend.append(
      this.toggle("figure", "figures", null),
      this.toggle("statement", "statements", null),
    );
    for (const [kind, name] of KINDS)
      if (kinds.has(kind)) this.legend.append(this.toggle(kind, name, sample(kind)));
  }

  /** A button of the legend that shows and hides what it names. */
  private toggle(kind: string, name: string, picture: SVGElement | null): HTMLElement {
    const button = h(
      "button",
      { type: "button", "aria-pressed": String(!this.hidden.has(kind)), class: `toggle ${kind}` },
      picture,
      name,
    );
    button.addEventListener("click", () => {
      const shown = this.hidden.delete(kind);
      if (!shown) this.hidden.add(kind);
      button.setAttribute("aria-pressed", String(shown));
      redraw(this.whole);
    });
    return button;
  }

  private draw(context: Context): void {
    if (this.width === 0) return;
    if (this.items.length === 0) {
      this.items = items(context.report, this.folds, context.visible());
      this.table.replaceChildren(timetable(context, this.items));
    }
    for (const { svg } of this.strips) forget(svg);
    const some = this.items.filter((item) => !this.hidden.has(item.kind));
    if (some.length === 0) {
      this.strips = [];
      this.picture.replaceChildren(h("p", { class: "none" }, "Nothing passes the filters."));
      return;
    }
    this.paint(context, chart(context.report, some, this.width));
  }

  /** The ground at once; the marks of each band in their turn. */
  private paint(context: Context, drawn: Chart): void {
    this.ties = byMark(drawn.ties);
    this.byElement = new Map();
    const calm = KINDS.filter(([kind]) => !this.hidden.has(kind)).map(([kind]) =>
      tiesOf(
        kind,
        drawn.ties.filter((tie) => tie.kind === kind),
      ),
    );
    const { strips } = drawn.layout;
    this.strips = strips.map((strip) => ({ strip, svg: canvas(drawn, strip) }));
    const isParted = this.width === PAPER;
    if (isParted) for (const { strip, svg } of this.strips) svg.append(groundOf(drawn, [strip]));
    const bands = h(
      "div",
      { class: "bands" },
      !isParted && layer(drawn, "behind-marks", groundOf(drawn, strips), ...calm),
      this.strips.map(({ svg }) => svg),
      !isParted && layer(drawn, "lights", this.lights),
    );
    this.picture.replaceChildren(h("div", { class: "axis" }, head(drawn)), bands);
    const rover = new Rover(bands, (a, b) => a.y - b.y || a.x - b.x);
    for (const { strip, svg } of this.strips) this.fill(context, strip, svg, rover);
    this.light(null);
  }

  /** A band's marks come so many at a time. */
  private fill(context: Context, strip: Strip, svg: SVGElement, rover: Rover): void {
    for (let at = 0; at < strip.placed.length; at += TOGETHER)
      redraw({
        root: svg,
        draw: () => {
          const marks = s("g");
          for (const placed of strip.placed.slice(at, at + TOGETHER)) {
            const links = this.ties.get(placed)?.length ?? 0;
            const element = markOf(context, placed, nameOf(context, placed.item, links));
            this.byElement.set(element, placed);
            rover.add({ element, x: placed.x, y: placed.y });
            marks.append(element);
          }
          if (at + TOGETHER >= strip.placed.length)
            for (const more of strip.more)
              for (const stop of moreStop(context, more, marks)) rover.add(stop);
          svg.append(marks);
          this.mark(context);
        },
      });
  }

  /** Under focus or pointer a mark's links are lit, and its words stand under the picture. */
  private listen(context: Context): void {
    const show = (event: Event) => {
      const element = (event.target as Element).closest("a");
      this.caption.textContent = element?.getAttribute("aria-label") ?? HINT;
      this.light((element && this.byElement.get(element)) ?? this.open(context));
    };
    for (const kind of ["focusin", "focusout", "pointerover", "pointerleave"])
      this.picture.addEventListener(kind, show);
  }

  /** Tell the mark of the open row from the others. */
  private mark(context: Context): void {
    current(this.picture, context);
    this.light(this.open(context));
  }

  private open(context: Context): Placed | null {
    const { row } = context.state();
    if (row === null) return null;
    for (const placed of this.byElement.values()) if (placed.item.rows.includes(row)) return placed;
    return null;
  }

  private light(placed: Placed | null): void {
    const some = (placed && this.ties.get(placed)) ?? [];
    const lit = some.slice(0, LIT);
    this.lights.replaceChildren(
      ...lit.map((tie) => tiesOf(tie.kind, [tie])),
      ...(placed ? lit.map((tie) => ring(tie, placed)) : []),
    );
  }
}

function byMark(ties: readonly Tie[]): Map<Placed, Tie[]> {
  const found = new Map<Placed, Tie[]>();
  for (const tie of ties)
    for (const end of [tie.from, tie.to]) {
      const own = found.get(end);
      if (own) own.push(tie);
      else found.set(end, [tie]);
    }
  return found;
}

/** Draw a "+n"; it is a stop of the arrow keys where it leads somewhere. */
function moreStop(context: Context, more: More, into: SVGElement): Stop[] {
  const element = moreOf(context, more);
  into.append(element);
  return element instanceof SVGAElement ? [{ element, x: more.x, y: more.y }] : [];
}

export function timeline(): View {
  return new Timeline();
}
