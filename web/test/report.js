/** A small report of invented rows, with only what a test is about. */

const CLAIM = {
  start: 0,
  end: 0,
  speaker: null,
  party: 0,
  act: "asserts",
  verification: "none",
  time: null,
  timed: null,
  place: null,
};

const STATEMENT = { ...CLAIM, kind: "direct", spans: [], cue: [], source: [], chain: [] };

const SAID = {
  ...STATEMENT,
  id: "statement-1",
  ref: "aaaa",
  document: 0,
  start: 10,
  end: 23,
  text: "The pier 𝒮ank",
  status: "SAID BY Ana Kovač",
  speaker: 0,
  party: 1,
  place: 0,
  utterance: 0,
};

const DENIED = {
  ...STATEMENT,
  id: "statement-2",
  ref: "bbbb",
  document: 1,
  text: "the pier had been closed",
  kind: "indirect",
  status: "DENIED BY port authority",
  act: "denies",
  speaker: 1,
  party: 1,
  time: ["2031-03-06", null],
  utterance: 1,
};

const COUNTED = {
  ...CLAIM,
  id: "figure-1",
  ref: "cccc",
  document: 0,
  text: "12 people",
  of: "hurt",
  status: "(the outlet) Harbour Post",
  question: 0,
};

const TEXT = "He said: «The pier 𝒮ank.»";

export function report() {
  const day = "2031-03-04";
  return {
    documents: [
      { id: "one.txt", outlet: "Harbour Post", text: TEXT, from: day, to: day, story: [] },
      { id: "two.txt", outlet: "", text: null, from: null, to: null, story: [] },
    ],
    entities: [
      { id: "entity-a", name: "Ana Kovač" },
      { id: "entity-b", name: "port authority" },
    ],
    parties: [
      { name: "(the outlets)", kind: "outlets", entity: null, rows: 1 },
      { name: "port authority", kind: "named", entity: 1, rows: 2 },
    ],
    utterances: [
      { statements: [0], shown: 0, standing: [], links: [] },
      { statements: [1], shown: 1, standing: ["denied"], links: [] },
    ],
    statements: [SAID, DENIED],
    figures: [COUNTED],
    questions: [{ id: "question-1", ref: "dddd", figures: [0] }],
    places: [
      { id: "geo:1", name: "Rijeka", statements: [0], figures: [] },
      { id: "geo:2", name: "Opatija", statements: [], figures: [] },
    ],
    links: [],
  };
}
