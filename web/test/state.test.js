import assert from "node:assert/strict";
import { test } from "node:test";
import { hash, inForce, NONE, parsed, START } from "../src/state.ts";

const CHOSEN = {
  ...NONE,
  side: ["entity-a", "own"],
  outlet: ["Post & Mail #2"],
  day: ["2031-03-04", ""],
  text: "“the pier” č",
};

test("a state comes back from its address", () => {
  const state = {
    filters: CHOSEN,
    row: "feeds/one.txt?a=b&c",
    beside: "statement-2",
    words: ["beside", 12, 40],
    theme: "dark",
    group: "time",
  };
  assert.deepEqual(parsed(`#${hash(state)}`), state);
});

test("what is as at the start is not in the address", () => {
  assert.equal(hash(START), "");
  assert.deepEqual(parsed(""), START);
});

test("what cannot be understood is as at the start", () => {
  const odd = "#theme=pink&group=x&day=2031-02-99..soon&words=row.a.b&unknown=1&statements";
  assert.deepEqual(parsed(odd), START);
});

test("filters are counted by field", () => {
  assert.equal(inForce(NONE), 0);
  assert.equal(inForce(CHOSEN), 4);
  assert.equal(inForce({ ...NONE, act: ["denies", "asserts"], text: " " }), 1);
});
