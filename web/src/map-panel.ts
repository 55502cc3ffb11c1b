/** Beside the map: where most is said to be, or all that is said of one place. */

import { h } from "./dom.ts";
import { counted, type Here, heardOf } from "./map-tally.ts";
import { mark } from "./mark.ts";
import type { Figure, Index, Report, Statement } from "./model.ts";
import { growing } from "./slice.ts";
import { isDoubtful } from "./standing.ts";
import type { Context } from "./view.ts";

/** Places that are listed before one is chosen. */
const TOP = 12;

/** Marks that are shown for each of them. */
const VOICES = 8;

/** Letters of a row's words that are shown here; all are in the reading pane. */
const LETTERS = 220;

/** The places of which most is said, on the map or not. */
export function top(
  context: Context,
  all: readonly Here[],
  choose: (place: Index) => void,
): HTMLElement[] {
  const most = all
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows || a.index - b.index)
    .slice(0, TOP);
  return [
    h("h3", null, "Most is said of"),
    most.length === 0
      ? h("p", { class: "map-none" }, "Nothing that the filters let through names a place.")
      : h(
          "ol",
          { class: "map-top" },
          ...most.map((here) => h("li", null, entry(context, here, choose))),
        ),
  ];
}

function entry({ report }: Context, here: Here, choose: (place: Index) => void): HTMLElement {
  return h(
    "button",
    { type: "button", class: "map-entry", onclick: () => choose(here.index) },
    h("bdi", { class: "map-entry-name" }, here.name),
    here.place.lat === null && h("span", { class: "map-entry-note" }, "not on the map"),
    h("span", { class: "map-entry-rows" }, here.rows.toLocaleString("en")),
    h("span", { class: "map-entry-voices" }, voices(report, here, VOICES)),
  );
}

/** Marks with how many rows each has. */
export function voices(report: Report, here: Here, most = here.voices.length): HTMLElement[] {
  const shown = here.voices
    .slice(0, most)
    .map((voice) =>
      h(
        "span",
        { class: "map-voice", title: heardOf(report, voice) },
        mark(report, voice.party),
        h("span", { class: "unseen-words" }, `${heardOf(report, voice)}: `),
        String(voice.rows),
      ),
    );
  const rest = here.voices.length - shown.length;
  return rest > 0 ? [...shown, h("span", { class: "map-voice" }, `+${rest}`)] : shown;
}

/** All that is said of a place, as links that open the rows. */
export function card(context: Context, here: Here, close: () => void): HTMLElement[] {
  const { report } = context;
  const { place } = here;
  const visible = context.visible();
  const filtered = context.state().filters.place.includes(place.id);
  const only = h(
    "button",
    { type: "button", onclick: () => context.filter({ place: filtered ? [] : [place.id] }) },
    filtered ? "Show all places" : "Filter to this place",
  );
  return [
    h("h3", null, h("bdi", null, here.name)),
    h("p", { class: "map-kind" }, kindOf(here)),
    h(
      "p",
      { class: "map-sum" },
      counted(here),
      h("span", { class: "map-voices" }, voices(report, here)),
    ),
    h(
      "div",
      { class: "map-card-buttons" },
      only,
      h("button", { type: "button", onclick: close }, "Back to the places"),
    ),
    rows(context, here, [
      ...place.statements
        .filter((row) => visible.statements[row])
        .map((row) => report.statements[row]),
      ...place.figures.filter((row) => visible.figures[row]).map((row) => report.figures[row]),
    ]),
  ];
}

function rows(
  context: Context,
  here: Here,
  found: (Statement | Figure | undefined)[],
): HTMLElement {
  if (found.length === 0)
    return h("p", { class: "map-none" }, "The filters let nothing through that is said of it.");
  const list = h("ul", { class: "map-rows", "aria-label": `Said of ${here.name}` });
  const box = h("div", { class: "map-rows-box", tabindex: "0" }, list);
  // It is not on the page yet, and an end that is nowhere would never be seen: fill it when it is.
  queueMicrotask(() =>
    growing(list, (row: Statement | Figure) => line(context, row)).show(
      found.filter((row) => row !== undefined),
    ),
  );
  return box;
}

function line(context: Context, row: Statement | Figure): HTMLElement {
  const document = context.report.documents[row.document];
  const open = (event: Event) => {
    if (event instanceof MouseEvent && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    context.open(row.id);
  };
  const denied = row.act === "denies" ? "map-status map-denied" : "map-status";
  return h(
    "li",
    null,
    h(
      "p",
      { class: denied },
      mark(context.report, row.party, isDoubtful(row)),
      h("bdi", null, row.status),
    ),
    h(
      "a",
      { class: "map-words", href: context.address(row.id), onclick: open },
      h("q", null, h("bdi", null, clipped(row.text))),
    ),
    h(
      "p",
      { class: "map-report" },
      h("bdi", null, document?.outlet ?? ""),
      `, ${document?.published ?? ""}`,
    ),
  );
}

function clipped(text: string): string {
  const letters = [...text.slice(0, LETTERS * 2)];
  return letters.length > LETTERS ? `${letters.slice(0, LETTERS).join("")} …` : text;
}

const PRECISION = {
  point: "a point",
  town: "a town, drawn at its middle",
  district: "a district: somewhere in it",
  region: "a region: somewhere in it",
  country: "a whole country or more: somewhere in it",
};

/** How exactly a place is known. */
export function kindOf({ place }: Here): string {
  const country = place.country ? ` (${place.country})` : "";
  if (place.lat === null) return `Not on the map: the gazetteer has no point for it${country}`;
  const kind = place.precision === null ? "no precision known" : PRECISION[place.precision];
  return kind.charAt(0).toUpperCase() + kind.slice(1) + country;
}
