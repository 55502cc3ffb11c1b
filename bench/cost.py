"""What reconciling costs as an event grows: 10, 100, 1,000 reports, beside their parse.

The reports are made of the demo's paragraphs, so that they tell of one event: some paragraphs word
for word, as a wire story is reprinted, the rest with words left out and other numbers; in some
reports another name for each surname, on any of three weeks' days. The same seed makes the same
reports.
Seconds are the processor's, parse and reconciliation in one run.
"""

from __future__ import annotations

import json
import random
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.shared import PROJECT
from bench.speed import one_core, python
from crosswire.read import Article, read

DEMO = PROJECT / "src" / "crosswire" / "demo"

SIZES = (10, 100, 1000)

MOST_OF_THE_PARSE = 0.10
"""What reconciling a hundred reports may cost, beside parsing them."""

FIRST_DAY = date(2026, 3, 16)
DAYS = 21
PARAGRAPHS = (8, 16)
REPRINTED = 0.3
LEFT_OUT = 0.15
RENAMED = 0.25

SURNAMES = ("Aldervik", "Brennock", "Corlay", "Dovrin", "Ellerbeck", "Farrowgate", "Grindel")
TOWNS = ("Alder", "Birch", "Cedar", "Dale", "Elm", "Ford", "Glen", "Heath", "Isle", "Knoll")
PAPERS = ("Courier", "Echo", "Gazette", "Herald", "Ledger", "Monitor", "Observer", "Post", "Times")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a number of reports took, in seconds and gigabytes."""

    reports: int
    parse: float
    reconcile: float
    gigabytes: float

    @property
    def share(self) -> float:
        """Reconciliation by parse."""
        return self.reconcile / self.parse

    @property
    def each(self) -> float:
        """Milliseconds of reconciliation for a report."""
        return 1000 * self.reconcile / self.reports


def measure(sizes: Sequence[int] = SIZES) -> list[Cost]:
    """The cost of each number of reports, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return [_cost(Path(folder, str(size)), size) for size in sizes]


def run() -> int:
    """Measure, print, and return 0 where the bound holds, else 1."""
    one_core()
    found = measure()
    for one in found:
        print(
            f"{one.reports:6,} reports  {one.parse:8.2f} s parse  {one.reconcile:8.2f} s reconcile"
            f"  {one.share:6.1%} of the parse  {one.each:6.1f} ms each  {one.gigabytes:.2f} GB"
        )
    broken = [one for one in found if one.reports == SIZES[1] and one.share > MOST_OF_THE_PARSE]
    for one in broken:
        print(f"cost: reconciling takes {one.share:.1%} of the parse > {MOST_OF_THE_PARSE:.0%}")
    return 1 if broken else 0


def _cost(folder: Path, size: int) -> Cost:
    """The cost of so many reports, written to a folder."""
    folder.mkdir()
    for name, text in reports(size):
        (folder / name).write_text(text, "utf-8", newline="")
    done = python(["-m", "bench.stage", str(folder)])
    stages: dict[str, float] = json.loads(done.out)
    reconcile = stages["reconcile.reconciliation.reconcile"]
    return Cost(size, stages["parse.parse"], reconcile, done.gigabytes)


def reports(size: int) -> Iterator[tuple[str, str]]:
    """The file names and texts of so many reports of one event."""
    articles = [one for one in read([DEMO]) if isinstance(one, Article)]
    titles = [one.title or "The flood" for one in articles]
    pool = [paragraph for one in articles for paragraph in _paragraphs(one.text)]
    surnames = sorted(_surnames(pool))
    for number in range(size):
        dice = random.Random(number)  # noqa: S311 - nothing is secret
        outlet = f"The {dice.choice(TOWNS)} {dice.choice(PAPERS)}"
        day = FIRST_DAY + timedelta(days=dice.randrange(DAYS))
        told = dice.sample(pool, k=min(len(pool), dice.randint(*PARAGRAPHS)))
        body = "\n\n".join(_retold(paragraph, dice) for paragraph in told)
        head = f"{dice.choice(titles)}\n\n{outlet}\n\nPublished {day.day} {day:%B %Y}\n\n"
        text = _renamed(head + body, surnames, dice) if dice.random() < RENAMED else head + body
        yield f"{number:04}.txt", text + "\n"


def _paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of an article that tell something."""
    for paragraph in re.split(r"\n\s*\n", text):
        if len(paragraph.split()) > 12:
            yield " ".join(paragraph.split())


def _surnames(paragraphs: Iterable[str]) -> set[str]:
    """What stands second in two words with capitals, inside a sentence."""
    return {
        name for text in paragraphs for name in re.findall(r"\b[a-z,]+ [A-Z]\w+ ([A-Z]\w+)", text)
    }


def _retold(paragraph: str, dice: random.Random) -> str:
    """A paragraph as another outlet has it: word for word, or with words and numbers changed."""
    if dice.random() < REPRINTED:
        return paragraph
    words = [word for word in paragraph.split() if word[:1].isupper() or dice.random() > LEFT_OUT]
    return re.sub(r"\b\d{2,3}\b", lambda found: _another(found[0], dice), " ".join(words))


def _another(number: str, dice: random.Random) -> str:
    """A number near another."""
    return str(max(2, int(number) + dice.randint(-3, 3)))


def _renamed(text: str, surnames: Sequence[str], dice: random.Random) -> str:
    """A text about other people."""
    other = {name: dice.choice(SURNAMES) for name in surnames}
    return re.sub(r"\b[A-Z]\w+\b", lambda found: other.get(found[0], found[0]), text)
