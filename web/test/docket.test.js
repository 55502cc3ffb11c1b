import assert from "node:assert/strict";
import { test } from "node:test";
import { Docket } from "../src/desk/docket.ts";

const NOTE = { kind: "note", subject: "figure-1", verdict: "note", note: "ask the port" };
const LINK = { kind: "link", subject: "a", other: "b", relation: "denies", verdict: "accept" };

/** A docket whose desk answers when it is told to; its clock is far ahead of this machine's. */
function docket() {
  const answers = [];
  const asked = [];
  const post = (address) => {
    asked.push(address);
    return new Promise((done, failed) => answers.push({ done, failed }));
  };
  const heard = {};
  const stream = { on: (name, told) => Object.assign(heard, { [name]: told }), onAgain: () => {} };
  const person = { name: "Ana", role: "reviewer", local: true };
  const made = new Docket({ post, name: "Ana" }, person, "event-1", stream);
  let number = 0;
  const row = (draft, more = {}) => {
    number += 1;
    const at = `2031-03-04T10:00:0${number}.000000Z`;
    return { ...draft, id: `judgement-${number}`, at, by: "Ana", undoes: null, ...more };
  };
  return { made, answers, asked, row, hear: (one) => heard.judgement(one) };
}

const next = () => new Promise((done) => setTimeout(done));

test("a note that the stream tells before the answer comes is there once", async () => {
  const { made, answers, row, hear } = docket();
  const sent = made.judge(NOTE);
  await next();
  const kept = row(NOTE);
  hear(kept);
  assert.equal(made.all().length, 1);
  answers[0].done(kept);
  await sent;
  assert.deepEqual(
    made.all().map(({ id }) => id),
    [kept.id],
  );
});

test("what is on its way is taken back under the name that it gets", async () => {
  const { made, answers, asked, row } = docket();
  const sent = made.judge(LINK);
  await next();
  const back = made.takeBack(made.own()[0]);
  await next();
  assert.equal(asked.length, 1);
  const kept = row(LINK);
  answers[0].done(kept);
  await sent;
  await next();
  assert.equal(asked[1], `/api/judgements/${kept.id}/undo`);
  answers[1].done(row(LINK, { verdict: "undo", undoes: kept.id }));
  await back;
  assert.deepEqual(made.own(), []);
});

test("the last word is the last one also where the desk's clock is ahead", async () => {
  const { made, answers, row, hear } = docket();
  hear(row(LINK));
  const sent = made.judge({ ...LINK, verdict: "reject" });
  await next();
  assert.equal(made.mine(LINK).verdict, "reject");
  answers[0].failed(new Error("refused"));
  await assert.rejects(sent);
  assert.equal(made.mine(LINK).verdict, "accept");
});
