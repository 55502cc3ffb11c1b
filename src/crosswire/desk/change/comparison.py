"""A ledger before and after: which rows are the same, which came, and which left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crosswire.desk.change.telling import Claim, telling
from crosswire.desk.change.value import Telling
from crosswire.ledger import Ledger, Row
from crosswire.row import Figure, Link, Question, Statement
from crosswire.view.lookup import Lookup
from crosswire.view.utterance import Utterance

MOVED = "moved"
"""What happened to a report that is in another event now, or was."""

REREAD = "reread"
"""Why a claim is gone whose report is still there."""


@dataclass(frozen=True, slots=True)
class Step:
    """What happened beside the rows: ids that became one or two, reports that left or came."""

    merged: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    came: Mapping[str, str] = field(default_factory=dict)


class Comparison:
    """The ledgers of an event before and after a step.

    Statements that tell one utterance, before or after, have one key: a retelling is no new claim,
    and a claim that somebody still tells is not withdrawn.
    """

    def __init__(self, before: Ledger, after: Ledger, step: Step) -> None:
        self.before = Lookup(before)
        self.after = Lookup(after)
        self.step = step

    def kept(self, name: str) -> str:
        """The id under which an entity or question goes on."""
        seen = {name}
        while (into := self.step.merged.get(name)) and into not in seen:
            seen.add(into)
            name = into
        return name

    def earlier(self, question: Question) -> tuple[Question, ...]:
        """The questions of before that a question goes on with, or was split from."""
        return self._earlier.get(question.id) or self._earlier.get(
            self.step.split.get(question.id, ""), ()
        )

    @cached_property
    def _earlier(self) -> Mapping[str, tuple[Question, ...]]:
        found: dict[str, list[Question]] = {}
        for question in self.before.ledger.questions:
            found.setdefault(self.kept(question.id), []).append(question)
        return {name: tuple(mine) for name, mine in found.items()}

    def is_here(self, document: str) -> bool:
        """Whether a report is in the event now."""
        return document in self.after.documents

    def why_gone(self, row: Claim) -> str:
        """What happened to the report of a row that is gone."""
        if self.is_here(row.document):
            return REREAD
        return self.step.left.get(row.document, "removed")

    def is_moved(self, document: str) -> bool:
        """Whether a report was, or is, in another event: nothing of it is new, or lost."""
        return MOVED in (self.step.left.get(document), self.step.came.get(document))

    def now(self, row: Row) -> Telling:
        """A row of after, as it is told."""
        return telling(row, self.after)

    def was(self, row: Row) -> Telling:
        """A row of before, as it was told; without its words where its report left the desk."""
        told = telling(row, self.before)
        gone = told.document is not None and not self.is_here(told.document)
        return told.without_words() if gone and not self.is_moved(told.document or "") else told

    @cached_property
    def pairs(self) -> Mapping[str, str]:
        """For each statement and figure of before, its id now: the same, or one at its place."""
        found: dict[str, str] = {}
        left, came = _by_place(self._gone), _by_place(self._come)
        for place, rows in left.items():
            found |= {b.id: a.id for b, a in zip(rows, came.get(place, ()), strict=False)}
        same = (one.id for one in _claims(self.before) if one.id in self.after.rows)
        return found | {name: name for name in same}

    @cached_property
    def _gone(self) -> list[Claim]:
        return [one for one in _claims(self.before) if one.id not in self.after.rows]

    @cached_property
    def _come(self) -> list[Claim]:
        return [one for one in _claims(self.after) if one.id not in self.before.rows]

    @cached_property
    def fresh(self) -> frozenset[str]:
        """The statements and figures that were not there before, and did not come by a move."""
        old = set(self.pairs.values())
        return frozenset(
            one.id for one in self._come if one.id not in old and not self.is_moved(one.document)
        )

    @cached_property
    def lost(self) -> frozenset[str]:
        """The statements and figures that are there no more, and did not leave by a move."""
        return frozenset(
            one.id
            for one in self._gone
            if one.id not in self.pairs and not self.is_moved(one.document)
        )

    @cached_property
    def key_of(self) -> Mapping[str, str]:
        """The key of each statement, the same for all that tell one utterance."""
        top = {one.id: one.id for lookup in self._both for one in lookup.ledger.statements}
        for one, other in self._alike:
            if one in top and other in top:
                top[_top(top, one)] = _top(top, other)
        return {name: _top(top, name) for name in top}

    @property
    def _both(self) -> tuple[Lookup, Lookup]:
        return self.before, self.after

    @property
    def _alike(self) -> Iterator[tuple[str, str]]:
        """Pairs of statements that are one utterance, or one statement before and after."""
        yield from self.pairs.items()
        for lookup in self._both:
            for link in lookup.ledger.links:
                if link.kind == "same_statement" or _is_copy(link, lookup):
                    yield link.from_id, link.to_id

    @cached_property
    def told_before(self) -> Mapping[str, Utterance]:
        """The statements of before by their keys, in the order of reading."""
        return self._by_key(self.before)

    @cached_property
    def told_now(self) -> Mapping[str, Utterance]:
        """The statements of after by their keys, in the order of reading."""
        return self._by_key(self.after)

    @cached_property
    def asked_before(self) -> Mapping[str, str]:
        """For each statement and figure of before, the question that it answers."""
        return _asked(self.before)

    @cached_property
    def asked_now(self) -> Mapping[str, str]:
        """For each statement and figure of after, the question that it answers."""
        return _asked(self.after)

    def _by_key(self, lookup: Lookup) -> Mapping[str, Utterance]:
        found: dict[str, list[Statement]] = {}
        for row in sorted(lookup.ledger.statements, key=lookup.moment):
            found.setdefault(self.key_of[row.id], []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}


def _is_copy(link: Link, lookup: Lookup) -> bool:
    """Whether a link says that a statement is a copy of the same speaker's, in the same sense."""
    ends = (lookup.statements.get(link.from_id), lookup.statements.get(link.to_id))
    senses = {(row.act, row.speaker) for row in ends if row is not None}
    return link.kind == "copies" and None not in ends and len(senses) == 1


def _claims(lookup: Lookup) -> Iterator[Claim]:
    """The statements and figures of a ledger."""
    yield from lookup.ledger.statements
    yield from lookup.ledger.figures


def _asked(lookup: Lookup) -> Mapping[str, str]:
    """The question of each figure; that of a statement is that of its first figure."""
    found: dict[str, str] = {}
    for figure in lookup.ledger.figures:
        if figure.question:
            found[figure.id] = figure.question
            found.setdefault(figure.statement or figure.id, figure.question)
    return found


def _by_place(rows: Iterable[Claim]) -> Mapping[tuple[object, ...], list[Claim]]:
    """Rows by where they stand, and in which sense."""
    found: dict[tuple[object, ...], list[Claim]] = {}
    for row in rows:
        where = row.span if isinstance(row, Figure) else (row.content, row.act)
        found.setdefault((type(row), row.document, where), []).append(row)
    return found


def _top(top: dict[str, str], name: str) -> str:
    """The statement that stands for all that are joined to one; the way there is made shorter."""
    while top[name] != name:
        top[name] = name = top[top[name]]
    return name
