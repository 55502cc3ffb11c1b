/** The forms in which a reviewer corrects, notes and grades; nothing in them is computed. */

import { type Child, h } from "../dom.ts";
import { oneLine } from "../inert.ts";
import { cut } from "../status.ts";
import { Trouble } from "./api.ts";
import type { Days, Draft } from "./judgement.ts";
import { fullest, type Names } from "./names.ts";
import { troubleLine } from "./trouble.ts";
import { CREDIBILITY, RELIABILITY } from "./wording.ts";

/** A row of which something may be said. */
export interface Subject {
  id: string;
  type: "statement" | "figure" | "document" | "entity" | "question" | "link";
  /** What it is called where there are two of them. */
  name: string;
  /** The report that it stands in. */
  document: string | null;
  /** For an entity, the mention that stands for it. */
  mention?: string;
}

export type FormKind = "speaker" | "date" | "note" | "credibility" | "reliability";

/** What is sent when the form is. */
export type Send = (draft: Draft) => Promise<boolean>;

/** A form's own fields, and what they make of the row that is chosen. */
interface Fields {
  element: Child[];
  draft(subject: Subject): Draft;
  /** Another row was chosen. */
  choose?(subject: Subject): void;
}

const TITLES: Record<FormKind, string> = {
  speaker: "Who says it",
  date: "Which day",
  note: "A note",
  credibility: "Credibility, by hand",
  reliability: "Reliability, by hand",
};

/** Which rows can be what. */
const FITS: Record<FormKind, readonly Subject["type"][]> = {
  speaker: ["statement", "figure"],
  date: ["statement", "figure", "document"],
  note: ["statement", "figure", "document", "entity", "question", "link"],
  credibility: ["statement", "figure"],
  reliability: ["entity"],
};

export function fitting(kind: FormKind, subjects: readonly Subject[]): Subject[] {
  return subjects.filter(({ type }) => FITS[kind].includes(type));
}

let made = 0;

/** A form for one of some rows; it is gone when it was sent or left. */
export function form(
  kind: FormKind,
  subjects: readonly Subject[],
  names: Names,
  send: Send,
  left: (form: HTMLElement) => void,
): HTMLFormElement {
  made += 1;
  const fields = FIELDS[kind](`form-${made}`, names);
  const some = fitting(kind, subjects);
  const which = choiceOf(
    `form-${made}-of`,
    "Of",
    some.map(({ name }, at) => [String(at), name]),
  );
  which.element.classList.add("of-report");
  const chosen = () => some[Number(which.field.value)] ?? (some[0] as Subject);
  const trouble = h("p", { class: "form-trouble", role: "alert" });
  const button = h("button", { type: "submit" }, "Sign");
  const element = h(
    "form",
    { class: "judge-form", "aria-label": TITLES[kind] },
    h("p", { class: "form-title" }, TITLES[kind]),
    some.length > 1 && which.element,
    h("div", { class: "form-own" }, fields.element),
    trouble,
    h(
      "p",
      { class: "form-actions" },
      button,
      h("button", { type: "button", onclick: () => left(element) }, "Cancel"),
    ),
  );
  const choose = () => {
    element.dataset.about = chosen().id;
    fields.choose?.(chosen());
  };
  which.field.addEventListener("change", choose);
  choose();
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    if (button.ariaDisabled === "true") return;
    button.ariaDisabled = "true";
    trouble.textContent = "";
    const tell = (error: unknown) => {
      if (!(error instanceof Trouble)) throw error;
      trouble.textContent = `Not signed: ${troubleLine(error)}`;
    };
    void send(fields.draft(chosen()))
      .then((done) => done && left(element), tell)
      .finally(() => {
        button.ariaDisabled = "false";
      });
  });
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") left(element);
    if (event.key === "Escape") event.preventDefault();
    event.stopPropagation();
  });
  return element;
}

interface Choice {
  element: HTMLElement;
  field: HTMLSelectElement;
}

/** A labelled list of which one is chosen; where one `must` be, an option without a value is none. */
export function choiceOf(
  id: string,
  label: string,
  options: readonly (readonly [value: string, words: string])[],
  must = false,
): Choice {
  const field = h("select", { id, required: must }, optionsOf(options));
  return { field, element: h("p", null, h("label", { for: id }, label), " ", field) };
}

function optionsOf(
  options: readonly (readonly [value: string, words: string])[],
): HTMLOptionElement[] {
  return options.map(([value, words]) => h("option", { value }, cut(oneLine(words), 90)));
}

const FIELDS: Record<FormKind, (id: string, names: Names) => Fields> = {
  speaker: speakerFields,
  date: dateFields,
  note: noteFields,
  credibility: (id) => gradeFields(id, "credibility", CREDIBILITY),
  reliability: (id) => gradeFields(id, "reliability", RELIABILITY),
};

/** Nothing is signed that was not chosen. */
const NONE = ["", "choose"] as const;

const OUTLET = ["outlet", "the outlet itself"] as const;

/** The names of the report that the row stands in, and the outlet itself. */
function speakerFields(id: string, names: Names): Fields {
  const choice = choiceOf(id, "Speaker", [NONE], true);
  choice.element.classList.add("of-report");
  const note = noteField(id);
  let wanted: string | null = null;
  const fill = async ({ id: row, document }: Subject) => {
    wanted = row;
    choice.field.replaceChildren(...optionsOf([NONE]));
    const found = document ? await names.inDocument(document) : [];
    const options = fullest(found).map(({ id: mention, text }) => [mention, text] as const);
    if (wanted === row) choice.field.replaceChildren(...optionsOf([NONE, ...options, OUTLET]));
  };
  return {
    element: [choice.element, note.element],
    draft: ({ id: subject }) => ({
      kind: "speaker",
      subject,
      verdict: "correct",
      value: choice.field.value === OUTLET[0] ? null : choice.field.value,
      note: note.words(),
    }),
    choose: (subject) =>
      void fill(subject).catch((error) => {
        if (!(error instanceof Trouble)) throw error;
        choice.element.append(h("span", { class: "form-trouble" }, troubleLine(error)));
      }),
  };
}

const DATES: Record<string, [value: Days["field"], words: string][]> = {
  statement: [
    ["when", "what it is about"],
    ["said", "when it was said"],
  ],
  figure: [["when", "what it is about"]],
  document: [["published", "day of publication"]],
};

function dateFields(id: string): Fields {
  const field = choiceOf(id, "Day of", []);
  const day = (name: string) => h("input", { type: "date", id: `${id}-${name}`, class: "day" });
  const [from, to] = [day("from"), day("to")];
  const note = noteField(id);
  return {
    element: [
      field.element,
      h(
        "p",
        null,
        h("label", { for: `${id}-from` }, "From"),
        " ",
        from,
        " ",
        h("label", { for: `${id}-to` }, "to"),
        " ",
        to,
      ),
      h("p", { class: "field" }, "An end that is left empty is not known."),
      note.element,
    ],
    choose: ({ type }) => field.field.replaceChildren(...optionsOf(DATES[type] ?? [])),
    draft: ({ id: subject }) => ({
      kind: "date",
      subject,
      verdict: "correct",
      value: {
        field: field.field.value as Days["field"],
        from: from.value || null,
        to: to.value || null,
      },
      note: note.words(),
    }),
  };
}

function noteFields(id: string): Fields {
  const note = noteField(id, true);
  return {
    element: [note.element],
    draft: ({ id: subject, mention }) => ({
      kind: "note",
      subject: mention ?? subject,
      verdict: "note",
      note: note.words(),
    }),
  };
}

function gradeFields(
  id: string,
  kind: "credibility" | "reliability",
  grades: Record<string, string>,
): Fields {
  const options = Object.entries(grades).map(([grade, words]) => [grade, `${grade}: ${words}`]);
  const choice = choiceOf(id, "Grade", [NONE, ...(options as [string, string][])], true);
  const note = noteField(id);
  return {
    element: [choice.element, note.element],
    draft: ({ id: subject, mention }) => ({
      kind,
      subject: mention ?? subject,
      verdict: "grade",
      value: choice.field.value,
      note: note.words(),
    }),
  };
}

/** Letters of a note. */
const LONGEST = 2000;

function noteField(id: string, required = false): { element: Child; words(): string | null } {
  const field = h("textarea", {
    id: `${id}-note`,
    rows: required ? 4 : 2,
    maxlength: LONGEST,
    required,
    dir: "auto",
  });
  const label = required ? "Note" : "Why (if you like)";
  return {
    element: h("div", null, h("label", { for: `${id}-note` }, label), field),
    words: () => field.value.trim() || null,
  };
}
