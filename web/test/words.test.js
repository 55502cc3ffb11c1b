import assert from "node:assert/strict";
import { test } from "node:test";
import { isAddress, oneLine } from "../src/inert.ts";
import { quoted } from "../src/quote.ts";
import { isNegated } from "../src/status.ts";
import { report } from "./report.js";

test("direct speech has the quotation marks of its report, found by code points", () => {
  const found = report();
  assert.equal(quoted(found, found.statements[0]).join(""), "«The pier 𝒮ank»");
});

test("indirect speech has none", () => {
  const found = report();
  assert.equal(quoted(found, found.statements[1]).join(""), "the pier had been closed");
});

test("direct speech of a report without text has common ones", () => {
  const found = report();
  const row = { ...found.statements[0], document: 1 };
  assert.equal(quoted(found, row).join(""), "“The pier 𝒮ank”");
});

test("what drives the page is dropped from names", () => {
  assert.equal(oneLine("a\u202eb\u0007\nc\u200b  d"), "ab c d");
  assert.equal(oneLine("نمی\u200cشود"), "نمی\u200cشود");
});

test("only addresses of the web become links", () => {
  assert.equal(isAddress("https://post.example/a?b=c"), true);
  const others = ["javascript:alert(1)", "data:text/html,x", "https://a b", "//post.example"];
  for (const url of [...others, "file:///x", null]) assert.equal(isAddress(url), false);
});

test("what somebody says no to is told from his own no", () => {
  const denied = (status) => isNegated({ act: "denies", status });
  assert.equal(denied("DENIED BY the mayor"), true);
  assert.equal(denied("DENIED BY the mayor, in these words"), false);
  assert.equal(denied("DENIED BY the mayor, in these words, UNVERIFIED"), false);
  assert.equal(denied("DENIED BY Said, in these words, via the Post"), true);
  assert.equal(isNegated({ act: "asserts", status: "SAID BY the mayor" }), false);
});
