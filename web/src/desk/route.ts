/** Which page an address asks for. */

import type { Page } from "./page.ts";

/** `:name` is one part of the path. */
export type Routes = readonly (readonly [pattern: string, page: Page])[];

/** The page of a path and the parts that its pattern names; null where there is none. */
export function routed(routes: Routes, pathname: string): [page: Page, parts: string[]] | null {
  for (const [pattern, page] of routes) {
    const found = matched(pattern, pathname);
    if (found) return [page, found];
  }
  return null;
}

/** `/documents/:id/versions`: a document's id may have slashes of its own, written or encoded. */
function matched(pattern: string, pathname: string): string[] | null {
  const source = pattern.replace(/:[a-z]+\*/g, "(.+)").replace(/:[a-z]+/g, "([^/]+)");
  const found = new RegExp(`^${source}/?$`).exec(pathname);
  return found ? found.slice(1).map(decoded) : null;
}

export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
