"""How far a place's name reaches: its points of the compass, its common noun, its nickname."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crosswire.extract.place.chunk import is_capitalised
from crosswire.extract.place.sighting import Sighting
from crosswire.extract.place.vocabulary import Vocabulary
from crosswire.gazetteer import Entry, Gazetteer
from crosswire.gazetteer.name import is_acronym
from crosswire.parse import Parse, Token

SHORTEST = 3
"""Letters of a word in capitals up to which it is initials wherever it stands."""

_COUNTY = re.compile(r"^Co\.? (?=[A-Z])")
"""How Irish counties are written: "Co Tarn"."""


@dataclass(frozen=True, slots=True)
class Carver:
    """The parse and the gazetteer that all rules look at."""

    parse: Parse
    gazetteer: Gazetteer
    words: Vocabulary

    def text(self, first: int, last: int) -> str:
        """The words as they stand."""
        return self.parse.text[self.parse.tokens[first].start : self.parse.tokens[last - 1].end]

    def known(self, first: int, last: int) -> tuple[Entry, ...]:
        """The gazetteer's places of that name."""
        text = self.text(first, last)
        if is_acronym(text) and not self.opens(first) and not self.shouts(first):
            return self.gazetteer.initials(text)
        return self.gazetteer.look_up(_COUNTY.sub("County ", text))

    def shouts(self, at: int) -> bool:
        """Whether capitals tell nothing of a word: in a dateline, in a line all in capitals."""
        sentence = self.parse.sentences[self.parse.tokens[at].sentence]
        if self.parse.blocks[sentence.block].kind == "dateline":
            return len(self.parse.tokens[at].text) > SHORTEST
        line = sentence.span.of(self.parse.text)
        return len(self.parse.tokens[at].text) > SHORTEST and line.isupper() and " " in line

    def adjective(self, at: int) -> int:
        """How many words from `at` on are an adjective of nationality ("South African": two)."""
        word = self.lower(at)
        if f"{word} {self.lower(at + 1)}" in self.words.adjective:
            return 2
        return int(word in self.words.adjective)

    def capital(self, at: int) -> bool:
        """Whether a word begins with a capital."""
        return self.parse.tokens[at].text[0].isupper()

    def opens(self, at: int) -> bool:
        """Whether a word begins its sentence, where a dateline may be in capitals."""
        return self.parse.sentences[self.parse.tokens[at].sentence].first == at

    def lower(self, at: int) -> str:
        """A word in small letters, "" beyond the end."""
        return self.parse.tokens[at].lower if 0 <= at < len(self.parse.tokens) else ""


def see(c: Carver, head: int, foot: int, *, opens: bool, shouted: bool = False) -> Sighting:
    """A sighting of the name `head` to `foot`, with what belongs to it on either side."""
    first, last, generic = head, foot, None
    candidates = _abbreviated(c, head, foot) or c.known(head, foot)
    if not candidates:
        head, foot, generic = _inner(c, head, foot)
        if (head, foot) != (first, last):
            candidates = c.known(head, foot)
    noun = c.parse.tokens[last] if last < len(c.parse.tokens) else None
    if generic is None and noun is not None and _goes_with(c, first, noun, candidates):
        generic, last = noun.lower, last + 1
    last = _nickname(c, last)
    if generic is None or last == foot:
        first = _compass(c, first)
    return Sighting(
        first, last, head, foot, c.text(head, foot), generic, c.parse.tokens[foot - 1].label,
        candidates, opens, shouted,
    )  # fmt: skip


def _abbreviated(c: Carver, head: int, foot: int) -> tuple[Entry, ...]:
    """The state or province that an agency's abbreviation stands for, after a comma."""
    text = c.text(head, foot)
    alone = c.lower(head - 1) != "," and c.parse.tokens[head].label != "GPE"
    if text not in c.words.abbreviation or alone:
        return ()
    country, full = c.words.abbreviation[text]
    return tuple(
        one for one in c.gazetteer.look_up(full) if one.country == country and one.kind == "region"
    )


def _inner(c: Carver, head: int, foot: int) -> tuple[int, int, str | None]:
    """The proper name inside: "Orla" of "Orla Province", "Lake Orla" and "South Orla"."""
    generic = None
    if foot - head > 1 and c.lower(foot - 1) in c.words.generic:
        foot, generic = foot - 1, c.lower(foot - 1)
    elif foot - head > 2 and c.lower(head) in c.words.generic and c.lower(head + 1) == "of":
        head, generic = head + 2, c.lower(head)
    elif foot - head > 1 and c.lower(head) in c.words.before:
        return head, foot, c.lower(head)
    if foot - head > 1 and c.lower(head) in c.words.compass and not _is_water(c, head + 1, foot):
        head += 1
    return head, foot, generic


def _is_water(c: Carver, first: int, last: int) -> bool:
    """Whether a name is that of a sea or river, whose parts have names of their own."""
    return any(entry.id.startswith("water:") for entry in c.known(first, last))


def _goes_with(c: Carver, first: int, noun: Token, candidates: tuple[Entry, ...]) -> bool:
    """Whether a common noun after the name belongs to it.

    It does in "Orla province"; not in "Peru state TV", "a Tarn suburb", "the Tarn town of Orla",
    "Orla town centre".
    """
    after = c.lower(noun.index + 1)
    if noun.lower not in c.words.after or (candidates and _is_wide(candidates[0])):
        return False
    if noun.lower == "state" and after in c.words.owned:
        return False
    if c.words.generic.get(noun.lower) == "town" and (after == "of" or after in c.words.compound):
        return False
    if c.adjective(first) and noun.text.islower():
        return False
    if c.words.generic.get(noun.lower) == "facility" and _names_a_thing_there(c, noun, candidates):
        return False
    return c.lower(first - 1) not in {"a", "an", "another", "one"}


def _names_a_thing_there(c: Carver, noun: Token, candidates: tuple[Entry, ...]) -> bool:
    """Whether the name of a region only tells where a thing stood: "the Tarn dam collapse"."""
    head = c.parse.tokens[noun.head]
    is_part = noun.dep in {"compound", "nmod"} and head.index > noun.index and head.text.islower()
    return is_part and bool(candidates) and candidates[0].kind in {"region", "district"}


def _is_wide(entry: Entry) -> bool:
    """Whether a place is a country or wider, or a sea: no common noun belongs to its name."""
    return entry.kind in {"country", "continent"} or entry.id.startswith(("water:", "wide:"))


def _compass(c: Carver, first: int) -> int:
    """Where the name begins with its points of the compass: "southern and south-eastern Tarn"."""
    at = _point(c, first)
    if at < first and c.lower(at - 1) in {"and", "or"}:
        other = _point(c, at - 1)
        if other < at - 1 and c.capital(other) == c.capital(at):
            return other
    return at


def _point(c: Carver, first: int) -> int:
    """Where a point of the compass before a word begins: "south", "south-west", "south west"."""
    if c.lower(first - 1) not in c.words.compass:
        return first
    if c.lower(first - 2) == "-" and c.lower(first - 3) in c.words.compass:
        return first - 3
    return first - 2 if c.lower(first - 2) in {"north", "south", "far"} else first - 1


def _nickname(c: Carver, last: int) -> int:
    """Where a name ends that goes on in quotation marks: the Tarn "Valley of Kings"."""
    tokens = c.parse.tokens
    if last + 2 >= len(tokens) or tokens[last].text not in {'"', "“", "‘"}:
        return last
    at = last + 1
    while at < min(last + 6, len(tokens)) and (
        is_capitalised(tokens[at]) or tokens[at].lower in {"of", "the"}
    ):
        at += 1
    closed = at - last > 2 and at < len(tokens) and tokens[at].text in {'"', "”", "’", "''"}
    return at + 1 if closed else last
