"""An invented event that goes on for years: many incidents, each in another place, in some reports.

A flood comes to one town after another. Each incident is told by 8 to 14 reports, of its own
people, in the words of its own agencies and shops, on its own days; the governor, the relief agency
and the river are those of all. The same numbers make the same reports.

Names are as long as each other, so that a report of one incident, read once, is one of another by
exchanging the names: its words stand where they stood.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from crosswire.read import Article
from crosswire.reading import Reading

FIRST_DAY = date(2031, 3, 3)
REPORTS = (8, 14)
DAYS = 6
"""Days over which the reports of one incident are spread."""

EVERY = 0.7
"""Days between the beginnings of two incidents."""

TOLD = (13, 17)
"""Paragraphs of a report."""

PATTERNS = 16
"""Different reports of an incident at most."""

OUTLETS = ("Delmar Echo", "Coast Herald", "Inland Courier", "Vessa Post", "River Times")

KINDS = 8
"""Incidents with other numbers, of other things; what is told of two of a kind differs in names."""

SUBJECTS = 18
"""Topics of an incident."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what an incident is of."""

    place: str
    mayor: str
    chief: str
    witness: str
    company: str

    @property
    def short(self) -> str:
        """The police chief's surname."""
        return self.chief.split()[1]


COMMON = {"river": "Vessa River", "agency": "The Delmar Relief Agency", "governor": "Ilse Marrant"}


@dataclass(frozen=True, slots=True)
class Told:
    """A report of an incident: which incident, and which of its reports."""

    incident: int
    pattern: int


def told(incident: int) -> list[Told]:
    """The reports of an incident, in the order in which they come."""
    dice = _dice("incident", incident)
    patterns = dice.sample(range(PATTERNS), k=dice.randint(*REPORTS))
    return [Told(incident, pattern) for pattern in patterns]


def others(incident: int) -> list[Told]:
    """What more an incident's reports could be."""
    there = set(told(incident))
    every = (Told(incident, pattern) for pattern in range(PATTERNS))
    return [one for one in every if one not in there]


def stream() -> Iterator[Told]:
    """All reports, incident by incident, without end."""
    incident = 0
    while True:
        yield from told(incident)
        incident += 1


def article(one: Told) -> Article:
    """A report as it comes."""
    dice = _dice("report", one.incident, one.pattern)
    begun = FIRST_DAY + timedelta(days=int(one.incident * EVERY))
    name = f"{one.incident:05}-{one.pattern:02}.txt"
    text = _text(one.incident % KINDS, one.pattern, names(one.incident))
    return Article(
        id=name,
        text=text,
        raw_sha256=sha256(f"{name} {text}".encode()).hexdigest(),
        outlet=OUTLETS[one.pattern % len(OUTLETS)],
        title=text.partition("\n")[0],
        published=begun + timedelta(days=dice.randrange(DAYS)),
        dated_by="given",
    )


def told_in(name: str) -> Told:
    """Which report has an id."""
    incident, pattern = name.removesuffix(".txt").split("-")
    return Told(int(incident), int(pattern))


def names(incident: int) -> Names:
    """The names of an incident; those of one kind are of one length."""
    dice = _dice("names", incident)
    return Names(
        place=_word(dice, "CVCCVCVC"),
        mayor=f"{_word(dice, 'VCVC')} {_word(dice, 'CVCCVCC')}",
        chief=f"{_word(dice, 'CVCV')} {_word(dice, 'CVCVCC')}",
        witness=f"{_word(dice, 'CVCCV')} {_word(dice, 'CVCCVCV')}",
        company=f"{_word(dice, 'CVCCVC')} Mills",
    )


def first_of_its_kind(one: Told) -> Told:
    """The report of which another one has all words but the names."""
    return replace(one, incident=one.incident % KINDS)


def retold(reading: Reading, one: Told) -> Reading:
    """What a report says, by what the first of its kind says."""
    other = article(one)
    old, new = names(one.incident % KINDS), names(one.incident)
    exchange = _Exchange(dict(zip(_words(old), _words(new), strict=True)))
    found: Reading = exchange.of(reading)
    if found.document.text != other.text:
        raise ValueError(f"{one} is not told in the words of the first of its kind")
    row = replace(
        found.document,
        id=other.id,
        sha256=sha256(other.text.encode()).hexdigest(),
        raw_sha256=other.raw_sha256,
        published=other.published,
        published_from=other.published,
        published_to=other.published,
    )
    return replace(found, document=row)


def _text(kind: int, pattern: int, mine: Names) -> str:
    """The words of a report: the same for every incident of a kind but for the names."""
    of_all, dice = _dice("kind", kind), _dice("text", kind, pattern)
    topics = of_all.sample(_topics(), k=SUBJECTS)
    least = of_all.randrange(3, 30)
    numbers = {"a": least, "b": least * of_all.randint(3, 6), "c": 100 * of_all.randint(2, 30)}
    told_of = {field.name: getattr(mine, field.name) for field in fields(mine)} | COMMON
    words = told_of | {"short": mine.short}
    paragraphs = []
    for topic in dice.sample(topics, k=dice.randint(*TOLD)):
        counted = {name: str(number + dice.choice((0, 0, 1))) for name, number in numbers.items()}
        paragraphs.append(_chosen(topic, words | counted, dice))
    return "\n\n".join((f"Flood in {mine.place}", *paragraphs)) + "\n"


@cache
def _topics() -> tuple[str, ...]:
    """What there is to tell, with other words for it."""
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["topics"]
    return tuple(" ".join(topic.split()) for topic in found)


def _chosen(text: str, words: Mapping[str, str], dice: random.Random) -> str:
    """A text with one of each choice of words: "{the firm|it}", innermost first."""
    while found := re.search(r"\{([^{}]*)\}", text):
        inside = found[1]
        said = words[inside] if inside in words else dice.choice(inside.split("|"))
        text = text[: found.start()] + said + text[found.end() :]
    return text


def _words(mine: Names) -> list[str]:
    """Every word of an incident's names that is no word of the language."""
    told_by = (mine.place, mine.mayor, mine.chief, mine.witness, mine.company)
    return [word for name in told_by for word in name.split() if word != "Mills"]


def _word(dice: random.Random, shape: str) -> str:
    """An invented name: C for a consonant, V for a vowel."""
    letters = {"C": "bdfgklmnprstv", "V": "aeiou"}
    return "".join(dice.choice(letters[one]) for one in shape).capitalize()


def _dice(*what: object) -> random.Random:
    return random.Random(" ".join(map(str, what)))  # noqa: S311 - nothing is secret


class _Exchange:
    """Exchanges words in every text of a value, however deep, in the case that they have there."""

    def __init__(self, words: Mapping[str, str]) -> None:
        cases = (str, str.lower, str.upper)
        self.words = {case(old): case(new) for case in cases for old, new in words.items()}
        self.pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, self.words))})\b")
        self.known: dict[int, tuple[Any, Any]] = {}

    def of(self, value: Any) -> Any:
        """The value with other words."""
        if isinstance(value, str):
            return self.pattern.sub(lambda found: self.words[found[0]], value)
        if value is None or isinstance(value, (int, float, date)):
            return value
        if id(value) not in self.known:
            self.known[id(value)] = value, self._made(value)
        return self.known[id(value)][1]

    def _made(self, value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            parts = {field.name: self.of(getattr(value, field.name)) for field in fields(value)}
            return type(value)(**parts)
        if isinstance(value, Mapping):
            return {key: self.of(one) for key, one in value.items()}
        if isinstance(value, tuple) and hasattr(value, "_fields"):
            return type(value)(*map(self.of, value))
        if isinstance(value, (tuple, list, frozenset, set)):
            return type(value)(map(self.of, value))
        return value
