"""What the text itself says of where a place is: the words that tie it to a wider one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crosswire.extract.place import Toponym
from crosswire.extract.place.vocabulary import Vocabulary
from crosswire.parse import Parse, Token
from crosswire.row import Span

REACH = 10
"""Words between a name and the wider place that is named with it, at most."""

KM_PER_MILE = 1.609344

ADJECTIVE_REACH = 4
"""Words between an adjective of nationality and the name, at most."""


def holders(
    parse: Parse, toponyms: tuple[Toponym, ...], at: int, words: Vocabulary
) -> Iterator[int]:
    """The mentions, after and before, that are named as what mention `at` lies in."""
    one = toponyms[at]
    if at + 1 < len(toponyms) and _lies_in(parse, one, toponyms[at + 1], words):
        yield at + 1
    if at and _belongs_to(parse, toponyms[at - 1], one, words):
        yield at - 1


def _gap(parse: Parse, left: Toponym, right: Toponym) -> tuple[Token, ...]:
    """The words between two mentions; none where they are too far apart."""
    if not 0 < right.first - left.last <= REACH:
        return ()
    return parse.tokens[left.last : right.first]


def _lies_in(parse: Parse, inner: Toponym, outer: Toponym, words: Vocabulary) -> bool:
    """ "Orla, Tarn", "Orla in the north of Tarn", "Orla, a fishing town in Tarn"."""
    gap = _gap(parse, inner, outer)
    if not gap:
        return False
    if len(gap) == 1 and gap[0].text == ",":
        return not _of_a_kind(inner, outer)
    if _is_description(gap):
        return True
    nouns = [token for token in gap if token.lower in words.generic or token.lower == "capital"]
    if not all(token.lower in words.inside or token in nouns for token in gap):
        return False
    lower = {token.lower for token in gap}
    return "in" in lower or ("of" in lower and bool(nouns))


def _is_description(gap: tuple[Token, ...]) -> bool:
    """ ", a small fishing town in": what follows a name and ends in the wider place."""
    if len(gap) < 4 or gap[0].text != "," or gap[1].lower not in {"a", "an", "the"}:
        return False
    inner = gap[1:]
    return any(token.lower == "in" for token in inner) and not any(
        token.pos in {"VERB", "AUX", "PUNCT"} or token.lower in {"and", "near", "from"}
        for token in inner
    )


def _of_a_kind(left: Toponym, right: Toponym) -> bool:
    """Whether both are countries, or states of one country: then a comma only lists them."""
    return any(
        one.kind == other.kind
        and not (one.alias or other.alias)
        and (one.kind == "country" or (one.kind == "region" and one.country == other.country))
        for one in left.candidates
        for other in right.candidates
    )


def _belongs_to(parse: Parse, outer: Toponym, inner: Toponym, words: Vocabulary) -> bool:
    """ "Peru's Orla region", "Peru's northern province of Orla", "the Tarn town of Orla"."""
    gap = _gap(parse, outer, inner)
    if not gap:
        return False
    named = gap[0].lower in words.generic and gap[-1].lower == "of"
    if gap[0].tag != "POS" and not named:
        return False
    return all(_only_qualifies(token, words) for token in gap[1:])


def _only_qualifies(token: Token, words: Vocabulary) -> bool:
    return (
        token.lower in words.generic
        or token.lower in words.compass
        or token.lower in {"of", "the", "capital"}
        or token.pos in {"ADJ", "ADV"}
    )


def offset(
    parse: Parse, toponyms: tuple[Toponym, ...], at: int, words: Vocabulary
) -> tuple[int, float] | None:
    """The place from which mention `at` is a stated way off, and how far in km.

    "Orla, 15 km from Tarn"; "Orla, which is nine miles (15 km) north of Tarn".
    """
    if at + 1 == len(toponyms):
        return None
    gap = _gap(parse, toponyms[at], toponyms[at + 1])
    if not gap or gap[-1].lower not in {"from", "of"}:
        return None
    found: float | None = None
    for number, unit in pairwise(gap):
        if unit.lower in words.measure and _is_number(number.text):
            scale = KM_PER_MILE if unit.lower.startswith("mile") else 1.0
            found = float(number.text.replace(",", "")) * scale
    return (at + 1, found) if found is not None else None


def _is_number(text: str) -> bool:
    return text.replace(",", "").replace(".", "", 1).isdecimal() and text.isascii()


def nationality(parse: Parse, one: Toponym, words: Vocabulary) -> Iterator[tuple[str, Span]]:
    """The countries of an adjective before the name: "the Peruvian town of Orla"."""
    for at in range(one.first - 1, max(-1, one.first - 2 - ADJECTIVE_REACH), -1):
        token = parse.tokens[at]
        if codes := words.nationality(parse.tokens, at):
            yield from ((code, token.span) for code in codes)
            return
        if not _only_qualifies(token, words):
            return


def peers(parse: Parse, toponyms: tuple[Toponym, ...], at: int) -> Iterator[int]:
    """The neighbours in a list that mention `at` stands in: "Orla, Tarn and Mell"."""
    for other in (at - 1, at + 1):
        if 0 <= other < len(toponyms):
            left, right = sorted((at, other))
            gap = _gap(parse, toponyms[left], toponyms[right])
            if 0 < len(gap) <= 2 and all(token.lower in {",", "and", "or"} for token in gap):
                yield other
