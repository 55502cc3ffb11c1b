"""What there is to judge in an event, in the order in which a reviewer meets it.

First what is contested: figures of one question whose answers cannot all hold, then denials,
disownments, contradictions. Then confirmations; statements that were joined by less than their
words; what was copied in part; names whose forms differ. Inside of each, what most reports hang
on, then the order of reading. None of it says who is right.

What anybody judged stays, though the ledger has followed it: a second reviewer is asked it too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from crosswire.desk.review.item import ASKED, GROUPS, ITEM_KINDS, Item, ItemKind, Judged
from crosswire.desk.review.name import doubtful
from crosswire.desk.review.side import Sides
from crosswire.judgement.standing import standing
from crosswire.judgement.value import Judgement, JudgementKind, Matter
from crosswire.ledger import Ledger
from crosswire.row import Figure, Link, LinkKind, Question, Statement, Witness, identity
from crosswire.view.answer import CONTESTED, articles, figures_of
from crosswire.view.claim import OF_ONE_QUESTION
from crosswire.view.evidence import telling
from crosswire.view.headline import one_line
from crosswire.view.label import label
from crosswire.view.lookup import Lookup

WEAK = frozenset({"same_terms", "same_figures"})
"""Rules by which statements are one that do not share their words."""

RETOLD = frozenset({"question.same_utterance", "question.copied_words"})
"""Rules by which a party's figures are of one question since it said them once."""

ANSWERS: frozenset[LinkKind] = frozenset({"denies", "disowns", "contradicts", "confirms"})
"""Links that say how a claim stands."""

MOSTLY = 0.8
"""The part of a claim that its source has word for word, from which nobody doubts a copy."""

JUDGED: frozenset[JudgementKind] = frozenset({"link", "name", "question"})
"""The kinds of judgements that are about two rows."""


Moment = tuple[str, str, int, str]

NEVER: Moment = ("", "", 0, "")


@dataclass(frozen=True, slots=True)
class _Found:
    """What is asked of two rows, on how many reports it bears, and the rule behind it.

    `place` is what keeps those together, and orders them, that bear on as many reports.
    """

    kind: ItemKind
    rows: tuple[str, str]
    reports: int
    place: tuple[Moment, str, bool]
    why: str | None = None
    marks: tuple[Witness, ...] = ()
    topic: str | None = None
    link: str | None = None
    question: str | None = None
    entity: str | None = None

    @property
    def judged(self) -> Judged:
        """What a judgement of it says."""
        first, second = self.rows
        match self.kind:
            case "question" | "name" as kind:
                return Judged(kind, min(self.rows), max(self.rows))
            case relation:
                return Judged("link", first, second, relation)

    @property
    def matter(self) -> Matter:
        """What judgements of it are about."""
        return self.judged.matter


def plan(ledger: Ledger, judgements: Iterable[Judgement] = ()) -> tuple[Item, ...]:
    """All that a reviewer of an event is asked, with what was judged until now among it."""
    sides = Sides(ledger)
    judged = [one for one in standing(judgements) if one.kind in JUDGED]
    pairs = {frozenset((one.subject, one.other or "")) for one in judged if one.kind == "name"}
    found: dict[Matter, _Found] = {}
    for one in (*_questions(sides), *_links(sides), *_names(sides, pairs), *_told(judged, sides)):
        found.setdefault(one.matter, one)
    ordered = sorted(found.values(), key=lambda one: _order(one, sides))
    return tuple(item for one in ordered if (item := _item(one, sides)) is not None)


def _order(one: _Found, sides: Sides) -> tuple[object, ...]:
    moments = (sides.moment(name) for name in one.rows)
    return ITEM_KINDS.index(one.kind), -one.reports, *one.place, *moments


def _item(one: _Found, sides: Sides) -> Item | None:
    """What is asked, with both rows; None where the ledger does not have one of them."""
    shown = tuple(side for name in one.rows if (side := sides.of(name)) is not None)
    if len(shown) < len(one.rows):
        return None
    judged = one.judged
    return Item(
        key=identity("item", judged.kind, judged.subject, judged.other, judged.relation or ""),
        kind=one.kind,
        judged=judged,
        group=GROUPS[one.kind],
        topic=one.topic,
        ask=ASKED[one.kind],
        why=one.why,
        sides=shown,
        marks=one.marks,
        link=one.link,
        question=one.question,
        entity=one.entity,
        reports=one.reports,
    )


def _questions(sides: Sides) -> Iterator[_Found]:
    """The figures of contested questions, each with the one for which it came to the question.

    Those first that give answers of two parties: if they answer two questions, nothing is
    contested.
    """
    for question in sides.lookup.ledger.questions:
        if question.relation in CONTESTED:
            yield from _pairs(question, sides)


def _pairs(question: Question, sides: Sides) -> Iterator[_Found]:
    """Each figure of a question with the one it was joined to, but for one utterance told twice."""
    figures = figures_of(question, sides.lookup)
    party = {one: answer.by for answer in question.answers for one in answer.figures}
    first = min((sides.moment(one.id) for one in figures), default=NEVER)
    for one in figures:
        other, reason = _joined_to(one, figures), one.because.get("question")
        if other is None or reason is None:
            continue
        is_one_party = party.get(one.id) == party.get(other.id)
        if is_one_party and reason.rule in RETOLD:
            continue
        yield _Found(
            kind="question",
            rows=(other.id, one.id),
            reports=articles(figures),
            place=(first, question.id, is_one_party),
            why=label("question", reason.rule),
            marks=reason.spans,
            topic=one_line(question.text),
            question=question.id,
        )


def _joined_to(one: Figure, figures: Sequence[Figure]) -> Figure | None:
    """The figure for which another came to its question, as its reason says."""
    reason = one.because.get("question")
    spans = {(each.document, each.span) for each in reason.spans} if reason else set()
    return next(
        (each for each in figures if each.id != one.id and (each.document, each.span) in spans),
        None,
    )


def _links(sides: Sides) -> Iterator[_Found]:
    """The links that are worth a look, of those that say one thing the one that says more."""
    links = sides.lookup.ledger.links
    answers = (one for one in telling(links) if one.kind in ANSWERS and not _by_numbers(one))
    loose = (one for one in links if _is_loose(one, sides.lookup))
    for link in (*answers, *loose):
        yield _link(link, sides)


def _is_loose(link: Link, lookup: Lookup) -> bool:
    """Whether rows are linked as one account by less than all of their words."""
    if link.kind == "same_statement":
        return _rule(link) in WEAK
    return link.kind == "copies" and _is_partly(link, lookup)


def _by_numbers(link: Link) -> bool:
    """Whether two answers to one question contradict each other: it is asked of the question."""
    return link.kind == "contradicts" and _rule(link) in OF_ONE_QUESTION


def _rule(link: Link) -> str:
    """The rule by which two rows are linked."""
    reason = link.because.get("kind")
    return reason.rule if reason else ""


def _is_partly(link: Link, lookup: Lookup) -> bool:
    """Whether a good part of a statement stands not in what it is a copy of."""
    row = lookup.statements.get(link.from_id)
    reason = link.because.get("kind")
    if row is None or reason is None:
        return False
    shared = {one.span for one in reason.spans if one.document == row.document}
    return sum(map(len, shared)) < MOSTLY * len(row.text)


def _link(link: Link, sides: Sides) -> _Found:
    reason = link.because.get("kind")
    rows = (link.from_id, link.to_id)
    return _Found(
        kind=link.kind,
        rows=rows,
        reports=_reports(rows, sides.lookup),
        place=(sides.moment(link.from_id), "", False),
        why=label("kind", reason.rule) if reason else None,
        marks=reason.spans if reason else (),
        link=link.id,
    )


def _reports(rows: Iterable[str], lookup: Lookup) -> int:
    """By how many reports two rows are told, in whichever wording."""
    found: set[str] = set()
    for name in rows:
        row = lookup.rows.get(name)
        told = lookup.utterance_of[name] if isinstance(row, Statement) else (row,)
        found.update(getattr(one, "document", name) for one in told)
    return len(found)


def _names(sides: Sides, judged: Collection[frozenset[str]]) -> Iterator[_Found]:
    """The names that were taken for one though their forms differ."""
    for entity, rows in doubtful(sides, judged):
        yield _Found(
            kind="name",
            rows=rows,
            reports=_reports(rows, sides.lookup),
            place=(sides.moment(rows[0]), entity.id, False),
            topic=one_line(entity.name),
            entity=entity.id,
        )


def _told(judged: Iterable[Judgement], sides: Sides) -> Iterator[_Found]:
    """What somebody judged, though the ledger may not have it any more."""
    lookup = sides.lookup
    links: dict[tuple[str, str, str], str] = {
        (one.kind, one.from_id, one.to_id): one.id for one in lookup.ledger.links
    }
    for one in judged:
        rows = one.subject, one.other or ""
        if one.kind != "link":
            rows = min(rows, key=sides.moment), max(rows, key=sides.moment)
        if all(sides.of(name) for name in rows):
            kind: ItemKind = one.relation or one.kind  # type: ignore[assignment]
            question = _shared(rows, lookup)
            yield _Found(
                kind=kind,
                rows=rows,
                reports=_reports(rows, lookup),
                place=(sides.moment(one.subject), "", True),
                topic=one_line(question.text) if question else None,
                link=links.get((kind, *rows)),
                question=question.id if question else None,
            )


def _shared(rows: tuple[str, str], lookup: Lookup) -> Question | None:
    """The question that two figures answer, if it is one."""
    asked = {row.question for name in rows if (row := lookup.figures.get(name)) is not None}
    return lookup.questions.get(asked.pop() or "") if len(asked) == 1 else None
