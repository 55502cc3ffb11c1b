/** What was read and what was not, by which program, how well, and what the page is not. */

import { type Child, h } from "./dom.ts";
import { factList } from "./facts.ts";
import { oneLine } from "./inert.ts";
import type { Problem, Report, Source } from "./model.ts";
import { qualityTable } from "./quality.ts";
import { count, outletOf } from "./rows.ts";

/** What a reader must not take the page for. */
const NOT = [
  "Nothing here is verified. That a claim stands here means that it was made, not that it is true.",
  "“Unverified” and “confirmed” are the reports’ own words. An origin is whose account it is, not a proof.",
  "Nothing is generated: all words are those of the reports, under fixed labels.",
  "Rows were read by rules and a language model, and some are read wrongly or missed: open the words before you rely on a row.",
];

export function foot(report: Report): HTMLElement {
  return h(
    "footer",
    { class: "foot", "aria-labelledby": "foot-title" },
    h("h2", { id: "foot-title" }, "About this report"),
    h(
      "div",
      { class: "foot-parts" },
      part(
        "What it is not",
        h(
          "ul",
          { class: "not" },
          NOT.map((line) => h("li", null, line)),
        ),
      ),
      part("What was read", read(report), problems(report.problems), inputs(report)),
      part("By which program", program(report)),
      part("How well such rows are read", qualityTable(report.quality)),
    ),
  );
}

function part(title: string, ...inside: Child[]): HTMLElement {
  return h("section", { class: "foot-part" }, h("h3", null, title), inside);
}

function read({ documents, problems }: Report): HTMLElement {
  const failed =
    problems.length > 0 ? `${count(problems.length, "input")} could not be read or used:` : "";
  return h(
    "p",
    null,
    `${count(documents.length, "report")} read. `,
    failed || "No input was left out.",
  );
}

function problems(rows: Problem[]): HTMLElement | null {
  if (rows.length === 0) return null;
  const line = ({ document, reason, remedy }: Problem) =>
    h(
      "li",
      null,
      h("bdi", { class: "problem-input" }, oneLine(document)),
      ": ",
      h("bdi", null, oneLine(reason)),
      remedy ? h("span", { class: "remedy" }, " ", h("bdi", null, oneLine(remedy))) : null,
    );
  return h("ul", { class: "problems" }, rows.map(line));
}

function program({ run }: Report): HTMLElement {
  return factList([
    ["Program", `${run.program} ${run.version}`],
    ["Language model", source(run.model)],
    ["Gazetteer", source(run.gazetteer)],
    ...run.settings.map(([name, value]): [string, Child] => [name, h("bdi", null, oneLine(value))]),
  ]);
}

function source({ name, version, digest }: Source): HTMLElement {
  return h("span", null, `${name} ${version} `, h("code", null, digest.slice(0, 16)));
}

function inputs({ documents }: Report): HTMLElement {
  const line = (document: (typeof documents)[number]) =>
    h(
      "li",
      null,
      h("bdi", null, `${outletOf(document)}: ${oneLine(document.id)}`),
      h("code", null, document.raw_sha256),
    );
  return h(
    "details",
    { class: "inputs" },
    h("summary", null, "SHA-256 of each file that was read"),
    h("ul", null, documents.map(line)),
  );
}
