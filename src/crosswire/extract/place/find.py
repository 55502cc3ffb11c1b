"""Which names in a report are places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from crosswire.extract.place.carve import carve
from crosswire.extract.place.context import AFTER_PLACE
from crosswire.extract.place.mark import between, is_list, marks
from crosswire.extract.place.sighting import Mark, Sighting
from crosswire.extract.place.toponym import Evidence, Toponym
from crosswire.extract.place.vocabulary import Vocabulary, vocabulary
from crosswire.gazetteer import Entry, Gazetteer
from crosswire.gazetteer.name import fold
from crosswire.parse import Parse, Token
from crosswire.row import Span

ENOUGH = 2.5
"""The score from which a name is a place by its own surroundings."""

SURE = 3.5
"""The score from which it makes every other mention of the name in the report a place."""

_PREPOSED = frozenset({"locative", "motion or distance"})

POOLED = 3.0
"""The score from which what speaks for a name all over the report makes it a place."""

BORROWED = 4.0
"""What a sure mention is worth to the others."""

ELSEWHERE = "a place elsewhere in the report"


def find(parse: Parse, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The places that a report names, in the order of the text.

    Demonyms ("Peruvian"), persons and organisations named after places are none. What the
    language model takes a name for is one sign among others.
    """
    words = vocabulary()
    sightings = list(carve(parse, gazetteer))
    _abbreviated(parse, sightings)
    surnames = _surnames(parse, gazetteer, words)
    for one in sightings:
        for mark in marks(parse, one, words, gazetteer.capitals):
            one.marks.append(mark)
        if one.foot - one.head == 1 and fold(one.name) in surnames:
            where = parse.tokens[surnames[fold(one.name)]].span
            one.marks.append(Mark("surname of a person named in full", -4.0, where))
    _called_after(parse, sightings)
    _in_datelines(parse, sightings)
    _called_by_first_name(parse, sightings, words)
    _at_home(parse, sightings)
    _contained(parse, sightings, words)
    _listed(parse, sightings)
    kept = _established(parse, sightings)
    return tuple(_toponym(parse, one) for one in sightings if id(one) in kept)


def _abbreviated(parse: Parse, sightings: Sequence[Sighting]) -> None:
    """Initials stand for the name that they once follow in brackets: "New Orla Land (NOL)"."""
    long: dict[str, Sighting] = {}
    for left, right in pairwise(sightings):
        initials = "".join(word[0] for word in left.name.split() if word[0].isupper())
        if between(parse, left, right) == ("(",) and right.name.replace(".", "") == initials:
            long.setdefault(right.name, left)
    for one in sightings:
        if one.candidates and one.name.isupper():
            long.setdefault(one.name, one)
    for one in sightings:
        if not one.candidates and one.name in long:
            one.candidates = long[one.name].candidates


def _surnames(parse: Parse, gazetteer: Gazetteer, words: Vocabulary) -> dict[str, int]:
    """The last word of each person's full name, and where it stands."""
    found: dict[str, int] = {}
    for name in parse.names:
        if name.label != "PERSON":
            continue
        tokens = parse.tokens[name.first : name.last]
        if tokens[-1].tag == "POS":
            tokens = tokens[:-1]
        if _is_full_name(parse, tokens, gazetteer, words):
            found.setdefault(fold(tokens[-1].text), tokens[-1].index)
    return found


def _is_full_name(
    parse: Parse, tokens: tuple[Token, ...], gazetteer: Gazetteer, words: Vocabulary
) -> bool:
    """Whether two or three words are a person's name and not a place's: "Jan Tell"."""
    if len(tokens) not in {2, 3} or not all(token.text[0].isupper() for token in tokens):
        return False
    if any(token.lower in words.generic or token.lower in words.adjective for token in tokens):
        return False
    full = parse.text[tokens[0].start : tokens[-1].end]
    first = gazetteer.look_up(tokens[0].text)
    return not gazetteer.look_up(full) and not any(_is_country(entry) for entry in first)


def _called_after(parse: Parse, sightings: Sequence[Sighting]) -> None:
    """Where a report has "the Orla virus", "Orla" alone is the virus, unless it is "in Orla"."""
    things: dict[str, Span] = {}
    for one in sightings:
        if one.has(AFTER_PLACE):
            things.setdefault(fold(one.name), parse.span(one.head, one.foot))
    for one in sightings:
        where = things.get(fold(one.name))
        if where and not any(one.has(rule) for rule in (AFTER_PLACE, "locative", "generic noun")):
            one.marks.append(Mark("name of an illness in the report", -3.0, where))


def _in_datelines(parse: Parse, sightings: Sequence[Sighting]) -> None:
    """A dateline begins with the place of the report, and has its agency in brackets."""
    agencies: dict[str, Span] = {}
    for one in sightings:
        sentence = parse.sentences[parse.tokens[one.head].sentence]
        if parse.blocks[sentence.block].kind != "dateline":
            continue
        here = parse.span(one.head, one.foot)
        if one.first > sentence.first and parse.tokens[one.first - 1].text == "(":
            agencies.setdefault(fold(one.name), here)
        elif not one.has("dateline"):
            one.marks.append(Mark("dateline", 3.0, here))
    for one in sightings:
        if fold(one.name) in agencies:
            where = agencies[fold(one.name)]
            one.marks.append(Mark("agency of the dateline", -4.0, where))


def _called_by_first_name(parse: Parse, sightings: Sequence[Sighting], words: Vocabulary) -> None:
    """A first name alone is a person's whom the report has in full: "Jan Tell", then "Jan"."""
    full: dict[str, Span] = {}
    for one in sightings:
        if one.foot - one.head in {2, 3} and not one.candidates and one.generic is None:
            first = parse.tokens[one.head]
            if first.lower in words.given or _has_age(parse, one):
                full.setdefault(first.lower, parse.span(one.head, one.foot))
    for one in sightings:
        where = full.get(parse.tokens[one.head].lower)
        if where and one.foot - one.head == 1 and not one.has("locative"):
            one.marks.append(Mark("first name of a person named in full", -3.0, where))


def _has_age(parse: Parse, one: Sighting) -> bool:
    """Whether a name is followed by an age, as only a person's is: "Jan Tell, 61, was"."""
    after = parse.tokens[one.last : one.last + 3]
    texts = [token.text for token in after]
    return len(after) == 3 and texts[0] == texts[2] == "," and texts[1].isdecimal()


def _is_country(entry: Entry) -> bool:
    return entry.kind == "country" and not entry.alias


def _at_home(parse: Parse, sightings: Sequence[Sighting]) -> None:
    """A name of a place in a country that the report names is more likely to be that place."""
    named: dict[str, Span] = {}
    for one in sightings:
        sure = one.candidates[:1] if one.score >= SURE else ()
        for entry in sure:
            if entry.country and (_is_country(entry) or entry.kind == "region"):
                named.setdefault(entry.country, parse.span(one.head, one.foot))
    for one in sightings:
        homes = [e.country for e in one.candidates if not e.alias and e.kind != "country"]
        home = next((code for code in homes if code in named), None)
        if home:
            one.marks.append(Mark("in a country of the report", 1.0, named[home]))


def _contained(parse: Parse, sightings: Sequence[Sighting], words: Vocabulary) -> None:
    """ "Orla, Tarn", "Orla in northern Tarn": the first lies in the second."""
    for left, right in pairwise(sightings):
        gap = between(parse, left, right)
        if not gap or not all(word in words.inside for word in gap) or gap == ("and",):
            continue
        if any(lies_in(one, other) for one in left.candidates for other in right.candidates):
            left.marks.append(Mark("inside the next", 2.5, parse.span(right.head, right.foot)))
            right.marks.append(Mark("holds the one before", 1.5, parse.span(left.head, left.foot)))
        elif gap == (",",) and left.generic and any(_is_local(one) for one in right.candidates):
            right.marks.append(Mark("holds the one before", 2.0, parse.span(left.first, left.last)))
        elif gap == (",",) and right.candidates and right.score >= ENOUGH and left.has("locative"):
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
    """What a list says of its members."""
    if len(run) < 2 or (len(run) == 2 and between(parse, run[0], run[1]) == (",",)):
        return
    if len(run) > 2 and _common_country(run):
        for one in run:
            here = parse.span(one.head, one.foot)
            one.marks.append(Mark("most of the list in one country", 1.5, here))
    places = [one for one in run if one.score >= ENOUGH]
    headed = run[0].has("generic noun before") and run[0].score > 0
    if headed:
        places = places or run[:1]
    elif 2 * len(places) < len(run):
        return
    witness = parse.span(places[0].head, places[0].foot)
    for one in run:
        if one not in places:
            weight = 4.0 if headed else 2.0 if one.candidates else 1.0
            one.marks.append(Mark("listed with places", weight, witness))


def _common_country(run: list[Sighting]) -> bool:
    """Whether one country has places of most names of a list."""
    count = Counter(
        code
        for sighting in run
        for code in {one.country for one in sighting.candidates if _is_local(one)}
    )
    return bool(count) and max(count.values()) > 0.6 * len(run)


def _is_local(entry: Entry) -> bool:
    return not entry.alias and entry.kind in {"region", "district", "town"}


def _established(parse: Parse, sightings: Sequence[Sighting]) -> set[int]:
    """The sightings that are places, by themselves or because the name is one elsewhere."""
    forms: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        forms[fold(one.name)].append(one)
    kept: set[int] = set()
    for group in forms.values():
        best = max(group, key=lambda one: one.score)
        mean = sum(one.score for one in group) / len(group)
        sure = best.score >= SURE or mean >= ENOUGH or _pooled(group) >= POOLED
        if sure:
            where = parse.span(best.head, best.foot)
            for one in group:
                if one.score < ENOUGH:
                    one.marks.append(Mark(ELSEWHERE, BORROWED, where, borrowed=True))
        kept.update(id(one) for one in group if one.score >= ENOUGH)
    return kept


def _pooled(group: list[Sighting]) -> float:
    """The score of a name from what speaks for and against it anywhere in the report.

    Each rule counts once, what stands before the name up to three times, the model's guesses by
    their mean.
    """
    if len(group) < 2:
        return 0.0
    weights: dict[str, list[float]] = defaultdict(list)
    for one in group:
        for mark in one.marks:
            weights[mark.rule].append(mark.weight)
    labels = weights.pop("label")
    total = sum(labels) / len(labels)
    for rule, found in weights.items():
        found.sort(reverse=True)
        total += min(found[-1], 0.0) or sum(found[: 3 if rule in _PREPOSED else 1])
    return total


def _toponym(parse: Parse, one: Sighting) -> Toponym:
    span = parse.span(one.first, one.last)
    evidence = tuple(
        Evidence(mark.rule, mark.weight, mark.span) for mark in one.marks if mark.weight
    )
    return Toponym(
        one.first, one.last, span, span.of(parse.text), one.head, one.foot, one.name, one.generic,
        one.label, one.candidates, evidence,
    )  # fmt: skip
