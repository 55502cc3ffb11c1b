"""Who answers a question before and after: parties that are matched by the figures they give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.desk.change.comparison import Comparison
from crosswire.row import Figure, Question
from crosswire.view.answer import last, parties
from crosswire.view.lookup import Lookup

Value = tuple[float | None, float | None]


@dataclass(frozen=True, slots=True)
class Voice:
    """A party with all figures that it gives to one question, and those that it gave last."""

    name: str
    is_named: bool
    figures: tuple[Figure, ...]
    last: tuple[Figure, ...]

    @property
    def values(self) -> frozenset[Value]:
        """The values that it gave last."""
        return frozenset((one.low, one.high) for one in self.last)

    @property
    def numbers(self) -> frozenset[float | None]:
        """All numbers that it ever gave, whatever the hedge: 15 for "15" and "at least 15"."""
        return frozenset(map(number, self.figures))

    @property
    def last_numbers(self) -> frozenset[float | None]:
        """The numbers that it gave last."""
        return frozenset(map(number, self.last))


def number(figure: Figure) -> float | None:
    """The bound that a figure gives, the lower one of two."""
    return figure.low if figure.low is not None else figure.high


def voices(question: Question, lookup: Lookup, compared: Comparison) -> tuple[Voice, ...]:
    """Who answers a question, those first that are named; who only denies an answer gives none."""
    answered = {one for answer in question.answers for one in answer.figures}
    found = [
        _voice(party.by, party.figures, _newest(last(party, lookup), lookup), lookup, compared)
        for party in parties(question, lookup)
        if party.figures and all(one.id in answered for one in party.figures)
    ]
    return tuple(sorted(found, key=lambda voice: not voice.is_named))


def _newest(figures: tuple[Figure, ...], lookup: Lookup) -> tuple[Figure, ...]:
    """Figures of one day without those of a report of which a later version gives another."""
    older: set[str | None] = set()
    for document in {one.document for one in figures}:
        before = lookup.documents[document].version_of
        while before in lookup.documents and before not in older:
            older.add(before)
            before = lookup.documents[before].version_of
    return tuple(one for one in figures if one.document not in older)


def _voice(
    by: str | None,
    figures: tuple[Figure, ...],
    shown: tuple[Figure, ...],
    lookup: Lookup,
    compared: Comparison,
) -> Voice:
    """A party; a source that is described and not named is another one in each report."""
    entity = lookup.entities.get(by or "")
    is_named = by is not None and (entity is None or entity.kind != "described")
    name = compared.kept(by) if by else lookup.voice(figures[0])
    return Voice(name, is_named, figures, shown)


def matched(
    before: Sequence[Voice], after: Sequence[Voice], compared: Comparison
) -> Iterator[tuple[Voice | None, Voice]]:
    """Each party of now with what it was before: by a figure that both have, else by its id."""
    for voice in after:
        mine = {one.id for one in voice.figures}
        same = (old for old in before if mine & {compared.pairs.get(f.id) for f in old.figures})
        named = (old for old in before if old.name == voice.name)
        yield next(same, next(named, None)), voice
