/** Words as they are compared: without case and diacritics. */

export function fold(text: string): string {
  if (/^[\x20-\x7e\s]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

/** The terms of a search: words, and phrases between quotation marks; all must be found. */
export function terms(text: string): string[] {
  const found = fold(text).matchAll(/["“”]([^"“”]+)["“”]|[^\s"“”]+/g);
  return [...found].map((one) => (one[1] ?? one[0]).trim()).filter(Boolean);
}
