"""Sentences as a reader of quotations sees them: never cut inside a quotation, and always behind
the full stop that follows an attribution.

The model's sentence ends are wrong around quotation marks more often than anywhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from crosswire.extract.statement import quotation
from crosswire.extract.statement.quotation import Quotation
from crosswire.parse import Parse, Sentence, Token

_TITLES = frozenset(
    {
        "mr.", "mrs.", "ms.", "dr.", "prof.", "gen.", "col.", "lt.", "sgt.", "capt.", "sen.",
        "rep.", "gov.", "st.", "u.s.",
    }
)  # fmt: skip
_FULL_STOP = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class Unit:
    """Words `first` to `last` of one block, with the quotations that begin in it."""

    first: int
    last: int
    block: int
    quotations: tuple[Quotation, ...]


def find(parse: Parse, quotations: Sequence[Quotation]) -> tuple[Unit, ...]:
    """The units of a story, in the order of the text."""
    cuts = _cuts(parse, quotations)
    firsts = [quotation.first for quotation in quotations]
    units: list[Unit] = []
    for first, last in pairwise(cuts):
        inside = quotations[bisect_right(firsts, first - 1) : bisect_right(firsts, last - 1)]
        block = parse.sentences[parse.tokens[first].sentence].block
        units.append(Unit(first, last, block, tuple(inside)))
    return tuple(units)


def _cuts(parse: Parse, quotations: Sequence[Quotation]) -> list[int]:
    """The word numbers at which units begin, and the end of the last one."""
    blocks = {sentence.first for sentence in _block_starts(parse)}
    begins = {sentence.first for sentence in parse.sentences}
    quoted = [number >= 0 for number in quotation.numbered(parse, quotations)]
    cuts = [
        token.index
        for token in parse.tokens
        if token.index in blocks
        or (
            _may_begin(parse, token.index, quoted)
            and (
                token.index in begins
                or _after_stop(parse, token.index, quoted)
                or _after_unit(parse, token)
            )
        )
    ]
    return [*cuts, len(parse.tokens)]


def _after_unit(parse: Parse, token: Token) -> bool:
    """Whether a sentence begins behind a short form that ends the last one: "... 90m. They"."""
    before = parse.tokens[token.index - 1]
    return (
        before.text.endswith(".")
        and before.lower not in _TITLES
        and token.text[:1].isupper()
        and token.pos in {"PRON", "DET", "ADP", "ADV", "SCONJ", "CCONJ"}
    )


def _block_starts(parse: Parse) -> list[Sentence]:
    """The first sentence of each block."""
    seen: set[int] = set()
    first: list[Sentence] = []
    for sentence in parse.sentences:
        if sentence.block not in seen:
            seen.add(sentence.block)
            first.append(sentence)
    return first


def _may_begin(parse: Parse, index: int, quoted: Sequence[bool]) -> bool:
    """Whether a unit may begin here: not in the middle of a quotation, nor on a closing mark,
    nor right behind a quotation that ends without a full stop."""
    if not quoted[index]:
        before = parse.tokens[index - 1]
        if quoted[index - 1]:
            return _ends_closed(parse, index - 1) and parse.tokens[index].text[:1].isupper()
        return _stops(before.text)
    return not quoted[index - 1] or _opens(parse, index)


def _stops(text: str) -> bool:
    """Whether a sentence may end on a word: on a stop, a bracket or a quotation mark."""
    return text[-1:] in ".!?…:;)]”\"’'"


def _opens(parse: Parse, index: int) -> bool:
    """Whether the word is the mark that opens a quotation right behind another one."""
    return parse.tokens[index].text in {"“", '"', "‘", "'", "``", "«", "„"} and (
        parse.tokens[index].start > parse.tokens[index - 1].end
    )


def _ends_closed(parse: Parse, index: int) -> bool:
    """Whether a quotation that ends at this word ends a sentence: "... home.”"""
    tail = parse.text[max(0, parse.tokens[index].end - 3) : parse.tokens[index].end]
    return any(mark in tail for mark in ".!?")


def _after_stop(parse: Parse, index: int, quoted: Sequence[bool]) -> bool:
    """Whether a full stop outside quotations stands right before an opening quotation mark."""
    return quoted[index] and not quoted[index - 1] and parse.tokens[index - 1].text in _FULL_STOP
