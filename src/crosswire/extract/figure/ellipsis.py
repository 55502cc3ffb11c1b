"""Numbers without a noun: "over 200 wounded", "and nine more", "the toll to 11"."""

from __future__ import annotations

from collections.abc import Callable

from crosswire.extract.figure import noun, person, repeat
from crosswire.extract.figure.bare import ENDING, Bare, Sense
from crosswire.extract.figure.vocabulary import words
from crosswire.parse import Parse, Token

REACH = 5
"""Auxiliaries and adverbs that may stand between a number and its predicate."""

NEAR = 8
"""Words around a number among which a vote or what is counted is looked for."""


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


_OF_PEOPLE = (
    ["of", "whom"],
    ["of", "us"],
    ["on", "board"],
    ["of", "you"],
    ["of", "those"],
    ["in", "attendance"],
)
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
            harmed = token.tag.startswith(("VB", "NNP")) or token.lower in _HARMING
            return Sense("person", "people_before", (index,)) if harmed else None
        if token.lower not in skip and token.tag not in ("RB", "DT", "CC"):
            return None
    return None


_HARMING = frozenset(("kills", "wounds", "injures", "hurts", "traps", "strands", "sickens"))
"""Verbs of headlines that the tagger takes for nouns."""


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
    ended = bare.edge >= bare.end or parse.tokens[bare.edge].tag in ENDING
    giving = above.lemma in words("figure_noun", "giving") and above.pos == "VERB"
    if not (giving and ended) or bare.antecedent is None:
        return None
    return Sense(bare.antecedent, "claimed", (above.index,))


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


_RULES: tuple[Callable[[Parse, Bare], Sense | None], ...] = (
    repeat.exchanged,
    _people_after,
    _people_carried,
    _people_before,
    _of_people,
    _settled,
    _toll,
    _amounting,
    _claimed,
    _vote,
    *repeat.RULES,
)
"""The first that applies decides."""
