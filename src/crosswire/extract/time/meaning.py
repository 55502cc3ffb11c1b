"""What a temporal expression says by itself, before any anchor is known.

The values are underspecified: "June" is a month of some year, "two days earlier" a distance from
some day. `crosswire.resolve.date` gives them their place on the calendar. The design follows the
two steps of Mazur and Dale (2010) and the notation that of TIMEX3 (TimeML 1.2.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "second",
    "minute",
    "hour",
    "day",
    "night",
    "week",
    "fortnight",
    "weekend",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
    "millennium",
]
Mod = Literal["start", "mid", "end"]
Base = Literal["now", "then"]
"""What a relative expression counts from: the utterance, or the time last spoken of."""


@dataclass(frozen=True, slots=True)
class Step:
    """A word such as "last" or "later": the side, and what it is counted from."""

    count: int
    base: Base


@dataclass(frozen=True, slots=True)
class Amount:
    """So many units; `low` is None where the text leaves the number open ("a few days")."""

    low: float | None
    unit: Unit
    high: float | None = None
    hedged: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: hour and minute, or a part of the day by its TIMEX3 code."""

    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    part: str | None = None
    offset: int | None = None

    @property
    def exact(self) -> bool:
        """Whether the hour is known."""
        return self.hour is not None


@dataclass(frozen=True, slots=True)
class Calendar:
    """The fields of a date that the words give; what they leave out is None.

    `year` is negative before Christ; `decade` and `century` count full decades and centuries
    ("the 1990s" is 199, "the 19th century" 18). `easter` is a feast's distance from Easter Sunday.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    week: int | None = None
    easter: int | None = None
    weekend: bool = False


@dataclass(frozen=True, slots=True)
class Deictic:
    """The unit that holds the base, or one a few units away: "last week", "tomorrow"."""

    unit: Unit
    count: int
    base: Base


@dataclass(frozen=True, slots=True)
class Cycle:
    """A year or season of some trade's own reckoning: "last season", "this fiscal year".

    When it starts is not in the words.
    """

    count: int


@dataclass(frozen=True, slots=True)
class Named:
    """The nearest weekday, month or season on one side: "last Tuesday", "next June"."""

    calendar: Calendar
    count: int
    base: Base


@dataclass(frozen=True, slots=True)
class Distance:
    """A point that lies so much before (-1) or after (1) its base: "three weeks ago".

    With `origin` the base is another time ("two days after 5 May"); `event` says that it is
    something that happened, whose time the expression does not give.
    """

    amount: Amount
    direction: Literal[-1, 1]
    base: Base
    origin: Meaning | None = None
    event: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """A time inside another: "Tuesday last week", "July of that year"."""

    part: Meaning
    whole: Meaning


@dataclass(frozen=True, slots=True)
class At:
    """A time of day on a day; `day` is None where the text leaves it open."""

    clock: Clock
    day: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Modified:
    """The start, middle or end of a time: "mid-2019", "the end of March"."""

    mod: Mod
    whole: Meaning


@dataclass(frozen=True, slots=True)
class Part:
    """What is left or has gone of a time: "later this week", "earlier this year"."""

    side: Literal["earlier", "later"]
    whole: Meaning


@dataclass(frozen=True, slots=True)
class Nth:
    """The nth unit of a longer time, from its end if negative: "the last week of August".

    With `amount` it is a run of units; with `whole` None the onset of the event counts.
    """

    number: int
    unit: Unit
    whole: Meaning | None = None
    amount: Amount | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch that borders on its base: "the past two days", "the next six months".

    `limit` is the time up to which it runs ("the 24 hours until Wednesday morning").
    """

    amount: Amount
    direction: Literal[-1, 1]
    base: Base
    limit: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Length:
    """How long something takes, wherever it lies on the calendar."""

    amount: Amount


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True)
class Series:
    """Two times side by side: "12 and 13 May"."""

    first: Meaning
    last: Meaning


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often: a TIMEX3 value such as P1D, or the calendar fields that come back."""

    value: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The past, present or future as such: "now", "former"; value as in TIMEX3."""

    value: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A time that only the events around it tell: "this period", "since the war began"."""


Meaning = (
    Calendar
    | Deictic
    | Cycle
    | Named
    | Distance
    | Within
    | At
    | Modified
    | Part
    | Nth
    | Period
    | Length
    | Range
    | Series
    | Recurrence
    | Reference
    | Unknown
)
