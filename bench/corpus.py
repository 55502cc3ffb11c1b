"""An archive of any size with its truth: invented events, recombined out of annotated ones.

What is measured at 20,000 articles needs 20,000 articles of which somebody knows the event. Each
story takes an event of the benchmark (ECB+, or the demo), puts invented names in place of its
people and places, other numbers and other days, and so is an event of its own; each of its articles
recombines sentences of two or three reports of it. Some articles are printed again elsewhere, with
small edits or none, some come twice or as a later version, some are in another language, and some
records are broken. The benchmark is read where it lies and nothing of it is kept; the same numbers
make the same archive.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from bench.disguise import WORD, Disguise
from bench.shared import PROJECT, Shared
from bench.story import GOLD
from crosswire.assignment.word import common_words, fold, function_words, is_wide
from crosswire.lexicon import load
from crosswire.read import Article, read

Kind = Literal["exact", "near", "again", "version", "broken"]
"""What an article is where it is no report of its own: another's text at another outlet, with no
edit or small ones; the same article twice; its later version; a record that cannot be read."""

DEMO = PROJECT / "src" / "crosswire" / "demo"

FIRST_DAY = date(2031, 3, 1)
DAYS = 30

BLOCK: Mapping[int, int] = {
    1: 600, 2: 180, 3: 80, 4: 30, 5: 16, 7: 10, 10: 8, 14: 4, 20: 2, 30: 1, 40: 2, 64: 1
}  # fmt: skip
"""How many stories of each size some 2,000 articles are of: as in news, most are told once."""

SHARES: Mapping[Kind, float] = {
    "near": 0.10, "exact": 0.02, "again": 0.005, "version": 0.005, "broken": 0.005
}  # fmt: skip
"""The share of all articles that is no report of its own, by what it is."""

OTHER = 0.04
"""The share that is in another language, each a story of its own."""

UNDATED = 0.01
"""The share that does not say when it was published."""

WORDS = (90, 420)
"""Words of an article, at least and at most, roughly."""

MOST_SHARED = 0.5
"""Sentences that two articles of a story may share, of all that either has."""

LARGE = 14
"""Articles from which on a story needs an event of as many reports, or they would all be alike."""

NAMES = 12_000
"""Invented names; a few of them are in many stories, as those of capitals are."""

_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[\"“A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Event:
    """An annotated event: the title and the sentences of each of its reports, and its names.

    `wide` are those that many events share: countries, capitals, who is from there.
    """

    reports: Sequence[tuple[str, Sequence[str]]]
    names: Sequence[str]
    wide: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the archive and the truth about it.

    `story` is the event that it tells of, `original` the address of the article that it prints
    again, `lines` tells the sentences that it is made of.
    """

    url: str
    outlet: str
    title: str
    text: str
    published: date | None
    seen: date
    story: str
    language: str = "en"
    kind: Kind | None = None
    original: str | None = None
    lines: frozenset[tuple[int, int]] = frozenset()


def corpus(shared: Shared, articles: int, *, seed: int = 1) -> list[Told]:
    """So many articles, with all that is no report of its own among them, in order of days."""
    events = [*_events(shared)]
    pool = _pool(events, seed)
    own = articles - sum(_many(articles, share) for share in (*SHARES.values(), OTHER))
    told = list(_stories(events, pool, own, seed))
    dice = _dice(seed, "others")
    told += [_foreign(dice, pool, number) for number in range(_many(articles, OTHER))]
    told += list(_again(dice, told[:own], articles))
    return sorted(told, key=lambda one: (one.seen, one.url))


def sizes(articles: int, *, seed: int = 1) -> Iterator[int]:
    """The sizes of the stories of so many articles, mixed, so that any part has some of each."""
    left, dice = articles, _dice(seed, "sizes")
    while left:
        for _, size in sorted(
            ((at + dice.uniform(0.2, 0.8)) / times, size)
            for size, times in BLOCK.items()
            for at in range(times)
        ):
            if size <= left:
                left -= size
                yield size


def _many(articles: int, share: float) -> int:
    """How many of so many articles a share is: of few still one."""
    return max(1, round(articles * share))


def _dice(*parts: object) -> random.Random:
    """Dice that are loaded by these: the same fall alike on every machine."""
    return random.Random(" ".join(map(str, parts)))  # noqa: S311 - nothing is secret


# -- what it is made of


def _events(shared: Shared) -> Iterator[Event]:
    """The annotated events, and the demo's."""
    told: dict[str, list[tuple[str, str]]] = {}
    for row in shared.lines(GOLD):
        told.setdefault(row["event"], []).append((row["title"], row["text"]))
    demo = [one for one in read([DEMO]) if isinstance(one, Article)]
    told["demo"] = [(one.title or "", " ".join(one.text.split())) for one in demo]
    small = _small(text for reports in told.values() for _, text in reports)
    for name in sorted(told):
        names = _names([text for _, text in told[name]], small)
        wide = [name for name in names if is_wide(name)]
        reports = [(title, _sentences(text)) for title, text in told[name]]
        yield Event(reports, [name for name in names if not is_wide(name)], wide)


def _sentences(text: str) -> Sequence[str]:
    """The sentences of a report; none that is far too long to be one."""
    return [one for one in _SENTENCE.split(text) if 4 <= one.count(" ") <= 60]


def _small(texts: Iterable[str]) -> frozenset[str]:
    """The words that are mostly written small."""
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        for word in WORD.findall(text):
            (capital if word[0].isupper() else small)[fold(word)] += 1
    return frozenset(word for word, times in small.items() if 2 * times > capital[word])


def _names(texts: Iterable[str], small: frozenset[str]) -> Sequence[str]:
    """The names in an event's reports: no months, and no words that are written small elsewhere."""
    time = load("time.toml")
    tables = ("month", "month_short", "weekday", "weekday_short", "weekday_plural")
    idle = small | function_words() | common_words() | {w for t in tables for w in time[t]}
    found = {
        fold(word)
        for text in texts
        for word in WORD.findall(text)
        if word[0].isupper() and (len(word) > 2 or (len(word) == 2 and word.isupper()))
    }
    return sorted(found - idle)


@cache
def _parts() -> Mapping[str, Any]:
    """What outlets, names and reports in other languages are made of."""
    found: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return found


def _pool(events: Iterable[Event], seed: int) -> Sequence[str]:
    """Invented names, of two or three syllables, none of which is a word of the reports."""
    taken = {
        word for event in events for _, told in event.reports for one in told
        for word in map(str.lower, WORD.findall(one))
    }  # fmt: skip
    dice, parts, found = _dice(seed, "names"), _parts()["syllable"], dict[str, None]()
    while len(found) < NAMES:
        open_ = [dice.choice(parts["onset"]) + dice.choice(parts["vowel"]) for _ in range(4)]
        name = "".join(open_[: dice.choice((2, 3, 3))]) + dice.choice(parts["coda"])
        if name not in taken:
            found[name.capitalize()] = None
    return list(found)


def outlets() -> Sequence[str]:
    """The names of all outlets."""
    parts = _parts()["outlet"]
    return [f"{first} {last}" for first in parts["first"] for last in parts["last"]]


def _address(outlet: str, day: date, name: str) -> str:
    host = outlet.lower().replace(" ", "")
    return f"https://www.{host}.example/{day:%Y/%m/%d}/{name}"


# -- stories


def _stories(
    events: Sequence[Event], pool: Sequence[str], articles: int, seed: int
) -> Iterator[Told]:
    """The reports of their own, story by story."""
    most = max(len(event.reports) for event in events)
    wide = sorted({name.capitalize() for event in events for name in event.wide})
    for number, size in enumerate(sizes(articles, seed=seed)):
        dice = _dice(seed, "story", number)
        fit = [event for event in events if len(event.reports) >= min(size, LARGE, most)]
        event = dice.choice(fit)
        disguise = _disguise(dice, event, (pool, wide), size)
        yield from _story(dice, event, disguise, f"s{number:05}", size)


def _disguise(
    dice: random.Random, event: Event, names: tuple[Sequence[str], Sequence[str]], size: int
) -> Disguise:
    """Other names, numbers and days; names that many events share for others of these.

    The first of the invented names are the commonest.
    """
    invented, wide = names
    chosen = dict(zip(event.wide, dice.sample(wide, len(event.wide)), strict=True))
    taken = set[str]()
    for name in event.names:
        while (other := invented[int(len(invented) * dice.random() ** 1.5)]) in taken:
            pass
        taken.add(other)
        chosen[name] = other
    begins = FIRST_DAY + timedelta(dice.randrange(DAYS - _lasts(size)))
    return Disguise(chosen, dice.randrange(1, 1000), begins)


def _lasts(size: int) -> int:
    """The days over which a story of so many articles is told."""
    return min(12, 1 + size // 2)


def _story(
    dice: random.Random, event: Event, disguise: Disguise, story: str, size: int
) -> Iterator[Told]:
    """The articles of one story, each at another outlet where there are enough of these."""
    mine, told = dice.sample(outlets(), size), list[Told]()
    for number, outlet in enumerate(mine):
        at, lines = _lines(dice, event, told)
        day = disguise.begins + timedelta(int(_lasts(size) * number / size))
        text = "\n\n".join(event.reports[report][1][line] for report, line in lines)
        one = Told(
            url=_address(outlet, day, f"{story}-{number}"),
            outlet=outlet,
            title=disguise.of(event.reports[at][0]),
            text=disguise.of(text),
            published=None if dice.random() < UNDATED else day,
            seen=day + timedelta(dice.random() < 0.2),
            story=story,
            lines=frozenset(lines),
        )
        told.append(one)
        yield one


def _lines(
    dice: random.Random, event: Event, told: Sequence[Told]
) -> tuple[int, Sequence[tuple[int, int]]]:
    """A leading report and sentences of two or three reports, few of them another article's."""
    best: tuple[float, int, Sequence[tuple[int, int]]] | None = None
    for _ in range(6):
        reports = dice.sample(
            range(len(event.reports)), min(dice.choice((2, 3)), len(event.reports))
        )
        lines = _recombined(dice, event, reports)
        shared = max((_shared(frozenset(lines), one.lines) for one in told), default=0.0)
        if best is None or shared < best[0]:
            best = shared, reports[0], lines
        if shared <= MOST_SHARED:
            break
    assert best is not None  # noqa: S101 - there was one turn at least
    return best[1], best[2]


def _recombined(
    dice: random.Random, event: Event, reports: Sequence[int]
) -> Sequence[tuple[int, int]]:
    """Sentences of these reports, each report's in their order, up to a length."""
    goal, words, chosen = dice.triangular(*WORDS, 200), 0, list[tuple[int, int]]()
    for report in (*reports, *reports):
        for line, sentence in enumerate(event.reports[report][1]):
            if words < goal and (report, line) not in chosen and dice.random() < 0.5:
                chosen.append((report, line))
                words += 1 + sentence.count(" ")
    return chosen or [(reports[0], 0)]


def _shared(one: frozenset[tuple[int, int]], other: frozenset[tuple[int, int]]) -> float:
    """The sentences of both, of all that either has."""
    return len(one & other) / len(one | other)


# -- all that is no report of its own


def _foreign(dice: random.Random, pool: Sequence[str], number: int) -> Told:
    """A report in another language."""
    language = dice.choice(sorted(_parts()["other"]))
    names = dice.sample(pool, 2)
    lines = dice.sample(_parts()["other"][language], 5)
    outlet, day = dice.choice(outlets()), FIRST_DAY + timedelta(dice.randrange(DAYS))
    text = "\n\n".join(line.format(*names) for line in lines)
    url = _address(outlet, day, f"{language}-{number}")
    return Told(url, outlet, names[0], text, day, day, f"{language}{number}", language)


def _again(dice: random.Random, told: Sequence[Told], articles: int) -> Iterator[Told]:
    """What prints, repeats, changes or breaks another article; each has one of these at most."""
    left = iter(dice.sample(told, len(told)))
    for kind, share in SHARES.items():
        for number, one in enumerate(islice(left, _many(articles, share))):
            yield _made(dice, one, kind, number)


def _made(dice: random.Random, one: Told, kind: Kind, number: int) -> Told:
    """What is made of an article."""
    later = min(one.seen + timedelta(dice.randrange(2)), FIRST_DAY + timedelta(DAYS - 1))
    if kind in ("again", "version"):
        text = one.text if kind == "again" else _edited(dice, one.text)
        return replace(one, kind=kind, text=text, seen=later, original=one.url)
    outlet = dice.choice([name for name in outlets() if name != one.outlet])
    made = replace(
        one,
        kind=kind,
        outlet=outlet,
        seen=later,
        published=one.published and later,
        url=_address(outlet, later, f"{one.story}-{kind}-{number}"),
        original=one.url,
    )
    return replace(made, text=_edited(dice, one.text)) if kind == "near" else made


def _edited(dice: random.Random, text: str) -> str:
    """A text with small edits: a sentence that goes, one that comes, a word here and there."""
    lines = text.split("\n\n")
    if len(lines) > 4:
        del lines[dice.randrange(len(lines) // 2, len(lines))]
    for at in dice.sample(range(len(lines)), min(2, len(lines))):
        words = lines[at].split(" ")
        words.insert(
            dice.randrange(1, len(words)), dice.choice(("also", "reportedly", "meanwhile"))
        )
        lines[at] = " ".join(words)
    lines.append(dice.choice(("More on this story as it comes in.", "With agencies.")))
    return "\n\n".join(lines)
