"""Numbers that take the unit of another: "and nine more", "up from 336", "Brede 65,000".

What they count or measure was told before: in the same sentence, or where the noun stands to which
"them" points back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from crosswire.extract.figure import noun, person
from crosswire.extract.figure.bare import ENDING, Bare, Sense
from crosswire.extract.figure.notation import LASTING
from crosswire.extract.figure.vocabulary import load, words
from crosswire.parse import Parse, Token

FAR = 30
"""Words before a sentence among which "them" looks for its noun."""


ARGUMENT = frozenset(
    (
        "nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos", "oprd", "dative",
        "dep", "npadvmod",
    )
)  # fmt: skip
"""Grammatical roles of a noun phrase."""


def exchanged(parse: Parse, bare: Bare) -> Sense | None:
    """ "The rupee closed at 341.6 to the dollar against Monday's 332.2": in rupees."""
    sentence = parse.text[parse.tokens[bare.start].start : parse.tokens[bare.end - 1].end]
    if not _RATE.search(sentence):
        return None
    before = parse.tokens[max(0, bare.first - 1)]
    led = before.lower in _LEVEL or before.tag in ("POS", "VBD", "VBN", "VBG")
    ended = bare.edge >= bare.end or parse.tokens[bare.edge].tag in ENDING | {"TO", "NN", "RB"}
    named = (token for token in parse.tokens[bare.start : bare.end] if token.lower in _money())
    code = next((_money()[token.lower] for token in named), None)
    return Sense(code, "money") if led and ended and code is not None else None


_RATE = re.compile(
    r"\d (?:to|per|against|versus|for) (?:the|a|one) (?:US |U\.S\. |American )?"
    r"(?:dollar|euro|pound|greenback|franc|yen)\b"
)
"""How a rate of exchange is told."""


_LEVEL = frozenset(("at", "to", "from", "of", "around", "about", "near", "below", "above", "past"))
"""What stands before the level of a price."""


@cache
def _money() -> Mapping[str, str]:
    """Currencies by their words, but those in which rates are told."""
    words = load("unit_money")["word"]
    against = ("USD", "EUR", "GBP")
    return {word: str(code) for word, code in words.items() if code not in against}


def _gapped(parse: Parse, bare: Bare) -> Sense | None:
    """ "140,000 tonnes went to Arden, 65,000 to Brede": the unit of the number before it, where a
    name, or a word that compares, stands before this one and nothing behind it."""
    if bare.measure is None or bare.first - 2 < bare.start:
        return None
    before, above = parse.tokens[bare.first - 1], parse.tokens[bare.first - 2]
    ended = bare.edge >= bare.end or parse.tokens[bare.edge].tag in ENDING | {"RB", "MD", "VBD"}
    back = before.lower == "to" and any(
        token.lower == "from" for token in parse.tokens[bare.start : bare.first]
    )
    listed = before.tag in ("NNP", "NNPS") and above.text in (",", ";", "and")
    compared = before.lower in ("from", "against", "versus") or (
        before.lower in ("of", "at") and above.lower in words("figure_noun", "level")
    )
    if not ended or not (listed or compared or back) or _is_year(bare):
        return None
    measure = bare.measure
    return Sense(measure.unit, measure.rule, (bare.first - 1,), measure.name, measure.scale)


def _is_year(bare: Bare) -> bool:
    """Whether a number may be a year."""
    return bare.value is not None and not bare.value % 1 and 1900 <= bare.value <= 2100


def _them(parse: Parse, bare: Bare) -> Sense | None:
    """ "614 procedures were postponed, 47 of them for cancer": the nearest plural before it."""
    if not _is_of_them(parse, bare) or bare.antecedent == "person":
        return None
    following = parse.tokens[bare.edge + 2 : min(bare.end, bare.edge + 5)]
    if any(_tells_people(token) for token in following):
        return Sense("person", "of_them", (following[0].index,))
    which = parse.tokens[bare.edge + 1].lower == "which"
    floor = max(0, bare.start - FAR)
    for token in reversed(parse.tokens[floor : bare.opening]):
        if token.tag == "NNS" and not (which and person.is_person(token)):
            return Sense(noun.unit_of(parse, token.index, token.index), "of_them", (token.index,))
    return None


def _tells_people(token: Token) -> bool:
    """Whether a word tells that "them" are people: "children", "critically injured"."""
    told = token.lower in words("figure_noun", "fate") or token.lower in ("critical", "serious")
    return told or person.is_person(token)


def _figure_of(parse: Parse, bare: Bare) -> Sense | None:
    """ "the gang's figure of 410,000", "the number is closer to 100": of what was counted last."""
    known = dict(bare.known)
    counted = known.get(bare.value, bare.latest)
    if counted is None:
        return None
    for token in reversed(parse.tokens[max(bare.start, bare.opening - 4) : bare.opening]):
        if token.lower in words("figure_noun", "level"):
            return Sense(counted, "figure_of", (token.index,))
        if token.lower not in ("of", "at", "is", "was", "to", "stood", "stands", "now", "still"):
            return None
    return None


def _again(parse: Parse, bare: Bare) -> Sense | None:
    """ "14 drones over the bay and 18 over the town", "dozens more", "up from 336"."""
    if bare.edge == bare.last and not (bare.large or _repeats(parse, bare)):
        return None
    unit = bare.antecedent
    if unit is None and (bare.large or parse.tokens[bare.edge - 1].lower == "others"):
        unit = None if _is_spent(parse, bare) else "person"
    return Sense(unit, "as_before")


def _is_spent(parse: Parse, bare: Bare) -> bool:
    """ "cost the firms millions": a number of money."""
    near = parse.tokens[max(bare.start, bare.opening - 4) : bare.opening]
    return any(token.lemma in words("figure_noun", "spending") for token in near)


def _repeats(parse: Parse, bare: Bare) -> bool:
    """Whether the number stands for the noun of the count before it."""
    if (bare.hedged and _is_argument(parse, bare)) or _is_of_them(parse, bare):
        return True
    if _is_rate(parse, bare):
        return True
    return bare.antecedent is not None and (
        _is_part(parse, bare)
        or _is_joined(parse, bare)
        or _is_subject(parse, bare)
        or _is_parallel(parse, bare)
    )


def _is_part(parse: Parse, bare: Bare) -> bool:
    """ "of which four", "including 12", "up from 336"."""
    before = [word.lower for word in parse.tokens[max(0, bare.opening - 2) : bare.opening]]
    known = (["of", "which"], ["up", "from"], ["down", "from"], ["out", "of"])
    return before in known or before[-1:] == ["including"]


def _is_of_them(parse: Parse, bare: Bare) -> bool:
    """ "four of them"."""
    after = [word.lower for word in parse.tokens[bare.edge : bare.edge + 2]]
    return after[:1] == ["of"] and after[-1] in ("them", "which", "these")


def _is_rate(parse: Parse, bare: Bare) -> bool:
    """ "averaging 30 a day"."""
    after = [word.lower for word in parse.tokens[bare.edge : min(bare.end, bare.edge + 2)]]
    return after[:1] in (["a"], ["per"], ["each"]) and after[-1] in LASTING


def _is_joined(parse: Parse, bare: Bare) -> bool:
    """ "14 drones over the bay and 18 over the town"."""
    token = parse.tokens[bare.first]
    other = parse.tokens[token.head]
    if token.dep != "conj":
        return False
    if bare.edge < bare.end and parse.tokens[bare.edge].tag == "IN":
        return True
    return other.tag in ("NNS", "CD") and any(
        parse.tokens[child].tag == "CD" for child in parse.children[other.index]
    )


def _is_subject(parse: Parse, bare: Bare) -> bool:
    """ "three were having surgery", after people were counted."""
    return bare.antecedent == "person" and parse.tokens[bare.first].dep in ("nsubj", "nsubjpass")


def _is_parallel(parse: Parse, bare: Bare) -> bool:
    """ "the north won 11 seats and the south won 10": the same verb, its object without a noun."""
    token = parse.tokens[bare.first]
    verb = parse.tokens[token.head]
    if token.dep not in ("dobj", "attr") or verb.pos not in ("VERB", "AUX"):
        return False
    return any(word.lemma == verb.lemma for word in parse.tokens[bare.start : verb.index])


def _is_argument(parse: Parse, bare: Bare) -> bool:
    """Whether the number stands where a noun phrase would."""
    return any(
        token.dep in ARGUMENT and token.tag in ("CD", "NNS", "NN", "JJR", "JJ")
        for token in parse.tokens[bare.first : bare.edge]
    )


RULES: tuple[Callable[[Parse, Bare], Sense | None], ...] = (
    _them,
    _figure_of,
    _gapped,
    _again,
)
"""The first that applies decides."""
