"""What follows from what people judged: nothing where they differ.

A matter is ruled on where all who judged it say the same; their last words count, and what was
undone does not (`standing`). Rulings are what derivation obeys. They say what is so of rows, by the
rows' ids: what they say of rows that are not there harms nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crosswire.judgement.standing import by_matter
from crosswire.judgement.value import UNDIRECTED, DateField, Days, Judgement, Value
from crosswire.row import LinkKind, Reason, Witness

REVIEWED = "as reviewed by"
"""Before the names of those who judged: other words than those of a label ("JUDGED BY")."""

Pair = tuple[str, str]
"""Two rows in the order of their ids."""

Edge = tuple[LinkKind, str, str]
"""A link's kind and its ends; of a kind without direction in the order of their ids."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What those who judged a matter say of it: `accepts` or not, or the `value` that is right."""

    by: tuple[str, ...]
    accepts: bool
    value: Value = None

    def reason(self, *rows: Witness) -> Reason:
        """Why something is so: who judged it, and the words of the rows that it is about."""
        return Reason(f"{REVIEWED} {' and '.join(self.by)}", rows)


@dataclass(frozen=True, slots=True)
class Rulings:
    """What is ruled: which names mean one, which figures answer one question, links, corrections.

    `names` are pairs of mentions, `questions` pairs of figures; `speakers` go by a statement's or
    figure's id, `dates` by a row's or document's and the field that is corrected.
    """

    names: Mapping[Pair, Ruling] = field(default_factory=dict)
    questions: Mapping[Pair, Ruling] = field(default_factory=dict)
    links: Mapping[Edge, Ruling] = field(default_factory=dict)
    speakers: Mapping[str, Ruling] = field(default_factory=dict)
    dates: Mapping[tuple[str, DateField], Ruling] = field(default_factory=dict)

    def linked(self, kind: LinkKind, *, accepts: bool) -> Iterator[tuple[Pair, Ruling]]:
        """The links of one kind that are accepted, or rejected, by their ends."""
        for (of, one, other), ruling in self.links.items():
            if of == kind and ruling.accepts == accepts:
                yield (one, other), ruling


NO_RULINGS = Rulings()
"""Nobody judged anything."""


def rulings(judgements: Iterable[Judgement]) -> Rulings:
    """What the judgements amount to, in whatever order they are given."""
    found: dict[str, dict[Any, Ruling]] = {one: {} for one in _KEYS}
    for told in by_matter(judgements).values():
        ruling, kind = _unanimous(told), told[0].kind
        if ruling is not None and kind in _KEYS:
            found[kind][_KEYS[kind](told[0])] = ruling
    ordered = {kind: dict(sorted(mine.items())) for kind, mine in found.items()}
    return Rulings(
        names=ordered["name"],
        questions=ordered["question"],
        links=ordered["link"],
        speakers=ordered["speaker"],
        dates=ordered["date"],
    )


def _pair(one: Judgement) -> Pair:
    first, second = sorted((one.subject, one.other or ""))
    return first, second


def _edge(one: Judgement) -> tuple[str, str, str]:
    ends = _pair(one) if one.relation in UNDIRECTED else (one.subject, one.other or "")
    return (one.relation or "", *ends)


def _dated(one: Judgement) -> tuple[str, str]:
    return one.subject, one.value.field if isinstance(one.value, Days) else ""


_KEYS: Mapping[str, Callable[[Judgement], Any]] = {
    "name": _pair,
    "question": _pair,
    "link": _edge,
    "speaker": lambda one: one.subject,
    "date": _dated,
}
"""By what the rulings of each kind go; nothing follows from notes and grades."""


def _unanimous(told: Sequence[Judgement]) -> Ruling | None:
    """What all who judged a matter say, if it is one thing, and can be so."""
    first = told[0]
    if any((one.verdict, one.value) != (first.verdict, first.value) for one in told):
        return None
    days = first.value if isinstance(first.value, Days) else None
    if days and days.first and days.last and days.last < days.first:
        return None
    by = tuple(sorted(one.by for one in told))
    return Ruling(by, first.verdict == "accept", first.value)
