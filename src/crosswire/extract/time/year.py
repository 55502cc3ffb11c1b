"""Which numbers of four digits are years: not counts, prices, and numbers of things."""

from __future__ import annotations

import re
from functools import cache

from crosswire.extract.time.phrase import Phrase, is_name
from crosswire.extract.time.view import View
from crosswire.extract.time.vocabulary import Vocabulary
from crosswire.parse import Token

_HEDGES = frozenset({"nearly", "almost", "than", "least", "most", "approximately", "roughly"})
_BEFORE_YEAR = frozenset(
    {"in", "of", "since", "by", "until", "till", "from", "to", "before", "after", "during", "circa"}
    | {"around", "through", "throughout", "between", "for", "about", "into", "over", "on"}
)
_SINGLING = frozenset(
    {"a", "an", "the", "this", "that", "its", "their", "his", "her", "our", "'s", "’s"}
)
"""Before a number and a noun these show that the number does not count: "the 1939 harvest"."""

_JOINTS = "-–—/( ‘'’\"“"
"""Marks behind which the parser's word may go on with a year: "mid-2019"."""

_LOOK_BACK = 16
"""Characters in which the sign of a number stands: "Resolution 1975"."""


def is_bare_year(phrase: Phrase) -> bool:
    """Whether a phrase is a lone number of four digits."""
    return phrase.single and phrase.words[0].form == "number" and len(phrase.words[0].text) == 4


def counts_or_numbers(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a lone number is no year: "1939 men", "$1939", "1939 km", "Flight 1939"."""
    text, span = phrase.view.parse.text, phrase.span
    start = max(0, span.start - _LOOK_BACK)
    if _signs(vocabulary).search(text[start : span.start]) or phrase.previous in _HEDGES:
        return True
    if _measures(vocabulary).match(phrase.following):
        return True
    if phrase.first.span != span:
        return phrase.first.start != span.start and text[span.start - 1] not in _JOINTS
    return _counts(phrase.first, phrase.view)


def ends_in_count(phrase: Phrase, vocabulary: Vocabulary) -> bool:
    """Whether the number after a date counts what follows: "on 12 May 1500 soldiers"."""
    last = phrase.words[-1]
    if phrase.single or last.form != "number":
        return False
    if _measures(vocabulary).match(phrase.following):
        return True
    if len(last.text) != 4:
        return False
    if phrase.words[-2].lower in (",", "of", "-", "in", "to", "and", "year"):
        return False
    return phrase.last.start == last.start and _counts(phrase.last, phrase.view)


def _counts(token: Token, view: View) -> bool:
    """Whether a number counts the noun behind it, by the grammar."""
    before, after = view.before(token), view.after(token)
    if after is None or after.tag not in ("NNS", "NNPS", "JJ", "NN", "NNP", "CD"):
        return False
    if before is not None and before.lower in _SINGLING:
        return False
    if before is not None and before.lower in _BEFORE_YEAR and is_name(after):
        return False
    head = view.parse.tokens[token.head]
    plural = head.tag in ("NNS", "NNPS") and head.index > token.index
    return token.dep == "nummod" and (plural or (after.tag == "NNS" and before is None))


@cache
def _signs(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What stands before a number that is none of a year."""
    words = "|".join(sorted(vocabulary.number_sign))
    return re.compile(rf"(?:[#$£€¥§№]|\b(?:{words})\.?)\s*$", re.IGNORECASE)


@cache
def _measures(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What stands behind a number that measures."""
    words = "|".join(sorted(vocabulary.measure))
    return re.compile(rf"\s*[-–]?(?:[%°]|(?:{words})\b)", re.IGNORECASE)
