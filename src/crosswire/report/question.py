"""The questions of an event, and each party's answers as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from crosswire import row
from crosswire.report.index import Index
from crosswire.report.link import Drop, Links
from crosswire.report.party import Parties
from crosswire.report.reason import Reason, reasons
from crosswire.row import Relation
from crosswire.view import answer
from crosswire.view.headline import one_line
from crosswire.view.label import label
from crosswire.view.lookup import Lookup
from crosswire.view.origin import is_single

Standing = Literal["contested", "changed", "agreed", "single"]

STANDINGS: tuple[Standing, ...] = ("contested", "changed", "agreed", "single")
"""How the answers to a question stand to each other, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """A party's answers: what it says last, of when, on how many origins, what carriers lost.

    Origins and reports are those of the values shown; `earlier` are the party's other values, and
    `against` the links of what denies or disowns the words in which the values shown stand.
    """

    by: str
    party: int
    values: str
    earlier: str
    as_of: str
    origins: int
    articles: int
    figures: tuple[int, ...]
    shown: tuple[int, ...]
    denied: bool
    against: tuple[int, ...]
    drops: tuple[Drop, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What is measured, how the answers relate, and who gives which."""

    id: str
    ref: str
    text: str
    unit: str | None
    relation: Relation
    relation_words: str
    standing: Standing
    origins: int
    articles: int
    columns: tuple[Column, ...]
    figures: tuple[int, ...]
    reasons: tuple[Reason, ...]


def ordered(index: Index) -> list[row.Question]:
    """The questions as the page has them: contested first, then those with most reports."""
    found = answer.ordered(index.lookup.ledger.questions, index.lookup)
    return sorted(found, key=lambda one: STANDINGS.index(standing(one)))


def standing(question: row.Question) -> Standing:
    """How the answers to a question stand to each other."""
    if question.relation in answer.CONTESTED:
        return "contested"
    if is_single(question):
        return "single"
    return "changed" if question.relation == "update" else "agreed"


@dataclass(frozen=True, slots=True)
class Questions:
    """What is needed to lay questions out."""

    index: Index
    parties: Parties
    links: Links

    def question(self, found: row.Question) -> Question:
        """A question as the page has it."""
        lookup = self.index.lookup
        figures = answer.figures_of(found, lookup)
        why = found.because.get("relation")
        return Question(
            id=found.id,
            ref=lookup.reference(found),
            text=one_line(found.text),
            unit=one_line(found.unit) if found.unit else None,
            relation=found.relation,
            relation_words=label("relation", why.rule) if why else found.relation,
            standing=standing(found),
            origins=found.origins,
            articles=answer.articles(figures),
            columns=tuple(self._columns(found)),
            figures=self._places(figures),
            reasons=reasons(found.because, self.index),
        )

    def _columns(self, found: row.Question) -> Iterator[Column]:
        """A column for each party that answers, or denies an answer."""
        answered = {one for given in found.answers for one in given.figures}
        for party in answer.parties(found, self.index.lookup):
            if party.figures:
                yield self._column(party, answered)

    def _column(self, party: answer.Party, answered: set[str]) -> Column:
        """A party's column."""
        lookup = self.index.lookup
        shown = answer.last(party, lookup)
        alike = answer.telling(party, shown)
        return Column(
            by=one_line(answer.by(party, shown, lookup)),
            party=self.parties.of(party.figures[0]),
            values=answer.values(shown),
            earlier=answer.values(one for one in party.figures if one not in alike),
            as_of=lookup.latest(alike),
            origins=len({figure.origin for figure in alike}),
            articles=answer.articles(alike),
            figures=self._places(party.figures),
            shown=self._places(shown),
            denied=not any(figure.id in answered for figure in party.figures),
            against=self.links.of(_against(alike, lookup)),
            drops=tuple(self._drops(party)),
        )

    def _places(self, figures: tuple[row.Figure, ...]) -> tuple[int, ...]:
        """The places of figures."""
        return tuple(one for one in map(self.index.figure, _ids(figures)) if one is not None)

    def _drops(self, party: answer.Party) -> Iterator[Drop]:
        """What the reports of a party's figures dropped of what carries these elsewhere."""
        links_of = self.index.lookup.links_of
        ends = [end for one in party.figures for end in (one.id, one.statement) if end]
        found = dict.fromkeys(link for end in ends for link in links_of.get(end, ()))
        reports = {self.index.document(one.document) for one in party.figures}
        yield from (drop for drop in self.links.drops(found) if drop.document in reports)


def _against(figures: Iterable[row.Figure], lookup: Lookup) -> Iterator[row.Link]:
    """What denies or disowns figures, or the utterances in which they stand."""
    for figure in figures:
        said = lookup.utterance_of.get(figure.statement or "", ())
        for end in dict.fromkeys((figure.id, *(one.id for one in said))):
            for link in lookup.links_of.get(end, ()):
                if link.kind in ("denies", "disowns") and link.to_id == end:
                    yield link


def _ids(figures: tuple[row.Figure, ...]) -> list[str]:
    return [figure.id for figure in figures]
