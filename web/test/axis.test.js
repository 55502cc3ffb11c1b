import assert from "node:assert/strict";
import { test } from "node:test";
import { axis, stretches } from "../src/axis.ts";
import { dayLabel, dayNumber, isoDay, readable } from "../src/day.ts";

const day = (text) => dayNumber(text) ?? Number.NaN;
const march = (...dates) => dates.map((date) => day(`2026-03-${String(date).padStart(2, "0")}`));

test("days are numbers, and the other way round", () => {
  assert.equal(day("2026-03-02") - day("2026-02-28"), 2);
  assert.equal(isoDay(day("1969-07-20")), "1969-07-20");
  assert.equal(readable("2026-03-17"), "17 Mar 2026");
  for (const none of [null, undefined, "", "undated", "2026-03-18/03-19", "2026-13-40"])
    assert.equal(dayNumber(none), null);
});

test("counted days are days of their own", () => {
  assert.equal(day("day 10") - day("day 2"), 8);
  assert.equal(dayLabel(day("day 2")), "day 2");
  assert.equal(readable("day 2"), "day 2");
});

test("days close to each other have one stretch, with whatever lies between", () => {
  assert.deepEqual(stretches(march(16, 17, 24, 24)), [[...march(16, 24)]]);
  assert.deepEqual(stretches([]), []);
});

test("months apart at an even pace are no gaps", () => {
  const monthly = ["01", "02", "03", "04", "05", "06"].map((month) => day(`2026-${month}-01`));
  assert.deepEqual(stretches(monthly), [[monthly[0], monthly[5]]]);
});

test("a far outlier does not squash the days where the marks are", () => {
  const days = [day("1997-12-31"), ...march(14, 15, 15, 16, 16, 17, 17, 18, 18, 19)];
  assert.deepEqual(stretches(days), [march(14, 19)]);
  const across = axis(days, 0, 600);
  assert.ok(across);
  assert.ok(across.x(day("2026-03-20")) - across.x(day("2026-03-14")) > 500);
  assert.equal(across.x(day("1997-12-31")), 0);
  assert.deepEqual(
    across.gaps.map((gap) => gap.label),
    ["earlier"],
  );
});

test("an event of years ago and reports of today both have room", () => {
  const days = [day("2019-05-01"), day("2019-05-01"), day("2019-05-02"), ...march(17, 17, 18)];
  assert.equal(stretches(days).length, 2);
});

test("an axis goes from left to right, whatever the days", () => {
  const sets = [
    march(3),
    march(1, 2, 3, 20, 31),
    [day("2001-01-01"), ...march(1, 2, 3), day("2031-01-01")],
    [day("day 1"), day("day 4")],
    [day("day 1"), ...march(2)],
  ];
  for (const days of sets) {
    const across = axis(days, 40, 500);
    assert.ok(across);
    const places = [...days].sort((a, b) => a - b).map((one) => across.x(one));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
    );
    assert.ok(places.every((x) => x >= 40 && x <= 500));
    assert.ok(across.ticks.length > 0);
  }
});

test("no days, no axis", () => {
  assert.equal(axis([], 0, 100), null);
});
