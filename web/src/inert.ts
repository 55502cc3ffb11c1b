/** Words from reports made harmless: they can neither move nor hide the words around them. */

import { h } from "./dom.ts";

const JOINERS = new Set(["\u200c", "\u200d"]);

/** Control and format characters (bidi overrides, zero width, ...) but for line ends and tabs. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;

function isUnseen(letter: string): boolean {
  return UNSEEN.test(letter) && !JOINERS.has(letter) && !"\n\r\t".includes(letter);
}

/** A name or title on one line, what would drive the page dropped (as in the terminal). */
export function oneLine(text: string): string {
  const plain = /^[\x20-\x7e]*$/.test(text);
  const harmless = plain
    ? text
    : Array.from(text, (letter) => (isUnseen(letter) ? "" : letter)).join("");
  return harmless.replace(/\s+/g, " ").trim();
}

/** A report's own words, letter for letter; a character that cannot be seen stands as its name. */
export function shown(text: string): (string | Node)[] {
  if (!UNSEEN.test(text.replace(/[\n\r\t\u200c\u200d]/g, ""))) return [text];
  const parts: (string | Node)[] = [];
  let plain = "";
  for (const letter of text) {
    if (isUnseen(letter)) {
      parts.push(plain, symbol(letter));
      plain = "";
    } else plain += letter;
  }
  return [...parts, plain].filter((part) => part !== "");
}

function symbol(letter: string): Node {
  const code = (letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  const title = "a character that cannot be seen";
  return h("span", { class: "unseen", title }, `U+${code}`);
}

/** Whether a text is an address that may become a link. */
export function isAddress(url: string | null): url is string {
  return url !== null && /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url);
}
