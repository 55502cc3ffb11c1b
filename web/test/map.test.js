import assert from "node:assert/strict";
import { test } from "node:test";
import { chart, dense, held, least, most, points, stretches, zoomed } from "../src/map-chart.ts";
import { arrowRect, arrows, laidOut, nextIn, overlaps, shortened } from "../src/map-layout.ts";
import { counted, sharers, sited, tally } from "../src/map-tally.ts";

const SIZE = { width: 800, height: 500 };
const SHEET = {
  frame: [24, 40, 26, 42],
  box: [20, 38, 30, 44],
  unit: 0.1,
  land: [[0, 0, 100, 0, 0, 60, -50, -20, -50, 20, 0, -60]],
  borders: [[10, 10, 5, 5]],
};
const WORLD = {
  frame: [-169, -58, 191, 84],
  box: [-169, -58, 191, 84],
  unit: 0.1,
  land: [],
  borders: [],
};

const near = (value, wanted) =>
  assert.ok(Math.abs(value - wanted) < 0.01, `${value} is not ${wanted}`);

/** A place of the screen of which `rows` rows are said. */
function item(index, at, rows = 3, precision = "town", name = `Place ${index}`) {
  const place = { id: `place-${index}`, name, country: "AA", precision, mentions: [] };
  const voices = rows ? [{ party: 0, heard: [0], rows }] : [];
  return {
    here: { index, place, name, rows, voices, statements: rows, figures: 0, lat: 0, lon: 0 },
    at,
  };
}

test("steps are points", () => {
  assert.deepEqual(points([3, 4, 1, -1, 0, 2]), [
    [3, 4],
    [4, 3],
    [4, 5],
  ]);
  assert.deepEqual(points([]), []);
});

test("a coast is land's edge but for the sides of the box", () => {
  const ring = [
    [0, 0],
    [0, 5],
    [5, 5],
    [0, 0],
  ];
  assert.deepEqual(
    stretches(ring, ([ax], [bx]) => ax === 0 && bx === 0),
    [
      [
        [0, 5],
        [5, 5],
        [0, 0],
      ],
    ],
  );
  assert.deepEqual(
    stretches(ring, () => true),
    [],
  );
});

test("long lines get more points", () => {
  assert.deepEqual(
    dense(
      [
        [0, 0],
        [3, 0],
      ],
      1,
    ),
    [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ],
  );
});

test("the frame is in the middle of the screen, north is up", () => {
  const { project, home } = chart(SHEET, SIZE);
  const [x, y] = project(25, 41);
  near(x + home.x, 400);
  assert.ok(Math.abs(y + home.y - 250) < 5);
  assert.ok(project(25, 42)[1] < y);
  assert.ok(project(26, 41)[0] > x);
});

test("the sides of a sheet are no coast, and neither is the antimeridian", () => {
  assert.equal(chart(SHEET, SIZE).coasts.match(/M/g).length, 1);
  const across = {
    ...SHEET,
    frame: [178, 40, 182, 42],
    box: [175, 38, 185, 44],
    land: [[50, 10, 0, 20, 20, 0, -20, -20]],
  };
  assert.equal(chart(across, SIZE).coasts.match(/L/g).length, 2);
});

test("what lies over the antimeridian is near", () => {
  const across = chart({ ...SHEET, frame: [178, 40, 182, 42], box: [175, 38, 185, 44] }, SIZE);
  near(across.project(-179, 41)[0], across.project(181, 41)[0]);
  assert.ok(across.project(-179, 41)[0] > across.project(179, 41)[0]);
  assert.ok(across.project(170, 41)[0] < across.project(175, 41)[0]);
});

test("poles and the ends of the world are numbers", () => {
  for (const sheet of [SHEET, WORLD])
    for (const [lon, lat] of [
      [0, 90],
      [0, -90],
      [-169, 0],
      [191, 0],
      [180, 10],
      [-180, 10],
    ])
      assert.ok(chart(sheet, SIZE).project(lon, lat).every(Number.isFinite));
  const { project } = chart(WORLD, SIZE);
  assert.ok(project(-168, 0)[0] < 0 && project(-170, 0)[0] > 0);
});

test("a map is not dragged away or zoomed out of reason", () => {
  const one = chart(SHEET, SIZE);
  for (const lie of [
    { k: 1, x: 9e6, y: -9e6 },
    { k: 1e9, x: 0, y: 0 },
    { k: 1e-9, x: 0, y: 0 },
  ]) {
    const { k, x, y } = held(one, lie);
    assert.ok(k >= least(one) && k <= most(one));
    assert.ok(one.low[0] * k + x < 800 && one.high[0] * k + x > 0);
    assert.ok(one.low[1] * k + y < 500 && one.high[1] * k + y > 0);
  }
  const { k, x } = zoomed({ k: 1, x: 10, y: 0 }, 2, [110, 0]);
  assert.equal((110 - x) / k, 100);
});

test("no words lie on others or beyond the map", () => {
  const items = Array.from({ length: 200 }, (_, at) =>
    item(at, [(at * 7919) % 800, (at * 104729) % 500], at % 5),
  );
  const placed = laidOut(items, SIZE, []);
  const words = placed
    .filter(({ name }) => name)
    .map(({ name }) => ({ x: name.at[0], y: name.at[1] - 10, width: 40, height: 10 }));
  assert.ok(words.length > 10);
  for (const [at, one] of words.entries()) {
    assert.ok(one.x >= 0 && one.y >= 0 && one.x + one.width <= 800 && one.y <= 500);
    for (const other of words.slice(at + 1)) assert.ok(!overlaps(one, other));
  }
  // Whatever has rows is there, even without words.
  assert.equal(placed.filter(({ item }) => item.here.rows > 0).length, 160);
});

test("the vaguer a place, the larger its symbol", () => {
  const kinds = ["point", "town", "district", "region", "country"];
  const radii = kinds.map((kind) => laidOut([item(0, [400, 250], 1, kind)], SIZE, [])[0].radius);
  assert.deepEqual(
    radii,
    [...radii].sort((a, b) => a - b),
  );
  assert.equal(new Set(radii).size, 5);
});

test("arrows stay on the map, apart, and are no more than there is room for", () => {
  const far = Array.from({ length: 40 }, (_, at) =>
    item(at, [at % 2 ? -900 : 5000, at * 50 - 800]),
  );
  const { shown, left } = arrows(far, SIZE, new Set());
  assert.equal(shown.length + left.length, 40);
  assert.equal(shown.length, 14);
  const rects = shown.map(arrowRect);
  for (const [at, one] of rects.entries()) {
    assert.ok(one.y > 0 && one.y + one.height < 500);
    for (const other of rects.slice(at + 1)) assert.ok(!overlaps(one, other));
  }
  assert.equal(arrows([item(0, [400, -900])], SIZE, new Set()).shown[0].angle, 0);
});

test("the country that is all around has no direction", () => {
  const around = item(0, [400, -900], 3, "country");
  assert.equal(arrows([around], SIZE, new Set(["AA"])).shown[0].angle, null);
});

test("arrow keys go to the next place in their direction", () => {
  const spots = [
    { index: 1, at: [100, 100] },
    { index: 2, at: [200, 110] },
    { index: 3, at: [120, 300] },
  ];
  assert.equal(nextIn(spots, 1, [1, 0]), 2);
  assert.equal(nextIn(spots, 1, [0, 1]), 3);
  assert.equal(nextIn(spots, 1, [-1, 0]), null);
});

test("a name of 5,000 letters is short, and cut between letters", () => {
  assert.equal([...shortened("𝒜".repeat(5000), 26)].length, 26);
});

test("parties that share a mark are counted together, and told apart by name", () => {
  const parties = [
    { kind: "outlets", entity: null },
    ...Array.from({ length: 14 }, (_, at) => ({ kind: "named", entity: at, name: `P${at}` })),
  ];
  assert.deepEqual(sharers({ parties }), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 13]);
  const place = {
    name: "A",
    precision: "town",
    lat: 1,
    lon: 2,
    mentions: [],
    statements: [0, 1, 2],
    figures: [0],
  };
  const report = {
    parties,
    places: [place, { ...place, precision: "region", lat: null, statements: [], figures: [] }],
    statements: [{ party: 13 }, { party: 14 }, { party: 1 }],
    figures: [{ party: 14 }],
  };
  const visible = { statements: new Uint8Array([1, 1, 0]), figures: new Uint8Array([1]) };
  const all = tally(report, visible, sharers(report));
  assert.deepEqual(all[0].voices, [{ party: 13, heard: [13, 14], rows: 3 }]);
  assert.equal(counted(all[0]), "2 statements, 1 figure");
  assert.deepEqual(
    all.map(({ name }) => name),
    ["A", "A (region)"],
  );
  assert.equal(sited(all).length, 1);
});
