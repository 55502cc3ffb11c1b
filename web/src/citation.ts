/** A row with its citation, to be pasted elsewhere: never without how its words stand. */

import { h } from "./dom.ts";
import { isAddress, oneLine } from "./inert.ts";
import { announce } from "./live.ts";
import { lossesOf, lossLine } from "./loss.ts";
import type { End, Report } from "./model.ts";
import { quoted } from "./quote.ts";
import { AGAINST, toldOf } from "./relation.ts";
import { type ClaimKind, claim, documentOf, entityName, outletOf, type Row } from "./rows.ts";
import type { Store } from "./store.ts";
import { printedDay } from "./window.ts";

/** Status, words, outlet, title, date, address of the report, what it dropped, who denies it, where the row is on this page. */
export function citation(store: Store, kind: ClaimKind, index: number): string {
  const row = claim(store.report, kind, index);
  const document = documentOf(store.report, row.document);
  const title = oneLine(document.title);
  const source = [
    outletOf(document),
    title && `“${title}”`,
    printedDay(document),
    isAddress(document.url) ? document.url : "",
  ].filter(Boolean);
  const link = store.address(row.id);
  const page = location.protocol.startsWith("http") ? location.href.split("#")[0] : "";
  const words = `${oneLine(row.status)}: ${quoted(store.report, row).map(oneLine).join("")}`;
  const losses = lossesOf(store.report, { kind, index }).map((one) => lossLine(store.report, one));
  const against = againstOf(store.report, { kind, index });
  const address = `[crosswire ${row.ref}: ${page}${link}]`;
  return [words, source.join(", "), ...losses, ...against, address].join("\n");
}

/** Who denies or disowns a row: "[denied by Ana Kovač in Harbour Post, crosswire 3f1a]". */
function againstOf(report: Report, row: Row): string[] {
  const met = toldOf(report, row)
    .filter(({ link, other }) => AGAINST.has(link.kind) && other === link.from)
    .map(({ words, other }) => `[${words} ${sourceOf(report, other as End)}]`);
  return [...new Set(met)];
}

function sourceOf(report: Report, { kind, index }: End): string {
  if (kind === "document") return outletOf(documentOf(report, index));
  const row = claim(report, kind, index);
  const speaker = entityName(report, row.speaker) || "nobody who is named";
  return `${speaker} in ${outletOf(documentOf(report, row.document))}, crosswire ${row.ref}`;
}

/** Puts text on the clipboard and says so. */
export async function copy(text: string, done: string): Promise<void> {
  const copied = await written(text);
  announce(copied ? done : "This browser does not let the page copy");
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text);
  }
}

/** The way of browsers that give a page from disk no clipboard. */
function byHand(text: string): boolean {
  const field = h("textarea", { class: "unseen-words", "aria-hidden": "true" });
  field.value = text;
  const before = document.activeElement;
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return copied;
}

/** The two buttons that every row has. */
export function rowActions(store: Store, kind: ClaimKind, index: number): HTMLElement {
  const { id, ref } = claim(store.report, kind, index);
  const cite = () =>
    copy(citation(store, kind, index), "Copied with its citation").catch(() => undefined);
  return h(
    "p",
    { class: "row-actions" },
    h(
      "button",
      { type: "button", onclick: cite, "aria-label": `Copy with citation: ${ref}` },
      "Copy with citation",
    ),
    h(
      "a",
      { href: store.address(id), class: "permalink", "aria-label": `Permalink: ${ref}` },
      "Permalink",
    ),
    h("span", { class: "ref" }, ref),
  );
}
