"""Counts of those who speak: "two officials said", "three people with knowledge of the talks".

They tell on whom a report rests, and measure nothing about the event.
"""

from __future__ import annotations

import re

from crosswire.extract.figure.noun import Counted
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse

FEW = 12
"""Nobody counts more sources than this."""

_IN_THE_KNOW = re.compile(
    r",?\s(?:with\s(?:\w+\s){0,2}(?:knowledge|familiarity)\b"
    r"|(?:who\s(?:was|were|is|are)\s)?(?:(?:familiar|acquainted)\swith|close\sto)\b"
    r"|(?:who\s(?:had\sbeen|was|were)\s)?(?:briefed|informed)\son\b"
    r"|(?:speaking|talking)\son\s(?:the\s)?condition\b"
    r"|(?:all\s|both\s)?(?:of\swhom\s|who\s)(?:\w+\s)?(?:asked|wished|requested|insisted|preferred"
    r"|declined|refused|spoke|did\snot\swant|were\snot\sauthori[sz]ed|are\snot\sauthori[sz]ed)\b)",
    re.IGNORECASE,
)
"""What follows people who are quoted without their names."""


def is_source(parse: Parse, counted: Counted, value: float | None) -> bool:
    """Whether a small number of people are counted for what they say."""
    named = parse.tokens[counted.head].lemma == "source"
    people = counted.unit == "person" and not counted.partitive
    if not (people or named) or value is None or value > FEW:
        return False
    return (
        _speaks(parse, counted.first - 1 if counted.partitive else counted.head)
        or _is_quoted(parse, counted.first)
        or bool(_IN_THE_KNOW.match(parse.text, parse.tokens[counted.last - 1].end))
    )


def _is_quoted(parse: Parse, first: int) -> bool:
    """ "according to two diplomats", "in the words of one man"; `first` is behind the number."""
    before = " ".join(token.lower for token in parse.tokens[max(0, first - 4) : first - 1])
    return before.endswith(("according to", "words of", "view of", "opinion of"))


def _speaks(parse: Parse, head: int) -> bool:
    """Whether a noun is the subject of a verb of saying; "two men claim to be kings" says nothing
    of what they know, and "four deaths reported" are not those who report."""
    token = parse.tokens[head]
    verb = parse.tokens[token.head]
    if token.dep != "nsubj" or token.lower in words("figure_noun", "body"):
        return False
    claims = any(parse.tokens[child].dep == "xcomp" for child in parse.children[verb.index])
    return verb.lemma in words("figure_noun", "source") and not claims
