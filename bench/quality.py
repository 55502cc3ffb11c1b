"""src/crosswire/report/quality.toml: of docs/evaluation.md, what the reader of a report needs.

It is read off the page, not measured again, so that the two cannot say different things.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.shared import PROJECT

FILE = PROJECT / "src" / "crosswire" / "report" / "quality.toml"

HEAD = """\
# How well rows are read on annotated events, for the foot of a report: figures of
# docs/evaluation.md, written with it by `make bench`; not edited by hand.
"""

F1 = "F1"
OF_FOUND = "share that is right, of those found"
OF_ERRORS = "share that is wrong: less is better"

EVENTS = (
    "{} events, annotated by hand; how many of each sort stands in brackets. Unseen: never read by "
    "whoever works on the rules. Invented: written for this, about people and places that are not."
)
"""What was measured, and what the sorts of events are."""

RELATION = "how the answers to a question relate"
"""What tells a reader how far to trust the word CONTESTED."""

SHOWN = {
    "statement content": ("statements, with their words", F1),
    "statement content + speaker": ("statements, with their words and their speaker", F1),
    "act and verification, on matched": ("act and verification of statements", OF_FOUND),
    "confirmed, denied, unverified": ("statements confirmed, denied or unverified", F1),
    "figure found": ("figures", F1),
    "figure value + unit + speaker": ("figures, with value, unit and speaker", F1),
    "figure when, on matched": ("what time figures are about", OF_FOUND),
    "time value": ("dates and times, with their value", F1),
    "place within reach": ("places, within 161 km of where they are", F1),
    "questions, macro pairs": ("pairs of figures that answer one question", F1),
    "relation of answers": (RELATION, "share that is right"),
    "same statement (pairs)": ("pairs of statements that tell one utterance", F1),
    "contradicts": ("contradictions between statements", F1),
    "confirms": ("confirmations of statements", F1),
    "origins: false independence (less is better)": (
        "pairs of figures of one origin that count as two",
        OF_ERRORS,
    ),
    "origins: false merge (less is better)": (
        "pairs of figures of two origins that count as one",
        OF_ERRORS,
    ),
}
"""The measures that a reader needs, as the page calls them, and in words."""

Table = Mapping[str, Mapping[str, str]]
"""A table's cells, by the first cell of their line and by the name of their column."""


@dataclass(frozen=True, slots=True)
class Set:
    """A group of events: what it is called, how many there are, its figures by measure."""

    name: str
    called: str
    events: int
    figures: Mapping[str, float]

    @property
    def words(self) -> str:
        """What stands over its figures: "unseen, real (2)"."""
        return f"{self.called} ({self.events})"


def write(page: str) -> None:
    """Write the file that belongs to a page of docs/evaluation.md."""
    FILE.write_text(quality(page), "utf-8")


def quality(page: str) -> str:
    """The file that belongs to a page of docs/evaluation.md."""
    sets = list(_sets(page))
    events = EVENTS.format(sum(one.events for one in sets))
    lines = [HEAD, f"events = {json.dumps(events)}\nrelation = {json.dumps(RELATION)}\n"]
    for one in sets:
        unseen = json.dumps(one.called.startswith("unseen"))
        lines.append(
            f"[[set]]\nname = {json.dumps(one.name)}\nwords = {json.dumps(one.words)}\n"
            f"unseen = {unseen}\n"
        )
    for measure, (what, how) in SHOWN.items():
        values = {one.name: one.figures[measure] for one in sets if measure in one.figures}
        told = ", ".join(f"{name} = {value:.3f}" for name, value in values.items())
        lines.append(
            f"[[row]]\nwhat = {json.dumps(what)}\nmeasure = {json.dumps(how)}\n"
            f"errors = {json.dumps(how == OF_ERRORS)}\n"
            f"values = {{ {told} }}\n"
        )
    return "\n".join(lines)


def _sets(page: str) -> Iterator[Set]:
    """The groups of events of a page, those first that nobody who works on the rules has read."""
    eight = _table(page, "## Annotated events")
    own = _table(page, "## Our own events")
    closed = _table(page, "## Our own events, kept closed")
    rare = _rare(page)
    columns = [name for name in next(iter(eight.values())) if "**" not in name]
    blind = sum(name.endswith("(blind)") for name in columns)
    read = len(columns) - blind
    yield Set(
        "unread",
        "unseen, real",
        blind,
        _column(eight, "mean of blind") | rare["two blind"],
    )
    yield _mean("closed", "unseen, invented", closed)
    yield Set(
        "read",
        "seen, real",
        read,
        _column(eight, "mean of six") | rare["six read"],
    )
    yield _mean("own", "seen, invented", own)


def _mean(name: str, called: str, table: Table) -> Set:
    """A group with a table of its own, the last column of which has the means."""
    *events, mean = next(iter(table.values()))
    return Set(name, called, len(events), _column(table, mean))


def _column(table: Table, name: str) -> dict[str, float]:
    """The figures of one column; a dash is none."""
    found = {measure: cells[f"**{name.strip('*')}**"] for measure, cells in table.items()}
    return {measure: float(cell) for measure, cell in found.items() if cell != "-"}


def _rare(page: str) -> dict[str, dict[str, float]]:
    """F1 of what is counted over the events of a group as one, by group and measure."""
    found: dict[str, dict[str, float]] = {}
    for measure, scope, *cells in _lines(page, "## Rare things, over all events as one")[1:]:
        if measure in SHOWN:
            found.setdefault(scope, {})[measure] = float(cells[2])
    return found


def _table(page: str, title: str) -> Table:
    """The first table under a title."""
    (_, *names), *lines = _lines(page, title)
    return {first: dict(zip(names, cells, strict=True)) for first, *cells in lines}


def _lines(page: str, title: str) -> list[list[str]]:
    """The cells of the first table under a title, line by line, without the rule under its head."""
    under = page.split(f"\n{title}\n", 1)[1].split("\n## ", 1)[0]
    table = [line.strip("| ").split(" | ") for line in under.splitlines() if line.startswith("|")]
    return [table[0], *table[2:]]
