"""Names that were taken for one though their forms differ: what a reviewer is asked of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from crosswire.desk.review.side import Sides
from crosswire.ledger import Ledger
from crosswire.row import Entity, Mention

WORD = re.compile(r"\w+")

Words = frozenset[str]

Pair = tuple[str, str]
"""Two mentions, of which the first has the fullest form of the name."""


def doubtful(sides: Sides, judged: Collection[frozenset[str]]) -> Iterator[tuple[Entity, Pair]]:
    """For each form of a name that may be another's, a mention of it beside one of the whole name.

    A form that only leaves words out is asked of where somebody else has these words in his name
    too ("Holt", of two Holts); one that adds a title is not; any other is. Where mentions of the
    two forms were judged already, it is these that are asked of.
    """
    ledger = sides.lookup.ledger
    spoken, bearers = _mentions(ledger, sides), _bearers(ledger)
    told = _partners(judged)
    for entity in ledger.entities:
        first = _by_form(entity, spoken).get(_key(entity.name))
        if entity.kind == "described" or first is None:
            continue
        for form, mentions in _by_form(entity, spoken).items():
            if form != _key(entity.name) and _is_doubtful(form, entity, bearers):
                yield entity, _pair(first, mentions, told)


def _partners(judged: Collection[frozenset[str]]) -> Mapping[str, frozenset[str]]:
    """With which mentions each mention was judged."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for pair in judged:
        for one in pair:
            found[one] |= pair - {one}
    return found


def _pair(whole: list[Mention], other: list[Mention], told: Mapping[str, frozenset[str]]) -> Pair:
    """A mention of each of two forms: the two that were judged, else the first that are read."""
    for one in whole:
        for each in other if one.id in told else ():
            if each.id in told[one.id]:
                return one.id, each.id
    return whole[0].id, other[0].id


def _mentions(ledger: Ledger, sides: Sides) -> Mapping[str, list[Mention]]:
    """The mentions of each entity, in the order of reading."""
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in sorted(ledger.mentions, key=lambda one: sides.moment(one.id)):
        if one.entity is not None:
            found[one.entity].append(one)
    return found


def _by_form(entity: Entity, spoken: Mapping[str, list[Mention]]) -> dict[str, list[Mention]]:
    """The mentions of an entity by the forms of its name."""
    forms = {_key(one) for one in (entity.name, *entity.variants)}
    found: dict[str, list[Mention]] = defaultdict(list)
    for one in spoken.get(entity.id, ()):
        if (form := _key(one.text)) in forms:
            found[form].append(one)
    return found


def _bearers(ledger: Ledger) -> Mapping[str, set[tuple[str, Words]]]:
    """The names that each word is in, with whose they are."""
    found: dict[str, set[tuple[str, Words]]] = defaultdict(set)
    for one in ledger.entities:
        for form in (one.name, *one.variants):
            for word in (words := _words(form)):
                found[word].add((one.id, words))
    return found


def _is_doubtful(form: str, entity: Entity, bearers: Mapping[str, set[tuple[str, Words]]]) -> bool:
    """Whether a form of a name may be somebody else's."""
    mine, whole = _words(form), _words(entity.name)
    if not mine or whole <= mine:
        return False
    if not mine < whole:
        return True
    shared = set.intersection(*(bearers[word] for word in mine))
    return any(name != entity.id for name, _ in shared)


def _words(name: str) -> Words:
    return frozenset(WORD.findall(_key(name)))


def _key(name: str) -> str:
    """A name without regard to capitals and spaces."""
    return " ".join(name.casefold().split())
