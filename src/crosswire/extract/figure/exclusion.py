"""What looks like a quantity and measures nothing: ages, dates, clock times, names, counters.

Each rule answers with its name where it applies; the first that applies excludes the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crosswire.extract.figure import person as human
from crosswire.extract.figure.amount import Amount
from crosswire.extract.figure.notation import MONTHS
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse
from crosswire.row import Span

_CLOCK_AFTER = re.compile(
    r"\s?(?:[ap]\.?\s?m\b\.?|GMT|UTC|BST|CET|CEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|IST|JST|KST|AEST|AEDT"
    r"|WIB|MSK|hours\s(?:local|GMT|UTC)|hrs\b|o[’']clock|local\stime|noon\b|midnight\b|Z\b)",
)
_AGE_AFTER = re.compile(
    r"[\s\u00a0\u2010\u2011-](?:and\sa\shalf[\s-])?(?:years?|months?|weeks?|days?|yr)(?:[\s\u2010\u2011-]olds?\b|\sof\sage\b)"
    r"|\s?yo\b|[\s-](?:somethings?)\b|\sand\s(?:under|over|younger|older)\b",
    re.IGNORECASE,
)
_ORDINAL_AFTER = re.compile(
    r"(?:st|nd|rd|th)\b|-(?:for|on|in|of)-|[’']?s\b|[/:]\d|\.\d", re.IGNORECASE
)
_MONTH_AFTER = re.compile(
    rf"(?:\s|-)(?:of\s)?(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?", re.IGNORECASE
)
_YEAR_AFTER = re.compile(r"\s?(?:AD|BC|CE|BCE)\b")
_COUNTER = re.compile(r"[.)/:]|\s?/\s?\d")
_POINT_AFTER = re.compile(
    r"(?:\.\d+)?\s?(?:°|º|degrees?)\s?(?:\d+['′’]?\s?)?(?:north|south|east|west|N|S|E|W|latitude|longitude)\b"
)
_SPAN_OF_RECORD = re.compile(
    r"[-\u2010\u2011 ](?:year|month|week|day|quarter|decade)[-\u2010\u2011 ]"
    r"(?:low|high|peak|trough|average|record|best|worst|maximum|minimum|anniversary|mean|median)s?\b"
)
"""How long nothing was lower or higher: "a three-year low"."""
_SUFFIX = re.compile(r"[A-Za-z]|[-‐‑–][A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Held:
    """What speaks for a number: a hedge around it, a unit behind it, a noun for human beings."""

    hedged: bool
    measured: bool
    person: bool

    @property
    def any(self) -> bool:
        """Whether anything does."""
        return self.hedged or self.measured or self.person


def excluded(parse: Parse, amount: Amount, held: Held, taken: Sequence[Span]) -> str | None:
    """The name of the rule that says the number is no quantity, or None."""
    if amount.form == "digit" and not amount.currency:
        for name, rule in _DIGIT_RULES:
            if rule(parse, amount, held.any):
                return name
    if _is_age(parse, amount):
        return "age"
    if _SPAN_OF_RECORD.match(parse.text, amount.span.end):
        return "record"
    if _is_named(parse, amount, held.measured or held.hedged):
        return "name"
    dated = not held.measured and any(span.overlaps(amount.span) for span in taken)
    return "time" if dated else None


def is_window(parse: Parse, first: int, amount: Amount, last: int) -> bool:
    """Whether a number of days, hours or years dates something: "the past two days", "a week ago".

    `first` is the first word of the whole expression, `last` the edge behind its unit.
    """
    before = words("figure_noun", "window", "before")
    tokens = parse.tokens
    sentence = parse.sentences[tokens[amount.first].sentence]
    near = tokens[max(sentence.first, amount.first - 2) : amount.first]
    if any(token.lower in before for token in near[-1:]) or (
        near and near[-1].lower == "few" and len(near) > 1 and near[-2].lower in before
    ):
        return True
    if first - 1 >= sentence.first and tokens[first - 1].lower in before | {"in", "every", "per"}:
        return True
    following = [token.lower for token in tokens[last : min(last + 2, sentence.last)]]
    if following[:1] and following[0] in words("figure_noun", "window", "noun"):
        return True
    if first > sentence.first and tokens[first - 1].lower in words("figure_noun", "lasting"):
        return False
    dated = following[:1] and following[0] in words("figure_noun", "window", "after")
    return bool(dated) or following == ["from", "now"]


def _is_glued(parse: Parse, amount: Amount, held: bool) -> bool:
    """ "5G", "747s", "20th", "4x4", "2-0": a letter or number grows out of the digits."""
    after = amount.span.end
    if not amount.scale and _ORDINAL_AFTER.match(parse.text, after):
        return True
    return not held and bool(_SUFFIX.match(parse.text, after))


def _is_clock(parse: Parse, amount: Amount, _held: bool) -> bool:
    """ "7.40am", "0640 GMT", "6 o'clock"."""
    before = parse.text[max(0, amount.span.start - 1) : amount.span.start]
    return before == ":" or bool(_CLOCK_AFTER.match(parse.text, amount.span.end))


def _is_date(parse: Parse, amount: Amount, _held: bool) -> bool:
    """ "3 March", "Mar. 3", "3 of March 2019"."""
    if amount.low is None or amount.low > 31 or amount.low != int(amount.low):
        return False
    previous = parse.tokens[amount.first - 1].lower.rstrip(".") if amount.first else ""
    if previous in MONTHS and not (
        previous in ("may", "march") and not _capital_before(parse, amount)
    ):
        return True
    return bool(_MONTH_AFTER.match(parse.text, amount.span.end))


def _capital_before(parse: Parse, amount: Amount) -> bool:
    """Whether the word before begins with a capital."""
    return parse.tokens[amount.first - 1].text[:1].isupper()


def _is_year(parse: Parse, amount: Amount, held: bool) -> bool:
    """ "2019", "the 2019 floods": four digits without a comma that no hedge or noun holds."""
    written = amount.span.of(parse.text)
    if _YEAR_AFTER.match(parse.text, amount.span.end):
        return True
    if not re.fullmatch(r"(?:1[5-9]|20)\d\d(?:[-–](?:\d\d|\d{4}))?", written):
        return False
    previous = parse.tokens[amount.first - 1].lower if amount.first else ""
    if (
        previous == ","
        and amount.first > 2
        and parse.tokens[amount.first - 3].lower.rstrip(".") in MONTHS
    ):
        return True
    return (
        not held
        or previous in ("in", "since", "until", "till", "early", "late", "mid", "by")
        or previous in MONTHS
    )


def _is_phone(parse: Parse, amount: Amount, held: bool) -> bool:
    """ "0800 123 456", "+44 20", "12345678": a leading zero or plus, a long row of digits."""
    written = amount.span.of(parse.text)
    start = amount.span.start
    if re.fullmatch(r"\d{6,}", written) and not held:
        return True
    if re.match(r"0\d", written) or parse.text[max(0, start - 1) : start] == "+":
        return True
    around = parse.text[max(0, start - 8) : amount.span.end + 8]
    return (
        bool(re.search(r"\d{3,}[\s.-]\d{3,}[\s.-]\d{3,}|\(?0\d{2,}\)?[\s.-]\d{3,}", around))
        and "," not in written
    )


def _is_counter(parse: Parse, amount: Amount, _held: bool) -> bool:
    """ "1. First point", "2/3 Today": a number that opens a block and numbers it."""
    sentence = parse.sentences[parse.tokens[amount.first].sentence]
    block = parse.blocks[sentence.block].span
    if amount.span.start != block.start:
        return False
    return bool(_COUNTER.match(parse.text, amount.span.end))


def _is_position(parse: Parse, amount: Amount, _held: bool) -> bool:
    """ "5.2 degrees north": a point on the globe."""
    return bool(_POINT_AFTER.match(parse.text, amount.span.end))


def _is_label(parse: Parse, amount: Amount, held: bool) -> bool:
    """ "Boeing 737", "Storm 5": digits the model takes for a part of a name with words before."""
    if held or not amount.first:
        return False
    token, previous = parse.tokens[amount.first], parse.tokens[amount.first - 1]
    if previous.end == token.start and previous.text in "-/#":
        return True
    return (
        token.label in ("PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT", "ORG")
        and previous.label == token.label
        and previous.tag in ("NNP", "NN", "NNPS")
    )


_DIGIT_RULES: tuple[tuple[str, Callable[[Parse, Amount, bool], bool]], ...] = (
    ("glued", _is_glued),
    ("clock", _is_clock),
    ("date", _is_date),
    ("year", _is_year),
    ("phone", _is_phone),
    ("counter", _is_counter),
    ("position", _is_position),
    ("label", _is_label),
)


def _is_age(parse: Parse, amount: Amount) -> bool:
    """ "the 42-year-old", "Ann Lee, 30, a clerk", "aged between 12 and 15", "(19)"."""
    classed = _is_age_class(parse, amount) or _is_age_of_one(parse, amount)
    if classed or _AGE_AFTER.match(parse.text, amount.span.end):
        return True
    tokens, first = parse.tokens, amount.first
    near = {token.lower for token in tokens[max(0, first - 3) : first]}
    if near & {"aged", "age", "ages"}:
        return True
    if amount.low is None or not 0 < amount.low < 120 or first < 2:
        return False
    if _is_second_age(parse, amount):
        return True
    opening = tokens[first - 1].text
    closing = tokens[amount.last].text if amount.last < len(tokens) else "."
    apart = tokens[first].sentence != tokens[first - 1].sentence or amount.currency
    if apart or _counts_some(parse, amount) or tokens[first - 2].lower in _DAYS:
        return False
    named = tokens[first - 2].tag in ("NNP", "NNPS") or tokens[first - 2].label == "PERSON"
    kin = tokens[first - 2].tag == "NN" and opening == ","
    bare = amount.form == "digit" or amount.low > 12
    return (
        bare
        and opening in (",", "(")
        and closing in (",", ")", ".", ";", "was", "and", "who", "has", "is", "of")
        and (named or (kin and closing in (",", ".")))
        and (closing != ")" or opening == "(")
    )


_DAYS = (
    frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    | MONTHS
)


def _counts_some(parse: Parse, amount: Amount) -> bool:
    """ ", 47 of them": some of those before."""
    after = [token.lower for token in parse.tokens[amount.last : amount.last + 2]]
    return after[:1] == ["of"] and after[-1] in ("them", "which", "whom", "these", "those", "the")


def _is_second_age(parse: Parse, amount: Amount) -> bool:
    """ "two women, 23 and 27, survived"."""
    tokens, first = parse.tokens, amount.first
    if first < 4 or tokens[first - 1].lower != "and" or tokens[first - 2].tag != "CD":
        return False
    closing = tokens[amount.last].text if amount.last < len(tokens) else "."
    return tokens[first - 3].text == "," and closing in (",", ".")


def _is_age_of_one(parse: Parse, amount: Amount) -> bool:
    """ "a girl of three", "a man of 60"; but "a mother of three" has three children."""
    tokens, first = parse.tokens, amount.first
    if first < 3 or amount.low is None or amount.low > 110 or tokens[first - 1].lower != "of":
        return False
    following = tokens[amount.last].tag if amount.last < len(tokens) else "."
    aged = tokens[first - 2].lower in words("figure_noun", "aged")
    return aged and tokens[first - 2].tag == "NN" and not following.startswith(("NN", "JJ"))


def _is_age_class(parse: Parse, amount: Amount) -> bool:
    """ "children under five", "he is over 60": an age behind people and a bound."""
    if amount.first < 2 or amount.low is None or amount.low > 100 or amount.low % 1:
        return False
    hedge, people = parse.tokens[amount.first - 1], parse.tokens[amount.first - 2]
    if hedge.lower not in ("under", "over", "above", "below"):
        return False
    if not (human.is_person(people) or people.lemma == "be"):
        return False
    following = parse.tokens[amount.last] if amount.last < len(parse.tokens) else None
    return following is None or following.tag not in ("NN", "NNS", "JJ", "NNP", "$", "NNPS")


def _is_named(parse: Parse, amount: Amount, held: bool) -> bool:
    """ "Flight 370", "Article 5", "Group of Seven": the number names what stands before it."""
    if held or not amount.first or amount.form not in ("digit", "word"):
        return False
    tokens, first = parse.tokens, amount.first
    previous = tokens[first - 1]
    if previous.sentence != tokens[first].sentence:
        return False
    heads = words("figure_noun", "named")
    tied = previous.index == tokens[first].head or previous.head == first
    if (
        previous.lower in heads
        and (tied or previous.text[:1].isupper())
        and previous.tag in ("NN", "NNP", "NNS", "NNPS", "JJ", ".")
    ):
        follower = tokens[amount.last] if amount.last < len(tokens) else None
        plural = follower is not None and follower.tag == "NNS"
        return not plural or previous.tag == "NNP"
    if amount.form == "word":
        return previous.lower == "of" and first > 1 and tokens[first - 2].text == "Group"
    return previous.tag == "NNP" and tokens[first].head == previous.index
