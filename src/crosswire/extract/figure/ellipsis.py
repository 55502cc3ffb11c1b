"""Numbers without a noun: "over 200 wounded", "and nine more", "the toll to 11"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from crosswire.extract.figure import noun, person
from crosswire.extract.figure.notation import LASTING
from crosswire.extract.figure.vocabulary import load, words
from crosswire.parse import Parse, Token

REACH = 5
"""Auxiliaries and adverbs that may stand between a number and its predicate."""

FAR = 30
"""Words before a sentence among which "them" looks for its noun."""

NEAR = 8
"""Words around a number among which a vote or what is counted is looked for."""

ARGUMENT = frozenset(
    (
        "nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT", "appos", "oprd", "dative",
        "dep", "npadvmod",
    )
)  # fmt: skip
"""Grammatical roles of a noun phrase."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without a noun: its hedges begin with token `opening`, it takes up `first` to
    `last`, with "more" or "others" to `edge`, in a sentence of tokens `start` to `end`.

    `antecedent` is what the count before it counted, in its sentence or of people; `latest` what
    it counted wherever it stood; `measure` the unit of the number before it in its sentence;
    `large` tells a number in millions.
    """

    opening: int
    first: int
    last: int
    edge: int
    start: int
    end: int
    value: float | None
    antecedent: str | None
    measure: Measure | None
    latest: str | None
    hedged: bool
    large: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """The unit of a number that was read, Pint's name of it, its rule, and its sentence.

    `scale` is that of a hundredth of a currency.
    """

    unit: str | None
    name: str
    rule: str
    sentence: int
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Sense:
    """What a bare number counts, the rule that says so, and the tokens that the rule looked at.

    `name` is Pint's name where it measures rather than counts.
    """

    unit: str | None
    rule: str
    witness: tuple[int, ...] = ()
    name: str = ""
    scale: float = 1.0


def understood(parse: Parse, bare: Bare) -> Sense | None:
    """What a bare number counts, or None where nothing says that it counts anything."""
    for rule in _RULES:
        sense = rule(parse, bare)
        if sense is not None:
            return sense
    return None


def others(parse: Parse, last: int, end: int) -> int:
    """The edge behind "more", "others" or "of others" after a number that ends with `last`."""
    edge = last
    while edge < end and parse.tokens[edge].lower in ("more", "others", "other"):
        edge += 1
    following = [token.lower for token in parse.tokens[edge : min(end, edge + 2)]]
    return edge + 2 if following == ["of", "others"] else edge


def fate_after(parse: Parse, edge: int, end: int) -> int | None:
    """The predicate of people behind token `edge`, auxiliaries between: "was hurt"."""
    skip, fate = words("figure_noun", "auxiliary"), words("figure_noun", "fate")
    for token in parse.tokens[edge : min(end, edge + REACH)]:
        if token.lower in fate:
            return token.index
        if token.lower not in skip:
            return None
    return None


def _people_after(parse: Parse, bare: Bare) -> Sense | None:
    """ "25 injured", "four of whom", "16 who walked", "12 Somali and 11 Yemeni sailors"."""
    following = [token.lower for token in parse.tokens[bare.edge : min(bare.end, bare.edge + 2)]]
    if following[:1] in (["who"], ["whom"]) or following in _OF_PEOPLE or _in_state(following):
        return Sense("person", "people_after", (bare.edge,))
    found = fate_after(parse, bare.edge, bare.end)
    if found is None and bare.edge < bare.end and person.is_people(parse.tokens[bare.edge]):
        found = bare.edge
    return None if found is None else Sense("person", "people_after", (found,))


def _in_state(following: list[str]) -> bool:
    """ "90 under watch", "six in custody": where only people are."""
    if following[:1] not in (["under"], ["in"]):
        return False
    return following[-1] in words("figure_noun", "state")


_OF_PEOPLE = (["of", "whom"], ["of", "us"], ["of", "you"], ["of", "those"], ["in", "attendance"])
"""What follows a number of people and of nothing else."""


def _people_carried(parse: Parse, bare: Bare) -> Sense | None:
    """ "51 were taken to hospital"."""
    for token in parse.tokens[bare.edge + 1 : min(bare.end, bare.edge + REACH)]:
        if token.lower in words("figure_noun", "passive") and token.tag == "VBN":
            return Sense("person", "people_carried", (token.index,))
        if token.lower not in words("figure_noun", "auxiliary"):
            return None
    return None


def _people_before(parse: Parse, bare: Bare) -> Sense | None:
    """ "killing at least 7", "injured dozens", "left 14 others trapped"."""
    skip = words("figure_noun", "auxiliary")
    for index in range(bare.opening - 1, max(bare.start, bare.opening - REACH) - 1, -1):
        token = parse.tokens[index]
        if token.lower in words("figure_noun", "fate"):
            harmed = token.tag.startswith(("VB", "NNP"))
            return Sense("person", "people_before", (index,)) if harmed else None
        if token.lower not in skip and token.tag not in ("RB", "DT", "CC"):
            return None
    return None


def _of_people(parse: Parse, bare: Bare) -> Sense | None:
    """ "Of the wounded, four are nurses": what is told of some people."""
    opening = parse.tokens[bare.start : min(bare.first, bare.start + REACH)]
    if not opening or opening[0].lower != "of":
        return None
    whole = next((token for token in opening if _human(token)), None)
    if whole is None or parse.tokens[bare.first].dep not in ("nsubj", "nsubjpass"):
        return None
    return Sense("person", "of_people", (whole.index,))


def _human(token: Token) -> bool:
    """Whether a noun stands for people, alive or dead."""
    return token.lower in words("figure_noun", "body") or person.is_person(token)


def _settled(parse: Parse, bare: Bare) -> Sense | None:
    """ "a town of 14,000"."""
    if bare.opening - 2 < bare.start or parse.tokens[bare.opening - 1].lower != "of":
        return None
    place = parse.tokens[bare.opening - 2]
    peopled = place.lower in words("figure_noun", "settled")
    return Sense("person", "inhabitants", (place.index,)) if peopled else None


def _toll(parse: Parse, bare: Bare) -> Sense | None:
    """ "brought the death toll to 11", "the number of homes without power rose to 400,000"."""
    for index in range(bare.first - 1, bare.start - 1, -1):
        token = parse.tokens[index]
        if token.lower not in words("figure_noun", "toll"):
            continue
        unit = _counted_by(parse, token)
        if unit is None and token.lower in words("figure_noun", "human_toll"):
            unit = "person"
        if unit is not None:
            return Sense(unit, "toll", (index,))
    return None


def _amounting(parse: Parse, bare: Bare) -> Sense | None:
    """ "cases in the north had reached 1,004"."""
    for token in parse.tokens[max(bare.start, bare.opening - 3) : bare.first]:
        if token.lemma in words("figure_noun", "amounting") and token.pos in ("VERB", "AUX"):
            subject = _plural_subject(parse, token.index)
            if subject is not None:
                return Sense(noun.unit_of(parse, subject, subject), "amounting", (subject,))
    return None


def _claimed(parse: Parse, bare: Bare) -> Sense | None:
    """ "the union claimed 8,000", "put it at 40": a count that is given again by somebody else."""
    token = parse.tokens[bare.first]
    above = parse.tokens[token.head]
    if token.dep == "pobj" and above.lower in ("at", "on", "to"):
        above = parse.tokens[above.head]
    elif token.dep != "dobj":
        return None
    ended = bare.edge >= bare.end or parse.tokens[bare.edge].tag in _ENDING
    giving = above.lemma in words("figure_noun", "giving") and above.pos == "VERB"
    if not (giving and ended) or bare.antecedent is None:
        return None
    return Sense(bare.antecedent, "claimed", (above.index,))


_ENDING = frozenset((".", ",", ":", "``", "''", "IN", "CC", "-RRB-"))
"""Tags of what may follow a number that stands alone."""


def _exchanged(parse: Parse, bare: Bare) -> Sense | None:
    """ "The rupee closed at 341.6 to the dollar against Monday's 332.2": in rupees."""
    sentence = parse.text[parse.tokens[bare.start].start : parse.tokens[bare.end - 1].end]
    if not _RATE.search(sentence):
        return None
    before = parse.tokens[max(0, bare.first - 1)]
    led = before.lower in _LEVEL or before.tag in ("POS", "VBD", "VBN", "VBG")
    ended = bare.edge >= bare.end or parse.tokens[bare.edge].tag in _ENDING | {"TO", "NN", "RB"}
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
    ended = bare.edge >= bare.end or parse.tokens[bare.edge].tag in _ENDING | {"RB", "MD", "VBD"}
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
    which = parse.tokens[bare.edge + 1].lower == "which"
    floor = max(0, bare.start - FAR)
    for token in reversed(parse.tokens[floor : bare.opening]):
        if token.tag == "NNS" and not (which and person.is_person(token)):
            return Sense(noun.unit_of(parse, token.index, token.index), "of_them", (token.index,))
    return None


def _figure_of(parse: Parse, bare: Bare) -> Sense | None:
    """ "the gang's figure of 410,000", "the number is closer to 100": of what was counted last."""
    if bare.latest is None:
        return None
    for token in reversed(parse.tokens[max(bare.start, bare.opening - 4) : bare.opening]):
        if token.lower in words("figure_noun", "level"):
            return Sense(bare.latest, "figure_of", (token.index,))
        if token.lower not in ("of", "at", "is", "was", "to", "stood", "stands", "now", "still"):
            return None
    return None


def _plural_subject(parse: Parse, verb: int) -> int | None:
    """The plural noun that is the subject of a verb."""
    for child in parse.children[verb]:
        token = parse.tokens[child]
        if token.dep in ("nsubj", "nsubjpass") and token.tag in ("NNS", "NNPS"):
            return child
    return None


def _counted_by(parse: Parse, token: Token) -> str | None:
    """What "the number of ..." counts."""
    following = parse.tokens[token.index + 1 : token.index + NEAR]
    if following and following[0].lower in words("figure_noun", "body"):
        return "person"
    if not following or following[0].lower != "of":
        return None
    for word in following[1:]:
        body = word.lower in words("figure_noun", "body")
        if word.tag in ("NNS", "NNPS") or body or person.is_person_word(word.lower):
            return noun.unit_of(parse, word.index, word.index)
        if word.tag not in ("JJ", "NN", "NNP", "VBN", "DT", "PRP$", "POS"):
            return None
    return None


def _vote(parse: Parse, bare: Bare) -> Sense | None:
    """ "voted 52-48", "by 52 votes to 48", "a 5-4 ruling": both numbers of a result."""
    if bare.value is None or bare.value % 1 or not (_dashed(parse, bare) or _against(parse, bare)):
        return None
    for token in parse.tokens[max(bare.start, bare.first - NEAR) : min(bare.end, bare.last + NEAR)]:
        if token.lemma in words("figure_noun", "contest", "vote"):
            return Sense("vote", "vote", (token.index,))
    return None


def _dashed(parse: Parse, bare: Bare) -> bool:
    """Whether a dash joins the number to another."""
    start, end = parse.tokens[bare.first].start, parse.tokens[bare.last - 1].end
    return bool({parse.text[start - 1 : start], parse.text[end : end + 1]} & {"-", "–"})


def _against(parse: Parse, bare: Bare) -> bool:
    """ "52 votes to 48"."""
    before = parse.tokens[bare.first - 1].lower if bare.first else ""
    return bare.antecedent == "vote" and before in ("to", "against")


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


_RULES: tuple[Callable[[Parse, Bare], Sense | None], ...] = (
    _people_after,
    _people_carried,
    _people_before,
    _of_people,
    _settled,
    _toll,
    _amounting,
    _claimed,
    _vote,
    _exchanged,
    _them,
    _figure_of,
    _gapped,
    _again,
)
"""The first that applies decides."""
