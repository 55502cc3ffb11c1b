import assert from "node:assert/strict";
import { test } from "node:test";
import { difference, inWords, size } from "../src/desk/difference.ts";
import { byMatter, differ, matter, standing, undone } from "../src/desk/judgement.ts";
import { titleFor } from "../src/desk/phrase.ts";
import { routed } from "../src/desk/route.ts";
import { pairsJudged } from "../src/desk/wording.ts";
import { report } from "./report.js";

const LINK = {
  kind: "link",
  subject: "a",
  other: "b",
  relation: "denies",
  value: null,
  note: null,
};

let number = 0;

function judged(by, verdict, more = {}) {
  number += 1;
  const at = `2031-03-04T10:00:${String(number).padStart(2, "0")}Z`;
  return { ...LINK, id: `judgement-${number}`, at, by, verdict, undoes: null, ...more };
}

test("the last word of each reviewer stands, in any order of input", () => {
  const all = [judged("Ana", "accept"), judged("Milo", "reject"), judged("Ana", "reject")];
  const said = (some) => standing(some).map(({ by, verdict }) => `${by} ${verdict}`);
  assert.deepEqual(said(all), ["Milo reject", "Ana reject"]);
  assert.deepEqual(said([...all].reverse()), said(all));
});

test("what is taken back does not stand, and what was taken back of that does again", () => {
  const first = judged("Ana", "accept");
  const second = judged("Ana", "reject");
  const undo = judged("Ana", "undo", { undoes: second.id });
  const again = judged("Ana", "undo", { undoes: undo.id });
  const other = judged("Milo", "undo", { undoes: first.id });
  assert.deepEqual(standing([first, second, undo]), [first]);
  assert.deepEqual(standing([first, second, undo, again]), [second]);
  assert.deepEqual([...undone([first, other])], []);
});

test("two who judge one matter agree or differ", () => {
  const [some] = byMatter([judged("Ana", "accept"), judged("Milo", "reject")]);
  assert.equal(differ(some), true);
  const days = { field: "when", from: "2031-03-04", to: null };
  const date = (by, from) => judged(by, "correct", { kind: "date", value: { ...days, from } });
  assert.equal(differ([date("Ana", "2031-03-04"), date("Milo", "2031-03-04")]), false);
  assert.equal(differ([date("Ana", "2031-03-04"), date("Milo", "2031-03-05")]), true);
});

test("names and what contradicts are one matter in either order, denials are not", () => {
  const turned = (one) => ({ ...one, subject: one.other, other: one.subject });
  const names = { ...LINK, kind: "name", relation: null, verdict: "accept" };
  const clash = { ...LINK, relation: "contradicts", verdict: "accept" };
  for (const one of [names, clash]) assert.equal(matter(one), matter(turned(one)));
  assert.notEqual(matter(LINK), matter(turned(LINK)));
  assert.notEqual(
    matter({ ...LINK, kind: "note", id: "1" }),
    matter({ ...LINK, kind: "note", id: "2" }),
  );
});

function whole(change = () => {}) {
  const made = structuredClone({ ...report(), questions: [] });
  for (const rows of [made.statements, made.figures]) for (const row of rows) row.origin ??= null;
  change(made);
  return made;
}

test("a row that moved in its list is no change; one that came, went or reads otherwise is", () => {
  const moved = whole((made) => made.statements.reverse());
  assert.equal(size(difference(whole(), moved)), 0);
  const changed = whole((made) => {
    made.statements[0].status = "DENIED BY Ana Kovač";
    made.documents.push({ id: "three.txt", outlet: "Wire" });
    made.figures.pop();
  });
  const found = difference(whole(), changed);
  assert.deepEqual([...found.changed], ["statement-1"]);
  assert.equal(inWords(found), "1 report came; 1 changed, 1 gone");
});

test("an address asks for one page", () => {
  const routes = [
    ["/", "home"],
    ["/events/:id", "event"],
    ["/events/:id/review", "review"],
    ["/documents/:id*/versions", "versions"],
  ];
  assert.deepEqual(routed(routes, "/events/a%20b"), ["event", ["a b"]]);
  assert.deepEqual(routed(routes, "/events/a/review/"), ["review", ["a"]]);
  assert.deepEqual(routed(routes, "/documents/x/y.txt/versions"), ["versions", ["x/y.txt"]]);
  assert.equal(routed(routes, "/events/a/other"), null);
  assert.equal(routed(routes, "/documents/%zz/versions")[1][0], "%zz");
});

test("a report that went is told first, and apart from the rows that went with it", () => {
  const after = whole((made) => {
    made.documents.pop();
    made.figures.pop();
  });
  const found = difference(whole(), after);
  assert.equal(found.withdrawn, 1);
  assert.equal(size(found), 2);
  assert.equal(inWords(found), "1 report withdrawn or removed; 1 gone");
});

test("a pair of figures that was judged is not called its whole question", () => {
  const pair = (by, verdict, other) => judged(by, verdict, { kind: "question", other });
  const one = [pair("Ana", "accept", "b")];
  assert.equal(pairsJudged([one]), "1 pair judged: answers to one question");
  const two = [pair("Ana", "reject", "c")];
  const both = [pair("Ana", "accept", "d"), pair("Milo", "reject", "d")];
  assert.equal(
    pairsJudged([one, two, both]),
    "3 pairs judged: 1 answers to one question, 1 answers to two questions, 1 differently",
  );
});

test("a refusal is headed by what it says, never by a status of HTTP", () => {
  assert.equal(titleFor(422, "Unprocessable Entity", "there is no text"), "");
  assert.equal(titleFor(409, "Somebody was faster", "it changed"), "Somebody was faster");
  assert.equal(titleFor(502, "Bad Gateway", ""), "The desk answered 502");
  assert.equal(titleFor(500, "", ""), "The desk answered 500");
});
