"""Everybody who is named, over all documents: people, bodies, governments."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crosswire.extract.mention import Kind, Naming
from crosswire.extract.mention.kind import label_of
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.name import fold, initials, same_person, skeleton, unglued, words_of
from crosswire.resolve.organisation import bodies as bodies_of
from crosswire.resolve.party import Cast, Party, Sighting, only
from crosswire.resolve.person import people as people_of
from crosswire.row import Place, Span

FAMOUS = 12
"""How often a family name may stand alone, taken for a body's, for each time it stands in full."""


COMMON = 2
"""How often a report must have a name of no certain kind for it to be somebody's."""


def placed(casts: Sequence[Cast], atlas: Atlas) -> list[Cast]:
    """The casts with the kinds of names that the gazetteer is surer of."""
    return [replace(cast, namings=_placed(cast, atlas)) for cast in casts]


def standing(cast: Cast) -> frozenset[Span]:
    """The names of a placed cast that its document alone tells to be somebody's: those of a known
    kind, and those of unknown kind that it repeats."""
    count = Counter(fold(naming.text) for naming in cast.namings)
    return frozenset(naming.span for naming in cast.namings if _stands(cast, naming, count))


def _stands(cast: Cast, naming: Naming, count: Mapping[str, int]) -> bool:
    if naming.kind != "unknown":
        return naming.kind != "place"
    if naming.text.startswith("@"):
        return True
    words = cast.parse.tokens[naming.first : naming.last]
    common = count[fold(naming.text)] >= COMMON and not naming.certain
    return common and label_of(words) != "place"


def agreed(casts: Sequence[Cast]) -> list[Cast]:
    """Placed casts with the kinds of names that other documents are surer of."""
    sure = _sure(casts)
    casts = [replace(cast, namings=_assured(cast.namings, sure)) for cast in casts]
    families = _family_names(casts)
    return [replace(cast, namings=_family(cast.namings, families)) for cast in casts]


def gather(casts: Sequence[Cast], atlas: Atlas) -> tuple[Party, ...]:
    """All parties of agreed casts, by their first sighting."""
    people = list(people_of(casts))
    bodies = list(bodies_of(casts, atlas, vocabulary()))
    known = [*people, *bodies]
    _settle_unknown(casts, known, people, bodies)
    parties = [party for party in known if party.sightings]
    for party in parties:
        party.sightings.sort(key=lambda s: (s.cast, s.naming.first, s.naming.last))
    return tuple(sorted(parties, key=lambda p: _place(p.sightings[0])))


def _place(sighting: Sighting) -> tuple[int, int, int]:
    return sighting.cast, sighting.naming.first, sighting.naming.last


def _placed(cast: Cast, atlas: Atlas) -> tuple[Naming, ...]:
    """The names, those of places known as such: by the gazetteer's rows, by countries' names."""
    known = {place.span for place in cast.places if place.gazetteer_id}
    sure = {naming.text for naming in cast.namings if naming.certain and naming.kind != "place"}
    elsewhere = {
        form for place in cast.places if place.gazetteer_id for form in _bare(place)
    } - sure
    found = frozenset(form for place in cast.places for form in (place.text, place.name))
    people = {
        word
        for naming in cast.namings
        if naming.kind == "person" and (naming.certain or naming.last - naming.first > 1)
        for word in naming.text.split()
    }
    return tuple(
        replace(naming, kind="place")
        if not naming.certain
        and naming.text not in people
        and (
            naming.span in known
            or (naming.kind != "person" and naming.text in elsewhere)
            or atlas.ruled_from(naming.text)
        )
        else _unfound(cast, naming, found)
        for naming in cast.namings
    )


def _unfound(cast: Cast, naming: Naming, found: frozenset[str]) -> Naming:
    """A name, of no known kind where it acts and the model alone takes it for a place's."""
    lost = naming.kind == "place" and not naming.certain and found and naming.text not in found
    acts = cast.parse.tokens[naming.head].dep in ("nsubj", "nsubjpass")
    article = naming.first > 0 and cast.parse.tokens[naming.first - 1].lower == "the"
    return replace(naming, kind="unknown") if lost and acts and not article else naming


def _bare(place: Place) -> Iterator[str]:
    """A place's name as it stands, and without the noun that says what it is: "Osk district"."""
    yield place.text
    stem, _, last = place.text.rpartition(" ")
    if stem and last.lower() in vocabulary().land:
        yield stem
    if place.text.startswith("County "):
        yield f"Co {place.text.removeprefix('County ')}"


def _sure(casts: Sequence[Cast]) -> dict[str, Kind]:
    """Names of two words and more of which some document tells the kind, and none another.

    So is a firm's name without its legal form: "Lumo" of "Lumo Inc.".
    """
    told: dict[str, set[Kind]] = defaultdict(set)
    for cast in casts:
        for naming in cast.namings:
            if naming.certain and naming.last - naming.first > 1:
                told[fold(naming.text)].add(naming.kind)
                told[_firm_name(naming.text)].add(naming.kind)
                if naming.kind == "organisation":
                    told[_trade_name(naming.text)].add(naming.kind)
    return {form: min(kinds) for form, kinds in told.items() if len(kinds) == 1}


def _assured(namings: Sequence[Naming], sure: Mapping[str, Kind]) -> tuple[Naming, ...]:
    """The names, of the kind that another document is sure of."""
    return tuple(
        replace(naming, kind=sure[form])
        if not naming.certain
        and naming.kind in ("person", "organisation", "unknown")
        and (form := fold(naming.text)) in sure
        else naming
        for naming in namings
    )


def _family_names(casts: Sequence[Cast]) -> frozenset[str]:
    """Last words of full names of people that are no body's certain name."""
    namings = [naming for cast in casts for naming in cast.namings]
    bodies = {fold(n.text) for n in namings if n.certain and n.kind not in ("person", "unknown")}
    alone = Counter(fold(n.text) for n in namings if n.kind != "person")
    full = Counter(
        words_of(naming.text)[-1]
        for naming in namings
        if naming.kind == "person" and len(set(words_of(naming.text))) > 1
    )
    return frozenset(
        name for name, n in full.items() if name not in bodies and alone[name] <= FAMOUS * n
    )


def _family(namings: Sequence[Naming], families: frozenset[str]) -> tuple[Naming, ...]:
    """The names, a lone family name that one document took for a body's as a person's."""
    return tuple(
        replace(naming, kind="person")
        if not naming.certain
        and naming.kind in ("organisation", "unknown")
        and len(key := words_of(naming.text)) == 1
        and key[0] in families
        else naming
        for naming in namings
    )


def _settle_unknown(
    casts: Sequence[Cast], known: list[Party], people: Sequence[Party], bodies: Sequence[Party]
) -> None:
    """Give each name of unknown kind to him who bears it elsewhere, else to a party of its own."""
    elsewhere = _Elsewhere.of(people, bodies)
    fresh: dict[tuple[str, Kind], Party] = {}
    for number, cast in enumerate(casts):
        for naming in cast.namings:
            if naming.kind not in ("unknown", "place"):
                continue
            party = elsewhere.bearer(naming.text) if naming.kind == "unknown" else None
            if party is None:
                key = (fold(naming.text), naming.kind)
                party = fresh.setdefault(key, Party(naming.kind))
            party.sightings.append(Sighting(number, naming))
    _join_works(fresh, bodies)
    known.extend(fresh.values())


def _join_works(fresh: Mapping[tuple[str, Kind], Party], bodies: Sequence[Party]) -> None:
    """ "FRA" is the only act with these initials, where no body has them: "Fair Reef Act"."""
    spelled: dict[str, list[Party]] = defaultdict(list)
    for party in fresh.values():
        for form in party.forms() if party.kind == "unknown" else ():
            for letters in sorted(initials(form.split())) if " " in form else ():
                spelled[letters].append(party)
    for body in bodies:
        forms = body.forms()
        match = only(spelled.get(forms[0], ())) if len(forms) == 1 else None
        if match:
            body.sightings.extend(match.sightings)
            match.sightings = []


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The bearers of names of known kind: by whole name, by a person's last word."""

    by_form: dict[str, Party]
    by_family: dict[str, list[Party]]
    people: Sequence[Party]

    @classmethod
    def of(cls, people: Sequence[Party], bodies: Sequence[Party]) -> _Elsewhere:
        """The bearers among these people and bodies."""
        by_form: dict[str, Party] = {}
        for party in [*people, *bodies]:
            for form in party.forms():
                by_form.setdefault(fold(form), party)
        for party in bodies:
            for form in party.forms():
                by_form.setdefault(_firm_name(form), party)
                by_form.setdefault(_trade_name(form), party)
        by_family: dict[str, list[Party]] = defaultdict(list)
        for party in people:
            for key in {words_of(form) for form in party.forms()}:
                if len(key) > 1:
                    by_family[skeleton(key[-1])].append(party)
        return cls(by_form, by_family, people)

    def bearer(self, text: str) -> Party | None:
        """Who bears a name, a family name, a handle or a hashtag."""
        form = fold(text)
        if text.startswith(("#", "@")):
            return self._tagged(text) or self.by_form.get(form.lstrip("#@"))
        if form in self.by_form:
            return self.by_form[form]
        return only(self.by_family.get(skeleton(form), ())) if " " not in form else None

    def _tagged(self, text: str) -> Party | None:
        """Whose name a handle or hashtag writes as one word: "@MRuiz" is Marta Ruiz's."""
        whole = self.by_form.get(fold(unglued(text)))
        key = words_of(text)
        return whole or only(
            party
            for party in self.people
            if any(same_person(key, words_of(form)) for form in party.forms())
        )


def _firm_name(form: str) -> str:
    """A firm's name without its legal form, folded."""
    return _without(form, vocabulary().corporate)


def _trade_name(form: str) -> str:
    """A firm's name without its legal form and its trade, folded."""
    return _without(form, vocabulary().corporate | vocabulary().trade)


def _without(form: str, endings: frozenset[str]) -> str:
    """A folded name without what it ends in; its first word stays: "Lumo" of "Lumo Metals Inc."."""
    parts = fold(form).split()
    while len(parts) > 1 and parts[-1].rstrip(".") in endings:
        parts.pop()
    return " ".join(parts)
