import assert from "node:assert/strict";
import { test } from "node:test";
import { NONE } from "../src/state.ts";
import { Sieve } from "../src/visible.ts";
import { report } from "./report.js";

/** The marks of both statements, then of the figure. */
function passing(filters) {
  const { statements, figures } = new Sieve(report()).visible({ ...NONE, ...filters });
  return `${statements.join("")}|${figures.join("")}`;
}

test("without filters all rows pass", () => {
  assert.equal(passing({}), "11|1");
  const visible = new Sieve(report()).visible(NONE);
  assert.deepEqual([...visible.places], [1, 1]);
  assert.deepEqual([...visible.documents], [1, 1]);
});

test("fields are joined by and, values of a field by or", () => {
  assert.equal(passing({ act: ["denies"] }), "01|0");
  assert.equal(passing({ act: ["denies", "asserts"] }), "11|1");
  assert.equal(passing({ act: ["denies"], outlet: ["Harbour Post"] }), "00|0");
  assert.equal(passing({ side: ["own"] }), "00|1");
  assert.equal(passing({ speaker: ["entity-a"] }), "10|0");
  assert.equal(passing({ outlet: ["two.txt"] }), "01|0");
  assert.equal(passing({ place: ["geo:1"] }), "10|0");
});

test("a day is that of the row, else that of its report", () => {
  assert.equal(passing({ day: ["2031-03-04", "2031-03-04"] }), "10|1");
  assert.equal(passing({ day: ["2031-03-05", ""] }), "01|0");
  assert.equal(passing({ day: ["", "2031-03-05"] }), "10|1");
});

test("words are found without case and diacritics, all of them, phrases whole", () => {
  assert.equal(passing({ text: "KOVAC pier" }), "10|0");
  assert.equal(passing({ text: '"had been"' }), "01|0");
  assert.equal(passing({ text: '"been had"' }), "00|0");
  assert.equal(passing({ text: "hurt harbour" }), "00|1");
});

test("a filter lets through what hangs on its rows", () => {
  const visible = new Sieve(report()).visible({ ...NONE, speaker: ["entity-a"] });
  assert.deepEqual([...visible.utterances], [1, 0]);
  assert.deepEqual([...visible.questions], [0]);
  assert.deepEqual([...visible.places], [1, 0]);
  assert.deepEqual([...visible.documents], [1, 0]);
});

test("choices are counted under the filters of the other fields", () => {
  const filters = { ...NONE, act: ["denies"], outlet: ["Harbour Post"] };
  const counts = new Sieve(report()).counts("act", filters);
  assert.deepEqual(Object.fromEntries(counts), { asserts: 2, denies: 0 });
});
