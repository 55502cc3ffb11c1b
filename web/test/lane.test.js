import assert from "node:assert/strict";
import { test } from "node:test";
import { axis } from "../src/axis.ts";
import { bands } from "../src/band.ts";
import { dayNumber } from "../src/day.ts";
import { laidOut } from "../src/lane.ts";
import { nearest } from "../src/roving.ts";

function item(about, told, kind = "figure") {
  const [day, when] = [dayNumber(about), dayNumber(told)];
  return {
    kind,
    row: { id: "figure-1", text: "about 12 boats", document: 0 },
    rows: ["figure-1"],
    told: { words: told, from: when, to: when },
    from: day ?? when,
    day: day ?? when,
    openFrom: false,
    openTo: false,
    timed: day !== null,
    hollow: false,
    denied: false,
    weight: 0,
  };
}

test("bands are in order of publication, what is undated last", () => {
  const some = ["2026-03-18", "undated", "2026-03-16", "2026-03-16"].map((told) =>
    item(null, told),
  );
  assert.deepEqual(
    bands(some).map((band) => [band.label, band.items.length]),
    [
      ["16 Mar", 2],
      ["18 Mar", 1],
      ["undated", 1],
    ],
  );
});

test("many days of publication become weeks, months, years", () => {
  const start = dayNumber("2026-01-01") ?? 0;
  for (const [step, most] of [
    [1, 16],
    [20, 16],
    [400, 40],
  ]) {
    const some = Array.from({ length: 40 }, (_, at) => {
      const told = new Date((start + at * step) * 86_400_000).toISOString().slice(0, 10);
      return item(null, told);
    });
    const found = bands(some);
    assert.ok(found.length <= most, `${found.length} bands`);
    assert.equal(
      found.reduce((sum, band) => sum + band.items.length, 0),
      some.length,
    );
  }
});

test("marks do not stand on each other, and none is lost", () => {
  const some = Array.from({ length: 300 }, (_, at) =>
    item(`2026-03-1${at % 4}`, "2026-03-14", at % 2 ? "figure" : "statement"),
  );
  const days = some.map((one) => one.day ?? 0);
  const room = { top: 0, most: 100, words: true };
  const ground = { axis: axis(days, 90, 700), undated: [700, 700] };
  const layout = laidOut(bands(some), ground, room, (one) => one.row.text);
  const over = layout.more.reduce((sum, more) => sum + more.count, 0);
  assert.equal(layout.placed.length + over, some.length);
  assert.ok(layout.placed.length <= 100 && over > 0);
  const places = new Set(layout.placed.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`));
  assert.equal(places.size, layout.placed.length);
  assert.ok(layout.placed.every(({ y }) => y > 0 && y < layout.height));
});

test("what has no day at all has a column of its own", () => {
  const some = [item(null, "undated"), item(null, "undated")];
  const room = { top: 0, most: 100, words: false };
  const layout = laidOut(bands(some), { axis: null, undated: [20, 400] }, room, () => "");
  assert.ok(layout.placed.every(({ x }) => x > 20 && x < 400));
  assert.equal(layout.placed.length, 2);
});

test("arrows go to the nearest mark on their way", () => {
  const [from, right, far, below] = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 90, y: 0 },
    { x: 1, y: 30 },
  ];
  const all = [from, right, far, below];
  assert.equal(nearest(from, all, [1, 0]), right);
  assert.equal(nearest(from, all, [0, 1]), below);
  assert.equal(nearest(from, all, [-1, 0]), null);
});
