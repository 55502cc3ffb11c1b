"""Judgements from one desk to another, or to whoever counts them, as JSON lines.

What is read back keeps its name and its time, and twice the same is once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from crosswire.desk.judgement.register import take
from crosswire.desk.storage.store import Store
from crosswire.error import JudgementError
from crosswire.judgement.line import lines, read
from crosswire.judgement.value import Judgement

__all__ = ["Refused", "Taken", "lines", "take_lines"]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken in, by its number from 1, with what can be done."""

    line: int
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an import: how many judgements are new, were known, and what was refused."""

    new: int
    known: int
    refused: tuple[Refused, ...]


def take_lines(store: Store, connection: Connection, found: Iterable[bytes]) -> Taken:
    """Keep the judgements of JSON lines; a line that says none is told, and the others are kept."""
    refused: list[Refused] = []
    numbers: dict[Judgement, int] = {}
    for number, line in enumerate(found, 1):
        if not line.strip():
            continue
        try:
            numbers.setdefault(read(line), number)
        except JudgementError as error:
            refused.append(Refused(number, str(error), error.remedy))
    new, left = take(store, connection, numbers)
    refused += (_refused(numbers, one.judgement, one.error) for one in left)
    known = len(numbers) - len(new) - len(left)
    return Taken(len(new), known, tuple(sorted(refused, key=lambda one: one.line)))


def _refused(numbers: Mapping[Judgement, int], one: Judgement, error: JudgementError) -> Refused:
    return Refused(numbers[one], str(error), error.remedy)
