/** What each page of the desk is given, and what it must be able to do. */

import { h } from "../dom.ts";
import type { Api } from "./api.ts";
import type { Person } from "./person.ts";
import type { Stream } from "./stream.ts";

export interface Desk {
  api: Api;
  stream: Stream;
  person: Person;
  /** The frame of all pages: what is behind the reading pane, and `main` in it. */
  frame: Frame;
}

export interface Frame {
  /** All of the page. */
  page: HTMLElement;
  /** All but the reading pane. */
  behind: HTMLElement;
  /** The page's own part: empty, and to be filled; its first heading is an h1. */
  main: HTMLElement;
  /** What the page is called, in the browser's tab too. */
  title(words: string): void;
  /** The pages of one event; `here` is the one that is open. */
  event(id: string, here: string): void;
}

/**
 * Fills `desk.frame.main`. `parts` are the parts of the path that the route names, decoded:
 * `/events/{id}/review` gives the id. What it throws (`Trouble`) is shown in its place.
 */
export type Page = (desk: Desk, ...parts: string[]) => Promise<void> | void;

/** Says once in the page, while it is still empty, what it waits for. */
export function waiting({ frame }: Desk, words: string): () => void {
  const line = h("p", { class: "note", role: "status" });
  return () => {
    if (!line.isConnected) frame.main.append(line);
    line.textContent = words;
  };
}
