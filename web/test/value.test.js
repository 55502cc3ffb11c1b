import assert from "node:assert/strict";
import { test } from "node:test";
import { number, valueAxis } from "../src/value.ts";

const SETS = [
  [[4, 7, 12], /linear scale from zero/],
  [[95, 100], /not from zero/],
  [[-12, -3], /linear/],
  [[0, 0], /linear/],
  [[], /linear/],
  [[3, 1e9], /logarithmic/],
  [[0, 5, 1e6], /logarithmic/],
  [[-40, 2, 1e9], /logarithmic/],
];

test("an axis says how it is to be read, and rises", () => {
  for (const [values, words] of SETS) {
    const up = valueAxis(values, 200, 10);
    assert.match(up.words, words);
    const heights = [...values].sort((a, b) => a - b).map((value) => up.y(value));
    assert.ok(
      heights.every((y) => Number.isFinite(y) && y >= 9.9 && y <= 200.1),
      String(values),
    );
    assert.deepEqual(
      heights,
      [...heights].sort((a, b) => b - a),
    );
  }
});

test("numbers are brief", () => {
  assert.equal(number(1_200_000), "1.2M");
  assert.equal(number(-3), "−3");
  assert.equal(number(1e30), "1E30");
  assert.equal(number(2e-9), "2E−9");
});

test("the names of an axis tell its values apart, and are short", () => {
  for (const values of [
    [2001, 2004],
    [1e30, 1.1e30],
    [1e-12, 1e300],
    [12_345_678, 12_345_689],
  ]) {
    const labels = valueAxis(values, 200, 10).ticks.map(({ label }) => label);
    assert.ok(labels.length > 1 && labels.every((label) => label.length <= 12));
    if (values[0] < 1e15) assert.equal(new Set(labels).size, labels.length);
  }
});
