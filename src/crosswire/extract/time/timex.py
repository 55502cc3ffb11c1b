"""A temporal expression as it stands in one document, not yet resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.extract.time.meaning import Meaning
from crosswire.row import Span, TimexType

Role = Literal["date", "window", "length", "recurrence", "reference", "event"]
"""What an expression does: `date` places something on the calendar; `window` is a length that
stands for a stretch of time ("for six days"); `length` only measures ("15 seconds", a figure);
`recurrence` says how often; `reference` is "now", "former", "at the time"; `event` counts from
something that happened ("since the war began")."""

Tense = Literal["past", "present", "future"]
Bound = Literal["since", "until"]
Standing = Literal["text", "entry", "heading"]
"""Where an expression stands: in the text, at the head of a paragraph as the hour of an entry on a
running page ("14:20 - Bridge closed"), or alone as the date over what follows."""


@dataclass(frozen=True, slots=True)
class Timex:
    """Words that tell a time, what they say by themselves, and the signs around them.

    `tense` is that of the verb they hang on, `cue` the words that show it, `onset` whether it
    says that something began, `saying` whether it says that something was said; `as_of` that it
    tells how things stood ("as of 9 a.m."); `bound` says that
    the time is where a stretch starts or ends; `parts` are the ends of a range, which TIMEX3 marks
    one by one.
    """

    span: Span
    timex_type: TimexType
    meaning: Meaning
    role: Role
    rule: str
    preposition: str | None = None
    bound: Bound | None = None
    tense: Tense | None = None
    perfect: bool = False
    onset: bool = False
    saying: bool = False
    as_of: bool = False
    standing: Standing = "text"
    cue: Span | None = None
    quoted: bool = False
    sentence: int = 0
    parts: tuple[Timex, ...] = ()


LOCATING: frozenset[Role] = frozenset({"date", "window", "event"})
"""The roles that a ledger keeps: what places an event in time, in however loose a way."""


def located(timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """The expressions that say when; measures, recurrences and "now" are left out."""
    return tuple(timex for timex in timexes if timex.role in LOCATING)


def timex3(timexes: Sequence[Timex]) -> tuple[Timex, ...]:
    """The expressions as TIMEX3 marks them: the ends of a range one by one, no events."""
    split = (part for timex in timexes for part in (timex.parts or (timex,)))
    return tuple(timex for timex in split if timex.role != "event")
