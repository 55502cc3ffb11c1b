"""New denials, disownments, contradictions, confirmations: how claims stand to each other now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crosswire.desk.change.comparison import Comparison
from crosswire.desk.change.telling import Claim
from crosswire.desk.change.value import Change, Kind, Telling
from crosswire.row import Figure, Link
from crosswire.view.claim import OF_ONE_QUESTION
from crosswire.view.lookup import Lookup
from crosswire.view.utterance import fullest

KINDS: dict[str, Kind] = {
    "disowns": "new_disownment",
    "denies": "new_denial",
    "contradicts": "new_contradiction",
    "confirms": "new_confirmation",
}
"""The links that are told, the gravest first, and what a new one is told as."""

AGAINST = ("disowns", "denies", "contradicts")
"""Links between claims that cannot both hold: of two that have several, the first is told."""

MOST = 12
"""Claims that stand beside another one, at most."""

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class End:
    """One end of a link: the claim, and what is the same for all that tell it."""

    key: Key
    row: Claim
    is_new: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """What one claim is to another."""

    link: Link
    one: End
    other: End

    @property
    def key(self) -> Key:
        """What is the same for all links that say this; a contradiction has no direction."""
        ends = (self.one.key, self.other.key)
        return self.link.kind, frozenset(ends) if self.link.kind == "contradicts" else ends


def find(compared: Comparison) -> Iterator[tuple[Key, Change]]:
    """The new relations, each with the key of the claim under which it is told."""
    before = {one.key: one for one in _relations(compared, compared.before)}
    after = {one.key: one for one in _relations(compared, compared.after)}
    told: dict[tuple[Kind, Key], list[Relation]] = {}
    for relation in sorted(
        _fresh(before, after, compared), key=lambda each: _order(each, compared)
    ):
        kind, subject = _told_as(relation, compared)
        told.setdefault((kind, subject.key), []).append(relation)
    for (kind, key), relations in told.items():
        yield key, _change(kind, key, relations, compared)
    for one in _lost(before, after, compared):
        yield (), _parted(one, compared)


def _relations(compared: Comparison, lookup: Lookup) -> Iterator[Relation]:
    """The relations of a ledger that are told: of two claims the gravest."""
    found = []
    for link in lookup.ledger.links:
        if link.kind in KINDS and not _by_figures(link):
            one, other = (_end(end, compared, lookup) for end in (link.from_id, link.to_id))
            if one and other and one.key != other.key:
                found.append(Relation(link, one, other))
    against: dict[frozenset[Key], str] = {}
    for kind in reversed(AGAINST):
        against |= {_both(each): kind for each in found if each.link.kind == kind}
    for each in found:
        if each.link.kind not in AGAINST or against[_both(each)] == each.link.kind:
            yield each


def _both(relation: Relation) -> frozenset[Key]:
    return frozenset((relation.one.key, relation.other.key))


def _by_figures(link: Link) -> bool:
    """Whether two numbers stand against each other: their question tells that."""
    why = link.because.get("kind")
    return why is not None and why.rule in OF_ONE_QUESTION


def _end(name: str, compared: Comparison, lookup: Lookup) -> End | None:
    """The claim at an end of a link: a figure that somebody gives is told in his statement."""
    figure = lookup.figures.get(name)
    row = lookup.statements.get((figure.statement or "") if figure else name)
    if row is not None:
        key = compared.key_of[row.id]
        return End((key,), row, key not in compared.told_before)
    if figure is None:
        return None
    return End(_counted(figure, compared), figure, figure.id in compared.fresh)


def _counted(figure: Figure, compared: Comparison) -> Key:
    """What is the same for all outlets that give one number in answer to one question."""
    return compared.kept(figure.question or figure.id), figure.low, figure.high


def _fresh(
    before: Mapping[Key, Relation], after: Mapping[Key, Relation], compared: Comparison
) -> Iterator[Relation]:
    """The relations that were not there before, not even of another kind."""
    stood = {_both(one): one.link.kind for one in before.values()}
    for key, one in after.items():
        moved = all(compared.is_moved(end.row.document) for end in (one.one, one.other))
        if key not in before and not moved and not _is_milder(one, stood):
            yield one


def _is_milder(relation: Relation, stood: Mapping[frozenset[Key], str]) -> bool:
    """Whether two claims stood against each other already, in a graver way."""
    was = stood.get(_both(relation))
    graver = AGAINST[: AGAINST.index(relation.link.kind)] if relation.link.kind in AGAINST else ()
    return was in graver


def _order(relation: Relation, compared: Comparison) -> tuple[int, tuple[str, str, int]]:
    lookup = compared.after
    return [*KINDS].index(relation.link.kind), lookup.moment(relation.one.row)


def _told_as(relation: Relation, compared: Comparison) -> tuple[Kind, End]:
    """What a relation is told as, and of which claim.

    What was denied before somebody told it is a claim against a denial, which is not new; of two
    that contradict each other it is the one that a new report tells.
    """
    one, other, kind = relation.one, relation.other, relation.link.kind
    if kind in AGAINST and other.is_new and not one.is_new:
        return "new_contradiction", other
    retold = one.row.id not in compared.fresh and other.row.id in compared.fresh
    return KINDS[kind], other if kind == "contradicts" and retold else one


def _change(kind: Kind, key: Key, relations: Iterable[Relation], compared: Comparison) -> Change:
    """A claim with those that it denies, contradicts or confirms."""
    ends = [(each.one, each.other, each.link) for each in relations]
    mine = next(end for one, other, _ in ends for end in (one, other) if end.key == key)
    others = {end.key: end.row for one, other, _ in ends for end in (one, other) if end.key != key}
    reason = ends[0][2].because.get("kind")
    told = [compared.now(row) for row in others.values()][:MOST]
    return Change(
        kind=kind,
        type=compared.now(mine.row).type,
        row=mine.row.id,
        document=_document(mine, others.values(), compared),
        question=compared.asked_now.get(mine.row.id),
        before=tuple(told),
        after=(compared.now(mine.row),),
        reason=reason.rule if reason else None,
    )


def _document(mine: End, others: Iterable[Claim], compared: Comparison) -> str:
    """The report that brought the relation: that of the claim, unless another one is newer."""
    fresh = (row.document for row in others if row.id in compared.fresh)
    return mine.row.document if mine.row.id in compared.fresh else next(fresh, mine.row.document)


def _lost(
    before: Mapping[Key, Relation], after: Mapping[Key, Relation], compared: Comparison
) -> Iterator[Relation]:
    """The relations that are no longer found though both claims are still told."""
    stand = {_both(one) for one in after.values()}
    numbers = {_counted(one, compared) for one in compared.after.ledger.figures}
    for one in before.values():
        here = (
            end.key in numbers or end.key[0] in compared.told_now for end in (one.one, one.other)
        )
        if _both(one) not in stand and all(here):
            yield one


def _parted(relation: Relation, compared: Comparison) -> Change:
    """That two claims no longer stand against, or for, each other."""
    return Change(
        kind="withdrawn_relation",
        type="link",
        row=relation.link.id,
        document=None,
        question=compared.asked_before.get(relation.one.row.id),
        before=tuple(_still(end, compared) for end in (relation.one, relation.other)),
        reason=relation.link.kind,
    )


def _still(end: End, compared: Comparison) -> Telling:
    """A claim as it is told now, by whichever report."""
    rows = compared.told_now.get(str(end.key[0]), ())
    return compared.now(fullest(rows)) if rows else compared.was(end.row)
