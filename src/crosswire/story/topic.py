"""Other reports run together with this one at its end, told by their change of topic.

A paragraph coheres with the story before it in so far as the story's paragraphs share its words.
The measure is lexical cohesion (Hearst, TextTiling, 1997) over words cut to six letters, which
does for a stemmer (McNamee and Mayfield, 2004), without the words that any report uses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from crosswire.story.furniture import closes, lexicon

STEM = 6
"""Letters of a word that tell it apart."""

EVIDENCE = 14
"""Different words that a paragraph needs before its topic can be told."""

FOREIGN = 0.018
"""A word of a paragraph of another report stands, on average, in this share of the story's
paragraphs or in fewer; of the story's own paragraphs, one in fifty does."""

FOREIGN_WITH_SIGN = 0.03
"""The same for a paragraph that begins or ends like a report of its own."""

FOREIGN_WITH_COMPANY = 0.06
"""The same for one of several paragraphs that break off in mid-sentence, as a report does not."""

OPENING = 40
"""Characters of a paragraph in which its first words stand."""

SHORTEST_STORY = 400
"""Characters of the story that must stand before another report."""

BULKY = 2.0
"""A report squeezed into one paragraph is this many times as long as the story's paragraphs."""

_ANY_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_INNER_END = re.compile(r"[a-z\d)”\"][.!?][”\"’)]? +[“\"‘(]?[A-Z]")
_KICKER = re.compile(r"(?:[A-Z]{2,}[’'\w&-]*[ ,]+){0,4}[A-Z]{3,}[’'\w&-]*: [A-Z“\"].{80}")
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+,? ?){1,4}(?:[A-Z][\w.]+,? ?){0,3}"
    r"(?:\([^()]{2,30}\) ?)?[—–-]{1,2} ?[A-Z“\"]"
)
_SHORTENED = ("…", "...", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph: what tells its topic, and the share of words up to which it is foreign."""

    stems: frozenset[str]
    limit: float


def first_foreign(lines: Sequence[str]) -> int:
    """The first paragraph of the other reports at the end, or how many paragraphs there are.

    "The port burned for two days. [...] DAIRY PRICES: The price of milk rose in" -> the second.
    """
    found = [_Line(_stems(line), limit) for line, limit in zip(lines, _limits(lines), strict=True)]
    uses = Counter(stem for line in found for stem in line.stems)
    first = len(lines)
    for at in range(len(lines) - 1, 0, -1):
        uses.subtract(found[at].stems)
        if len(found[at].stems) < EVIDENCE:
            continue
        if not _is_foreign(found[at], uses, at):
            break
        if found[at].limit > FOREIGN and not _carries_on(lines[at]):
            first = at
    return _with_heading(lines, first) if _stands(lines[:first]) else len(lines)


def _stands(story: Sequence[str]) -> bool:
    """Whether there is enough of a story for something to be foreign to it."""
    return len(story) > 1 and sum(map(len, story)) >= SHORTEST_STORY


def _is_foreign(line: _Line, uses: Counter[str], before: int) -> bool:
    """Whether the paragraphs before share too few of a paragraph's words."""
    shared = sum(uses[stem] for stem in line.stems)
    return shared <= line.limit * before * len(line.stems)


def _limits(lines: Sequence[str]) -> list[float]:
    """How foreign each paragraph may look before it is taken for another report's."""
    usual = median(map(len, lines)) if lines else 0
    broken = [_breaks_off(line) for line in lines]
    with_break = FOREIGN_WITH_COMPANY if sum(broken) > 1 else FOREIGN_WITH_SIGN
    return [
        with_break if breaks else FOREIGN_WITH_SIGN if _has_sign(line, usual) else FOREIGN
        for line, breaks in zip(lines, broken, strict=True)
    ]


def _carries_on(line: str) -> bool:
    """Whether a paragraph begins with a word that points back: "But", "He", "On the same day"."""
    opening = _ANY_WORD.findall(line[:OPENING].lower())
    return opening[:1] != [] and (opening[0] in lexicon().continuations or "same" in opening[:4])


def _breaks_off(line: str) -> bool:
    """Whether a paragraph of several sentences ends in the middle of one."""
    ends = closes(line) and not line.endswith(_SHORTENED)
    return not ends and not line.endswith(":") and _INNER_END.search(line) is not None


def _has_sign(line: str, usual: float) -> bool:
    """Whether a paragraph begins as a report of its own does, or is one squeezed together."""
    sentences = len(_INNER_END.findall(line)) + 1
    is_bulky = sentences > 2 and len(line) >= BULKY * usual
    begins = _KICKER.match(line) or _DATELINE.match(line)
    return is_bulky or (sentences > 1 and begins is not None)


def _with_heading(lines: Sequence[str], first: int) -> int:
    """The same, with the heading of the other report where it has one."""
    if 1 < first < len(lines) and not closes(lines[first - 1]):
        stems = _stems(lines[first - 1])
        if not any(stems & _stems(line) for line in lines[: first - 1]):
            return first - 1
    return first


def _stems(line: str) -> frozenset[str]:
    """The beginnings of the words that tell a paragraph's topic."""
    words = {word[:STEM] for word in _WORD.findall(line.lower())}
    return frozenset(words - _any_report())


@cache
def _any_report() -> frozenset[str]:
    """The beginnings of words that stand in reports of any topic."""
    from spacy.lang.en.stop_words import STOP_WORDS  # noqa: PLC0415 (slow to load)

    return frozenset(word[:STEM] for word in (*STOP_WORDS, *lexicon().common))
