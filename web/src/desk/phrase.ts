/** The status of an answer in HTTP's own words, which say nothing to people. */

/** The reason phrases of refusals (RFC 9110, 15.5 and 15.6, and the registry that it keeps). */
const PHRASES = new Set([
  "bad request",
  "unauthorized",
  "payment required",
  "forbidden",
  "not found",
  "method not allowed",
  "not acceptable",
  "proxy authentication required",
  "request timeout",
  "conflict",
  "gone",
  "length required",
  "precondition failed",
  "content too large",
  "request entity too large",
  "uri too long",
  "request-uri too long",
  "unsupported media type",
  "range not satisfiable",
  "requested range not satisfiable",
  "expectation failed",
  "misdirected request",
  "unprocessable content",
  "unprocessable entity",
  "locked",
  "failed dependency",
  "too early",
  "upgrade required",
  "precondition required",
  "too many requests",
  "request header fields too large",
  "unavailable for legal reasons",
  "internal server error",
  "not implemented",
  "bad gateway",
  "service unavailable",
  "gateway timeout",
  "http version not supported",
  "insufficient storage",
]);

/** What heads a refusal for people: its title, if that tells more than its status. */
export function titleFor(status: number, title: string, detail: string): string {
  if (title && !PHRASES.has(title.trim().toLowerCase())) return title;
  return detail ? "" : `The desk answered ${status}`;
}
