import assert from "node:assert/strict";
import { test } from "node:test";
import { answers } from "../src/answer.ts";

const FIGURE = {
  act: "asserts",
  verification: "none",
  hedged: false,
  statement: null,
  as_of: "2031-03-04",
};

function told(low, status, document, more = {}) {
  const text = `${low} boats`;
  return { ...FIGURE, id: `figure-${document}`, text, low, high: low, status, document, ...more };
}

/** The third report tells the value of the second without its doubt. */
const FIGURES = [
  told(7, "DENIED BY Ana Kovač", 0, { act: "denies", origin: "one" }),
  told(9, "UNVERIFIED: port authority", 1, { verification: "unverified", origin: "one" }),
  told(9, "port authority", 2, { origin: "two", as_of: "2031-03-05" }),
];

const COLUMN = {
  by: "UNVERIFIED: port authority",
  values: "9 boats",
  earlier: "7 boats",
  figures: [0, 1, 2],
  shown: [1],
  as_of: "2031-03-05",
  origins: 2,
  articles: 2,
  against: [],
  drops: [0, 2].map((document) => ({ document, what: "its doubt", kept: [] })),
};

const REPORT = {
  documents: [{ outlet: "Harbour Post" }, { outlet: "Quay News" }, { outlet: "Tide" }],
  figures: FIGURES,
  statements: [],
  utterances: [],
  links: [],
};

function seen(...visible) {
  return answers(REPORT, [COLUMN], visible)[0];
}

test("a whole column stands as the model has it", () => {
  const { by, shown, earlier, hidden } = seen(1, 1, 1);
  assert.deepEqual([by, shown, earlier], [[COLUMN.by], [FIGURES[1]], [FIGURES[0]]]);
  assert.equal(hidden, "");
});

test("what the filters leave stands under its own name, with its own act", () => {
  const { by, shown, origins, articles, asOf, drops, hidden } = seen(1, 0, 0);
  assert.deepEqual(by, ["DENIED BY Ana Kovač"]);
  assert.deepEqual(shown, [FIGURES[0]]);
  assert.deepEqual([origins, articles, asOf], [1, 1, "2031-03-04"]);
  assert.deepEqual(
    drops.map(({ document }) => document),
    [0],
  );
  assert.match(hidden, /last of all: 9 boats \(UNVERIFIED: port authority\)/);
});

test("a doubt that stands in a hidden report is told", () => {
  const { by, hidden } = seen(0, 0, 1);
  assert.deepEqual(by, ["port authority"]);
  assert.match(hidden, /^UNVERIFIED in Quay News/);
});

test("a column of which nothing passes is not shown", () => {
  assert.equal(seen(0, 0, 0), undefined);
});
