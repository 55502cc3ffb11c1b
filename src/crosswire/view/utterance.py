"""What was said once and is told several times: the statements that links make one utterance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from crosswire.row import Link, Statement

Utterance = tuple[Statement, ...]
"""All statements that tell one utterance, as a reader meets them; mostly a single one."""


def utterances(statements: Sequence[Statement], links: Iterable[Link]) -> Iterator[Utterance]:
    """The utterances of statements that stand in the order of reading."""
    root = {row.id: row.id for row in statements}
    for link in links:
        if link.kind == "same_statement" and link.from_id in root and link.to_id in root:
            root[_top(root, link.from_id)] = _top(root, link.to_id)
    told: dict[str, list[Statement]] = {}
    for row in statements:
        told.setdefault(_top(root, row.id), []).append(row)
    return (tuple(rows) for rows in told.values())


def _top(root: Mapping[str, str], name: str) -> str:
    """The statement that stands for all that are joined to one."""
    while root[name] != name:
        name = root[name]
    return name


def fullest(rows: Utterance) -> Statement:
    """The statement by which an utterance is shown: as a denial or doubt where one is, at length.

    Of several that say as much, the first.
    """
    return max(rows, key=_weight)


def _weight(row: Statement) -> tuple[bool, bool, int]:
    return row.act == "denies", row.verification == "unverified", len(row.content)


def articles(rows: Iterable[Statement]) -> int:
    """By how many reports an utterance is told."""
    return len({row.document for row in rows})
