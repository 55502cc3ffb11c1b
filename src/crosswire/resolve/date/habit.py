"""What the days that a report names say of its own: reports tell what is new.

News agencies call the days of a week by their names, that of the report too, and tell first what
happened last (Associated Press, Stylebook, "today, tonight, yesterday"). So a report came out on
the last of the days that it names, or soon after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crosswire.extract.time.meaning import At, Deictic, Modified
from crosswire.resolve.date.telling import WEEK, Telling, day_of, outside_speech
from crosswire.row import Witness


@dataclass(frozen=True, slots=True)
class Habit:
    """The weekdays on which a report can have come out, by how it names the days."""

    rule: str
    weekdays: tuple[int, ...]
    witnesses: tuple[Witness, ...]


def habits(told: Sequence[Telling]) -> Iterator[Habit]:
    """The weekdays of a report, by the days that it names in its own words, the widest first."""
    own = [one for one in outside_speech(told) if one.ages and not one.future]
    named = [one for one in own if one.ages == WEEK]
    last = last_weekday({one.weekday for one in named if one.weekday})
    leading = [one for one in named if one.weekday == last and one.opens]
    if last is None or not leading or any(_is_yesterday(one) for one in own):
        return
    witnesses = (leading[0].witness,)
    yield Habit("weekday of the lead", _from(last), witnesses)
    if not any(_is_over(one) for one in own if one.weekday == last):
        yield Habit("day of the lead", (last,), witnesses)


def _from(weekday: int) -> tuple[int, ...]:
    """A weekday and those that follow it."""
    return tuple((weekday + days - 1) % 7 + 1 for days in range(LATEST + 1))


LATEST = 2
"""Days after the last day that it names on which a report comes out, at most.

Of 83 American reports on politics that do so (PolNeAR, Newell and others 2018), 47 came out on it,
27 the day after, four a day later still; see `docs/decisions/dating.md`.
"""


def last_weekday(weekdays: set[int]) -> int | None:
    """The last of the weekdays of one week of news, where the widest gap between them shows it.

    {Saturday, Monday, Tuesday} ends on Tuesday; {Monday, Thursday} may end on either.
    """
    ordered = sorted(weekdays)
    following = [*ordered[1:], *(day + 7 for day in ordered[:1])]
    gaps = sorted(
        ((after - day, day) for day, after in zip(ordered, following, strict=True)), reverse=True
    )
    if not gaps or (len(gaps) > 1 and gaps[0][0] == gaps[1][0]):
        return None
    return gaps[0][1]


def _is_yesterday(one: Telling) -> bool:
    return isinstance(day_of(one.timex.meaning), Deictic) and one.ages == frozenset({1})


def _is_over(one: Telling) -> bool:
    """Whether a day may be over when it is called so: "late on Monday", "last Monday"."""
    meaning = one.timex.meaning
    match meaning:
        case Modified(mod=mod):
            return mod == "end" or one.ages != WEEK
        case At(clock=clock):
            return clock.part in ("EV", "NI") or (clock.hour or 0) >= EVENING or one.ages != WEEK
        case _:
            return one.ages != WEEK


EVENING = 18
"""The hour from which a day is nearly over."""
