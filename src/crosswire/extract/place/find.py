"""Which names in a report are places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crosswire.extract.place.carve import carve
from crosswire.extract.place.mark import between, is_list, marks
from crosswire.extract.place.sighting import Mark, Sighting
from crosswire.extract.place.toponym import Evidence, Toponym
from crosswire.extract.place.vocabulary import vocabulary
from crosswire.gazetteer import Entry, Gazetteer
from crosswire.gazetteer.name import fold
from crosswire.parse import Parse

ENOUGH = 2.5
"""The score from which a name is a place by its own surroundings."""

SURE = 3.5
"""The score from which it makes every other mention of the name in the report a place."""

TOLERABLE = 0.0
"""The score from which a mention may follow another that is sure."""


def find(parse: Parse, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places that a report names, in the order of the text.

    Demonyms ("Peruvian"), persons and organisations named after places are none. What the
    language model takes a name for is one sign among others.
    """
    words = vocabulary()
    sightings = list(carve(parse, gazetteer))
    surnames = _surnames(parse)
    for one in sightings:
        one.marks.extend(marks(parse, one, words))
        if one.foot - one.head == 1 and fold(one.name) in surnames:
            where = parse.tokens[surnames[fold(one.name)]].span
            one.marks.append(Mark("surname of a person named in full", -4.0, where))
    _contained(parse, sightings)
    _listed(parse, sightings)
    kept = _established(sightings)
    return tuple(_toponym(parse, one) for one in sightings if id(one) in kept)


def _surnames(parse: Parse) -> dict[str, int]:
    """The last word of each person's full name, and where it stands."""
    found: dict[str, int] = {}
    for name in parse.names:
        if name.label == "PERSON" and name.last - name.first in (2, 3):
            last = name.last - 1
            if parse.tokens[last].tag == "POS":
                last -= 1
            if last > name.first and parse.tokens[last].text[0].isupper():
                found.setdefault(fold(parse.tokens[last].text), last)
    return found


def _contained(parse: Parse, sightings: Sequence[Sighting]) -> None:
    """ "Orla, Tarn": the first lies in the second, which a comma alone parts from it."""
    for left, right in zip(sightings, sightings[1:], strict=False):
        if between(parse, left, right) != (",",):
            continue
        if any(lies_in(one, other) for one in left.candidates for other in right.candidates):
            left.marks.append(Mark("inside the next", 2.5, parse.span(right.head, right.foot)))
            right.marks.append(Mark("holds the one before", 1.5, parse.span(left.head, left.foot)))
        elif right.candidates and right.score >= ENOUGH and left.has("locative"):
            left.marks.append(Mark("before a place", 1.5, parse.span(right.head, right.foot)))


def lies_in(one: Entry, other: Entry) -> bool:
    """Whether the gazetteer has one place inside another, wider one."""
    if other.kind == "country":
        return one.country == other.country and one.kind != "country"
    return other.id in one.within


def _listed(parse: Parse, sightings: Sequence[Sighting]) -> None:
    """ "Orla, Tarn and Mell": a name in a list of places is a place."""
    run: list[Sighting] = []
    for one in [*sightings, None]:
        if run and one and is_list(between(parse, run[-1], one)):
            run.append(one)
            continue
        _mark_list(parse, run)
        run = [one] if one else []


def _mark_list(parse: Parse, run: list[Sighting]) -> None:
    places = [one for one in run if one.score >= ENOUGH]
    if len(run) < 2 or 2 * len(places) < len(run):
        return
    for one in run:
        if one not in places:
            one.marks.append(
                Mark("listed with places", 1.5, parse.span(places[0].head, places[0].foot))
            )


def _established(sightings: Sequence[Sighting]) -> set[int]:
    """The sightings that are places, by themselves or because the name is one elsewhere."""
    forms: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        forms[fold(one.name)].append(one)
    kept: set[int] = set()
    for group in forms.values():
        scores = [one.score for one in group]
        sure = max(scores) >= SURE or sum(scores) / len(scores) >= ENOUGH
        least = TOLERABLE if sure else ENOUGH
        kept.update(id(one) for one in group if one.score >= least)
    return kept


def _toponym(parse: Parse, one: Sighting) -> Toponym:
    span = parse.span(one.first, one.last)
    evidence = tuple(
        Evidence(f"{mark.rule} {mark.weight:+.2g}", mark.span) for mark in one.marks if mark.weight
    )
    return Toponym(
        one.first, one.last, span, span.of(parse.text), one.head, one.foot, one.name, one.generic,
        one.label, one.candidates, evidence,
    )  # fmt: skip
