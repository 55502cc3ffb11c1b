"""Other reports run together with this one at its end, told by their change of topic.

A paragraph coheres with the story before it in so far as the story's paragraphs share its words.
The measure is lexical cohesion over windows of paragraphs (after Hearst, TextTiling, 1997), of
words cut to six letters, which does for a stemmer (McNamee and Mayfield, 2004), without those
that any report uses. It is asked only where the page gives a sign that a report may begin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median

from crosswire.story.furniture import lexicon
from crosswire.story.sentence import closes, inner_ends

STEM = 6
"""Letters of a word that tell it apart."""

WINDOW = 18
"""Different words that make a window: short paragraphs are taken together until they have them."""

EVIDENCE = 10
"""Different words without which the topic of a window cannot be told."""

FEWEST = 14
"""Different words of the shortest other report: where a sign asks for more, they must be twice as
foreign."""

SHORTEST_STORY = 400
"""Characters of the story that must stand before another report."""

BULKY = 2.0
"""A report squeezed into one paragraph is this many times as long as the story's paragraphs."""

OPENING = 40
"""Characters of a paragraph in which its first words stand."""

MOST_SIGNS = 40
"""Signs of a beginning that are followed up, the last ones of a page."""

HEADLINE_WORDS = 4
"""Words of a headline, at least; fewer are a heading inside the story."""

_ANY_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
_KICKER = re.compile(r"(?:[A-Z]{2}[’'\w&-]*[ ,]+){0,4}[A-Z]{3}[’'\w&-]*: [A-Z“\"].{80}")
_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]+(?:,? [A-Z][A-Z.’'-]+){0,3}(?:,? [A-Z][\w.]+){0,3}"
    r",? ?(?:\([^()]{2,30}\) ?)?[—–-]{1,2} ?[A-Z“\"]"
)
_SHORTENED = ("…", "...", "[…]", "[...]")


@dataclass(frozen=True, slots=True)
class _Sign:
    """A sign that another report begins, and how foreign the words from there on must then be.

    A word of theirs stands, on average, in at most the share `overall` of the story's windows,
    and in each window of theirs in at most `each`; they are at least `words`. Of the story's own
    paragraphs one in fifty is as foreign as 0.018, one in twelve as 0.03.
    """

    overall: float
    each: float
    words: int


_HEADLINE = _Sign(overall=0.015, each=0.03, words=20)
_BEGINNING = _Sign(overall=0.02, each=0.03, words=24)
_BREAKS = _Sign(overall=0.03, each=0.06, words=24)


@dataclass(slots=True)
class _Window:
    """Paragraphs from `first` on, with the words that tell their topic."""

    first: int
    sign: _Sign | None
    stems: set[str]


def first_foreign(lines: Sequence[str]) -> int:
    """The first paragraph of the other reports at the end, or how many paragraphs there are.

    "The port burned for two days. [...] DAIRY PRICES: The price of milk rose in" -> the second.
    """
    windows = _windows(lines)
    tried = [at for at, window in enumerate(windows) if window.sign][-MOST_SIGNS:]
    uses: Counter[str] = Counter()
    for at, window in enumerate(windows):
        is_tried = at in tried and stands(lines[: window.first])
        if is_tried and window.sign and _are_foreign(windows[at:], uses, at, window.sign):
            return window.first
        uses.update(window.stems)
    return len(lines)


def shared(story: Sequence[str], lines: Sequence[str]) -> float:
    """Which part of the words that tell the lines' topic the story has too; 1 for no such words."""
    stems = set[str]().union(*map(_stems, lines))
    own = set[str]().union(*map(_stems, story))
    return len(stems & own) / len(stems) if stems else 1.0


def _windows(lines: Sequence[str]) -> list[_Window]:
    """The paragraphs, short ones taken together up to where another report may begin."""
    signs = _signs(lines)
    windows: list[_Window] = []
    for at, line in enumerate(lines):
        if windows and at not in signs and len(windows[-1].stems) < WINDOW:
            windows[-1].stems |= _stems(line)
        else:
            windows.append(_Window(at, signs.get(at), _stems(line)))
    return windows


def _are_foreign(windows: Sequence[_Window], uses: Counter[str], before: int, sign: _Sign) -> bool:
    """Whether the `before` windows of the story share too few of these windows' words."""
    words = 0
    overall = 0.0
    for window in windows:
        count = len(window.stems)
        shared = sum(uses[stem] for stem in window.stems) / before
        if count >= EVIDENCE and shared > sign.each * count:
            return False
        words += count
        overall += shared
    if words < sign.words:
        return words >= FEWEST and overall <= sign.overall / 2 * words
    return overall <= sign.overall * words


def stands(story: Sequence[str]) -> bool:
    """Whether there is enough of a story for something to be foreign to it."""
    return len(story) > 1 and sum(map(len, story)) >= SHORTEST_STORY


def _signs(lines: Sequence[str]) -> dict[int, _Sign]:
    """Where another report may begin: at its headline, where it has one."""
    usual = median([len(line) for line in lines if closes(line)] or [0])
    half = sum(map(len, lines)) / 2
    before = len(lines[0]) if lines else 0
    breaks = _BREAKS if sum(map(_breaks_off, lines)) > 1 else _BEGINNING
    signs: dict[int, _Sign] = {}
    for at, line in enumerate(lines[1:], 1):
        if _is_headline(line):
            signs.setdefault(at, _HEADLINE)
        elif not _carries_on(line) and _may_begin(line, usual if before >= half else None):
            first = at - 1 if at > 1 and not closes(lines[at - 1]) else at
            signs[first] = signs[at] = breaks if _breaks_off(line) else _BEGINNING
        before += len(line)
    return signs


def _is_headline(line: str) -> bool:
    """Whether a line is as long as a headline, and no sentence."""
    is_open = not closes(line) and not line.endswith((":", ","))
    return is_open and len(line.split()) >= HEADLINE_WORDS and not inner_ends(line)


def _carries_on(line: str) -> bool:
    """Whether a paragraph begins with a word that points back: "But", "He", "On the same day"."""
    opening = _ANY_WORD.findall(line[:OPENING].lower())
    return opening != [] and (opening[0] in lexicon().continuations or "same" in opening[:4])


def _breaks_off(line: str) -> bool:
    """Whether a paragraph of several sentences ends in the middle of one."""
    ends = closes(line) and not line.endswith(_SHORTENED)
    return not ends and not line.endswith(":") and inner_ends(line) > 0


def _may_begin(line: str, usual: float | None) -> bool:
    """Whether a paragraph begins as a report does, or is one squeezed together or broken off.

    `usual` is the length of the story's paragraphs, None in the page's first half: a long
    paragraph there is only a long paragraph.
    """
    is_bulky = usual is not None and len(line) >= BULKY * usual and inner_ends(line) > 1
    return is_bulky or _breaks_off(line) or bool(_KICKER.match(line) or _DATELINE.match(line))


def _stems(line: str) -> set[str]:
    """The beginnings of the words that tell a paragraph's topic."""
    return {word[:STEM] for word in _WORD.findall(line.lower())} - _any_report()


@cache
def _any_report() -> frozenset[str]:
    """The beginnings of words that stand in reports of any topic."""
    from spacy.lang.en.stop_words import STOP_WORDS  # noqa: PLC0415 (slow to load)

    return frozenset(word[:STEM] for word in (*STOP_WORDS, *lexicon().common))
