"""From a run of capitalised words to the names of places that it may hold.

A run is one name as a rule: nothing is carved out of "Tarn University Hospital". The exceptions are
rules of the language, each a function below.
"""

from __future__ import annotations

from collections.abc import Iterator

from crosswire.extract.place.chunk import Chunk, chunks, is_capitalised, run_end
from crosswire.extract.place.extent import Carver, see
from crosswire.extract.place.sighting import Sighting
from crosswire.extract.place.vocabulary import vocabulary
from crosswire.gazetteer import Gazetteer
from crosswire.parse import Parse

_WINDOW = 4
"""Words of the longest name that is looked for inside a headline."""

_FUNCTION = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "ADV", "INTJ", "PART", "NUM"})


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
    if first >= last or _is_common(c, first, last):
        return
    opens = chunk.opens and first == chunk.first
    title = _title(c, first, last)
    if title == first:
        return
    if title:
        yield from _before_title(c, first, title, opens=opens)
    elif pieces := _hyphened(c, first, last):
        for a, b in pieces:
            yield see(c, a, b, opens=opens and a == first)
    elif at := _juxtaposed(c, first, last):
        yield see(c, first, at, opens=opens)
        yield see(c, at, last, opens=False)
    elif _is_attribute(c, first, last):
        return
    elif not _is_body(c, first, last) or c.known(first, last):
        yield see(c, first, last, opens=opens)


def _in_headline(c: Carver, chunk: Chunk) -> Iterator[Sighting]:
    """The longest names that the gazetteer knows: "FLOODS HIT ORLA AND TARN"."""
    at = chunk.first
    while at < chunk.last:
        if adjective := c.adjective(at):
            at += adjective
            continue
        width = next(
            (
                width
                for width in range(min(_WINDOW, chunk.last - at), 0, -1)
                if is_capitalised(c.parse.tokens[at + width - 1]) and c.known(at, at + width)
            ),
            0,
        )
        if width and c.parse.tokens[at].pos not in _FUNCTION:
            yield see(c, at, at + width, opens=False, shouted=True)
        at += width or 1


def _joined(c: Carver, chunk: Chunk) -> int | None:
    """The end of a known name with "and" or a genitive in it: "Orla and Tarn", "Queen's Isle"."""
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
    while first < last and (width := c.adjective(first)) and not c.known(first, last):
        first += width
    return first, last


def _is_common(c: Carver, first: int, last: int) -> bool:
    """Whether a run is of common nouns and points of the compass, and no name ("State Council")."""
    if last - first > 1 and c.known(first, last):
        return False
    words = {c.lower(at) for at in range(first, last)}
    return all(word in c.words.common for word in words)


def _is_small(c: Carver, chunk: Chunk, at: int) -> bool:
    """Whether a capital is due to the sentence's beginning."""
    token = c.parse.tokens[at]
    return chunk.opens and token.pos in _FUNCTION and token.label not in {"GPE", "LOC"}


def _title(c: Carver, first: int, last: int) -> int | None:
    """The first word of a run that is a title of a person ("Orla Mayor Jan Tell")."""
    for at in range(first, last):
        if c.lower(at) not in c.words.title or c.lower(at - 1) == "-":
            continue
        if at > first or not c.known(first, last):
            return at - 1 if c.lower(at - 1) == "district" and at > first else at
    return None


def _before_title(c: Carver, first: int, title: int, *, opens: bool) -> Iterator[Sighting]:
    """The place whose office a run names first: "Orla Mayor Jan Tell", "Tarn Deputy Governor"."""
    ends_in_adjective = c.adjective(title - 1) == 1 or c.adjective(title - 2) == 2
    if _is_body(c, first, title) or ends_in_adjective:
        return
    for last in range(title, first, -1):
        if any(not entry.alias for entry in c.known(first, last)):
            yield see(c, first, last, opens=opens)
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
    """Whether a run only describes a common noun: "the Pacific island"."""
    if last - first > 1 or c.words.generic.get(c.lower(last)) in {None, "facility"}:
        return False
    waters = any(entry.id.startswith("water:") for entry in c.known(first, last))
    return waters and c.lower(last) not in {"region", "basin", "coast", "river", "canal"}


def _is_body(c: Carver, first: int, last: int) -> bool:
    """Whether a run ends like the name of an organisation."""
    after = range(first if c.lower(first + 1) in {"of", "for"} else first + 1, last)
    return last - first > 1 and any(c.lower(at) in c.words.body for at in after)
