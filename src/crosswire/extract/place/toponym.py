"""A place name where it stands, and what marks it as one."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.gazetteer import Entry
from crosswire.row import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A rule that spoke for a place (or against: a negative weight), and the words it looked at."""

    rule: str
    weight: float
    span: Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """One mention of a place: words `first` up to `last` of the parse.

    `name` is the proper name alone, words `head` up to `foot`: without a point of the compass
    before it and a common noun beside it (`generic`). `label` is the model's guess; `candidates`
    are the gazetteer's places of that name, none where it has none. A `sure` mention makes other
    mentions of the name places too.
    """

    first: int
    last: int
    span: Span
    text: str
    head: int
    foot: int
    name: str
    generic: str | None
    label: str
    candidates: tuple[Entry, ...]
    evidence: tuple[Evidence, ...]
