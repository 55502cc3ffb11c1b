/** Reads the model, a part in each task: a page of thousands of rows is never parsed at one go. */

import type { Report } from "./model.ts";

/** The members of the model that are lists of rows, and come in parts. */
type Rows = { [Name in keyof Report]: Report[Name] extends object[] ? Name : never }[keyof Report];

/** Milliseconds of parsing before the browser may do something else. */
const SLICE = 10;

/** What the page says of itself: all but the rows, whose lists are still empty. */
export function head(): Report {
  const model = document.getElementById("model")?.textContent;
  if (!model) throw new Error("the page has no model");
  return JSON.parse(model) as Report;
}

/** Puts the rows into their lists, when all of the file is there. */
export async function fill(report: Report): Promise<void> {
  await whole();
  let until = performance.now() + SLICE;
  for (const part of document.querySelectorAll<HTMLElement>("script[data-rows]")) {
    if (performance.now() > until) {
      await pause();
      until = performance.now() + SLICE;
    }
    const rows: unknown[] = report[part.dataset.rows as Rows];
    for (const row of JSON.parse(part.textContent ?? "[]") as unknown[]) rows.push(row);
    part.remove();
  }
}

function whole(): Promise<unknown> {
  if (document.readyState !== "loading") return pause();
  return new Promise((done) => document.addEventListener("DOMContentLoaded", done));
}

/** Lets the browser draw, and do what else waits. */
function pause(): Promise<unknown> {
  return new Promise((done) => setTimeout(done));
}
