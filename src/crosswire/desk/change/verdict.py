"""What changed because people judged, and who they are where the rows tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from crosswire.desk.change.comparison import Comparison
from crosswire.desk.change.value import Change, Field
from crosswire.judgement.ruling import REVIEWED
from crosswire.ledger import Row

JUDGED = "judged"
"""The reason of what changed since somebody judged, or took it back."""


def explained(change: Change, compared: Comparison) -> Change:
    """A change for which judgements are the reason: "as reviewed by R. Example"."""
    rows = (_row(one, compared) for one in (change.row, *(each.row for each in change.after)))
    rules = (rule for row in rows if row is not None for rule in _rules(row, compared))
    fields = change.fields
    if change.kind == "withdrawn_relation" and change.reason:
        fields = (Field("relation", change.reason, "none"),)
    return replace(change, fields=fields, reason=next(rules, JUDGED))


def _row(name: str, compared: Comparison) -> Row | None:
    return compared.after.rows.get(name) or compared.after.questions.get(name)


def _rules(row: Row, compared: Comparison) -> Iterator[str]:
    """The rules of a row that are somebody's judgement; of a question those of its figures."""
    because = getattr(row, "because", {})
    yield from (each.rule for each in because.values() if each.rule.startswith(REVIEWED))
    for name in getattr(row, "figures", ()):
        if figure := compared.after.figures.get(name):
            yield from _rules(figure, compared)
