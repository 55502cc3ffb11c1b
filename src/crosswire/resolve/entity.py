"""The ledger's entities and mentions: who is named, described or meant, over all documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crosswire.extract.mention import Reference
from crosswire.extract.mention.recognise import postnominal
from crosswire.extract.mention.vocabulary import vocabulary
from crosswire.judgement.ruling import NO_RULINGS, Pair, Ruling
from crosswire.parse import Parse, Token
from crosswire.resolve.adjudication import Adjudication, adjudicated
from crosswire.resolve.atlas import Atlas
from crosswire.resolve.census import agreed, gather, placed, standing
from crosswire.resolve.edition import united
from crosswire.resolve.memory import Described, Meant, Resolved
from crosswire.resolve.party import Cast, Party, Sighting
from crosswire.resolve.realm import Realm
from crosswire.resolve.reference import Resolver
from crosswire.resolve.side import side
from crosswire.row import (
    Entity,
    EntityKind,
    Mention,
    Reason,
    Span,
    Witness,
    identity,
    reason,
)

KINDS: Mapping[str, EntityKind] = {
    "person": "person",
    "organisation": "organisation",
    "government": "government",
    "group": "group",
    "unknown": "organisation",
    "place": "place",
}


Borne = tuple[int, int, int]
"""A party's identity, and the words, first to last, that name it."""


@dataclass(frozen=True, slots=True)
class Roll:
    """Who is who: `of` gives for a document's id and a reference the id of the entity meant."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    of: Mapping[tuple[str, Reference], str]
    why: Mapping[tuple[str, Reference], Reason]


def resolve(
    casts: Sequence[Cast], atlas: Atlas, names: Mapping[Pair, Ruling] = NO_RULINGS.names
) -> Roll:
    """Who is who in all documents, given in the order of their ids.

    `names` are the mentions that were judged to mean one, or two. An entity's id is that of its
    first mention; nothing depends on the order of a set.
    """
    casts = placed(casts, atlas)
    alone = [standing(cast) for cast in casts]
    casts = agreed(casts)
    parties = gather(casts, atlas)
    realm = Realm.of(casts, atlas, parties)
    bearers = _bearers(casts, parties)
    found = [
        Resolver(number, cast, bearers[number], realm).resolve()
        for number, cast in enumerate(casts)
    ]
    found = united(casts, found)
    _keep(parties, alone, _of_sources(bearers, found))
    judged = adjudicated(casts, parties, bearers, found, names)
    realm.follow(judged.stands)
    return _Scribe(casts, realm, judged).write()


def _of_sources(
    bearers: Sequence[Mapping[tuple[int, int], Party]],
    found: Sequence[Mapping[Reference, Resolved]],
) -> list[set[Borne]]:
    """For each document the names whose bearer is a source there."""
    out = []
    for bearer, resolved in zip(bearers, found, strict=True):
        meant = {id(one.meant) for one in resolved.values()}
        told = {(id(one.meant), *one.witness) for one in resolved.values() if one.named}
        borne = {(id(party), *words) for words, party in bearer.items() if id(party) in meant}
        out.append(told | borne)
    return out


def _keep(
    parties: Sequence[Party],
    alone: Sequence[frozenset[Span]],
    sources: Sequence[set[Borne]],
) -> None:
    """Leaves to each party the names that their own document shows to be somebody's: so a document
    that is taken away takes its mentions with it and no others."""
    for party in parties:
        known = {
            sighting.cast
            for sighting in party.sightings
            if sighting.naming.span in alone[sighting.cast]
            or (id(party), sighting.naming.first, sighting.naming.last) in sources[sighting.cast]
        }
        party.sightings = [sighting for sighting in party.sightings if sighting.cast in known]


def _bearers(casts: Sequence[Cast], parties: Sequence[Party]) -> list[dict[tuple[int, int], Party]]:
    """For each document, who bears the name at words first to last."""
    out: list[dict[tuple[int, int], Party]] = [{} for _ in casts]
    for party in parties:
        for sighting in party.sightings:
            out[sighting.cast][sighting.naming.first, sighting.naming.last] = party
    return out


class _Scribe:
    """Writes the rows once everybody is known."""

    def __init__(self, casts: Sequence[Cast], realm: Realm, judged: Adjudication) -> None:
        self.casts, self.realm, self.judged = casts, realm, judged
        self.parties, self.bearers, self.found = judged.parties, judged.bearers, judged.found
        self.named = realm.first_words()
        self.sources = self._sources()
        self.ids: dict[int, str] = {}
        self.given: set[str] = set()
        self.firsts: dict[int, tuple[int, Span]] = {}

    def write(self) -> Roll:
        """All rows, entities by first mention, mentions by document and place."""
        met = self._met()
        sides = {id(party): self._side(party) for party in met if isinstance(party, Party)}
        owners = [given[0] for given in sides.values() if given]
        met = list({id(meant): meant for meant in (*met, *owners)}.values())
        for meant in met:
            self._identify(meant)
        met = [meant for meant in met if id(meant) in self.ids]
        met.sort(key=lambda meant: (self.firsts[id(meant)][0], self.firsts[id(meant)][1]))
        entities = tuple(self._entity(meant, sides.get(id(meant))) for meant in met)
        of, why = {}, {}
        for number, cast in enumerate(self.casts):
            for reference, resolved in self.found[number].items():
                of[cast.document, reference] = self.ids[id(resolved.meant)]
                why[cast.document, reference] = self._reason(number, resolved)
        return Roll(entities, tuple(self._mentions(met)), of, why)

    def _met(self) -> list[Meant]:
        """Those who get an entity: named people and bodies, and whoever is a source."""
        met: dict[int, Meant] = {id(party): party for party in self.parties if party.sightings}
        for found in self.found:
            for resolved in found.values():
                met.setdefault(id(resolved.meant), resolved.meant)
        return list(met.values())

    def _sources(self) -> dict[int, list[tuple[int, Span]]]:
        """The words of the sources that mean somebody, by who it is."""
        out: dict[int, list[tuple[int, Span]]] = defaultdict(list)
        for number, found in enumerate(self.found):
            parse = self.casts[number].parse
            for reference, resolved in found.items():
                out[id(resolved.meant)].append(
                    (number, parse.span(reference.first, reference.last))
                )
        return out

    def _identify(self, meant: Meant) -> None:
        first = self._first(meant)
        if first is not None:
            number, span = first
            document = self.casts[number].document
            kind = ("described",) if isinstance(meant, Described) else ()
            name = identity("entity", document, span.start, span.end, *kind)
            if name in self.given:  # a country's name, which opens a person's: each is somebody
                name = identity("entity", document, span.start, span.end, "owner")
            self.ids[id(meant)] = name
            self.given.add(name)
            self.firsts[id(meant)] = first

    def _first(self, meant: Meant) -> tuple[int, Span] | None:
        """The first mention: a name, else a source that means him, else the words of an owner."""
        spans = [(s.cast, s.naming.span) for s in _sightings(meant)]
        if isinstance(meant, Described):
            spans = [
                (number, self.casts[number].parse.span(reference.first, reference.last))
                for number, reference in meant.references
            ]
        if not spans:
            spans = self.sources.get(id(meant), [])
        if not spans and isinstance(meant, Party) and meant.code in self.named:
            spans = [self.named[meant.code]]
        return min(spans) if spans else None

    def _entity(self, meant: Meant, side: tuple[Party, Reason] | None) -> Entity:
        number, span = self.firsts[id(meant)]
        first = span.of(self.casts[number].parse.text)
        made = self.judged.made.get(id(meant))
        because = {"variants": made} if made else {}
        if isinstance(meant, Described):
            words = self._described(meant)
            return Entity(self.ids[id(meant)], words[0], "described", words, because=because)
        forms = meant.forms() or (first,)
        return Entity(
            self.ids[id(meant)],
            self._called(meant, forms),
            KINDS.get(meant.kind, "organisation"),
            tuple(dict.fromkeys((*forms, *self._addressed(meant)))),
            self._roles(meant),
            self.ids.get(id(side[0])) if side else None,
            {"side": side[1], **because} if side and id(side[0]) in self.ids else because,
        )

    def _called(self, party: Party, forms: Sequence[str]) -> str:
        """The fullest form; a government's own name or its country's before a seat's."""
        if party.kind != "government":
            return fullest(forms)
        own = [form for form in forms if form.lower().endswith("government")]
        lands = [form for form in forms if self.realm.atlas.country(form)]
        return fullest(own or lands or forms)

    def _addressed(self, party: Party) -> Iterator[str]:
        """The forms of a person's names with what stands before them: "Mrs Justice Lindqvist"."""
        for sighting in party.sightings if party.kind == "person" else ():
            parse, first = self.casts[sighting.cast].parse, sighting.naming.first
            at = first
            while (title := _title_before(parse.tokens, at)) < at:
                at = title
                yield parse.span(at, sighting.naming.last).of(parse.text)
            end = sighting.naming.last
            if end < len(parse.tokens) and postnominal(parse.tokens[end]):
                yield parse.span(first, end + 1).of(parse.text)

    def _described(self, meant: Described) -> tuple[str, ...]:
        """The words that describe a source, each once, without what is only told of him."""
        texts = (
            core(self.casts[number].parse, reference).of(self.casts[number].parse.text)
            for number, reference in meant.references
        )
        return tuple(dict.fromkeys(texts))

    def _roles(self, party: Party) -> tuple[str, ...]:
        """The roles in the words of the texts, each once."""
        texts = []
        for sighting in party.sightings:
            parse = self.casts[sighting.cast].parse
            for role in sighting.naming.roles:
                texts.append(parse.span(role.first, role.last).of(parse.text))
        return tuple(dict.fromkeys(texts))

    def _side(self, party: Party) -> tuple[Party, Reason] | None:
        return None if party.kind == "government" else side(self.casts, party, self._owner)

    def _owner(self, number: int, first: int, last: int) -> Party | None:
        """The body that an owner's words name; a country stands for its government."""
        inside = [
            (naming_last, party)
            for (naming_first, naming_last), party in self.bearers[number].items()
            if first <= naming_first and naming_last <= last
        ]
        for _, party in sorted(inside, key=lambda row: -row[0]):
            if party.kind in ("organisation", "government", "group"):
                return party
        tokens = self.casts[number].parse.tokens
        text = " ".join(token.text for token in tokens[first:last])
        for piece in (text, *(token.text for token in tokens[first:last])):
            code = self.realm.atlas.country(piece)
            if code:
                return self.realm.government_of(code)
        return None

    def _mentions(self, met: Sequence[Meant]) -> Iterator[Mention]:
        rows: dict[tuple[int, Span], tuple[Meant, Reason]] = {}
        for meant in met:
            for sighting in _sightings(meant):
                first_in, first = self.firsts[id(meant)]
                why = Reason("name", (Witness(self.casts[first_in].document, first),))
                rows[sighting.cast, sighting.naming.span] = (meant, why)
        for number, found in enumerate(self.found):
            for reference, resolved in found.items():
                span = self.casts[number].parse.span(reference.first, reference.last)
                if not resolved.named and (number, span) not in rows:
                    rows[number, span] = (resolved.meant, self._reason(number, resolved))
        for (number, span), (meant, why) in sorted(rows.items(), key=lambda row: row[0]):
            document = self.casts[number].document
            yield Mention(
                identity("mention", document, span.start, span.end),
                document,
                span,
                span.of(self.casts[number].parse.text),
                self.ids[id(meant)],
                {"entity": self.judged.moved.get((number, span), why)},
            )

    def _reason(self, number: int, resolved: Resolved) -> Reason:
        cast = self.casts[number]
        return reason(resolved.rule, cast.document, cast.parse.span(*resolved.witness))


def _title_before(tokens: Sequence[Token], at: int) -> int:
    """Where the title or honorific with a capital before a word begins; its point may stand alone:
    "Insp | . | Ana Osk"."""
    before = at - 1
    if before > 0 and tokens[before].text == "." and tokens[before].start == tokens[before - 1].end:
        before -= 1
    title = before >= 0 and tokens[before].text[0].isupper()
    return before if title and vocabulary().title_word(tokens[before].lower) else at


def _sightings(meant: Meant) -> list[Sighting]:
    return meant.sightings if isinstance(meant, Party) else []


def fullest(forms: Sequence[str]) -> str:
    """The form with the most words, the longest of these, the first of these."""
    return max(forms, key=lambda form: (len(form.split()), len(form), -forms.index(form)))


def core(parse: Parse, reference: Reference) -> Span:
    """The words of a description up to a comma or a relative clause behind its head.

    "Two diplomats | , who asked not to be named"; "a driver of the tram" is whole.
    """
    last = reference.last
    for at in range(reference.head + 1, reference.last):
        token = parse.tokens[at]
        if token.text in (",", "(", "–", "—") or token.tag in ("WP", "WDT"):
            last = at
            break
    return parse.span(reference.first, last)
