"""Numbers put together: "between 12 and 15", "one to three", "$1-2 billion"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crosswire.extract.figure.notation import MONTHS
from crosswire.extract.figure.numeral import Form, Numeral, numerals
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse
from crosswire.row import Span

_JOINT = re.compile(
    r"\s?(?:(?P<to>to|through)|(?P<dash>[-–—‐‑])|(?P<or>or)|(?P<and>and))\s?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One number or a range of two, before its hedges and unit are read.

    `first` and `last` are the tokens it takes up (exclusive end); for a range `high` is its upper
    end, else it equals `low`. `kind` is "range", or "".
    """

    span: Span
    low: float | None
    high: float | None
    form: Form
    first: int
    last: int
    kind: str = ""
    currency: str | None = None
    scale: str | None = None


def amounts(parse: Parse) -> Iterator[Amount]:
    """The numbers of a document in order, ranges joined."""
    starts = [token.start for token in parse.tokens]
    yield from _joined(parse, [_alone(starts, parse.text, numeral) for numeral in numerals(parse)])


def _alone(starts: list[int], text: str, numeral: Numeral) -> Amount:
    """A number with the tokens it takes up."""
    written = numeral.span.of(text)
    end = numeral.span.start + len(written.rstrip(" -\u00a0\u2010\u2011"))
    first = max(0, bisect_right(starts, numeral.span.start) - 1)
    last = max(first + 1, bisect_right(starts, end - 1))
    return Amount(
        Span(numeral.span.start, end), numeral.value, numeral.value, numeral.form, first, last,
        currency=numeral.currency, scale=numeral.scale,
    )  # fmt: skip


def _joined(parse: Parse, found: list[Amount]) -> Iterator[Amount]:
    """The amounts with each pair that makes a range in one."""
    waiting: Amount | None = None
    for amount in found:
        if waiting is None:
            waiting = amount
            continue
        both = _range(parse, waiting, amount)
        if both is None:
            yield waiting
            waiting = amount
        else:
            yield both
            waiting = None
    if waiting is not None:
        yield waiting


def _range(parse: Parse, left: Amount, right: Amount) -> Amount | None:
    """Two numbers as one range, or None where they are none."""
    dated = left.first > 0 and parse.tokens[left.first - 1].lower in MONTHS
    if dated or {left.form, right.form} - {"digit", "word"}:
        return None
    if right.span.start - left.span.end > 9:
        return None
    joint = _JOINT.fullmatch(parse.text, left.span.end, right.span.start)
    if joint is None or left.low is None or right.low is None:
        return None
    if left.currency and right.currency and left.currency.strip() != right.currency.strip():
        return None
    left = _share_scale(left, right)
    kind = _kind(parse, left, right, joint)
    if not kind:
        return None
    return replace(
        left,
        span=left.span.cover(right.span), high=right.low, last=right.last, kind=kind,
        currency=left.currency or right.currency, scale=left.scale or right.scale,
    )  # fmt: skip


def _share_scale(left: Amount, right: Amount) -> Amount:
    """ "two to three million": the scale of the second goes for the first."""
    if left.low is None or right.low is None or left.scale:
        return left
    for scale in (1e12, 1e9, 1e6, 1e3, 12.0):
        small = right.low / scale
        if right.low >= scale and left.low < small and _ends_in_scale(right):
            return replace(left, low=left.low * scale, high=left.low * scale)
    return left


def _ends_in_scale(amount: Amount) -> bool:
    """Whether a number is written with a word of scale behind a small number."""
    return amount.scale is not None or (
        amount.form == "word" and amount.low is not None and amount.low % 1000 == 0
    )


def _kind(parse: Parse, left: Amount, right: Amount, joint: re.Match[str]) -> str:
    """ "range", or "" for two figures."""
    low, high = left.low or 0.0, right.low or 0.0
    before = parse.tokens[left.first - 1].lower if left.first else ""
    if joint["dash"]:
        following = parse.tokens[right.last].tag if right.last < len(parse.tokens) else ""
        result = following != "NNS" and _is_result(parse, left)
        return "" if low >= high or result else "range"
    if low >= high:
        return ""
    if joint["and"]:
        return "range" if before == "between" or _between(parse, left) else ""
    if joint["or"]:
        return "range" if high <= max(4 * low, low + 5) else ""
    return "" if before in ("from", "by") and is_change(parse, left.first) else "range"


def _between(parse: Parse, amount: Amount) -> bool:
    """Whether "between" stands a hedge before the number: "between about 10 and 15"."""
    return any(t.lower == "between" for t in parse.tokens[max(0, amount.first - 3) : amount.first])


def is_change(parse: Parse, at: int) -> bool:
    """Whether a word of change governs the words before token `at` in its sentence."""
    sentence = parse.sentences[parse.tokens[at].sentence]
    near = parse.tokens[max(sentence.first, at - 9) : at]
    return any(token.lemma in words("figure_noun", "change") for token in near)


def _is_result(parse: Parse, amount: Amount) -> bool:
    """Whether a dash joins the sides of a vote or a match: "voted 7-9", "lost 1-3"."""
    sentence = parse.sentences[parse.tokens[amount.first].sentence]
    near = parse.tokens[max(sentence.first, amount.first - 6) : amount.first]
    contest = words("figure_noun", "contest", "sport") | words("figure_noun", "contest", "vote")
    return any(token.lemma in contest for token in near)
