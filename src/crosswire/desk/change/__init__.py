"""What changed in the ledger of an event, as an analyst who was away must be told it.

Compared are two ledgers of one event under ids that stay (`changes`, pure). Told is what alters
the picture: withdrawals, contested questions, denials, answers that moved, new claims. Not told is
what alters only the bookkeeping: reasons, ids, a question's words, one more report of the same.
Each kind of change is a module with a `find`; the log they are written to is `journal`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from crosswire.desk.change import answer, claim, cluster, relation, report, verdict
from crosswire.desk.change.comparison import Comparison, Step
from crosswire.desk.change.journal import forget, record, since
from crosswire.desk.change.value import (
    KINDS,
    Came,
    Change,
    Field,
    Kind,
    Left,
    Logged,
    Telling,
)
from crosswire.ledger import Ledger

__all__ = [
    "KINDS",
    "Came",
    "Change",
    "Field",
    "Kind",
    "Left",
    "Logged",
    "Telling",
    "changes",
    "forget",
    "record",
    "since",
]

NOTHING: Mapping[str, str] = MappingProxyType({})


def changes(  # noqa: PLR0913 - what happened, each by its name
    before: Ledger,
    after: Ledger,
    *,
    merged: Mapping[str, str] = NOTHING,
    split: Mapping[str, str] = NOTHING,
    left: Mapping[str, str] = NOTHING,
    came: Mapping[str, str] = NOTHING,
    judged: bool = False,
) -> Iterator[Change]:
    """What changed from one ledger of an event to the next, what must be told first in front.

    Both have entities and questions under stable ids. `merged` leads from an id to the one that it
    went into, `split` from a new id to the one that it was part of. `left` says why a report is
    gone ("withdrawn", "held", "removed", "moved" to another event; "removed" where it is not in
    it), `came` why one is here that is not new ("moved" from another event, "released" from an
    embargo). Of a report that left the desk no words are told. Where nothing happened but that
    people judged (`judged`), that is the reason of all.
    """
    compared = Comparison(before, after, Step(merged, split, left, came))
    related = tuple(relation.find(compared))
    keys = {str(key[0]) for key, _ in related if key}
    claims = tuple(claim.find(compared, keys))
    withdrawn = (one for one in claims if one.kind == "withdrawn_claim")
    found = (
        *report.find(compared, withdrawn),
        *(change for _, change in related),
        *claims,
        *answer.find(compared),
        *cluster.find(compared),
    )
    if judged:
        found = tuple(verdict.explained(change, compared) for change in found)
    return iter(sorted(found, key=lambda change: KINDS.index(change.kind)))
