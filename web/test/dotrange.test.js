import assert from "node:assert/strict";
import { test } from "node:test";
import { dotRange } from "../src/dotrange.ts";

const SIZE = { width: 480, height: 240 };

function figure(low, high, more = {}) {
  return {
    id: "f",
    low,
    high,
    hedged: false,
    act: "asserts",
    verification: "none",
    status: "the harbour office",
    document: 0,
    statement: null,
    as_of: "2026-03-16",
    ...more,
  };
}

function plot(figures, by = "the harbour office", denied = false) {
  const column = { by, party: 0, denied, figures: figures.map((_, at) => at) };
  const report = { figures, statements: [], utterances: [], links: [] };
  return dotRange(
    report,
    [column],
    figures.map(() => 1),
    SIZE,
  );
}

test("an open bound is a bar that ends nowhere", () => {
  const { dots } = plot([figure(10, null), figure(null, 15, { as_of: "2026-03-17" })]);
  assert.deepEqual(
    dots.map((dot) => [dot.openLow, dot.openHigh]),
    [
      [false, true],
      [true, false],
    ],
  );
  for (const dot of dots) assert.ok(dot.high < dot.low);
});

test("what has no bound is not drawn, what has no date stands in its own column", () => {
  const { dots, undated } = plot([figure(null, null), figure(3, 3, { as_of: null }), figure(5, 5)]);
  assert.equal(dots.length, 2);
  assert.ok(undated);
  const [from, to] = undated;
  assert.deepEqual(
    dots.map((dot) => dot.x >= from && dot.x <= to),
    [true, false],
  );
});

test("the same value told again for the same day is one mark", () => {
  const { dots } = plot([figure(5, 5), figure(5, 5), figure(5, 5, { hedged: true })]);
  assert.deepEqual(
    dots.map((dot) => dot.times),
    [2, 1],
  );
});

test("denied figures are marked so and are no step of a line", () => {
  const some = [figure(5, 5), figure(7, 7, { as_of: "2026-03-18" })];
  assert.equal(plot(some).trails.length, 1);
  const denied = plot(some, "DENIED BY the mayor", true);
  assert.equal(denied.trails.length, 0);
  assert.ok(denied.dots.every((dot) => dot.denied));
});

test("marks stay in the picture, whatever the values", () => {
  const wild = [0, -40, 1e9, 3, 1e-3].map((value, at) =>
    figure(value, at % 2 ? null : value, { as_of: `2026-03-1${at}`, status: "N".repeat(5000) }),
  );
  const { dots, labels } = plot(wild);
  assert.equal(dots.length, 5);
  for (const { x, low, high } of dots) {
    assert.ok(x > 0 && x < SIZE.width);
    assert.ok(low <= SIZE.height && high >= 0);
  }
  for (const label of labels) assert.ok(label.text.length < 40);
});

test("a label keeps how its value stands", () => {
  const told = [
    ["UNVERIFIED: Ana Kovač", "UNVERIFIED: Ana Kovač"],
    ["UNVERIFIED: INTENDED BY Ana Kovač", "UNVERIFIED: INTENDED BY Ana Kovač"],
    ["DENIED BY Ana Kovač", "DENIED BY Ana Kovač"],
    ["SAID BY Ana Kovač", "Ana Kovač"],
    ["(the outlet) Harbour Post", "Harbour Post"],
  ];
  for (const [status, words] of told)
    assert.deepEqual(
      plot([figure(5, 5, { status })]).labels.map(({ text }) => text),
      [words],
    );
});

test("where nothing is dated, marks and labels have all the width", () => {
  const { dots, labels, undated } = plot([figure(5, 5, { as_of: null })]);
  assert.deepEqual(undated, [46, SIZE.width - 18]);
  assert.equal(dots[0].x, (46 + SIZE.width - 18) / 2);
  assert.equal(labels.length, 1);
});

test("a value that others deny is marked so, and by whom is known", () => {
  const figures = [figure(5, 5, { statement: 0 }), figure(7, 7, { as_of: "2026-03-18" })];
  const denial = { kind: "denies", from: { kind: "statement", index: 1 } };
  const report = {
    figures,
    statements: [{ utterance: 0 }, { utterance: 1 }],
    utterances: [{ statements: [0] }, { statements: [1] }],
    links: [{ ...denial, to: { kind: "statement", index: 0 } }],
  };
  const column = { by: "the harbour office", party: 0, denied: false, figures: [0, 1] };
  const { dots } = dotRange(report, [column], [1, 1], SIZE);
  assert.deepEqual(
    dots.map((dot) => dot.opposed),
    [true, false],
  );
});
