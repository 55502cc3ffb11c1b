"""Numbers as they are written: digits, number words, vague counts, fractions.

`notation` says how numbers are written, `cardinal` what they are worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from crosswire.extract.figure import cardinal, notation
from crosswire.extract.figure.vocabulary import load
from crosswire.parse import Parse, Token
from crosswire.row import Span

Form = Literal[
    "digit",
    "word",
    "vague",
    "boundless",
    "group",
    "share",
    "part",
    "article",
    "none",
    "twice",
    "long",
]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text: `value` is None where it has no bound ("numerous").

    `form` "share" is a part of a whole ("a third of", "one in five"), "part" a fraction of a unit
    ("half a mile"), "article" an "a" that may count one ("a week"), "none" the "no" of a zero.
    `currency` is the money sign or code glued before it; `scale` is the word or letter that
    multiplies ("million", "m").
    """

    span: Span
    value: float | None
    form: Form
    currency: str | None = None
    scale: str | None = None


def numerals(parse: Parse) -> Iterator[Numeral]:
    """The numbers of a document, in order, none inside another."""
    done = 0
    for token in parse.tokens:
        end = parse.blocks[parse.sentences[token.sentence].block].span.end
        while done < token.end and _may_begin(parse, token):
            match = _match_in(parse.text, max(done, token.start), token, end)
            found = _READERS[match.lastgroup or ""](match) if match else None
            if found is None:
                break
            done = found.span.end
            yield found


def _may_begin(parse: Parse, token: Token) -> bool:
    """Whether a number may begin with a word: most words are turned away here, at little cost."""
    word = token.lower
    following = _openers().get(word)
    if following is None:
        return not word.isalpha() and any(mark in _marks() or mark.isdigit() for mark in word)
    if not following:
        return True
    if word in notation.LASTING and token.index and parse.tokens[token.index - 1].tag == "CD":
        return False
    at = token.index + 1
    return at < len(parse.tokens) and parse.tokens[at].lower in following


def _match_in(text: str, start: int, token: Token, end: int) -> re.Match[str] | None:
    """The number that begins at `start` in a word, or at the next digit or sign inside it."""
    match = notation.pattern().match(text, start, end)
    if match is not None:
        return match
    inside = (
        at for at in range(start + 1, token.end) if text[at].isdigit() or text[at] in _marks()
    )
    within = next(inside, None)
    return None if within is None else notation.pattern().match(text, within, end)


@cache
def _openers() -> Mapping[str, frozenset[str]]:
    """The words that may begin a number, each with those of which one must follow (or none)."""
    table = load("figure_numeral")
    free = ("unit", "teen", "ten", "plural", "fraction")
    openers = {word: frozenset[str]() for name in free for word in table[name] if word != "sign"}
    openers.update({word + "s": frozenset() for word in table["fraction"]})
    openers.update({phrase.split()[0]: frozenset() for phrase in table["boundless"]["words"]})
    openers.update({code.lower(): frozenset() for code in load("unit_money")["code"]["words"]})
    openers.update({sign.lower(): frozenset() for sign in load("unit_money")["sign"]})
    openers.update({word: frozenset() for word in ("several", "multiple", "twice", "thrice")})
    openers.update({word: frozenset() for word in ("no", "zero", "nobody", "minus")})
    openers.update({word: frozenset(table["plural"]) for word in ("many", "some")})
    openers.update({word: frozenset(("long", "-")) for word in notation.LASTING})
    article = {
        *notation.LASTING,
        *table["scale"],
        *table["fraction"],
        "single",
        "full",
        "whole",
        "mile",
    }
    article |= {"kilometer", "kilometre", "few", "couple", "handful", "pair", "trio", "quartet"}
    return {**openers, "a": frozenset(article), "an": frozenset(article)}


@cache
def _marks() -> frozenset[str]:
    """Signs of money and of fractions, and the minus sign."""
    signs = "".join(load("unit_money")["sign"])
    return frozenset(mark for mark in signs if not mark.isalpha() and mark != ".") | set(
        cardinal.signs()
    )


def _read_digits(match: re.Match[str]) -> Numeral | None:
    """ "1,200", "£3m", "US$40 million", "2½", "minus 20"."""
    scale = match["scale"]
    if _is_mere_letter(match):
        return None
    if scale == "m" and not match["currency"] and not _MILLIONS.match(match.string, match.end()):
        return _without_scale(match)
    value = cardinal.digits(match["number"]) + cardinal.signs().get(match["glyph"] or "", 0.0)
    if match["half"]:
        value += 0.5
    if scale:
        for word in re.split(r"[\s-]+", scale.strip(" -\u00a0").lower()):
            value *= cardinal.scales()[word]
    if match["minus"]:
        value = -value
    return Numeral(
        Span(match.start(), match.end()), value, "digit", match["currency"], scale or None
    )


def _is_mere_letter(match: re.Match[str]) -> bool:
    """Whether a letter before a number is no sign of money: "N95", "R2", but "N5bn", "R1,200"."""
    mark = (match["currency"] or "").strip()
    if mark.upper() not in load("unit_money")["letter"]["words"]:
        return False
    large = match["scale"] or "," in match["number"]
    return mark.islower() or not large or match["currency"] != mark


_MILLIONS = re.compile(
    r"\s(?:more\s|new\s|other\s)?(?!waves|seas|swells)(?:people|children|women|men|[a-z]+s)\b"
)
"""What a million are counted of: "3m homes", but "3m" of length elsewhere."""


def _without_scale(match: re.Match[str]) -> Numeral:
    """ "12m deep": the m is a metre."""
    return Numeral(
        Span(match.start(), match.end("number")), cardinal.digits(match["number"]), "digit"
    )


def _read_glyph(match: re.Match[str]) -> Numeral:
    """ "½" alone."""
    return Numeral(Span(match.start(), match.end()), cardinal.signs()[match["sign"]], "part")


def _read_words(match: re.Match[str]) -> Numeral | None:
    """ "three hundred and twenty", "a dozen", "two and a half"."""
    value = cardinal.compose(cardinal.parts(match["word"]))
    if value is None:
        return None
    if value == 1 and _NOT.search(match.string[max(0, match.start() - NEGATION) : match.start()]):
        value = 0.0 if not match.string.startswith(" but", match.end()) else value
    return Numeral(Span(match.start(), match.end()), value, "word", match["coin"])


NEGATION = 5
"""Characters before "one" in which "not" stands."""

_NOT = re.compile(r"\b[Nn]ot $")


def _read_vague(match: re.Match[str]) -> Numeral:
    """ "dozens", "tens of thousands", "several hundred", "a few"."""
    value = cardinal.vague(match["vague"])
    return Numeral(Span(match.start(), match.end()), value, "vague", match["money"])


def _read_boundless(match: re.Match[str]) -> Numeral:
    """ "numerous"."""
    return Numeral(Span(match.start(), match.end()), None, "boundless")


def _read_group(match: re.Match[str]) -> Numeral:
    """ "a pair of", "a trio of"."""
    value = float(load("figure_numeral")["group"][cardinal.plain(match["group"])])
    return Numeral(Span(match.start(), match.end()), value, "group")


def _read_share(match: re.Match[str]) -> Numeral | None:
    """ "a third of", "two-thirds", "half the": a part of a whole, from 0 to 1.

    A lone ordinal ("a third man") is none.
    """
    count = 1.0 if match["above"] is None else cardinal.value_of(match["above"]) or 1.0
    is_plain = count >= 2 and match["below"].lower() != "quarter"
    if not (is_plain or _is_share(match.string, match.start(), match.end())):
        return None
    value = count * load("figure_numeral")["fraction"][match["below"].lower()]
    return Numeral(Span(match.start(), match.end()), value, "share")


def _is_share(text: str, start: int, end: int) -> bool:
    """Whether a fraction is of a whole ("half the", "a third of"), of a change ("by a third"), or
    stands alone under a hedge ("nearly half said no")."""
    if _WHOLE.match(text, end):
        return True
    alone = text[end : end + 1] not in ("-", "‐", "‑")
    return alone and bool(_UNDER_HEDGE.search(text[max(0, start - HEDGE_REACH) : start]))


_WHOLE = re.compile(r"\s(?:of|the|its|his|her|their|our|all|those|these|that)\b", re.IGNORECASE)
"""What follows a fraction of a whole."""

HEDGE_REACH = 15
"""Characters before a fraction in which its hedge stands."""

_UNDER_HEDGE = re.compile(
    r"\b(?:by|about|nearly|almost|roughly|around|approximately|than|over|under|least|only)\s$",
    re.IGNORECASE,
)
"""What stands before a fraction that is none of a thing named."""


def _read_ratio(match: re.Match[str]) -> Numeral | None:
    """ "one in five", "nine out of 10": a part of a whole, from 0 to 1."""
    few, many = (cardinal.value_of(match[key]) for key in ("few", "many"))
    if few is None or many is None or not 0 < few < many:
        return None
    return Numeral(Span(match.start(), match.end()), few / many, "share")


def _read_part(match: re.Match[str]) -> Numeral:
    """ "half a", "a quarter of a", before a unit or a scale."""
    value = load("figure_numeral")["fraction"][match["portion"].lower()]
    scale = match["multiple"]
    if scale:
        value *= cardinal.scales()[scale.lower()]
    return Numeral(
        Span(match.start(), match.end()), value, "word" if scale else "part", scale=scale
    )


def _read_article(match: re.Match[str]) -> Numeral:
    """ "a", which counts one before a unit of time or in a price."""
    return Numeral(Span(match.start(), match.end()), 1.0, "article")


def _read_twice(match: re.Match[str]) -> Numeral:
    """ "twice as many"."""
    value = 2.0 if match["twice"].lower() == "twice" else 3.0
    return Numeral(Span(match.start(), match.end()), value, "twice")


def _read_long(match: re.Match[str]) -> Numeral:
    """ "week-long": one of the unit that the word names."""
    return Numeral(Span(match.start(), match.end()), 1.0, "long")


def _read_none(match: re.Match[str]) -> Numeral:
    """ "no", which counts none before casualties."""
    return Numeral(Span(match.start(), match.end()), 0.0, "none")


_READERS = {
    "digits": _read_digits,
    "sign": _read_glyph,
    "words": _read_words,
    "vagueness": _read_vague,
    "boundless": _read_boundless,
    "group": _read_group,
    "share": _read_share,
    "ratio": _read_ratio,
    "part": _read_part,
    "article": _read_article,
    "none": _read_none,
    "twice": _read_twice,
    "long": _read_long,
}
