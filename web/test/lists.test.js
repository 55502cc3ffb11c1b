import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomeWords } from "../src/desk/add.ts";
import { carriersAddress, rowAddress, versionsAddress } from "../src/desk/address.ts";
import { changesOf } from "../src/desk/changes.ts";
import { arranged } from "../src/desk/events.ts";
import { selectedWords } from "../src/desk/hand.ts";
import { actOf, isDenied } from "../src/desk/label.ts";
import { pieces } from "../src/desk/piece.ts";
import { once } from "../src/desk/refresh.ts";
import { sought, tally } from "../src/desk/search.ts";
import { extent, marksOf } from "../src/desk/versions.ts";

const cut = (text, marks) =>
  pieces(text, { marks })
    .map(({ text, layers }) => (layers.length > 0 ? `[${text}]` : text))
    .join("");

test("marks count code points, join where they meet, and end where the text does", () => {
  assert.equal(cut("the 𝒮ea is cold", [[4, 7]]), "the [𝒮ea] is cold");
  assert.equal(
    cut("abcdef", [
      [4, 9],
      [0, 2],
      [1, 3],
    ]),
    "[abc]d[ef]",
  );
  assert.equal(
    cut("abc", [
      [2, 2],
      [-4, 1],
      [7, 9],
    ]),
    "[a]bc",
  );
  assert.equal(cut("", [[0, 3]]), "");
});

test("layers overlap, and each letter knows all of its own", () => {
  const found = pieces("it sank at noon", { marks: [[3, 7]], denied: [[0, 10]] });
  assert.deepEqual(
    found.map(({ text, layers }) => [text, ...layers]),
    [["it ", "denied"], ["sank", "marks", "denied"], [" at", "denied"], [" noon"]],
  );
});

test("what a version has alone is marked: words of a sentence, or the whole of it", () => {
  const passage = { text: "Four died", marks: [[0, 4]] };
  assert.deepEqual(marksOf(passage, "changed"), [[0, 4]]);
  assert.deepEqual(marksOf({ text: "Four died", marks: [] }, "changed"), []);
  assert.deepEqual(marksOf(passage, "added"), [[0, 9]]);
  assert.deepEqual(marksOf(passage, "kept"), []);
});

test("every piece of a text is there once, whatever is marked", () => {
  const text = "Ana 𝒮aid\nno";
  for (const marks of [
    [],
    [[0, 99]],
    [
      [3, 5],
      [4, 6],
      [6, 7],
    ],
  ])
    assert.equal(
      pieces(text, { marks })
        .map((one) => one.text)
        .join(""),
      text,
    );
});

test("a label tells how words stand; a source's own no is no denied claim", () => {
  assert.equal(actOf("UNVERIFIED: DENIED BY the mayor"), "denies");
  assert.equal(isDenied("UNVERIFIED: DENIED BY the mayor"), true);
  assert.equal(isDenied("DENIED BY the mayor, in these words, UNVERIFIED"), false);
  assert.equal(isDenied("SAID BY the mayor, CONFIRMED"), false);
  assert.equal(actOf("Coast Wire"), "asserts");
  assert.equal(isDenied(""), false);
});

test("events: the last to change first, or by name; sought without accents", () => {
  const event = (name, seq) => ({ id: name, name, changed: seq ? { seq, at: "" } : null });
  const all = [event("Élan mill burns", 2), event("Bridge closed", 0), event("Ferry aground", 7)];
  const names = (sort, find) =>
    arranged(all, sort, find)
      .map(({ name }) => name[0])
      .join("");
  assert.equal(names("change", ""), "FÉB");
  assert.equal(names("name", ""), "BÉF");
  assert.equal(names("change", "elan MILL"), "É");
  assert.equal(names("change", "mill ferry"), "");
});

test("a search is in its address, and what it found is counted", () => {
  assert.deepEqual(sought("?q=+open+gates&in=articles&event=event-1"), {
    q: "open gates",
    in: "articles",
    event: "event-1",
  });
  assert.equal(sought("?in=everything").in, "claims");
  assert.match(tally(0, false), /^Nothing found/);
  assert.equal(tally(30, true), "The newest 30; there are more");
  assert.equal(tally(2, false), "2 found, the newest first");
});

test("addresses keep what is in an id apart from what is around it", () => {
  assert.equal(rowAddress("event-1", "a/b?#.txt", [3, 20]).split("#")[0], "/events/event-1");
  const hash = new URLSearchParams(rowAddress("event-1", "a/b?#.txt", [3, 20]).split("#")[1]);
  assert.deepEqual(
    [...hash],
    [
      ["row", "a/b?#.txt"],
      ["words", "row.3.20"],
    ],
  );
  assert.equal(rowAddress(null, "statement-1"), null);
  assert.equal(versionsAddress("a/b.txt"), "/documents/a%2Fb.txt/versions");
  assert.equal(carriersAddress({ words: "a & b" }), "/carriers?words=a+%26+b");
});

test("what became of sentences is counted, kept ones aside", () => {
  const fates = (...all) => all.map((fate) => ({ fate }));
  assert.equal(extent(fates("kept", "added", "changed", "changed")), "2 changed, 1 added");
  assert.equal(extent(fates("kept")), "nothing changed");
});

test("words that are too few are no quotation, and too many are cut", () => {
  assert.equal(selectedWords("  the gates\n were left open "), "the gates were left open");
  assert.equal(selectedWords("the gates"), "");
  assert.equal(selectedWords("gates ".repeat(900)).length, 600);
});

test("changes are those of all events, and what became of a text is told in words", () => {
  assert.equal(changesOf({ events: [{ changes: 2 }, { changes: 3 }] }), 5);
  assert.equal(outcomeWords({ state: "waiting", receipts: [] }), "Waiting");
  assert.equal(
    outcomeWords({ state: "done", receipts: [{ outcome: "same" }] }),
    "The desk has this report already",
  );
});

test("work that is asked for while it runs is done once more, not twice", async () => {
  let done = 0;
  const failures = [];
  const settled = async () => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  const work = async () => {
    done += 1;
    await Promise.resolve();
    if (done === 2) throw new Error("away");
  };
  const ask = once(work, (error) => failures.push(error.message));
  for (let at = 0; at < 5; at++) ask();
  await settled();
  assert.deepEqual([done, failures], [2, ["away"]]);
  ask();
  await settled();
  assert.equal(done, 3);
});
