/** Where it is said to have happened. */

import { h } from "./dom.ts";
import { legend } from "./map-legend.ts";
import { card, top } from "./map-panel.ts";
import { Picture } from "./map-picture.ts";
import { table, unplaced } from "./map-table.ts";
import { type Here, layers, sharers, sited, tally } from "./map-tally.ts";
import { mark, othersMark, sharing } from "./mark.ts";
import type { Index } from "./model.ts";
import { drawAll } from "./redraw.ts";
import { count } from "./rows.ts";
import type { Context, View, Visible } from "./view.ts";

class MapView implements View {
  #sharer: Index[] = [];
  #all: Here[] = [];
  #picture: Picture | null = null;
  #shown: Visible | null = null;
  #chosen: Index | null = null;
  readonly #lede = h("p", { class: "map-lede" });
  readonly #layers = h("div", { class: "map-layers", role: "group", "aria-label": "Sides" });
  readonly #panel = h("div", { class: "map-panel" });
  readonly #unplaced = h("div", { class: "map-unplaced" });
  readonly #table = h("details", { class: "map-table" });

  mount(root: HTMLElement, context: Context): void {
    const { report } = context;
    if (report.places.length === 0) {
      root.append(h("p", { class: "map-lede" }, "No report names a place."));
      return;
    }
    this.#sharer = sharers(report);
    if (report.outline)
      this.#picture = new Picture(report, report.outline, (place) => this.#choose(context, place));
    const body = h("div", { class: "map-body" }, this.#figure(context), this.#panel);
    body.classList.toggle("map-body-bare", this.#picture === null);
    root.append(this.#lede, this.#layers, body, this.#unplaced, this.#table);
    this.#table.addEventListener("toggle", () => this.#tabulate(context));
    this.update(context);
  }

  update(context: Context): void {
    const { report } = context;
    if (report.places.length === 0) return;
    if (context.visible() === this.#shown) this.#show(context);
    else this.#renew(context);
  }

  print(): number {
    if (this.#picture) drawAll(this.#picture.element);
    return 0;
  }

  #renew(context: Context): void {
    const { report } = context;
    this.#shown = context.visible();
    this.#all = tally(report, context.visible(), this.#sharer);
    const { place } = context.state().filters;
    const only = place.length === 1 ? report.places.findIndex(({ id }) => id === place[0]) : -1;
    if (only >= 0) this.#chosen = only;
    this.#tell(context);
    this.#offer(context);
    this.#draw(context);
    this.#tabulate(context);
  }

  #figure({ report }: Context): HTMLElement | null {
    if (!this.#picture || !report.outline) return null;
    return h("figure", { class: "map-figure" }, this.#picture.element, legend(report.outline));
  }

  #choose(context: Context, place: Index | null): void {
    this.#chosen = place;
    this.#draw(context);
  }

  #show(context: Context): void {
    this.#picture?.show(sited(this.#all), this.#chosen, read(context));
  }

  #draw(context: Context): void {
    this.#show(context);
    const here = this.#chosen === null ? undefined : this.#all[this.#chosen];
    const choose = (place: Index | null) => this.#choose(context, place);
    const focused = this.#panel.contains(document.activeElement);
    this.#panel.replaceChildren(
      ...(here ? card(context, here, () => choose(null)) : top(context, this.#all, choose)),
    );
    if (focused) this.#panel.querySelector("button")?.focus({ preventScroll: true });
  }

  /** How much is on the map, and what isn't. */
  #tell(context: Context): void {
    const said = this.#all.filter(({ rows }) => rows > 0);
    const on = said.filter(({ place }) => place.lat !== null);
    const off = said.filter(({ place }) => place.lat === null);
    const rows = on.reduce((sum, here) => sum + here.rows, 0);
    const silent = placeless(context);
    this.#lede.textContent = `${rows.toLocaleString("en")} statements and figures at ${count(on.length, "place")} are on the map; ${silent.toLocaleString("en")} name no place.`;
    this.#unplaced.replaceChildren(...unplaced(off, (place) => this.#choose(context, place)));
    this.#unplaced.hidden = off.length === 0;
  }

  /** A layer for each side: the filter of the whole page. */
  #offer(context: Context): void {
    const { report } = context;
    const chosen = context.state().filters.side;
    const { shown, rest: others } = layers(report);
    const shared = sharing(report);
    const focused = [...this.#layers.children].indexOf(document.activeElement as Element);
    this.#layers.replaceChildren(
      h("span", { class: "map-lead" }, "Show only"),
      ...shown.map(({ party, name, key }) => {
        const rest = chosen.filter((one) => one !== key);
        const pressed = rest.length < chosen.length;
        const press = () => context.filter({ side: pressed ? rest : [...rest, key] });
        return h(
          "button",
          { type: "button", class: "map-layer", "aria-pressed": String(pressed), onclick: press },
          mark(report, party),
          h("bdi", null, name),
        );
      }),
      others > 0
        ? h("span", { class: "map-lead" }, `or one of ${others} others in the filter`)
        : "",
      shared > 1
        ? h(
            "span",
            { class: "map-lead" },
            othersMark(),
            `is the mark of ${shared} who are heard less`,
          )
        : "",
    );
    const next = this.#layers.children[focused];
    if (next instanceof HTMLElement) next.focus({ preventScroll: true });
  }

  /** The table is made when it is opened, and again while it is. */
  #tabulate(context: Context): void {
    const summary =
      this.#table.querySelector("summary") ?? h("summary", null, "The map as a table");
    if (!this.#table.open && this.#table.contains(summary)) return;
    this.#table.replaceChildren(summary);
    if (this.#table.open) this.#table.append(table(context.report, this.#all));
  }
}

/** The places that the rows in the reading pane name. */
function read(context: Context): Set<Index> {
  const { report } = context;
  const { row, beside } = context.state();
  const found = new Set<Index>();
  if (row === null) return found;
  for (const some of [report.statements, report.figures])
    for (const { id, place } of some)
      if (place !== null && (id === row || id === beside)) found.add(place);
  return found;
}

/** Rows that the filters let through and that name no place. */
function placeless(context: Context): number {
  const { statements, figures } = context.visible();
  const { report } = context;
  return (
    report.statements.filter(({ place }, row) => place === null && statements[row]).length +
    report.figures.filter(({ place }, row) => place === null && figures[row]).length
  );
}

export function map(): View {
  return new MapView();
}
