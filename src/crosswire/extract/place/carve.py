"""From a run of capitalised words to the names of places that it may hold.

A run is one name as a rule: nothing is carved out of "Tarn University Hospital". The exceptions are
rules of the language, each a function below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.extract.place.chunk import Chunk, chunks, is_capitalised, run_end
from crosswire.extract.place.sighting import Sighting
from crosswire.extract.place.vocabulary import Vocabulary, vocabulary
from crosswire.gazetteer import Entry, Gazetteer
from crosswire.gazetteer.name import is_acronym
from crosswire.parse import Parse, Token

_WINDOW = 4
"""Words of the longest name that is looked for inside a headline."""

_FUNCTION = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "ADV", "INTJ", "PART", "NUM"})


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
        if is_acronym(text) and not self.opens(first):
            return self.gazetteer.initials(text)
        return self.gazetteer.look_up(text)

    def opens(self, at: int) -> bool:
        """Whether a word begins its sentence, where a dateline may be in capitals."""
        return self.parse.sentences[self.parse.tokens[at].sentence].first == at

    def lower(self, at: int) -> str:
        """A word in small letters, "" beyond the end."""
        return self.parse.tokens[at].lower if 0 <= at < len(self.parse.tokens) else ""


def carve(parse: Parse, gazetteer: Gazetteer) -> Iterator[Sighting]:
    """Every name that may be a place's, in the order of the text."""
    carver = Carver(parse, gazetteer, vocabulary())
    done = 0
    for chunk in chunks(parse):
        if chunk.first < done:
            continue
        for sighting in _carve(carver, chunk):
            done = max(done, sighting.last)
            yield sighting


def _carve(c: Carver, chunk: Chunk) -> Iterator[Sighting]:
    """The sightings of one run."""
    if chunk.shouted:
        yield from _in_headline(c, chunk)
        return
    joined = _joined(c, chunk)
    first, last = _trim(c, chunk, joined or chunk.last)
    if first >= last or (last - first == 1 and _is_common(c, first)):
        return
    opens = chunk.opens and first == chunk.first
    title = _title(c, first, last)
    if title == first:
        return
    if title:
        yield from _before_title(c, first, title, opens=opens)
    elif pieces := _hyphened(c, first, last):
        for a, b in pieces:
            yield _see(c, a, b, opens=opens and a == first)
    elif at := _juxtaposed(c, first, last):
        yield _see(c, first, at, opens=opens)
        yield _see(c, at, last, opens=False)
    elif _is_attribute(c, first, last):
        return
    elif not _is_body(c, first, last) or c.known(first, last):
        yield _see(c, first, last, opens=opens)


def _in_headline(c: Carver, chunk: Chunk) -> Iterator[Sighting]:
    """The longest names that the gazetteer knows: "FLOODS HIT ORLA AND TARN"."""
    at = chunk.first
    while at < chunk.last:
        width = next(
            (
                width
                for width in range(min(_WINDOW, chunk.last - at), 0, -1)
                if is_capitalised(c.parse.tokens[at + width - 1]) and c.known(at, at + width)
            ),
            0,
        )
        if width and c.parse.tokens[at].pos not in _FUNCTION:
            yield _see(c, at, at + width, opens=False, shouted=True)
        at += width or 1


def _joined(c: Carver, chunk: Chunk) -> int | None:
    """The end of a known name with "and" or a genitive in it: "Orla and Tarn", "Queen Orla's Isle"."""
    after = chunk.last + 1
    if c.lower(chunk.last) not in {"and", "&", "'s", "’s"} or after >= len(c.parse.tokens):
        return None
    if not is_capitalised(c.parse.tokens[after]):
        return None
    ends = (run_end(c.parse, after, c.words), after + 1)
    return next((end for end in ends if c.known(chunk.first, end)), None)


def _trim(c: Carver, chunk: Chunk, last: int) -> tuple[int, int]:
    """The run without the small words that a sentence may open with: "In Orla", "The Tarn"."""
    first = chunk.first
    while first < last and _is_small(c, chunk, first) and not c.known(first, last):
        first += 1
    while first < last and (not c.parse.tokens[first].text[0].isalnum() or c.lower(first) == "the"):
        first += 1
    while first + 1 < last and c.lower(first) in c.words.adjective and not c.known(first, last):
        first += 1
    return first, last


def _is_common(c: Carver, at: int) -> bool:
    """Whether a capitalised word is a common noun or a point of the compass, and no name."""
    return c.lower(at) in c.words.generic or c.lower(at) in c.words.compass


def _is_small(c: Carver, chunk: Chunk, at: int) -> bool:
    """Whether a capital is due to the sentence's beginning."""
    token = c.parse.tokens[at]
    return chunk.opens and token.pos in _FUNCTION and token.label not in {"GPE", "LOC"}


def _title(c: Carver, first: int, last: int) -> int | None:
    """The first word of a run that is a title of a person ("Orla Mayor Jan Tell")."""
    for at in range(first, last):
        if c.lower(at) in c.words.title and not (at == first and c.known(first, last)):
            return at
    return None


def _before_title(c: Carver, first: int, title: int, *, opens: bool) -> Iterator[Sighting]:
    """The place whose office a run names first: "Orla Mayor Jan Tell", "Tarn Deputy Governor"."""
    for last in range(title, first, -1):
        if any(not entry.alias for entry in c.known(first, last)):
            yield _see(c, first, last, opens=opens)
            return


def _hyphened(c: Carver, first: int, last: int) -> list[tuple[int, int]]:
    """Both places of a pair ("the Orla-Tarn border"), where they are not one name."""
    marks = [at for at in range(first, last) if c.parse.tokens[at].text in "-–—"]
    if len(marks) != 1 or c.known(first, last):
        return []
    pieces = [(first, marks[0]), (marks[0] + 1, last)]
    return pieces if all(a < b and c.known(a, b) for a, b in pieces) else []


def _juxtaposed(c: Carver, first: int, last: int) -> int | None:
    """Where a country's name ends and that of a place inside begins ("Peru Cusco flood")."""
    if last - first != 2 or c.known(first, last):
        return None
    outer, inner = c.known(first, first + 1), c.known(first + 1, last)
    inside = any(
        one.kind == "country" and other.country == one.country and not other.alias
        for one in outer
        for other in inner
    )
    return first + 1 if inside else None


def _is_attribute(c: Carver, first: int, last: int) -> bool:
    """Whether a run only describes a common noun: "a Peruvian town", "the Pacific island"."""
    if last - first > 1 or c.words.generic.get(c.lower(last)) in {None, "facility"}:
        return False
    waters = any(entry.id.startswith("water:") for entry in c.known(first, last))
    return c.lower(first) in c.words.adjective or (
        waters and c.lower(last) not in {"region", "basin", "coast", "river", "canal"}
    )


def _is_body(c: Carver, first: int, last: int) -> bool:
    """Whether a run ends like the name of an organisation."""
    return last - first > 1 and any(c.lower(at) in c.words.body for at in range(first + 1, last))


def _see(c: Carver, head: int, foot: int, *, opens: bool, shouted: bool = False) -> Sighting:
    """A sighting of the name `head` to `foot`, with what belongs to it on either side."""
    first, last, generic = head, foot, None
    candidates = c.known(head, foot) or _abbreviated(c, head, foot)
    if not candidates:
        head, foot, generic = _inner(c, head, foot)
        if (head, foot) != (first, last):
            candidates = c.known(head, foot)
    noun = c.parse.tokens[last] if last < len(c.parse.tokens) else None
    if generic is None and noun is not None and _goes_with(c, noun, candidates):
        generic, last = noun.lower, last + 1
    last = _nickname(c, last)
    if generic is None or last == foot:
        first = _compass(c, first)
    return Sighting(
        first, last, head, foot, c.text(head, foot), generic, _label(c, head, foot),
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
    elif foot - head > 1 and c.lower(head) in c.words.generic:
        generic = c.lower(head)
        head += 2 if c.lower(head + 1) == "of" and foot - head > 2 else 1
    if foot - head > 1 and c.lower(head) in c.words.compass and not _is_water(c, head + 1, foot):
        head += 1
    return head, foot, generic


def _is_water(c: Carver, first: int, last: int) -> bool:
    """Whether a name is that of a sea or river, whose parts have names of their own."""
    return any(entry.id.startswith("water:") for entry in c.known(first, last))


def _goes_with(c: Carver, noun: Token, candidates: tuple[Entry, ...]) -> bool:
    """Whether a common noun after the name belongs to it: "Orla province", not "Peru state TV"."""
    if noun.lower not in c.words.after:
        return False
    if noun.lower == "state" and c.lower(noun.index + 1) in c.words.owned:
        return False
    return not (candidates and _is_wide(candidates[0]))


def _is_wide(entry: Entry) -> bool:
    """Whether a place is a country or wider, or a sea: no common noun belongs to its name."""
    return entry.kind in {"country", "continent"} or entry.id.startswith(("water:", "wide:"))


def _compass(c: Carver, first: int) -> int:
    """Where the name begins with its points of the compass: "southern and eastern Tarn"."""
    if c.lower(first - 1) not in c.words.compass:
        return first
    first -= 2 if c.lower(first - 2) in {"north", "south", "far"} else 1
    if c.lower(first - 1) in {"and", "or"} and c.lower(first - 2) in c.words.compass:
        first -= 2
    return first


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


def _label(c: Carver, head: int, foot: int) -> str:
    """The model's guess for the name's last word."""
    return c.parse.tokens[foot - 1].label
