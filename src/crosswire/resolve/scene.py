"""Who is in the reader's mind at a word of a document, and how much: the salience of those named.

Salience follows the factors that corpus studies of English news agree on (Lappin and Leass 1994;
Mitkov 2002): nearness in sentences, being a subject, being the last who was quoted; what stands
inside a quotation, or only owns or modifies something, counts less.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

from crosswire.extract.mention.naming import Gender
from crosswire.extract.mention.sex import quoted
from crosswire.parse import Parse

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
OBLIQUE = frozenset(("compound", "nmod", "poss", "amod"))
HORIZON = 14
"""Sentences after which somebody is no longer in mind."""
WITHIN = 0.8
"""What it adds to be a subject of the very sentence."""
ELSEWHERE = 1.5
"""What it takes away to stand in another paragraph."""
CALLED = 3.0
"""What it adds that somebody has been called by the very noun before."""
PROMINENCE = 0.4
"""What a doubling of the mentions of somebody in the document adds to his salience."""


@dataclass(slots=True)
class Actor:
    """Somebody who may be meant; `key` is his number in the document.

    `words` are the nouns that have been used of him: of his roles, of his name's head. `gender` is
    learnt from the pronouns that stand for him, where his titles do not tell it. `called` are the
    nouns that have stood for him so far: "the company".
    """

    key: int
    kind: str
    gender: Gender | None
    plural: bool
    words: frozenset[str]
    called: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Turn:
    """A mention of an actor: at which word, to which word, and whether he speaks there.

    `aside` where he only prints or is told what others say: in a dateline, as the outlet spoken to.
    """

    at: int
    last: int
    head: int
    actor: Actor
    speaks: bool = False
    aside: bool = False


class Scene:
    """The mentions of one document so far, and who of them is most in mind."""

    def __init__(self, parse: Parse, turns: Sequence[Turn]) -> None:
        self.parse = parse
        self.turns = sorted(turns, key=lambda turn: (turn.at, turn.last))
        self.quoted = quoted(parse)
        self.counts = Counter(turn.actor.key for turn in turns if not turn.aside)

    def add(self, turn: Turn) -> None:
        """Note a mention that was resolved, or that somebody named is the source of a statement."""
        for known in self.turns:
            if known.at <= turn.head < known.last and known.actor is turn.actor:
                known.speaks = known.speaks or turn.speaks
                return
        self.counts[turn.actor.key] += 1
        insort(self.turns, turn, key=lambda turn: (turn.at, turn.last))

    def last_speaker(self, before: int) -> Turn | None:
        """Who was quoted last before a word."""
        spoken = [turn for turn in self.turns if turn.speaks and turn.head < before]
        return spoken[-1] if spoken else None

    def best(
        self,
        before: int,
        fits: Callable[[Actor], bool],
        *,
        within: int = HORIZON,
        prominence: float = PROMINENCE,
        noun: str = "",
    ) -> Turn | None:
        """The most salient mention before a word whose actor `fits`, best one called by a noun."""
        ranked = [
            (
                self._salience(turn, before)
                + prominence * log2(1 + self.counts[turn.actor.key])
                + (CALLED if noun in turn.actor.called else 0.0),
                turn.head,
                turn,
            )
            for turn in self.turns
            if turn.last <= before and self._distance(turn, before) <= within and fits(turn.actor)
        ]
        return max(ranked, key=lambda row: row[:2])[2] if ranked else None

    def next(self, after: int, fits: Callable[[Actor], bool]) -> Turn | None:
        """The first mention behind a word whose actor `fits`: whom a headline announces."""
        return next((t for t in self.turns if t.at > after and fits(t.actor)), None)

    def before(self, before: int) -> Iterator[Turn]:
        """The mentions before a word, latest first."""
        return (turn for turn in reversed(self.turns) if turn.last <= before)

    def _distance(self, turn: Turn, before: int) -> int:
        tokens = self.parse.tokens
        return tokens[before].sentence - tokens[turn.head].sentence

    def _block(self, at: int) -> int:
        return self.parse.sentences[self.parse.tokens[at].sentence].block

    def _salience(self, turn: Turn, before: int) -> float:
        token = self.parse.tokens[turn.head]
        score = -1.0 * self._distance(turn, before)
        score -= 0.0 if self._block(turn.head) == self._block(before) else ELSEWHERE
        score += 1.6 if turn.speaks else 0.0
        score += 1.2 if token.dep in SUBJECTS else 0.0
        score += WITHIN if token.dep in SUBJECTS and not self._distance(turn, before) else 0.0
        score -= 1.0 if token.dep in OBLIQUE else 0.0
        score -= 3.0 if turn.aside else 0.0
        score -= 4.0 if self.quoted[turn.head] and not turn.speaks else 0.0
        return score
