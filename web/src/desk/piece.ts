/** A text cut where stretches of it begin and end, by code points, as the desk counts them. */

import type { Span } from "./shape.ts";

/** Some letters of a text, and in which layers they lie, all of them. */
export interface Piece<Layer extends string> {
  text: string;
  layers: Layer[];
}

/** The text in pieces, in its order; stretches may touch, overlap and lie outside it. */
export function pieces<Layer extends string>(
  text: string,
  spans: Record<Layer, readonly Span[]>,
): Piece<Layer>[] {
  const letters = Array.from(text);
  const names = Object.keys(spans) as Layer[];
  const bounds = names.flatMap((name) => spans[name].flat());
  const inner = bounds.filter((at) => at > 0 && at < letters.length);
  const starts = [...new Set([0, ...inner])].sort((a, b) => a - b);
  const found: Piece<Layer>[] = [];
  for (const [number, start] of starts.entries()) {
    const words = letters.slice(start, starts[number + 1]).join("");
    const layers = names.filter((name) => spans[name].some(([a, b]) => a <= start && start < b));
    const last = found.at(-1);
    if (last && String(last.layers) === String(layers)) last.text += words;
    else if (words) found.push({ text: words, layers });
  }
  return found;
}
