"""Near copies: how many are found, and what is taken for one, on texts recombined from ECB+.

Copies are made of its reports: words are changed, or sentences left out, cut off or put in from
elsewhere, a twentieth to a fifth of them. What must not be found: two reports of one event to which
the same quotations were added, a fifth to two fifths of the shorter one; and two that are the same
but for the names and numbers, as bulletins of one form are.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from bench.shared import Shared
from bench.story import GOLD
from crosswire.archive.sketch import resemblance, sketch
from crosswire.archive.story.copy import NEAR, near
from crosswire.archive.story.packing import pack
from crosswire.archive.story.shelf import Kept, WindowShelf
from crosswire.assignment import Vector, Weights, profile

SHARES = (0.05, 0.1, 0.2)
QUOTED = (0.2, 0.3, 0.4)
PAIRS = 150
"""Reports of each kind of change."""

LEAST = 60
"""Words of a report that is looked at."""

LONG = 100
"""Words of a report to which quotations are added."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_NAME = re.compile(r"\b[A-Z][a-z]+\b")
_NUMBER = re.compile(r"\b\d+\b")


def run(shared: Shared) -> Iterator[str]:
    """The figures, line by line."""
    rows = shared.lines(GOLD)
    bench = _Bench([row["text"] for row in rows if len(row["text"].split()) >= LEAST])
    for name, change in bench.changes().items():
        found = [(share, bench.found(change, share)) for share in SHARES]
        yield f"{name:<28} " + "  ".join(f"{share:.0%}: {part:.3f}" for share, part in found)
    events = defaultdict(list)
    for row in rows:
        if len(row["text"].split()) >= LONG:
            events[row["event"]].append(row["text"])
    yield f"quote the same                {bench.wrong(bench.quoting(list(events.values())))}"
    yield f"all names and numbers other   {bench.wrong(bench.renamed(1.0))}"
    yield f"half of them other            {bench.wrong(bench.renamed(0.5))}"


class _Bench:
    """Texts, what tells them apart, and dice."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self.words = [word for text in texts for word in text.split()]
        self.dice = random.Random(1)  # noqa: S311 - nothing is secret
        self.weights = Weights()
        self.shelf = WindowShelf()
        for text in texts:
            self.weights.add(profile(text))
        for at, text in enumerate(texts):
            self.shelf.put(at, Kept(str(at), "", None, pack(self.vector(text)), sketch(text)))

    def vector(self, text: str) -> Vector:
        """A text's vector."""
        return self.weights.vector(profile(text))

    def changes(self) -> dict[str, Callable[[str, float], str]]:
        """The kinds of change, by name."""
        return {
            "words changed": self.changed,
            "sentences left out": self.shortened,
            "the end cut off": self.cut,
            "sentences of others put in": self.mixed,
        }

    def found(self, change: Callable[[str, float], str], share: float) -> float:
        """The part of copies, changed by so much, that are linked to their originals."""
        chosen = self.dice.sample(range(len(self.texts)), PAIRS)
        hits = 0
        for at in chosen:
            text = change(self.texts[at], share)
            copy = near(self.vector(text), sketch(text), [self.shelf])
            hits += copy is not None and self.is_like(copy.of, at)
        return hits / PAIRS

    def is_like(self, of: str, at: int) -> bool:
        """Whether a copy was linked to its original, or to a near copy of it in the set."""
        texts = self.texts[int(of)], self.texts[at]
        return of == str(at) or resemblance(*map(sketch, texts)) >= NEAR

    def wrong(self, pairs: Sequence[tuple[str, str]]) -> str:
        """How many of pairs that are no copies are told for some."""
        told = 0
        for one, other in pairs:
            shelf = WindowShelf()
            shelf.put(0, Kept("0", "", None, pack(self.vector(one)), sketch(one)))
            told += near(self.vector(other), sketch(other), [shelf]) is not None
        return f"{told} of {len(pairs)} told for copies"

    def changed(self, text: str, share: float) -> str:
        """A text with so many of its words left out, replaced, or followed by another."""
        kept: list[str] = []
        for word in text.split():
            if self.dice.random() >= share:
                kept.append(word)
                continue
            other = self.dice.choice(self.words)
            kept += self.dice.choice(([], [other], [word, other]))
        return " ".join(kept)

    def shortened(self, text: str, share: float) -> str:
        """A text without some of its sentences."""
        sentences = _SENTENCE.split(text)
        most = (1 - share) * len(text.split())
        while len(sentences) > 2 and _length(sentences) > most:
            sentences.pop(self.dice.randrange(len(sentences)))
        return " ".join(sentences)

    def cut(self, text: str, share: float) -> str:
        """A text without its last sentences."""
        sentences = _SENTENCE.split(text)
        most = (1 - share) * len(text.split())
        while len(sentences) > 2 and _length(sentences) > most:
            sentences.pop()
        return " ".join(sentences)

    def mixed(self, text: str, share: float) -> str:
        """A text in which some sentences are those of other reports."""
        sentences = _SENTENCE.split(text)
        left = share * len(text.split())
        while left > 0:
            at = self.dice.randrange(len(sentences))
            left -= len(sentences[at].split())
            sentences[at] = self.dice.choice(_SENTENCE.split(self.dice.choice(self.texts)))
        return " ".join(sentences)

    def quoting(self, events: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
        """Two reports of one event, unlike each other, with the same sentences of a third."""
        pairs = []
        for texts in (texts for texts in events if len(texts) > 1):
            for _ in range(14):
                one, other = self.dice.sample(texts, 2)
                if resemblance(sketch(one), sketch(other)) < 0.2:
                    pairs.append(self._quoting(one, other))
        return pairs

    def _quoting(self, one: str, other: str) -> tuple[str, str]:
        """Two reports with the same quotations."""
        most = self.dice.choice(QUOTED) * min(len(one.split()), len(other.split()))
        quoted: list[str] = []
        for sentence in _SENTENCE.split(self.dice.choice(self.texts)):
            if _length(quoted) < most:
                quoted.append(sentence)
        told = " ".join(quoted)
        return f"{one} {told}", f"{other} {told}"

    def renamed(self, share: float) -> list[tuple[str, str]]:
        """Texts twice, in the second so many of the names and all numbers others."""
        return [(text, self._renamed(text, share)) for text in self.dice.sample(self.texts, 300)]

    def _renamed(self, text: str, share: float) -> str:
        """A text with other names and numbers."""
        others: dict[str, str] = {}

        def other(found: re.Match[str]) -> str:
            if found[0] not in others:
                others[found[0]] = self._other(found[0]) if self.dice.random() < share else found[0]
            return others[found[0]]

        return _NUMBER.sub(other, _NAME.sub(other, text))

    def _other(self, told: str) -> str:
        """Another name or number."""
        if told.isdigit():
            return str(self.dice.randrange(10, 10_000))
        syllables = (self.dice.choice("bdfklmnrst") + self.dice.choice("aeiou") for _ in range(3))
        return "".join(syllables).capitalize()


def _length(sentences: Sequence[str]) -> int:
    """The words of some sentences."""
    return sum(len(sentence.split()) for sentence in sentences)
