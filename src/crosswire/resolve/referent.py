"""Which of the gazetteer's places of one name a report means.

Each candidate is weighed by what the text says around the name: the wider place named with it, the
countries that the report speaks of, the other places it names. How many live there only decides
where all this leaves two alike. (Toponym resolution by context and minimality: Leidner, Toponym
Resolution in Text, 2007; Lieberman and Samet, Adaptive Context Features, 2012.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

from crosswire.extract.place import Toponym
from crosswire.extract.place.find import lies_in
from crosswire.extract.place.vocabulary import vocabulary
from crosswire.gazetteer import Entry, Gazetteer
from crosswire.gazetteer.name import fold
from crosswire.gazetteer.record import distance
from crosswire.parse import Parse
from crosswire.resolve.holder import holders, nationality, offset, peers
from crosswire.row import Span, Witness

Mentions = tuple[str, Parse, tuple[Toponym, ...]]
"""A document's id, its parse, and the places that it names."""

Key = tuple[str, int]
"""A document's id and the number of the mention in it."""

_KIND = {
    "country": 4.0, "continent": 4.0, "area": 2.0, "region": 0.8, "district": -0.8, "town": 0.0,
}  # fmt: skip
_ALIAS = -1.5
_PEOPLE = 0.7
"""For each tenfold of inhabitants."""
_CAPITAL = 1.5
_WELL_KNOWN = 6.0
"""For names that every reader takes for one place: countries, oceans, the Middle East."""
_SAME_NAME = 1.2
"""For a town in a region of its own name, above the region."""
_SEAT = 0.05
"""The part of a region's inhabitants that its town of the same name has at least."""
_HELD, _HELD_ELSEWHERE = 5.0, 3.0
_COUNTRY, _ALL_COUNTRIES = 2.5, 1.0
_NEAR, _NEAR_KM, _NEAR_MOST = 0.4, 200.0, 2.0
_LISTED = 2.0
_ROUNDS = 2
_WITNESSES = 4

_WIDE = frozenset({"country", "continent"})

_CLASSES: Mapping[str, frozenset[str]] = {
    "region": frozenset({"region", "district", "area"}),
    "district": frozenset({"district", "region"}),
    "town": frozenset({"town"}),
    "natural": frozenset({"area"}),
    "facility": frozenset(),
    "hub": frozenset({"town"}),
}
"""What kinds of entry a common noun beside a name admits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The place a name stands for, or the one that holds it, and what decided."""

    entry: Entry | None
    container: Entry | None
    rule: str
    witnesses: tuple[Witness, ...]
    off: float | None = None
    """How far from `container` the place is said to be, in km."""


@dataclass(slots=True)
class Group:
    """The mentions of one name in one document, and what the text says of it."""

    document: str
    name: str
    candidates: tuple[Entry, ...] = ()
    mentions: list[int] = field(default_factory=list)
    holders: list[tuple[int, int]] = field(default_factory=list)
    nationality: list[tuple[str, Span]] = field(default_factory=list)
    peers: list[int] = field(default_factory=list)
    best: Entry | None = None
    hub: bool = False
    offset: tuple[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """What one kind of sign adds to a candidate."""

    rule: str
    weight: float
    witnesses: tuple[Witness, ...] = ()


def choose(by_document: Sequence[Mentions], gazetteer: Gazetteer) -> dict[Key, Choice]:
    """The place of each mention."""
    event = _Event(by_document, gazetteer)
    decided: dict[int, Voice] = {}
    for _ in range(_ROUNDS):
        chosen = [event.best(group) for group in event.groups]
        for group, found in zip(event.groups, chosen, strict=True):
            if found:
                group.best, decided[id(group)] = found
    return {
        (group.document, at): event.choice(group, at, decided.get(id(group)))
        for group in event.groups
        for at in group.mentions
    }


class _Event:
    """The reports of an event, their names in groups, and the countries that they speak of."""

    def __init__(self, by_document: Sequence[Mentions], gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.groups: list[Group] = []
        self.of: dict[Key, Group] = {}
        self.toponyms = {document: toponyms for document, _, toponyms in by_document}
        self.countries: dict[str, Counter[str]] = {}
        self.named: dict[tuple[str, str], Witness] = {}
        for document, parse, toponyms in by_document:
            self._gather(document, parse, toponyms)
        self.everywhere: Counter[str] = Counter()
        for count in self.countries.values():
            self.everywhere.update(count)
        self.within: dict[str, list[Group]] = defaultdict(list)
        self.forms: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups:
            self.within[group.document].append(group)
            self.forms[group.name].append(group)

    def _gather(self, document: str, parse: Parse, toponyms: tuple[Toponym, ...]) -> None:
        """The groups of one document, with what stands around their mentions."""
        words, mine = vocabulary(), dict[str, Group]()
        count = self.countries.setdefault(document, Counter())
        for at, one in enumerate(toponyms):
            kind = words.generic.get(one.generic or "")
            name = fold(one.name) + (f"/{kind}" if kind else "")
            group = mine.setdefault(name, Group(document, name, _fitting(one, kind)))
            self.of[document, at] = group
            group.mentions.append(at)
            group.hub = kind == "hub"
            group.holders.extend((at, holder) for holder in holders(parse, toponyms, at, words))
            group.offset = group.offset or offset(parse, toponyms, at, words)
            group.nationality.extend(nationality(parse, one, words))
            group.peers.extend(peers(parse, toponyms, at))
            if code := _country_alone(group.candidates):
                count[code] += 1
                self.named.setdefault((document, code), Witness(document, one.span))
        self.groups.extend(mine.values())
        for token in parse.tokens:
            if token.text[0].isupper():
                for code in words.nationality(parse.tokens, token.index):
                    count[code] += 1
                    self.named.setdefault((document, code), Witness(document, token.span))

    def best(self, group: Group) -> tuple[Entry, Voice] | None:
        """The candidate with the most to say for it, and what set it apart from the next."""
        if len(group.candidates) < 2:
            return next(
                ((one, Voice("the only place of that name", 0.0)) for one in group.candidates), None
            )
        countries = self._spoken_of(group)
        weighed = [(self._voices(group, entry, countries), entry) for entry in group.candidates]
        totals = [sum(voice.weight for voice in voices) for voices, _ in weighed]
        ranked = sorted(range(len(weighed)), key=lambda at: (-totals[at], at))
        voices, entry = weighed[ranked[0]]
        other = {voice.rule: voice.weight for voice in weighed[ranked[1]][0]}
        return entry, max(voices, key=lambda voice: voice.weight - other[voice.rule])

    def _voices(self, group: Group, entry: Entry, countries: Counter[str]) -> list[Voice]:
        """What speaks for one candidate."""
        return [
            Voice("best known of that name", self._renown(group, entry)),
            self._held(group, entry),
            self._in_country(group, entry, countries),
            self._near(group, entry),
            self._listed(group, entry),
        ]

    def _renown(self, group: Group, entry: Entry) -> float:
        """What a place is and how many live there: the last resort."""
        weight = _KIND[entry.kind] + _PEOPLE * log10(entry.population + 10)
        bare = group.name.partition("/")[0]
        if entry.kind == "area" and not entry.derived and not entry.id.startswith("geonames:"):
            weight += _WELL_KNOWN
        if entry.kind == "country" and _country_alone(group.candidates) == entry.country:
            weight += _WELL_KNOWN
        if entry.alias and not fold(entry.name).startswith(bare):
            weight += _ALIAS
        if entry.kind == "town" and _is_seat(entry, group.candidates):
            weight += _SAME_NAME
        country = self.gazetteer.countries.get(entry.country or "")
        if entry.kind == "town" and country and country.capital:
            weight += _CAPITAL * (fold(country.capital) in {bare, fold(entry.name)})
        return weight

    def _held(self, group: Group, entry: Entry) -> Voice:
        """Whether the text names the place that holds the candidate, here or in another report."""
        rule = "inside the place named with it"
        for other in self._same_name(group):
            weight = _HELD if other is group else _HELD_ELSEWHERE
            for _, holder in other.holders:
                around = self.of[other.document, holder]
                if any(lies_in(entry, one) for one in around.candidates):
                    return Voice(rule, weight, (self._witness(other.document, holder),))
            for code, span in other.nationality:
                if entry.country == code and entry.kind != "country":
                    return Voice(rule, weight, (Witness(other.document, span),))
        return Voice(rule, 0.0)

    def _same_name(self, group: Group) -> Iterator[Group]:
        """The group, then those of the same name in other reports."""
        yield group
        yield from (other for other in self.forms[group.name] if other is not group)

    def _spoken_of(self, group: Group) -> Counter[str]:
        """How often the report speaks of each country, by name or by the other places in it."""
        count = Counter(self.countries[group.document])
        for other in self.within[group.document]:
            if other is not group and other.best and other.best.kind != "country":
                count[other.best.country or ""] += 1
        del count[""]
        return count

    def _in_country(self, group: Group, entry: Entry, countries: Counter[str]) -> Voice:
        """How much the report, and all reports, speak of the candidate's country."""
        rule = "in a country that the reports speak of"
        if entry.country is None or entry.kind == "country":
            return Voice(rule, 0.0)
        weight = _COUNTRY * _part(countries, entry.country)
        weight += _ALL_COUNTRIES * _part(self.everywhere, entry.country)
        witness = self.named.get((group.document, entry.country))
        return Voice(rule, weight, (witness,) if witness else ())

    def _near(self, group: Group, entry: Entry) -> Voice:
        """How many other places of the report lie close by."""
        close = [
            other
            for other in self.within[group.document]
            if other is not group and other.best and _is_close(entry, other.best)
        ]
        witnesses = tuple(
            self._witness(group.document, other.mentions[0]) for other in close[:_WITNESSES]
        )
        weight = min(_NEAR * len(close), _NEAR_MOST)
        return Voice("near other places of the report", weight, witnesses)

    def _listed(self, group: Group, entry: Entry) -> Voice:
        """Whether the candidate is what the others in a list with it are: countries, states."""
        rule = "of one kind with the places it is listed with"
        for peer in group.peers:
            found = self.of[group.document, peer].best
            alike = (
                found and found.kind == entry.kind and self.of[group.document, peer] is not group
            )
            if alike and found and (found.country == entry.country or entry.kind == "country"):
                return Voice(rule, _LISTED, (self._witness(group.document, peer),))
        return Voice(rule, 0.0)

    def choice(self, group: Group, at: int, voice: Voice | None) -> Choice:
        """What one mention stands for: what its name does, unless its own words say otherwise."""
        if group.best is None or voice is None:
            return self._unlisted(group)
        if group.hub:
            return Choice(None, group.best, "called after the town it serves", voice.witnesses)
        for mention, holder in group.holders:
            around = self.of[group.document, holder].best
            if mention == at and around and not lies_in(group.best, around):
                own = next((one for one in group.candidates if lies_in(one, around)), None)
                if own:
                    rule = "inside the place named with this mention"
                    return Choice(own, None, rule, (self._witness(group.document, holder),))
        return Choice(group.best, None, voice.rule, voice.witnesses)

    def _unlisted(self, group: Group) -> Choice:
        """For a name that the gazetteer has not: the place that the text puts it in."""
        rule = "in no gazetteer; inside the place named with it"
        for other in self._same_name(group):
            for _, holder in other.holders:
                if around := self.of[other.document, holder].best:
                    return Choice(None, around, rule, (self._witness(other.document, holder),))
            if other.offset and (around := self.of[other.document, other.offset[0]].best):
                rule = "in no gazetteer; so far from the place named with it"
                witnesses = (self._witness(other.document, other.offset[0]),)
                return Choice(None, around, rule, witnesses, other.offset[1])
            for code, span in other.nationality:
                if country := self._country(code):
                    return Choice(None, country, rule, (Witness(other.document, span),))
        return Choice(None, None, "in no gazetteer", ())

    def _country(self, code: str) -> Entry | None:
        """The entry of a country."""
        known = self.gazetteer.countries.get(code)
        found = self.gazetteer.look_up(known.name) if known else ()
        return next((one for one in found if one.kind == "country" and one.country == code), None)

    def _witness(self, document: str, at: int) -> Witness:
        return Witness(document, self.toponyms[document][at].span)


def _fitting(one: Toponym, kind: str | None) -> tuple[Entry, ...]:
    """The candidates that the common noun beside the name admits; all, where it admits none."""
    if kind is None:
        return one.candidates
    fit = tuple(entry for entry in one.candidates if entry.kind in _CLASSES[kind])
    return fit if fit or kind in {"facility", "hub", "natural"} else one.candidates


def _country_alone(candidates: tuple[Entry, ...]) -> str | None:
    """The country that a name stands for, where no large region elsewhere bears it too."""
    codes = [one.country for one in candidates if one.kind == "country" and not one.alias]
    rival = any(one.kind == "region" and one.country not in codes for one in candidates)
    return codes[0] if len(codes) == 1 and not rival else None


def _is_seat(town: Entry, candidates: tuple[Entry, ...]) -> bool:
    """Whether a town lies in a region of its own name, and is no mere hamlet of it."""
    return any(
        one.kind == "region" and one.id in town.within and town.population > _SEAT * one.population
        for one in candidates
    )


def _is_close(one: Entry, other: Entry) -> bool:
    """Whether two places, neither of them a country, are near each other."""
    if one.kind in _WIDE or other.kind in _WIDE or abs(one.lat - other.lat) > _NEAR_KM / 100:
        return False
    return distance((one.lat, one.lon), (other.lat, other.lon)) <= _NEAR_KM


def _part(count: Counter[str], code: str) -> float:
    """A country's mentions, as a part of those of the one most often named."""
    most = max(count.values(), default=0)
    return count[code] / most if most else 0.0
