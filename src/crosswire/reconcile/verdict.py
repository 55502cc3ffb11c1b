"""Links that people accepted and no rule found: drawn between the rows that were judged.

What nobody may judge: that what one source denies and what another asserts are one utterance, or
that the one bears out the other. A denied proposition never reads as asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from crosswire.judgement.value import UNDIRECTED
from crosswire.reconcile.account import Dossier, witness
from crosswire.row import Figure, Link, LinkKind, Statement, identity

Row = Statement | Figure

Ends = tuple[str, str]

Place = Callable[[str], str]
"""For what a row stands: a link between two rows is one between all that stand for the same."""

OF_FIGURES: frozenset[LinkKind] = frozenset({"copies", "confirms", "contradicts", "supersedes"})
"""Links that figures can have; statements can have all."""

UNDENIED: frozenset[LinkKind] = frozenset({"same_statement", "confirms"})
"""Links between what is told in one sense."""


def exactly(row: str) -> str:
    """A row that stands for itself."""
    return row


def accepted(
    dossier: Dossier, kind: LinkKind, found: Iterable[Link], place: Place = exactly
) -> Iterator[Link]:
    """The links of a kind that were accepted and are not among those that were found."""
    judged = list(dossier.rulings.linked(kind, accepts=True))
    if not judged:
        return
    rows = dossier.claims()
    known = {_key(kind, place(one.from_id), place(one.to_id)) for one in found}
    for ends, ruling in judged:
        key = _key(kind, *map(place, ends))
        if key not in known and key[0] != key[1] and _can_be(kind, rows, ends):
            known.add(key)
            one, other = _directed(kind, rows, ends)
            because = {"kind": ruling.reason(witness(one), witness(other))}
            yield Link(_identity(kind, one, other), kind, one.id, other.id, because)


def _key(kind: LinkKind, one: str, other: str) -> Ends:
    return (min(one, other), max(one, other)) if kind in UNDIRECTED else (one, other)


def _can_be(kind: LinkKind, rows: Mapping[str, Row], ends: Ends) -> bool:
    """Whether two rows are here and can have a link of a kind."""
    if not rows.keys() >= set(ends):
        return False
    one, other = (rows[end] for end in ends)
    if isinstance(one, Figure) or isinstance(other, Figure):
        both = isinstance(one, Figure) and isinstance(other, Figure)
        if not both or kind not in OF_FIGURES:
            return False
    return kind not in UNDENIED or not (_is_denied(rows, one) or _is_denied(rows, other))


def _is_denied(rows: Mapping[str, Row], row: Row) -> bool:
    """Whether a row is, or is part of, what its source denies."""
    whole = rows.get(row.statement or "") if isinstance(row, Figure) else row
    return isinstance(whole, Statement) and whole.act == "denies"


def _directed(kind: LinkKind, rows: Mapping[str, Row], ends: Ends) -> tuple[Row, Row]:
    """The rows of a link; of one without direction the later first."""
    one, other = (rows[end] for end in ends)
    earlier = (witness(one), one.id) < (witness(other), other.id)
    return (other, one) if kind in UNDIRECTED and earlier else (one, other)


def _identity(kind: LinkKind, one: Row, other: Row) -> str:
    """The id that a rule would give to the link."""
    if kind in ("same_statement", "copies"):
        return identity("link", one.document, one.id, other.id, kind)
    return identity("link", kind, one.id, other.id)
