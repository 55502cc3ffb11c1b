"""What a report is compared by: its terms, names, numbers and days, counted from its raw text.

Nothing is parsed: a name is what is only ever written with a capital, and a thousand reports take
a few seconds. Kinds of features are kept apart, as the names of those concerned tell two events of
one kind apart and the words for what happened don't (Miranda and others, EMNLP 2018, for streams of
news; Saravanakumar and others, EACL 2021, for what names add).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from crosswire.assignment.word import Word, common_words, function_words, stem, words
from crosswire.codec import codec
from crosswire.lexicon import load
from crosswire.row import Span

LONGEST = 12_000
"""Characters of a story that are looked at, from its beginning: some 2,000 words. What a report is
about stands in its upper part (the inverted pyramid), and a liveblog of a day has no end."""

SHORTEST = 3
"""Letters of a term."""


_CREDIT = re.compile(r"^([^\n()]{0,80})\([^\n()]{2,40}\)( ?[-–—]{1,2} )", re.MULTILINE)
"""Whose report it is, in its dateline: "LINZ, Austria (Coast Echo) - "."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The features of one report, each with how often it stands there.

    `terms` are stems, `names` words in capitals, `pairs` two names in a row, `numbers` as digits,
    `days` a month and a day of it ("05-09"), which a weekday is too where the day of publication is
    known. `day` is that of publication.
    """

    day: date | None
    terms: Mapping[str, int]
    names: Mapping[str, int]
    pairs: Mapping[str, int]
    numbers: Mapping[str, int]
    days: Mapping[str, int]


def profile(
    text: str, *, title: str | None = None, day: date | None = None, spans: Sequence[Span] = ()
) -> Profile:
    """The profile of a report; `spans` are the stretches of the text that are its own story."""
    story = "\n\n".join(span.of(text) for span in spans) if spans else text
    if title and not story.lstrip().startswith(title):
        story = f"{title}\n\n{story}"
    story = _CREDIT.sub(r"\1\2", story[:LONGEST], count=1)
    told = list(words(story))
    known = _names(told)
    return Profile(
        day,
        _counted(_terms(told, known)),
        _counted(word.folded for word in told if word.folded in known),
        _counted(_pairs(told, known)),
        _counted(word.folded for word in told if word.is_number),
        _counted(_days(story, day)),
    )


def encode(one: Profile) -> dict[str, object]:
    """A profile as what JSON holds."""
    found: dict[str, object] = codec(Profile).encode(one)
    return found


def decode(found: object) -> Profile:
    """A profile from what JSON held; `DecodeError` for anything else."""
    made: Profile = codec(Profile).decode(found)
    return made


def _counted(found: Iterable[str]) -> Mapping[str, int]:
    """How often each stands there, in one order whatever the text's."""
    return dict(sorted(Counter(found).items()))


def _names(told: Iterable[Word]) -> frozenset[str]:
    """The words that are written with a capital wherever they stand, and are none of any report's.

    That leaves the few that only ever open a sentence or stand in a headline in capitals; they are
    rarely the words of two reports.
    """
    capital, small = set[str](), set[str]()
    for word in told:
        (capital if word.is_capital else small).add(word.folded)
    return frozenset(capital - small - function_words() - common_words() - _calendar())


def _terms(told: Iterable[Word], names: frozenset[str]) -> Iterator[str]:
    """The stems of all other words that have a meaning of their own."""
    idle = function_words()
    for word in told:
        folded = word.folded
        is_long = len(folded) >= SHORTEST and not word.is_number
        if is_long and folded not in names and folded not in idle:
            yield stem(folded)


def _pairs(told: Iterable[Word], names: frozenset[str]) -> Iterator[str]:
    """Two names in a row: "Grace Mwakalinga"."""
    for one, other in pairwise(told):
        if other.joined and {one.folded, other.folded} <= names:
            yield f"{one.folded} {other.folded}"


@cache
def _calendar() -> frozenset[str]:
    """The names of months and weekdays."""
    time = load("time.toml")
    tables = ("month", "month_short", "weekday", "weekday_short", "weekday_plural")
    return frozenset(word for table in tables for word in time[table])


@cache
def _dates() -> re.Pattern[str]:
    """A month with a day ("9 May", "May 9th", "2031-05-09"), or a weekday."""
    time = load("time.toml")
    month = "|".join([*time["month"], *time["month_short"]])
    return re.compile(
        rf"\b(?:(?P<m>{month})\b\.? (?P<d>\d\d?)(?:st|nd|rd|th)?\b(?! ?%|,\d|:)"
        rf"|(?P<e>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<n>{month})\b"
        rf"|\d{{4}}-(?P<o>\d\d)-(?P<f>\d\d)\b"
        rf"|(?P<w>{'|'.join(time['weekday'])})\b)",
        re.IGNORECASE,
    )


def _days(story: str, day: date | None) -> Iterator[str]:
    """The days that a text names; a weekday is the last one before the report."""
    time = load("time.toml")
    months = {**time["month"], **time["month_short"]}
    for found in _dates().finditer(story):
        if found["w"] and day:
            back = (day.isoweekday() - time["weekday"][found["w"].lower()]) % 7
            yield f"{date.fromordinal(max(day.toordinal() - back, 1)):%m-%d}"
        elif not found["w"]:
            month = months.get((found["m"] or found["n"] or "").lower()) or int(found["o"])
            number = int(found["d"] or found["e"] or found["f"])
            if 1 <= month <= 12 and 1 <= number <= 31:
                yield f"{month:02}-{number:02}"
