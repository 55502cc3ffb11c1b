"""One number read as a quantity: its hedges, its unit or noun, its bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from crosswire.extract.figure import ellipsis, exclusion, hedge, noun, person, unit
from crosswire.extract.figure.amount import Amount
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse
from crosswire.row import Span
from crosswire.row.figure import Comparator

Rules = dict[str, tuple[str, tuple[Span, ...]]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A quantity before it is joined with its neighbours and told what it measures.

    `name` is Pint's name of the unit as written ("" for counts and money); `first` and `last` are
    the tokens of the expression, `noun` the counted noun, if any.
    """

    span: Span
    low: float | None
    high: float | None
    unit: str | None
    name: str
    comparator: Comparator
    first: int
    last: int
    head: int
    amount: Amount
    noun: noun.Counted | None = None
    rules: Rules = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Tail:
    """What stands behind a number: where it ends, the unit it gives, and by which rule."""

    end: int
    last: int
    unit: str | None
    rule: str
    name: str = ""
    scale: float = 1.0
    counted: noun.Counted | None = None
    witness: tuple[Span, ...] = ()
    start: int | None = None


def read(
    parse: Parse,
    amount: Amount,
    *,
    floor: int,
    ceiling: int,
    taken: Sequence[Span],
    previous: str | None,
) -> Reading | None:
    """The quantity that a number stands for, or None where it measures nothing.

    No word before token `floor` or from character `ceiling` on belongs to it; `previous` is the
    unit of the count before it.
    """
    sentence = parse.sentences[parse.tokens[amount.first].sentence]
    start = amount.first - 1 if _opens_range(parse, amount, floor) else amount.first
    ahead = hedge.before(parse, start, max(floor, sentence.first))
    behind = hedge.after(parse, amount.last, sentence.last)
    hedged = _is_hedged(parse, ahead) or behind.last > behind.first
    tail = _tail(parse, amount, ahead, behind, ceiling=ceiling, hedged=hedged, previous=previous)
    if tail is None:
        return None
    measured = tail.rule in ("measure", "money", "magnitude", "share")
    rule = exclusion.excluded(
        parse,
        amount,
        taken=taken,
        hedged=ahead.comparator != "exactly",
        measured=measured,
        person=tail.unit == "person" and tail.counted is not None,
    )
    if (
        rule is not None
        or _dates(parse, ahead.first, amount, tail)
        or _points_back(parse, amount, tail, hedged)
    ):
        return None
    return _assemble(parse, amount, ahead, behind, tail)


def _is_hedged(parse: Parse, ahead: hedge.Hedge) -> bool:
    """Whether a hedge that is more than a determiner stands before the number."""
    return any(
        token.lower not in ("the", "a", "an", "other", "all", "another")
        for token in parse.tokens[ahead.first : ahead.last]
    )


def _opens_range(parse: Parse, amount: Amount, floor: int) -> bool:
    """Whether "between" or "from" opens a range: "between 12 and 15"."""
    before = parse.tokens[amount.first - 1].lower if amount.first > floor else ""
    return amount.kind == "range" and before in ("between", "from")


def _tail(
    parse: Parse,
    amount: Amount,
    ahead: hedge.Hedge,
    behind: hedge.Hedge,
    *,
    ceiling: int,
    hedged: bool,
    previous: str | None,
) -> Tail | None:
    """The unit, currency, noun or predicate behind a number, by the first rule that finds one."""
    edge = max(
        amount.span.end, parse.tokens[behind.last - 1].end if behind.last > behind.first else 0
    )
    sentence = parse.sentences[parse.tokens[amount.first].sentence]
    end = min(ceiling, sentence.span.end)
    if amount.form == "long":
        return _measure(parse, amount, amount.span.start, end)
    if amount.form == "twice":
        return Tail(amount.span.end, amount.last, "times", "measure", "times")
    if amount.form == "share":
        return _share(parse, amount, sentence.last)
    if amount.form == "none":
        return _zero(parse, amount, sentence.last)
    if amount.currency is not None:
        return _price(parse, amount, edge, end)
    measure = _measure(parse, amount, edge, end) or _magnitude(parse, amount)
    if measure is not None or amount.form in ("article", "part"):
        return measure
    return _count(
        parse,
        amount,
        max(amount.last, behind.last),
        edge,
        end,
        opening=ahead.first,
        hedged=hedged,
        previous=previous,
    )


def _measure(parse: Parse, amount: Amount, edge: int, end: int) -> Tail | None:
    """ "12km", "several tens of square miles", "40 million euros a year"."""
    if amount.form == "article":
        edge = _SINGLE.match(parse.text, edge).end()  # type: ignore[union-attr]
    found = unit.after(parse.text, edge, end=end)
    if found is None and amount.form in ("vague", "part") and parse.text.startswith(" of ", edge):
        found = unit.after(parse.text, edge + 4, end=end)
    if found is None or _is_no_unit(parse, amount, found):
        return None
    last = _token_at(parse, found.span.end, amount.last)
    close = found.span.end
    if found.name == "" or found.unit in ("percent",):
        close = _with_rate(parse, found.span.end, end) if found.name == "" else close
    rule = "money" if found.name == "" else "measure"
    return Tail(
        close,
        _token_at(parse, close, last),
        found.unit,
        rule,
        found.name,
        found.scale,
        witness=(found.span,),
    )


_SINGLE = re.compile(r"(?:\s(?:single|full|whole))?")
"""What may stand between an article and the unit that it counts."""


def _is_no_unit(parse: Parse, amount: Amount, found: unit.Unit) -> bool:
    """Where a unit's word is another word: "one second thought", "a 500-pound bomb"."""
    written = found.span.of(parse.text)
    if written == "second" and amount.low == 1 and amount.form != "digit":
        return True
    if (
        amount.form == "digit"
        and written in ("in", "x")
        and parse.text[found.span.start - 1] == " "
    ):
        return True
    return found.unit == "magnitude" and amount.low is not None and amount.low > 12


def _price(parse: Parse, amount: Amount, edge: int, end: int) -> Tail:
    """ "$1.2bn", "US$40 million a year", "$110-a-share"."""
    code = unit.currency(amount.currency or "")
    spelled = unit.after(parse.text, edge, end=end)
    if spelled is not None and spelled.name == "" and amount.currency in ("$", "£"):
        code, edge = spelled.unit, spelled.span.end
    close = _with_rate(parse, edge, end)
    return Tail(close, _token_at(parse, close, amount.last), code, "money", witness=(amount.span,))


def _with_rate(parse: Parse, edge: int, end: int) -> int:
    """Where an amount of money ends, with what it is paid for: "$82 per share"."""
    match = unit.rate(parse.text, edge, end=end)
    return match.end() if match else edge


def _magnitude(parse: Parse, amount: Amount) -> Tail | None:
    """ "magnitude 6.1", "a magnitude of 5.8"."""
    tokens, first = parse.tokens, amount.first
    if amount.low is None or amount.low > 12 or amount.form != "digit":
        return None
    for back in (1, 2):
        if first >= back and tokens[first - back].lower in ("magnitude", "magnitudes"):
            if back == 2 and tokens[first - 1].lower not in ("of", "-", "at", "was"):
                return None
            word = tokens[first - back]
            return Tail(
                amount.span.end, amount.last, "magnitude", "magnitude", "magnitude",
                witness=(word.span,), start=word.index,
            )  # fmt: skip
    return None


def _share(parse: Parse, amount: Amount, end: int) -> Tail | None:
    """ "two-thirds of the fleet", "half the staff": in percent."""
    before = parse.tokens[amount.first - 1].lower if amount.first else ""
    if before in words("figure_noun", "ordinal"):
        return None
    counted = noun.counted(parse, amount.last, end, one=True)
    return Tail(amount.span.end, amount.last, "percent", "share", "percent", 100.0, counted)


def _zero(parse: Parse, amount: Amount, end: int) -> Tail | None:
    """ "no casualties", "no one was hurt"."""
    edge = amount.last
    casualty = words("figure_noun", "casualty")
    for index in range(edge, min(end, edge + 4)):
        token = parse.tokens[index]
        if token.lower in casualty:
            body = token.lower in words("figure_noun", "body") or person.is_person(token)
            named = "person" if body else noun.unit_of(parse, index, index)
            counted = noun.Counted(edge, index + 1, index, named)
            return Tail(
                token.end, index + 1, named, "none_of", counted=counted, witness=(token.span,)
            )
    last = edge + 1 if parse.tokens[edge].lower == "one" else edge
    found = ellipsis.understood(
        parse, amount.first, last, previous=None, hedged=False, large=False, opening=amount.first
    )
    if found is None or not _spans(parse, found.witness):
        return None
    return Tail(
        parse.tokens[last - 1].end, last, "person", "nobody", witness=_spans(parse, found.witness)
    )


def _count(
    parse: Parse,
    amount: Amount,
    at: int,
    edge: int,
    end: int,
    *,
    opening: int,
    hedged: bool,
    previous: str | None,
) -> Tail | None:
    """ "14 drones", "dozens of the girls", "over 200 wounded"."""
    sentence = parse.sentences[parse.tokens[amount.first].sentence]
    one = amount.low == 1 and amount.high == 1
    counted = noun.counted(parse, at, sentence.last, one=one)
    if counted is not None:
        if one and not _counts_one(parse, amount, counted, hedged=hedged):
            return None
        last = counted.last
        close = parse.tokens[last - 1].end
        if close > end:
            last, close = at, edge
        return Tail(
            close,
            last,
            counted.unit,
            "count",
            counted=counted,
            witness=(parse.tokens[counted.head].span,),
        )
    if one and parse.tokens[min(at, len(parse.tokens) - 1)].lower != "other":
        return None
    return _bare(parse, amount, at, edge, opening=opening, hedged=hedged, previous=previous)


def _bare(
    parse: Parse,
    amount: Amount,
    at: int,
    edge: int,
    *,
    opening: int,
    hedged: bool,
    previous: str | None,
) -> Tail | None:
    """A number whose noun is left out."""
    large = (
        amount.low is not None
        and amount.low >= 1e6
        and (amount.scale is not None or amount.form == "word")
    )
    found = ellipsis.understood(
        parse, amount.first, at, previous=previous, opening=opening,
        hedged=hedged or amount.form == "vague" or _is_definite(parse, amount), large=large,
    )  # fmt: skip
    if found is None:
        return None
    close = parse.tokens[found.last - 1].end if found.last > at else edge
    return Tail(close, found.last, found.unit, found.rule, witness=_spans(parse, found.witness))


def _is_definite(parse: Parse, amount: Amount) -> bool:
    """ "the 21 who came home": a number that points back to a count."""
    return (
        amount.form == "digit"
        and amount.first > 0
        and parse.tokens[amount.first - 1].lower == "the"
    )


def _counts_one(parse: Parse, amount: Amount, counted: noun.Counted, *, hedged: bool) -> bool:
    """Whether "one" counts: "one man was killed", not "one man said", "one of the men", "one day"."""
    if counted.partitive:
        return False
    tokens = parse.tokens
    head = tokens[counted.head]
    before = tokens[amount.first - 1].lower if amount.first else ""
    if before in ("the", "this", "that", "no", "any", "every", "each", "number", "-", "which"):
        return False
    if head.lower in words("figure_noun", "vague_one") or head.tag in ("NNP", "NNPS"):
        return False
    verb = tokens[head.head]
    if head.dep == "nsubj" and verb.lemma in words("figure_noun", "saying"):
        return False
    if counted.unit == "person" or hedged or before in ("only", "just"):
        return True
    sentence = parse.sentences[head.sentence]
    others = parse.tokens[counted.last : min(sentence.last, counted.last + 4)]
    return any(token.tag == "CD" for token in others)


def _dates(parse: Parse, first: int, amount: Amount, tail: Tail) -> bool:
    """Whether a duration tells when, not how long."""
    if tail.unit not in unit.DIMENSIONS_OF_TIME or tail.rule != "measure":
        return False
    if amount.form == "article" and not _lasts(parse, first, amount):
        return True
    return exclusion.is_window(parse, first, amount, tail.last)


def _lasts(parse: Parse, first: int, amount: Amount) -> bool:
    """Whether "a week" is a length of time: "for a week", "after a week of rain", "at least a week"."""
    if first < amount.first and parse.tokens[first].lower not in ("a", "an"):
        return True
    before = parse.tokens[first - 1].lower if first else ""
    after = parse.tokens[amount.first + 2].lower if amount.first + 2 < len(parse.tokens) else ""
    if before in (
        "for",
        "within",
        "lasted",
        "lasting",
        "lasts",
        "last",
        "took",
        "takes",
        "take",
        "of",
        "than",
        "beyond",
        "during",
        "calling",
    ):
        return True
    return after in ("of", "after") and before in ("after", "for", "than", "transaction", "")


def _points_back(parse: Parse, amount: Amount, tail: Tail, hedged: bool) -> bool:
    """ "the two companies", "these three": a small number that only repeats what is known."""
    if hedged or amount.form != "word" or not amount.first or amount.low is None:
        return False
    before = parse.tokens[amount.first - 1].lower
    if before not in words("figure_noun", "anaphoric") or tail.rule in (
        "measure",
        "money",
        "magnitude",
    ):
        return False
    if before in ("these", "those", "both"):
        return True
    if before == "the" and amount.low > 2:
        return False
    head = tail.counted.head if tail.counted else None
    if head is None or tail.unit != "person":
        return amount.low <= 2
    return amount.low <= 2 and (person.is_office(parse.tokens[head]) or before != "the")


def _assemble(
    parse: Parse, amount: Amount, ahead: hedge.Hedge, behind: hedge.Hedge, tail: Tail
) -> Reading:
    """The reading of a number from its parts."""
    first = min(ahead.first, amount.first, tail.start if tail.start is not None else amount.first)
    span = Span(_start(parse, first, amount), max(tail.end, amount.span.end))
    comparator = _comparator(amount, ahead, behind)
    low, high = bounds(_in_unit(amount.low, tail), _in_unit(amount.high, tail), comparator)
    head = tail.counted.head if tail.counted else amount.first
    rules: Rules = {
        "unit": (tail.rule, tail.witness),
        "comparator": (comparator.replace(" ", "_"), (*ahead.spans, *behind.spans)),
        "low": (amount.form if not amount.kind else amount.kind, (amount.span,)),
    }
    return Reading(
        span, low, high, tail.unit, tail.name, comparator, first, max(tail.last, amount.last), head, amount,
        tail.counted, rules,
    )  # fmt: skip


def _start(parse: Parse, first: int, amount: Amount) -> int:
    """Where the expression begins: inside a token where the number does ("($40")."""
    if first < amount.first:
        return parse.tokens[first].start
    return amount.span.start


def _comparator(amount: Amount, ahead: hedge.Hedge, behind: hedge.Hedge) -> Comparator:
    """The class of the whole: the bound that a hedge sets, else what the number itself says."""
    hedges = [h.comparator for h in (ahead, behind) if h.comparator != "exactly"]
    bounding = [kind for kind in hedges if kind != "about"]
    if amount.kind == "range":
        return "range"
    if amount.form in ("vague", "boundless"):
        return (
            bounding[0]
            if bounding and bounding[0] in ("up to", "at most", "less than")
            else "vague"
        )
    return (bounding or hedges or ["exactly"])[0]


def bounds(
    low: float | None, high: float | None, comparator: Comparator
) -> tuple[float | None, float | None]:
    """The bounds that a comparator leaves: "more than 100" is 100 and none."""
    if comparator in ("at least", "more than", "vague"):
        return low, None
    if comparator in ("at most", "up to", "less than"):
        return None, high
    return low, high


def _in_unit(value: float | None, tail: Tail) -> float | None:
    """A value in the ledger's unit."""
    if value is None:
        return None
    scaled = value * tail.scale
    if tail.name in ("", "magnitude", "times") or tail.unit is None or tail.rule == "share":
        return float(f"{scaled:.9g}")
    return unit.convert(scaled, name=tail.name, unit=tail.unit)


def _token_at(parse: Parse, end: int, last: int) -> int:
    """The token edge at character `end`, not before token edge `last`."""
    while last < len(parse.tokens) and parse.tokens[last].start < end:
        last += 1
    return last


def _spans(parse: Parse, indices: tuple[int, ...]) -> tuple[Span, ...]:
    """The spans of tokens."""
    return tuple(parse.tokens[index].span for index in indices)
