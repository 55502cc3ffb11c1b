/** Words under the label that says whose they are and how they stand: neither is ever drawn alone. */

import { h } from "../dom.ts";
import { oneLine, shown } from "../inert.ts";
import { brief, isNegated, standing } from "../status.ts";
import { pieces } from "./piece.ts";
import type { Around, Labelled, Span } from "./shape.ts";

const ACTS: Record<string, string> = {
  "SAID BY": "asserts",
  "DENIED BY": "denies",
  "INTENDED BY": "intends",
  "JUDGED BY": "evaluates",
};

/** In what sense words under a label stand. */
export function actOf(label: string): string {
  return ACTS[standing(label).act] ?? "asserts";
}

/** Whether what stands under a label is what somebody says no to. */
export function isDenied(label: string): boolean {
  return isNegated({ act: actOf(label), status: label });
}

/** "DENIED BY", whom, "UNVERIFIED": what says how the words stand is set apart. */
export function labelParts(label: string): HTMLElement[] {
  const { doubt, act, whom, check } = standing(oneLine(label));
  const parts: [words: string, name: string][] = [
    [doubt, "check unverified"],
    [act, `act ${actOf(label)}`],
    [whom, "whom"],
    [check, `check ${check.trim() === ", CONFIRMED" ? "confirmed" : "unverified"}`],
  ];
  return parts.filter(([words]) => words.trim()).map(([words, name]) => brief(words, name));
}

/** The line over words. */
export function labelLine(label: string): HTMLElement | null {
  return label ? h("p", { class: "status" }, labelParts(label)) : null;
}

/** What marks words: they were sought, or are new, or gone. */
export type Tag = "mark" | "ins" | "del";

/** A report's words, letter for letter, some of them marked. */
export function marked(
  text: string,
  marks: readonly Span[] = [],
  tag: Tag = "mark",
): (Node | string)[] {
  return pieces(text, { marks }).flatMap(({ text: words, layers }) =>
    layers.length > 0 ? [h(tag, { class: "marked" }, ...shown(words))] : shown(words),
  );
}

/**
 * Words of a report around what was found, what was sought in them marked; strong, where `isOwn`,
 * are the claim's own. What somebody denies stands apart.
 */
export function passage(
  { text, span: [start], claims, marks, place }: Around,
  isOwn: boolean,
): (Node | string)[] {
  const spans = claims.filter(({ label }) => isDenied(label)).map(({ span }) => span);
  const denied = spans.map(([from, to]): Span => [from - start, to - start]);
  const own = isOwn && place ? [place] : [];
  const found = pieces(text, { marks, own, denied });
  return found.flatMap(({ text: words, layers }, at) => {
    const sought = layers.includes("marks")
      ? [h("mark", { class: "marked" }, ...shown(words))]
      : shown(words);
    const drawn = layers.includes("own") ? [h("strong", null, sought)] : sought;
    if (!layers.includes("denied")) return drawn;
    const isFirst = !found[at - 1]?.layers.includes("denied");
    const label = isFirst ? [h("span", { class: "denied-label" }, "Denied"), " "] : [];
    return [...label, h("span", { class: "denied-words" }, drawn)];
  });
}

/** The words, before which stands that they are denied, where they are. */
export function labelledWords(
  { label, words }: Labelled,
  marks: readonly Span[] = [],
  tag: Tag = "mark",
): Node[] {
  const body = h("bdi", null, ...marked(words, marks, tag));
  if (!isDenied(label)) return [body];
  return [h("span", { class: "denied-label" }, "Denied"), document.createTextNode(" "), body];
}

/** The class of the words: what is denied stands on other ground. */
export function labelledClass(label: string): string {
  return `words${isDenied(label) ? " denied-words" : ""}`;
}

/** A name, a title, fixed words with a report's own in them: on one line, and kept to itself. */
export function line(words: string, name: string | null = null): HTMLElement {
  return h("bdi", { class: name }, oneLine(words));
}

/** What a figure measures, after its words. */
export function measured(words: string): Node[] {
  return words ? [document.createTextNode(" "), line(`(${words})`, "measures")] : [];
}

/** What `crosswire show` takes for a row; a link that keys need not step on, as the words are one. */
export function reference(words: string, href: string | null): HTMLElement | null {
  if (!words) return null;
  return href
    ? h("a", { class: "ref", href, tabindex: -1 }, words)
    : h("span", { class: "ref" }, words);
}

/** Both, the words as a link to their row where there is one, and with what stands after them. */
export function labelled(
  told: Labelled,
  href: string | null,
  marks: readonly Span[] = [],
  after: Node[] = [],
): Node[] {
  const words = [...labelledWords(told, marks), ...after];
  const line = labelLine(told.label);
  const link = href ? h("a", { class: "words-link", href }, ...words) : words;
  const quoted = h("blockquote", { class: labelledClass(told.label) }, link);
  return line ? [line, quoted] : [quoted];
}
