"""The index of an archive: a row for each episode of a story, by which stories are found.

A part of the index tells of the episodes whose rows stand in the part of the ledger of its name. It
is written with them, and says what their ledgers say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import zip_longest
from typing import Any, get_type_hints

import pyarrow as pa

from crosswire.ledger import Ledger
from crosswire.row import Document
from crosswire.view.utterance import utterances

FOLDER = "index"

LONGEST_NAME = 120
"""Characters of a name."""

MOST_NAMED = 8
"""Names that an episode is known by beside its own."""

CONTESTED = frozenset({"conflict", "mixed"})
"""How the answers to a question relate that cannot all hold."""


@dataclass(frozen=True, slots=True)
class Summary:
    """An episode of a story: what it is called, when, how large and how contested it is.

    Most stories are one episode, of the number 0. `about` has the names that its reports give most,
    `first_day` and `last_day` are those of publication; `copies` are reports that are another's
    text, or nearly, `origins` the independent ones on which all claims rest. `contested` are
    questions whose answers cannot all hold, `denied` and `confirmed` claims that another denies or
    takes back, and confirms: each once, in however many reports it is printed. `digest` tells which
    articles it was made of.
    """

    story_id: str
    episode: int
    name: str
    about: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    reports: int
    outlets: tuple[str, ...]
    copies: int
    origins: int
    mentions: int
    entities: int
    statements: int
    figures: int
    times: int
    places: int
    questions: int
    links: int
    problems: int
    contested: int
    denied: int
    confirmed: int
    digest: str


def summary(  # noqa: PLR0913 - what a ledger does not tell of its episode
    story: str, episode: int, ledger: Ledger, *, first: str, copies: int, digest: str
) -> Summary:
    """The row of an episode from its ledger; `first` is the id of its first report."""
    days = [one.published for one in ledger.documents if one.published]
    outlets = {_text(one.outlet) for one in ledger.documents if one.outlet}
    return Summary(
        story_id=story,
        episode=episode,
        name=_name(ledger, first) or story,
        about=about(ledger),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        reports=len(ledger.documents),
        outlets=tuple(sorted(outlets)),
        copies=copies,
        origins=_origins(ledger),
        mentions=len(ledger.mentions),
        entities=len(ledger.entities),
        statements=len(ledger.statements),
        figures=len(ledger.figures),
        times=len(ledger.times),
        places=len(ledger.places),
        questions=len(ledger.questions),
        links=len(ledger.links),
        problems=len(ledger.problems),
        contested=sum(one.relation in CONTESTED for one in ledger.questions),
        denied=_met_by(ledger, "denies", "disowns"),
        confirmed=_met_by(ledger, "confirms"),
        digest=digest,
    )


def summed(episodes: Iterable[Summary]) -> Summary:
    """The episodes of one story as one row, called after the first of them.

    What is counted is counted in each: who is in two episodes is two entities. Of origins there are
    as many as in the episode with most: those of another may be the same ones, told again.
    """
    line = sorted(episodes, key=lambda one: one.episode)
    first, names = line[0], list(zip_longest(*(one.about for one in line)))
    days = [day for one in line for day in (one.first_day, one.last_day) if day]
    counts = {name: sum(getattr(one, name) for one in line) for name in COUNTS}
    counts["origins"] = max(one.origins for one in line)
    return replace(
        first,
        about=tuple(dict.fromkeys(name for some in names for name in some if name))[:MOST_NAMED],
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        outlets=tuple(sorted({name for one in line for name in one.outlets})),
        **counts,
    )


def about(ledger: Ledger) -> tuple[str, ...]:
    """The names that reports give most, of people, bodies and places."""
    names = {row.id: row.name for row in ledger.entities if row.kind != "described"}
    found = Counter(names[one.entity] for one in ledger.mentions if one.entity in names)
    found.update(place.name for place in ledger.places)
    ranked = sorted(found, key=lambda name: (-found[name], name))
    return tuple(map(_text, ranked[:MOST_NAMED]))


def table(rows: Iterable[Summary]) -> pa.Table:
    """Rows as a part of the index, in the order of the stories' ids and their episodes."""
    line = sorted(rows, key=lambda one: (one.story_id, one.episode))
    return pa.Table.from_pylist([asdict(one) for one in line], SCHEMA)


def summaries(part: pa.Table) -> Iterator[Summary]:
    """The rows of a part of the index."""
    for row in part.to_pylist():
        lists: dict[str, Any] = {name: tuple(row[name]) for name in ("about", "outlets")}
        yield Summary(**{**row, **lists})


def _name(ledger: Ledger, first: str) -> str:
    """What an episode is called: the title of its first report, else its first line."""
    named = [one for one in ledger.documents if one.id == first] or ledger.documents[:1]
    return next((_called(one) for one in named), "")


def _called(report: Document) -> str:
    """A report's title on one line, with an end; its first line where it has none."""
    story = "\n".join(span.of(report.text) for span in report.story) or report.text
    title = report.title or next(filter(None, map(str.strip, story.splitlines())), "")
    return _text(" ".join(title.split()))[:LONGEST_NAME].strip()


def _origins(ledger: Ledger) -> int:
    """On how many independent origins the claims of a ledger rest."""
    found = {row.origin for row in ledger.statements} | {row.origin for row in ledger.figures}
    return len(found - {None})


def _met_by(ledger: Ledger, *kinds: str) -> int:
    """How many claims a link of some kinds leads to: one that is told several times is one."""
    met = {link.to_id for link in ledger.links if link.kind in kinds}
    told = utterances(ledger.statements, ledger.links)
    return sum(any(row.id in met for row in rows) for rows in told)


def _text(text: str) -> str:
    """A text with half of a surrogate pair, which Parquet cannot hold, as an escape."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


_TYPES: dict[object, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    date | None: pa.date32(),
    tuple[str, ...]: pa.list_(pa.string()),
}

_HINTS = get_type_hints(Summary)

COUNTS = tuple(name for name, hint in _HINTS.items() if hint is int and name != "episode")
"""The columns that add up."""

SCHEMA = pa.schema([(name, _TYPES[hint]) for name, hint in _HINTS.items()])
"""The columns of the index."""
