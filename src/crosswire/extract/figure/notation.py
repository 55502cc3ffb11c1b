"""How numbers are written, as one expression.

Grouping of digits by comma, thin space or in the Indian way follows CLDR.
"""

from __future__ import annotations

import re
from functools import cache

from crosswire.extract.figure.vocabulary import load

LASTING = (
    "second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade", "century",
)  # fmt: skip
"""Units of time, of which "a" may count one."""

MONTHS = frozenset(
    (
        "january", "february", "march", "april", "may", "june", "july", "august", "september",
        "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec",
    )
)  # fmt: skip
"""Months and how they are shortened."""


@cache
def pattern() -> re.Pattern[str]:
    """All ways to write a number, as one expression; its last named group tells which."""
    table = load("figure_numeral")
    money = load("unit_money")
    unit, teen, ten = ("|".join(table[key]) for key in ("unit", "teen", "ten"))
    scale = "|".join(word for word in table["scale"] if word not in ("short", "score"))
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
        \b(?P<ratio>(?P<few>(?:{small})|\d+)\s(?:in|(?:[a-z]+\s)?out\sof)(?:\severy)?\s
          (?P<many>(?:{teen}|{unit})|\d|10|12|20|50|100|1,?000|10,?000|100,?000|a\s(?:hundred|million|thousand))\b
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
          (?:{small}|an?(?=\s(?:{scale})\b))
            (?:(?:{gap}(?:{scale})\b)+(?:{gap}(?:and{gap})?{small}\b(?:{gap}(?:{scale})\b)*)*)?
            (?:{gap}and{gap}a{gap}half(?:{gap}(?:{scale}))?)?)\b)
        |\b(?P<twice>twice|thrice)(?=\s(?:as|the|that|its|their|what)\b)
        |\b(?P<long>(?:{lasting})(?=s?[\s-]?long\b))
        |\b(?P<article>an?)(?=\s(?:single\s|full\s|whole\s)?(?:{single})\b)
        |\b(?P<none>no|zero|nobody)(?=\sone\b|\s(?:\w+\s(?:or\s\w+\s)?)?(?:{casualty})\b|(?<=nobody)\s)
        """,
        re.VERBOSE | re.IGNORECASE,
    )
