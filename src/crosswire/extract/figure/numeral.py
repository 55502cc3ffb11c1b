"""Numbers as they are written: digits, number words, vague counts, fractions.

The grammar of number words follows Huddleston & Pullum (2002), ch. 5 §7; grouping of digits by
comma, thin space or the Indian system follows CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

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


LASTING = (
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "fortnight",
    "month",
    "year",
    "decade",
    "century",
)
"""Units of time, of which "a" may count one."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text: `value` is None where it has no bound ("numerous").

    `form` "share" is a part of a whole ("a third of", "one in five"), "part" a fraction of a unit
    ("half a mile"), "article" an "a" that may count one ("a week"), "none" the "no" of a zero.
    `currency` is the money sign or code glued before it; `scaled` tells "3m" from "3".
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
        if token.start < done or not _may_begin(parse, token):
            continue
        end = parse.blocks[parse.sentences[token.sentence].block].span.end
        match = _match_in(parse.text, token, end)
        found = _READERS[match.lastgroup or ""](match) if match else None
        if found is not None:
            done = found.span.end
            yield found


def _may_begin(parse: Parse, token: Token) -> bool:
    """Whether a number may begin with a word: most words are turned away here, at little cost."""
    word = token.lower
    following = _openers().get(word)
    if following is None:
        return not word.isalpha() and any(mark in _MARKS() or mark.isdigit() for mark in word)
    if not following:
        return True
    at = token.index + 1
    return at < len(parse.tokens) and parse.tokens[at].lower in following


def _match_in(text: str, token: Token, end: int) -> re.Match[str] | None:
    """The number that begins with a word, or at the first digit inside it."""
    match = _pattern().match(text, token.start, end)
    if match is not None:
        return match
    digit = next((at for at in range(token.start + 1, token.end) if text[at].isdigit()), None)
    return None if digit is None else _pattern().match(text, digit, end)


@cache
def _openers() -> Mapping[str, frozenset[str]]:
    """The words that may begin a number, each with those of which one must follow (or none)."""
    table = load("figure_numeral")
    free = ("unit", "teen", "ten", "plural", "fraction")
    openers = {word: frozenset[str]() for name in free for word in table[name] if word != "sign"}
    openers.update({word + "s": frozenset() for word in table["fraction"]})
    openers.update({phrase.split()[0]: frozenset() for phrase in table["boundless"]["words"]})
    openers.update({code.lower(): frozenset() for code in load("unit_money")["code"]["words"]})
    openers.update({word: frozenset() for word in ("several", "multiple", "twice", "thrice")})
    openers.update({word: frozenset() for word in ("no", "zero", "nobody", "minus")})
    openers.update({word: frozenset(table["plural"]) for word in ("many", "some")})
    openers.update({word: frozenset(("long", "-")) for word in LASTING})
    article = {*LASTING, *table["scale"], *table["fraction"], "single", "full", "whole", "mile"}
    article |= {"kilometer", "kilometre", "few", "couple", "handful", "pair", "trio", "quartet"}
    return {**openers, "a": frozenset(article), "an": frozenset(article)}


@cache
def _MARKS() -> frozenset[str]:  # noqa: N802
    """Signs of money and of fractions, and the minus sign."""
    signs = "".join(load("unit_money")["sign"])
    return frozenset(mark for mark in signs if not mark.isalpha() and mark != ".") | set(_SIGN())


def _read_digits(match: re.Match[str]) -> Numeral | None:
    """ "1,200", "£3m", "US$40 million", "2½", "minus 20"."""
    scale = match["scale"]
    if scale == "m" and not match["currency"] and not _MILLIONS.match(match.string, match.end()):
        return _without_scale(match)
    value = _digits(match["number"]) + _SIGN().get(match["glyph"] or "", 0.0)
    if match["half"]:
        value += 0.5
    if scale:
        for word in re.split(r"[\s-]+", scale.strip(" -\u00a0").lower()):
            value *= _scales()[word]
    if match["minus"]:
        value = -value
    return Numeral(
        Span(match.start(), match.end()), value, "digit", match["currency"], scale or None
    )


_MILLIONS = re.compile(
    r"\s(?:more\s|new\s|other\s)?(?!waves|seas|swells)(?:people|children|women|men|[a-z]+s)\b"
)
"""What a million are counted of: "3m homes", but "3m" of length elsewhere."""


def _without_scale(match: re.Match[str]) -> Numeral:
    """ "12m deep": the m is a metre."""
    return Numeral(Span(match.start(), match.end("number")), _digits(match["number"]), "digit")


def _read_glyph(match: re.Match[str]) -> Numeral:
    """ "½" alone."""
    return Numeral(Span(match.start(), match.end()), _SIGN()[match["sign"]], "part")


def _read_words(match: re.Match[str]) -> Numeral | None:
    """ "three hundred and twenty", "a dozen", "two and a half"."""
    value = compose(re.split(r"[\s\u00a0\u2010\u2011-]+", match["word"].lower()))
    if value is None:
        return None
    return Numeral(Span(match.start(), match.end()), value, "word", match["coin"])


def _read_vague(match: re.Match[str]) -> Numeral:
    """ "dozens", "tens of thousands", "several hundred", "a few"."""
    value = 1.0
    lone = True
    for word in re.findall(_vague_atoms(), match["vague"].lower()):
        factor = _vague_factor(word)
        value *= factor if lone else _factor_after(word, factor)
        lone = False
    return Numeral(Span(match.start(), match.end()), value, "vague", match["money"])


def _read_boundless(match: re.Match[str]) -> Numeral:
    """ "numerous"."""
    return Numeral(Span(match.start(), match.end()), None, "boundless")


def _read_group(match: re.Match[str]) -> Numeral:
    """ "a pair of", "a trio of"."""
    value = float(load("figure_numeral")["group"][_plain(match["group"])])
    return Numeral(Span(match.start(), match.end()), value, "group")


def _read_share(match: re.Match[str]) -> Numeral | None:
    """ "a third of", "two-thirds", "half the": a part of a whole, from 0 to 1.

    A lone ordinal ("a third man") is none.
    """
    count = 1.0 if match["above"] is None else compose([match["above"].lower()]) or 1.0
    if (count < 2 or match["below"].lower() == "quarter") and not _WHOLE.match(
        match.string, match.end()
    ):
        return None
    value = count * load("figure_numeral")["fraction"][match["below"].lower()]
    return Numeral(Span(match.start(), match.end()), value, "share")


_WHOLE = re.compile(r"\s(?:of|the|its|his|her|their|our|all|those|these|that)\b", re.IGNORECASE)
"""What follows a fraction of a whole."""


def _read_ratio(match: re.Match[str]) -> Numeral | None:
    """ "one in five", "nine out of 10": a part of a whole, from 0 to 1."""
    few, many = (compose_or_digits(match[key]) for key in ("few", "many"))
    if few is None or many is None or not 0 < few < many:
        return None
    return Numeral(Span(match.start(), match.end()), few / many, "share")


def _read_part(match: re.Match[str]) -> Numeral:
    """ "half a", "a quarter of a", before a unit or a scale."""
    value = load("figure_numeral")["fraction"][match["portion"].lower()]
    scale = match["multiple"]
    if scale:
        value *= _scales()[scale.lower()]
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


def compose_or_digits(written: str) -> float | None:
    """The value of digits or of number words."""
    return (
        _digits(written) if written[0].isdigit() else compose(re.split(r"[\s-]+", written.lower()))
    )


def compose(words: Sequence[str]) -> float | None:
    """The value of a string of number words, or None where they make no number.

    "two hundred and six" is 206; "two six" is none.
    """
    total = 0.0
    current: float | None = None
    room = 1e16
    small = load("figure_numeral")
    for word in words:
        if word in ("and", "a", "an", ""):
            continue
        if word == "half":
            total, current = _add_half(total, current, room)
            continue
        if word in small["scale"]:
            scale = float(small["scale"][word])
            if scale in (12.0, 20.0, 100.0):
                current = (current or 1) * scale
            elif scale < room:
                total += (current or 1) * scale
                current, room = None, scale
            elif total and current is None:
                total *= scale
            else:
                return None
            continue
        value = small["unit"].get(word) or small["teen"].get(word) or small["ten"].get(word)
        if value is None or not _fits(current, float(value)):
            return None
        current = (current or 0) + float(value)
    return total + (current or 0) if total or current else None


def _add_half(total: float, current: float | None, room: float) -> tuple[float, float | None]:
    """ "two and a half" adds a half, "a million and a half" half a million."""
    return (total, current + 0.5) if current is not None else (total + room / 2, None)


def _fits(current: float | None, value: float) -> bool:
    """Whether a number word may follow: units after tens, both after hundreds."""
    if current is None or current % 100 == 0:
        return True
    return value < 10 and current % 10 == 0 and current % 100 >= 20


def _digits(written: str) -> float:
    """Digits with their grouping taken out."""
    return float(re.sub(r"[,\s\u00a0\u2009\u202f']", "", written))


@cache
def _scales() -> dict[str, float]:
    """Every scale word and abbreviation."""
    table = load("figure_numeral")["scale"]
    return {
        **{word: float(value) for word, value in table.items() if word != "short"},
        **{word: float(value) for word, value in table["short"].items()},
    }


@cache
def _SIGN() -> dict[str, float]:  # noqa: N802
    """The values of fraction signs."""
    return {
        sign: float(value) for sign, value in load("figure_numeral")["fraction"]["sign"].items()
    }


def _plain(written: str) -> str:
    """Lower case, single spaces."""
    return " ".join(written.lower().split())


@cache
def _vague_factors() -> dict[str, float]:
    """What each word of a vague count stands for."""
    table = load("figure_numeral")
    scale = {word: float(value) for word, value in table["scale"].items() if word != "short"}
    return {**scale, **table["plural"], **table["vague"]}


@cache
def _vague_atoms() -> str:
    """The words of a vague count, longest first."""
    return "|".join(re.escape(word) for word in sorted(_vague_factors(), key=len, reverse=True))


def _vague_factor(word: str) -> float:
    """The value of one word of a vague count."""
    return float(_vague_factors()[_plain(word)])


def _factor_after(word: str, factor: float) -> float:
    """In "tens of thousands", "several dozens" the second word only multiplies, by its base."""
    base = load("figure_numeral")["scale"].get(_plain(word).removesuffix("s"))
    return float(base) if base else (10.0 if _plain(word) == "tens" else factor)


@cache
def _pattern() -> re.Pattern[str]:
    """All ways to write a number, as one expression; its last named group tells which."""
    table = load("figure_numeral")
    money = load("unit_money")
    unit, teen, ten = ("|".join(table[key]) for key in ("unit", "teen", "ten"))
    scale = "|".join(word for word in table["scale"] if word != "short" and word != "score")
    short = "|".join(sorted(table["scale"]["short"], key=len, reverse=True))
    spaced = "|".join(word for word in table["scale"]["short"] if len(word) > 1)
    plural = "|".join(table["plural"])
    vague = "|".join(sorted(table["vague"], key=len, reverse=True)).replace(" ", r"\s+")
    fraction = "|".join(word for word in table["fraction"] if word != "sign")
    glyph = "".join(table["fraction"]["sign"])
    measure = "|".join(("mile", "kilomet", "hour", "day", "year", "minute", "inch", "acre", "mast"))
    single = "|".join((*LASTING[1:], "mile", "kilomet(?:er|re)"))
    lasting = "|".join(LASTING)
    casualty = "|".join(load("figure_noun")["casualty"]["words"])
    group = "|".join(table["group"]).replace(" ", r"\s+")
    boundless = "|".join(table["boundless"]["words"]).replace(" ", r"\s+")
    signs = "|".join(re.escape(sign) for sign in sorted(money["sign"], key=len, reverse=True))
    codes = "|".join(money["code"]["words"])
    gap = r"[\s\u00a0\u2010\u2011-]+"
    small = rf"(?:(?:{ten})(?:{gap}(?:{unit})\b)?|{teen}|{unit})"
    number = (
        r"(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+"
        r"|\d{1,3}(?:\ \d{3})*\ 000(?!\d)|\d+)(?:\.\d+)?"
    )
    coin = rf"(?:(?<![A-Za-z])(?:{signs})\s?|(?<![A-Za-z])(?:{codes})\s)"
    return re.compile(
        rf"""
        \b(?P<ratio>(?P<few>(?:{small})|\d+)\s(?:in|out\sof)(?:\severy)?\s
          (?P<many>(?:{teen}|{unit})|\d|10|12|20|50|100|1,?000|a\shundred)\b
          (?!,?\d|\s(?:{scale})|\s(?:{single})))
        |(?P<digits>
          (?<![A-Za-z0-9_\#@/])(?:(?<![A-Za-z][\-\u2010\u2011])|(?<=agnitude-))(?<!\d[.,:])
          (?:(?P<currency>{coin}))?
          (?P<minus>(?<!\w)(?:minus\s|[\u2212-](?=\d+(?:\.\d+)?\s?(?:°|º|degree|C\b|F\b))))?
          (?P<number>{number})(?P<glyph>[{glyph}])?
          (?P<scale>(?:[\s\u00a0-]?(?:{scale})\b)+|\s(?:{spaced})(?![\w²³/])|(?:{short})(?![\w²³/])|)
          (?P<half>\s(?:and\sa\shalf)\b)?
          (?!\d)(?!/\d)(?!:\d)
        )
        |(?P<sign>(?<!\d)[{glyph}])
        |\b(?P<share>(?:(?P<above>an?|{unit})[\s-])?(?P<below>{fraction})s?)\b
          (?!\sof\san?\s|[\s-]an?\s|[\s-](?:{scale}|{measure}))
        |\b(?P<part>(?:an?\s)?(?P<portion>half|quarter)[\s-](?:of\s)?(?:an?\s)?
          (?P<multiple>dozen|hundred|thousand|million|billion|trillion)?\b)
        |(?P<vagueness>(?P<money>{coin})?\b(?P<vague>
          (?:(?:{vague}|many|some)\s+(?:of\s+)?)?(?:{plural})(?:\s(?:and|upon|or)\s(?:{plural}))?(?:\s+of\s+(?:{plural}))*
          |(?:{vague})(?:\s+(?:{scale})\b)*)\b)
        |\b(?P<boundless>{boundless})\b
        |\b(?P<group>{group})\b
        |(?P<words>(?P<coin>{coin})?\b(?P<word>
          (?:(?:{small}|an?(?=\s(?:{scale})\b))(?:{gap}(?:and\s)?(?:{small}|(?:{scale})))*
            (?:{gap}and{gap}a{gap}half(?:{gap}(?:{scale}))?)?))\b)
        |\b(?P<twice>twice|thrice)(?=\s(?:as|the|that|its|their|what)\b)
        |\b(?P<long>(?:{lasting})(?=s?[\s-]?long\b))
        |\b(?P<article>an?)(?=\s(?:single\s|full\s|whole\s)?(?:{single})\b)
        |\b(?P<none>no|zero|nobody)(?=\sone\b|\s(?:\w+\s(?:or\s\w+\s)?)?(?:{casualty})\b|(?<=nobody)\s)
        """,
        re.VERBOSE | re.IGNORECASE,
    )
