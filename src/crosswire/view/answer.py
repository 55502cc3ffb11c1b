"""What is answered to the questions of an event: contested, changed, agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.row import Answer, Figure, Question
from crosswire.view.headline import one_line
from crosswire.view.lookup import Lookup
from crosswire.view.section import REFERENCE, Entry, Line, Section

CONTESTED = frozenset(("conflict", "mixed"))
"""The relations of answers that cannot all hold."""


@dataclass(frozen=True, slots=True)
class Party:
    """A side, a speaker or an outlet with the figures that it gives, or denies."""

    by: str | None
    figures: tuple[Figure, ...]


def ordered(questions: Iterable[Question], lookup: Lookup) -> list[Question]:
    """Questions, those that most reports answer first; of as many, the first that is read."""
    return sorted(questions, key=lambda one: _weight(one, lookup))


def _weight(question: Question, lookup: Lookup) -> tuple[int, int, tuple[str, str, int]]:
    figures = figures_of(question, lookup)
    first = min((lookup.moment(figure) for figure in figures), default=("", "", 0))
    return -len({figure.document for figure in figures}), -question.origins, first


def figures_of(question: Question, lookup: Lookup) -> tuple[Figure, ...]:
    """The figures that answer a question, in the order in which they were told."""
    found = [lookup.figures[one] for one in question.figures if one in lookup.figures]
    return tuple(sorted(found, key=lambda figure: (lookup.told(figure), lookup.moment(figure))))


def articles(figures: Iterable[Figure]) -> int:
    """How many reports give some figures."""
    return len({figure.document for figure in figures})


def parties(question: Question, lookup: Lookup) -> Iterator[Party]:
    """Who answers a question, and who denies an answer; who clashes first, then by reports."""
    figures = figures_of(question, lookup)
    answered = {one for answer in question.answers for one in answer.figures}
    denied = [figure for figure in figures if figure.id not in answered]
    why = question.because.get("relation")
    spans = {(one.document, one.span) for one in why.spans} if why else set()

    def rank(party: Party) -> tuple[bool, int]:
        clashing = any((one.document, one.span) in spans for one in party.figures)
        return not clashing, -articles(party.figures)

    given = (one for answer in question.answers for one in _parties(answer, figures, lookup))
    yield from sorted(given, key=rank)
    for speaker in dict.fromkeys(figure.speaker for figure in denied):
        yield Party(speaker, tuple(one for one in denied if one.speaker == speaker))


def _parties(answer: Answer, figures: Sequence[Figure], lookup: Lookup) -> Iterator[Party]:
    """Who gives an answer; where nobody is named, each outlet, apart from whom it does not name."""
    own = frozenset(answer.figures)
    mine = [one for one in figures if one.id in own]
    voices = {one.id: lookup.voice(one) if answer.by is None else "" for one in mine}
    for voice in dict.fromkeys(voices.values()):
        yield Party(answer.by, tuple(one for one in mine if voices[one.id] == voice))


def last(party: Party, lookup: Lookup) -> tuple[Figure, ...]:
    """The figures that a party told last, each value once, and as doubted where a report doubts it.

    A doubt that one report drops is still a doubt.
    """
    moment = max(map(lookup.told, party.figures), default=None)
    told = [figure for figure in party.figures if lookup.told(figure) == moment]
    values = {(figure.low, figure.high): figure for figure in reversed(told)}
    for figure in party.figures:
        if (figure.low, figure.high) in values and lookup.is_doubted(figure):
            values[figure.low, figure.high] = figure
    return tuple(values.values())[::-1]


def values(figures: Iterable[Figure]) -> str:
    """Figures in the words of their reports, each wording once."""
    words = {one_line(figure.text).casefold(): one_line(figure.text) for figure in figures}
    return " / ".join(words.values())


def contested(lookup: Lookup) -> Section:
    """The questions whose answers cannot all hold, with each party's last answer."""
    found = (one for one in lookup.ledger.questions if one.relation in CONTESTED)
    entries = tuple(
        _entry(question, (_answered(party, lookup) for party in parties(question, lookup)), lookup)
        for question in ordered(found, lookup)
    )
    columns = ("", "by", "as of", "origins", "articles", "")
    return Section("CONTESTED", columns, (0, 32, 10, 7, 8, REFERENCE), entries, weight=5)


def _entry(question: Question, lines: Iterable[Line], lookup: Lookup) -> Entry:
    """Lines under a question's own words."""
    return Entry(tuple(lines), (one_line(question.text), lookup.reference(question)))


def _answered(party: Party, lookup: Lookup) -> Line:
    """A party's line: what it says last, as of when, by how many origins and reports."""
    shown = last(party, lookup)
    alike = telling(party, shown)
    return (
        f"  {values(shown)}",
        by(party, shown, lookup),
        lookup.latest(alike),
        str(len({figure.origin for figure in alike})),
        str(articles(alike)),
        lookup.reference(shown[-1]),
    )


def telling(party: Party, shown: Iterable[Figure]) -> tuple[Figure, ...]:
    """All figures of a party that tell the values shown: what it said before is not counted."""
    same = {(figure.low, figure.high) for figure in shown}
    return tuple(one for one in party.figures if (one.low, one.high) in same)


def by(party: Party, shown: Sequence[Figure], lookup: Lookup) -> str:
    """Who gives the values shown, for which side."""
    alike = telling(party, shown)
    others = len({one.speaker for one in alike}) - 1
    doubted = (figure for figure in shown if lookup.is_doubted(figure))
    return lookup.source(next(doubted, shown[-1]), party=party.by, others=others)


def changed(lookup: Lookup) -> Section:
    """The questions whose answer became another, and who replaced his own answer elsewhere."""
    entries = []
    for question in ordered(lookup.ledger.questions, lookup):
        pairs = tuple(_moves(question, lookup))
        lines = [line for pair in pairs for line in _steps(*pair, lookup)]
        if lines:
            entries.append(_entry(question, lines, lookup))
    columns = ("", "by", "as of", "")
    return Section("CHANGED", columns, (0, 32, 10, REFERENCE), tuple(entries), weight=2)


def _moves(question: Question, lookup: Lookup) -> Iterator[tuple[Figure, Figure]]:
    """The oldest and the latest answer; where sides conflict, those of each that moved."""
    if question.relation == "update":
        figures = figures_of(question, lookup)
        own = {one for answer in question.answers for one in answer.figures}
        yield from _move([figure for figure in figures if figure.id in own])
        return
    replaced = [one for one in figures_of(question, lookup) if _is_replaced(one, lookup)]
    for side in dict.fromkeys(map(lookup.side, replaced)):
        yield from _move([figure for figure in replaced if lookup.side(figure) == side])


def _move(figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The latest of some answers in order of time, and the oldest of another value."""
    latest = figures[-1] if figures else None
    for figure in figures:
        if latest is not None and (figure.low, figure.high) != (latest.low, latest.high):
            yield figure, latest
            return


def _is_replaced(figure: Figure, lookup: Lookup) -> bool:
    """Whether a figure replaces another one, or is replaced."""
    return any(link.kind == "supersedes" for link in lookup.links_of.get(figure.id, ()))


def _steps(oldest: Figure, latest: Figure, lookup: Lookup) -> Iterator[Line]:
    """The lines of two answers, one of which followed the other."""
    for sign, figure in ((" ", oldest), ("→", latest)):
        yield (
            f"{sign} {one_line(figure.text)}",
            lookup.source(figure),
            lookup.as_of(figure),
            lookup.reference(figure),
        )


def agreed(lookup: Lookup) -> Section:
    """The questions that several independent origins answer alike."""
    found = (one for one in lookup.ledger.questions if one.relation == "agree" and one.origins > 1)
    entries = tuple(Entry((_alike(question, lookup),)) for question in ordered(found, lookup))
    columns = ("", "value", "as of", "origins", "articles", "")
    return Section("AGREED", columns, (0, 44, 10, 7, 8, REFERENCE), entries, wraps=True)


def _alike(question: Question, lookup: Lookup) -> Line:
    """The line of a question whose answers agree."""
    figures = figures_of(question, lookup)
    own = {one for answer in question.answers for one in answer.figures}
    return (
        one_line(question.text),
        values(figure for figure in figures if figure.id in own),
        lookup.latest(figures),
        str(question.origins),
        str(articles(figures)),
        lookup.reference(question),
    )
