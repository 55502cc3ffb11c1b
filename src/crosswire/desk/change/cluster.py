"""Questions and speakers that turned out to be one, or two."""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.desk.change.comparison import Comparison
from crosswire.desk.change.value import Change, Kind
from crosswire.ledger import Row, kind_of
from crosswire.row import Entity, Question
from crosswire.view.lookup import Lookup
from crosswire.view.origin import is_single


def find(compared: Comparison) -> Iterator[Change]:
    """What was merged and split, of what an analyst may follow.

    Questions of one account, and names of which nothing is told, come and go: they are no news.
    """
    for old in sorted(compared.step.merged):
        kept = compared.kept(old)
        gone, here = _row(old, compared.before), _row(kept, compared.after)
        if gone and here and _matters(gone, compared.before) and _are_two(old, kept, compared):
            yield _change("merged", old, gone, here, compared)
    for new, old in sorted(compared.step.split.items()):
        was, now = _row(old, compared.before), _row(new, compared.after)
        if was and now and _matters(was, compared.before) and _matters(now, compared.after):
            yield _change("split", old, was, now, compared)


def _row(name: str, lookup: Lookup) -> Question | Entity | None:
    return lookup.questions.get(name) or lookup.entities.get(name)


def _are_two(old: str, kept: str, compared: Comparison) -> bool:
    """Whether an analyst saw two before: both were there, and were not of one name."""
    one, other = _row(old, compared.before), _row(kept, compared.before)
    if one is None or other is None or not _matters(other, compared.before):
        return False
    names = {row.name.casefold() for row in (one, other) if isinstance(row, Entity)}
    return len(names) != 1


def _matters(row: Row, lookup: Lookup) -> bool:
    """Whether several accounts answer a question, or a named source says something."""
    if isinstance(row, Question):
        return not is_single(row)
    spoken = any(one.speaker == row.id for one in lookup.ledger.statements)
    return isinstance(row, Entity) and row.kind != "described" and spoken


def _change(kind: Kind, asked: str, was: Row, now: Row, compared: Comparison) -> Change:
    """A question is followed under the id that it had."""
    return Change(
        kind=kind,
        type=kind_of(now),
        row=now.id,
        question=asked if isinstance(was, Question) else None,
        before=(compared.was(was),),
        after=(compared.now(now),),
    )
