"""Which of the gazetteer's places of one name a report means.

Each candidate is weighed by what the text says around the name: the wider place named with it, the
countries that the report speaks of, the other places it names. How many live there only decides
where all this leaves two alike. (Toponym resolution by context and minimality: Leidner, Toponym
Resolution in Text, 2007; Lieberman and Samet, Adaptive Context Features, 2012.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log10

from crosswire.extract.place import Toponym
from crosswire.extract.place.find import lies_in
from crosswire.extract.place.vocabulary import Vocabulary, vocabulary
from crosswire.gazetteer import Entry, Gazetteer
from crosswire.gazetteer.name import fold
from crosswire.gazetteer.record import distance
from crosswire.parse import Parse, Token
from crosswire.row import Span, Witness

Mentions = tuple[str, Parse, tuple[Toponym, ...]]
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
_HELD = 5.0
_HELD_ELSEWHERE = 3.0
_COUNTRY = 2.5
_CLUSTER_COUNTRY = 1.0
_NEAR, _NEAR_KM, _NEAR_MOST = 0.4, 200.0, 2.0
_LISTED = 2.0
_ROUNDS = 2
_REACH = 10
"""Words between a name and the wider place that is named with it, at most."""

_CLASSES: Mapping[str, frozenset[str]] = {
    "region": frozenset({"region", "district", "area"}),
    "district": frozenset({"district", "region"}),
    "town": frozenset({"town"}),
    "natural": frozenset({"area"}),
    "facility": frozenset(),
}
"""What kinds of entry a common noun beside a name admits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The place a name stands for, or the one that holds it, and what decided."""

    entry: Entry | None
    container: Entry | None
    rule: str
    witnesses: tuple[Witness, ...]


@dataclass(slots=True)
class Group:
    """The mentions of one name in one document, and what the text says of it."""

    document: str
    name: str
    mentions: list[int] = field(default_factory=list)
    candidates: tuple[Entry, ...] = ()
    holders: list[tuple[int, int]] = field(default_factory=list)
    adjectives: list[tuple[str, Span]] = field(default_factory=list)
    peers: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one kind of sign adds to a candidate."""

    rule: str
    weight: float
    witnesses: tuple[Witness, ...] = ()


def choose(by_document: Sequence[Mentions], gazetteer: Gazetteer) -> dict[Key, Choice]:
    """The place of each mention."""
    return _Chooser(by_document, gazetteer).run()


class _Chooser:
    """One run over the documents of an event."""

    def __init__(self, by_document: Sequence[Mentions], gazetteer: Gazetteer) -> None:
        self.documents = {document: (parse, tops) for document, parse, tops in by_document}
        self.gazetteer = gazetteer
        self.words = vocabulary()
        self.groups: dict[tuple[str, str], Group] = {}
        self.of: dict[Key, Group] = {}
        self.countries: dict[str, Counter[str]] = {}
        self.first: dict[tuple[str, str], Witness] = {}
        for document, (parse, tops) in self.documents.items():
            self._gather(document, parse, tops)
        self.all_countries: Counter[str] = Counter()
        for count in self.countries.values():
            self.all_countries.update(count)
        self.best: dict[tuple[str, str], Entry] = {}
        self.forms: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups.values():
            self.forms[group.name].append(group)

    def run(self) -> dict[Key, Choice]:
        """Rounds of choosing, each with the last one's places as context."""
        voices: dict[tuple[str, str], tuple[Entry, Voice]] = {}
        for _ in range(_ROUNDS):
            voices = {
                key: chosen
                for key, group in self.groups.items()
                if (chosen := self._best(group)) is not None
            }
            self.best = {key: entry for key, (entry, _) in voices.items()}
        choices: dict[Key, Choice] = {}
        for key, group in self.groups.items():
            if key in voices:
                entry, voice = voices[key]
                choice = Choice(entry, None, voice.rule, voice.witnesses)
            else:
                choice = self._unlisted(group)
            for at in group.mentions:
                choices[group.document, at] = choice
        return choices

    def _gather(self, document: str, parse: Parse, tops: tuple[Toponym, ...]) -> None:
        """The groups of one document, with what stands around their mentions."""
        count = self.countries.setdefault(document, Counter())
        for at, top in enumerate(tops):
            kind = self.words.generic.get(top.generic or "")
            name = fold(top.name) + (f"/{kind}" if kind else "")
            group = self.groups.setdefault((document, name), Group(document, name))
            self.of[document, at] = group
            group.mentions.append(at)
            group.candidates = group.candidates or _fitting(top, kind)
            if self._holds(parse, top, tops[at + 1 : at + 2]):
                group.holders.append((at, at + 1))
            if at and _possesses(parse, tops[at - 1], top, self.words):
                group.holders.append((at, at - 1))
            group.adjectives.extend(_adjectives(parse, top, self.words))
            group.peers.extend(_peers(parse, tops, at))
            code = _country_alone(group.candidates)
            if code:
                count[code] += 1
                self.first.setdefault((document, code), Witness(document, top.span))
        for token in parse.tokens:
            for code in self.words.demonym.get(token.lower, ()) if token.text[0].isupper() else ():
                count[code] += 1
                self.first.setdefault((document, code), Witness(document, token.span))

    def _holds(self, parse: Parse, top: Toponym, after: tuple[Toponym, ...]) -> bool:
        """Whether the next place is named as the one that this lies in."""
        if not after or not 0 < after[0].first - top.last <= _REACH:
            return False
        words = parse.tokens[top.last : after[0].first]
        if _is_apposed(words):
            return True
        gap = [token.lower for token in words]
        nouns = [word for word in gap if word in self.words.generic or word == "capital"]
        if gap == [","] and _of_a_kind(top, after[0]):
            return False
        plain = all(word in self.words.inside or word in nouns for word in gap)
        return plain and (gap == [","] or "in" in gap or "of" in gap and bool(nouns))

    def _best(self, group: Group) -> tuple[Entry, Voice] | None:
        """The candidate with the most to say for it, and what set it apart from the next."""
        weighed = [(self._voices(group, entry), entry) for entry in group.candidates]
        if not weighed:
            return None
        totals = [sum(voice.weight for voice in voices) for voices, _ in weighed]
        top = max(range(len(weighed)), key=lambda at: (totals[at], -at))
        if len(weighed) == 1:
            return weighed[top][1], Voice("the only place of that name", 0.0)
        rest = [at for at in range(len(weighed)) if at != top]
        second = max(rest, key=lambda at: (totals[at], -at))
        other = {voice.rule: voice.weight for voice in weighed[second][0]}
        deciding = max(weighed[top][0], key=lambda voice: voice.weight - other.get(voice.rule, 0.0))
        return weighed[top][1], deciding

    def _voices(self, group: Group, entry: Entry) -> list[Voice]:
        """What speaks for one candidate."""
        return [
            Voice("best known of that name", self._renown(group, entry)),
            self._held(group, entry),
            self._country(group, entry),
            self._near(group, entry),
            self._listed(group, entry),
        ]

    def _renown(self, group: Group, entry: Entry) -> float:
        """What a place is and how many live there: the last resort."""
        weight = _KIND[entry.kind] + _PEOPLE * log10(entry.population + 10)
        if entry.kind == "area" and not entry.derived:
            weight += _WELL_KNOWN
        if entry.kind == "country" and _country_alone(group.candidates) == entry.country:
            weight += _WELL_KNOWN
        bare = group.name.partition("/")[0]
        if entry.alias and not fold(entry.name).startswith(bare):
            weight += _ALIAS
        if entry.kind != "town":
            return weight
        if any(
            other.id in entry.within
            and other.kind == "region"
            and entry.population > _SEAT * other.population
            for other in group.candidates
        ):
            weight += _SAME_NAME
        country = self.gazetteer.countries.get(entry.country or "")
        if country and country.capital and fold(country.capital) in {bare, fold(entry.name)}:
            weight += _CAPITAL
        return weight

    def _held(self, group: Group, entry: Entry) -> Voice:
        """Whether the text names the place that holds the candidate, here or in another report."""
        rule = "inside the place named with it"
        for other in [group, *(one for one in self.forms[group.name] if one is not group)]:
            weight = _HELD if other is group else _HELD_ELSEWHERE
            for _, holder in other.holders:
                around = self.of.get((other.document, holder))
                if around and any(lies_in(entry, one) for one in around.candidates):
                    span = self.documents[other.document][1][holder].span
                    return Voice(rule, weight, (Witness(other.document, span),))
            for code, span in other.adjectives:
                if entry.country == code and entry.kind != "country":
                    return Voice(rule, weight, (Witness(other.document, span),))
        return Voice(rule, 0.0)

    def _places_in(self, group: Group) -> Counter[str]:
        """How often a report speaks of each country, in its name or by the other places in it."""
        count = Counter(self.countries[group.document])
        for (document, name), entry in self.best.items():
            if document == group.document and name != group.name and entry.country:
                if entry.kind != "country":
                    count[entry.country] += 1
        return count

    def _country(self, group: Group, entry: Entry) -> Voice:
        """How much the report, and all reports, speak of the candidate's country."""
        rule = "in a country that the reports speak of"
        if entry.country is None or entry.kind == "country":
            return Voice(rule, 0.0)
        mine = self._places_in(group)
        weight = _COUNTRY * _part(mine, entry.country)
        weight += _CLUSTER_COUNTRY * _part(self.all_countries, entry.country)
        witness = self.first.get((group.document, entry.country))
        return Voice(rule, weight, (witness,) if witness else ())

    def _near(self, group: Group, entry: Entry) -> Voice:
        """How many other places of the report lie close by."""
        weight, witnesses = 0.0, []
        for (document, name), other in self.best.items():
            if document != group.document or name == group.name:
                continue
            if other.kind in {"country", "continent"} or entry.kind in {"country", "continent"}:
                continue
            if distance((entry.lat, entry.lon), (other.lat, other.lon)) <= _NEAR_KM:
                weight += _NEAR
                at = self.groups[document, name].mentions[0]
                witnesses.append(Witness(document, self.documents[document][1][at].span))
        return Voice(
            "near other places of the report", min(weight, _NEAR_MOST), tuple(witnesses[:4])
        )

    def _listed(self, group: Group, entry: Entry) -> Voice:
        """Whether the candidate is what the others in a list with it are: countries, states."""
        rule = "of one kind with the places it is listed with"
        for peer in group.peers:
            other = self.of[group.document, peer]
            found = self.best.get((group.document, other.name))
            if (
                found
                and other is not group
                and found.kind == entry.kind
                and (found.country == entry.country or entry.kind == "country")
            ):
                span = self.documents[group.document][1][peer].span
                return Voice(rule, _LISTED, (Witness(group.document, span),))
        return Voice(rule, 0.0)

    def _unlisted(self, group: Group) -> Choice:
        """For a name that the gazetteer has not: the place that the text puts it in."""
        for other in [group, *(one for one in self.forms[group.name] if one is not group)]:
            for _, holder in other.holders:
                around = self.of.get((other.document, holder))
                found = self.best.get((other.document, around.name)) if around else None
                if found:
                    span = self.documents[other.document][1][holder].span
                    rule = "in no gazetteer; inside the place named with it"
                    return Choice(None, found, rule, (Witness(other.document, span),))
        return Choice(None, None, "in no gazetteer", ())


def _fitting(top: Toponym, kind: str | None) -> tuple[Entry, ...]:
    """The candidates that the common noun beside the name admits; all, where it admits none."""
    if kind is None:
        return top.candidates
    admitted = _CLASSES[kind]
    fit = tuple(one for one in top.candidates if one.kind in admitted)
    return fit if fit or kind in {"facility", "natural"} else top.candidates


def _country_alone(candidates: tuple[Entry, ...]) -> str | None:
    """The country that a name stands for, where no large region elsewhere bears it too."""
    codes = [one.country for one in candidates if one.kind == "country" and not one.alias]
    rival = any(one.kind == "region" and one.country not in codes for one in candidates)
    return codes[0] if len(codes) == 1 and not rival else None


def _is_apposed(gap: tuple[Token, ...]) -> bool:
    """ ", a small fishing town in": a description that ends in the wider place."""
    if len(gap) < 4 or gap[0].text != "," or gap[1].lower not in {"a", "an", "the"}:
        return False
    inner = gap[1:]
    return any(token.lower == "in" for token in inner) and not any(
        token.pos in {"VERB", "AUX", "PUNCT"} or token.lower in {"and", "near", "from"}
        for token in inner
    )


def _of_a_kind(left: Toponym, right: Toponym) -> bool:
    """Whether both are countries, or states of one country: then a comma only lists them."""
    return any(
        one.kind == other.kind and not one.alias and not other.alias
        and (one.kind == "country" or (one.kind == "region" and one.country == other.country))
        for one in left.candidates
        for other in right.candidates
    )  # fmt: skip


def _possesses(parse: Parse, before: Toponym, top: Toponym, words: Vocabulary) -> bool:
    """ "Peru's Orla region", "Peru's northern province of Orla", "the Tarn town of Orla"."""
    gap = parse.tokens[before.last : top.first]
    if not gap or len(gap) > _REACH:
        return False
    if gap[0].tag != "POS" and not (gap[0].lower in words.generic and gap[-1].lower == "of"):
        return False
    return all(
        token.lower in words.generic or token.lower == "of" or token.pos in {"ADJ", "ADV"}
        or token.lower in words.compass or token.lower == "capital"
        for token in gap[1:]
    )  # fmt: skip


def _adjectives(parse: Parse, top: Toponym, words: Vocabulary) -> list[tuple[str, Span]]:
    """The countries of an adjective before the name: "the Peruvian town of Orla"."""
    at = top.first - 1
    while at >= 0 and at > top.first - 5:
        token = parse.tokens[at]
        if codes := words.demonym.get(token.lower):
            return [(code, token.span) for code in codes]
        if not (token.lower in words.generic or token.lower in {"of", "the", "capital"}
                or token.pos == "ADJ"):  # fmt: skip
            return []
        at -= 1
    return []


def _peers(parse: Parse, tops: tuple[Toponym, ...], at: int) -> list[int]:
    """The neighbours in a list that the mention stands in."""
    found = []
    for other in (at - 1, at + 1):
        if 0 <= other < len(tops):
            left, right = sorted((at, other))
            gap = [token.lower for token in parse.tokens[tops[left].last : tops[right].first]]
            if 0 < len(gap) <= 2 and all(word in {",", "and", "or"} for word in gap):
                found.append(other)
    return found


def _part(count: Counter[str], code: str) -> float:
    """A country's mentions, as a part of those of the one most often named."""
    most = max(count.values(), default=0)
    return count[code] / most if most else 0.0
