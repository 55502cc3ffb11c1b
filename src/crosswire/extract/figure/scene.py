"""A number in its place, and what was read before it."""

from __future__ import annotations

from dataclasses import dataclass

from crosswire.extract.figure import noun
from crosswire.extract.figure.amount import Amount
from crosswire.extract.figure.bare import Measure
from crosswire.extract.figure.hedge import Hedge
from crosswire.parse import Parse
from crosswire.row import Span


@dataclass(frozen=True, slots=True)
class Before:
    """What was read before a number: no word before token `floor` belongs to it.

    `unit` is what the last count counted, `sentence` where it stood, `values` every count so far;
    `measure` is the unit of the last number of any kind, `known` what each value counted.
    """

    floor: int = 0
    unit: str | None = None
    sentence: int = -1
    values: frozenset[float] = frozenset()
    measure: Measure | None = None
    known: tuple[tuple[float | None, str | None], ...] = ()

    def antecedent(self, sentence: int) -> str | None:
        """What a bare number in a sentence counts again: people, or what that sentence counted."""
        return self.unit if self.unit == "person" or sentence == self.sentence else None

    def in_sentence(self, sentence: int) -> Measure | None:
        """The unit of the number before, where it stands in the same sentence."""
        measure = self.measure
        return measure if measure is not None and measure.sentence == sentence else None


@dataclass(frozen=True, slots=True)
class Scene:
    """A number with its hedges in its place: `end` is the character where its words must end."""

    parse: Parse
    amount: Amount
    ahead: Hedge
    behind: Hedge
    before: Before
    end: int

    @property
    def at(self) -> int:
        """The token behind the number and the hedge that follows it."""
        return max(self.amount.last, self.behind.last)

    @property
    def edge(self) -> int:
        """The character where the number and the hedge that follows it end."""
        behind = self.behind
        close = self.parse.tokens[behind.last - 1].end if behind.last > behind.first else 0
        return max(self.amount.span.end, close)

    @property
    def last(self) -> int:
        """The token where the sentence ends."""
        return self.parse.sentences[self.parse.tokens[self.amount.first].sentence].last

    @property
    def word_before(self) -> str:
        """The word right before the number, lower-case."""
        return self.parse.tokens[self.amount.first - 1].lower if self.amount.first else ""

    @property
    def hedged(self) -> bool:
        """Whether words stand around the number that are more than a determiner."""
        return self.behind.last > self.behind.first or any(
            token.lower not in ("the", "a", "an", "other", "all")
            for token in self.parse.tokens[self.ahead.first : self.ahead.last]
        )


@dataclass(frozen=True, slots=True)
class Tail:
    """Where the words behind a number end (`end` in characters, `last` in tokens), the unit they
    give, and by which rule.

    `name` is Pint's name of the unit as written, `scale` what multiplies the number; `start` is
    the first token where the unit stands before the number.
    """

    end: int
    last: int
    unit: str | None
    rule: str
    name: str = ""
    scale: float = 1.0
    counted: noun.Counted | None = None
    witness: tuple[Span, ...] = ()
    start: int | None = None

    @property
    def is_measure(self) -> bool:
        """Whether a unit, and no noun, tells what the number stands for."""
        return self.rule in ("measure", "money", "magnitude", "share")
