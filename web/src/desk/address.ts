/** Addresses of the desk's pages. */

import { hash, START } from "../state.ts";
import type { Span } from "./shape.ts";

const part = encodeURIComponent;

export function eventAddress(event: string): string {
  return `/events/${part(event)}`;
}

/** The event's page with a row open; of a report, at some of its words. */
export function rowAddress(event: string | null, row: string | null, words?: Span): string | null {
  if (event === null || row === null) return null;
  const looked = words ? (["row", ...words] as ["row", number, number]) : null;
  return `${eventAddress(event)}#${hash({ ...START, row, words: looked })}`;
}

export function changesAddress(event: string): string {
  return `${eventAddress(event)}/changes`;
}

export function versionsAddress(document: string): string {
  return `/documents/${part(document)}/versions`;
}

/** All that carried a row's words, or some words of an event's reports. */
export function carriersAddress(of: { row: string } | { words: string; event?: string }): string {
  return `/carriers?${new URLSearchParams(of)}`;
}
