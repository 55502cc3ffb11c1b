"""The furniture of a news page: credits, buttons, links, bylines, and all that is no report.

Conventions are rules in `lexicon/story.toml`, each a pattern with the lines that it must match.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from crosswire.row import Span
from crosswire.story.sentence import closes

Where = Literal[
    "line",
    "below",
    "start",
    "end",
    "anywhere",
    "caption",
    "head",
    "tail",
    "links",
    "link",
    "comments",
    "opening",
]

LONGEST_LINE = 200
"""Characters of a line that a rule looks at where it does not say so itself."""

LAST_WORD = 40
"""Characters at the end of a paragraph that hold its last word."""

REACH = 240
"""Characters at the end of a paragraph in which a credit is looked for."""

SHORT = 220
"""Characters of a paragraph that one of the page's own phrases is enough to tell by."""

LONG = 900
"""Characters of the longest paragraph that the page's own phrases can tell by."""

FEWEST_WORDS = 5
"""Words of a caption, at least, before which an agency's name is a credit."""

STAMP = 120
"""Characters of the longest line of days and hours."""

NAMES = 3
"""Names of authors, papers and places in a line of days and hours that has bars between them."""

_POINT = re.compile(
    r"\bago\b|\btoday at\b|\byesterday at\b|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
CELLS = 3
"""Labels of the shortest row."""

CELL_WORDS = 6
"""Words of the longest label in a row."""

_GAP = re.compile(r"\s{2,}|\t|\s[|·•∙]\s")
_OF_PAGE = re.compile(r"\b(?:ago|updated?|published|posted|modified|in \d+ minutes)\b")
_DIGIT = re.compile(r"\d")
_PART = re.compile(r"[|/•·∙–—,]|\s-\s|(?<=[a-z]) (?=\d)")
_BAR = re.compile(r" [|·•∙–—/] ")
_IN_CAPITALS = re.compile(
    r"\W*[^\W\d_a-z][\w.’'-]*(?: (?:#?\d+|(?:of|and|the|for) )?(?:[^\W\d_a-z][\w.’'-]*)?){0,3}\W*"
)
_STAMP_WORD = re.compile(r"[^\W_]+")
_AMOUNT = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|h|hr|hrs|m|min|mins|d|w)?")
_AGE = re.compile(
    r"\W*(?:(?:about|over|last updated|updated|posted|published) )?"
    r"(?:\d+|an?|one|two|three|a few)\W?"
    r"(?:[smhdw]|(?:sec|second|min|minute|hr|hour|day|week|month|mo|year|yr)s?) ago\W*"
)
_PIECE = re.compile(r"\{([a-z]+)\}")
_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """One convention: its name, what of a paragraph goes, and the pattern to know it by."""

    name: str
    where: Where
    pattern: re.Pattern[str]
    longest: int
    example: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All conventions by what they take away, the page's own phrases, and words of any report.

    `keys` holds the longest word of each phrase: a line without any has none of the phrases.
    """

    rules: Mapping[Where, tuple[Rule, ...]]
    phrases: tuple[str, ...]
    keys: frozenset[str]
    common: tuple[str, ...]
    continuations: frozenset[str]
    stamp: frozenset[str]

    def matches(self, where: Where, line: str) -> bool:
        """Whether a rule of this kind spans the line."""
        return any(
            len(line) <= rule.longest and rule.pattern.fullmatch(line) for rule in self.rules[where]
        )


@cache
def lexicon() -> Lexicon:
    """The conventions, read from the package."""
    data = tomllib.loads(files("crosswire.lexicon").joinpath("story.toml").read_text("utf-8"))
    parts = {name: _either(words) for name, words in data["word"].items()}
    for name, pattern in data["part"].items():
        parts[name] = _expanded(pattern, parts)
    rules: dict[Where, list[Rule]] = {}
    for entry in data["rule"]:
        where = cast(Where, entry["where"])
        pattern = re.compile(_expanded(entry["pattern"], parts), re.IGNORECASE)
        longest = entry.get("longest", LONGEST_LINE)
        rule = Rule(entry["name"], where, pattern, longest, tuple(entry["example"]))
        rules.setdefault(where, []).append(rule)
    return Lexicon(
        {where: tuple(group) for where, group in rules.items()},
        tuple(data["phrase"]["words"]),
        frozenset(max(_WORDS.findall(words), key=len) for words in data["phrase"]["words"]),
        tuple(data["common"]["words"]),
        frozenset(data["continuation"]["words"]),
        frozenset(data["stamp"]["words"])
        | _lowered(data["word"]["month"], data["word"]["weekday"]),
    )


def _lowered(*groups: list[str]) -> frozenset[str]:
    """The words in small letters."""
    return frozenset(word.lower() for words in groups for word in words)


def _either(words: list[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _expanded(pattern: str, parts: Mapping[str, str]) -> str:
    """The pattern with the pieces that it names in braces."""
    return _PIECE.sub(lambda found: f"(?:{parts[found.group(1)]})", pattern)


def is_furniture(line: str, *, is_first: bool = False) -> bool:
    """Whether a whole paragraph belongs to the page: "Share on Facebook", "Photo: Agency".

    The first line of a page may be a headline that looks like a link: "Explained: ...".
    """
    if not _WORD.search(line):
        return True
    if not is_first and lexicon().matches("below", line):
        return True
    told = is_stamp(line) and _OF_PAGE.search(line.lower()) is not None
    return told or lexicon().matches("line", line) or _speaks_for_page(line)


def is_stamp(line: str) -> bool:
    """Whether a line only tells days, hours or ages, before or behind a place or an author.

    "Tue, 5 March 2019, 4:10 PM | Updated 2 hours ago", "LISBON, May 3, 2023 10:15 IST". An hour
    alone is the head of an entry ("14:20 GMT"), and what ends on a dash is a dateline.
    """
    if len(line) > STAMP or not _POINT.search(line.lower()) or not _DIGIT.search(line):
        return is_age(line)
    if line.endswith(("-", "–", "—")):
        return False
    parts = _PART.split(line)
    named = [part for part in parts if not _is_of_time(part)]
    most = NAMES if _BAR.search(line) else 1
    return len(named) <= most < len(parts) + 1 and all(map(_IN_CAPITALS.fullmatch, named))


def _is_of_time(part: str) -> bool:
    """Whether all words are of days, hours and ages."""
    words = _STAMP_WORD.findall(part.lower())
    return all(word in lexicon().stamp or _AMOUNT.fullmatch(word) for word in words)


def is_bar(line: str) -> bool:
    """Whether a line is a row of labels with wide gaps: "Baby   Kitchen   Money   Travel"."""
    cells = _GAP.split(line.strip())
    return len(cells) >= CELLS and all(
        len(cell.split()) <= CELL_WORDS and not closes(cell) for cell in cells
    )


def is_age(line: str) -> bool:
    """Whether a line tells how old something on the page is: "2 hours ago"."""
    return _AGE.fullmatch(line.strip().lower()) is not None


def _speaks_for_page(line: str) -> bool:
    """Whether the page's own phrases make up a paragraph: "We use cookies ... privacy policy"."""
    if len(line) > LONG:
        return False
    lowered = line.lower().replace("’", "'")
    if lexicon().keys.isdisjoint(_WORDS.findall(lowered)):
        return False
    needed = 1 if len(line) <= SHORT else 2
    hits = (phrase for phrase in lexicon().phrases if phrase in lowered)
    return sum(1 for _, _ in zip(range(needed), hits, strict=False)) == needed


@dataclass(frozen=True, slots=True)
class Rest:
    """What is left of a paragraph; `framed` where it stood in the frame of a picture."""

    spans: tuple[Span, ...]
    framed: bool


def rest(text: str, span: Span, *, is_title: bool) -> Rest:
    """What is left of a paragraph without the credits and buttons at its ends and inside it."""
    start, framed = _without_start(text, span, is_title=is_title)
    start = _without_opening(text, start, span.end)
    end = _without_end(text, start, span.end)
    spans = []
    for piece in _without_middle(text, start, end):
        words = piece.of(text)
        if words == span.of(text) or not is_furniture(words):
            spans.append(piece)
    return Rest(tuple(spans), framed)


def _without_start(text: str, span: Span, *, is_title: bool) -> tuple[int, bool]:
    """Where a paragraph begins after the frame of a picture or an agency's name."""
    for rule in lexicon().rules["start"]:
        if found := rule.pattern.match(text, span.start, span.end):
            return found.end(), True
    if is_title or closes(span.of(text)):
        return span.start, False
    for rule in lexicon().rules["caption"]:
        found = rule.pattern.match(text, span.start, span.end)
        if found and len(text[found.end() : span.end].split()) >= FEWEST_WORDS:
            return found.end(), True
    return span.start, False


def _without_opening(text: str, start: int, end: int) -> int:
    """Where a paragraph begins after a mark of the page that was glued to its head."""
    founds = (rule.pattern.match(text, start, end) for rule in lexicon().rules["opening"])
    return next((found.end() for found in founds if found), start)


def _without_end(text: str, start: int, end: int) -> int:
    """Where a paragraph ends before the credits that follow it: none ends as a sentence does."""
    if _ends_plainly(text[max(start, end - LAST_WORD) : end]):
        return end
    while (credit := _credit(text, max(start, end - REACH), end)) is not None:
        end = credit
    return end


def _ends_plainly(tail: str) -> bool:
    """Whether the last word is a small one with a full stop behind it."""
    *_, word = tail.split() or [""]
    return word[:1].islower() and word.rstrip("”’\"'").endswith((".", "!", "?"))


def _credit(text: str, start: int, end: int) -> int | None:
    """Where the credit begins that stands right before `end`, or None."""
    return next(
        (
            found.start()
            for rule in lexicon().rules["end"]
            for found in rule.pattern.finditer(text, start, end)
            if found.end() == end
        ),
        None,
    )


def _without_middle(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretches between the credits inside a paragraph."""
    cuts = sorted(
        found.span()
        for rule in lexicon().rules["anywhere"]
        for found in rule.pattern.finditer(text, start, end)
    )
    for first, last in [*cuts, (end, end)]:
        if start < first and (words := text[start:first]).strip():
            lead = len(words) - len(words.lstrip())
            yield Span(start + lead, start + len(words.rstrip()))
        start = max(start, last)
