"""Statements as they are compared: what each is about, who stands behind it, where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from crosswire.parse import Parse, Token
from crosswire.reconcile.account import Dossier
from crosswire.reconcile.link.lexicon import sense
from crosswire.reconcile.term import words
from crosswire.reconcile.utterance import Utterances
from crosswire.row import Entity, Figure, Place, Statement, Time, Witness


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A statement with what is needed to compare it.

    `report` counts the reports; `sides` are the speaker and all for whom he speaks, `named` tells
    whether he has a name; `terms` say what the content is about, `cues` by which verbs it is
    attributed, as dictionary forms; `day` is that of its report; `first` and `last` number its
    sentences; `parties` are the words in the names of the bodies behind it, and the codes of the
    countries among them.
    """

    row: Statement
    report: int
    parse: Parse
    words: tuple[Token, ...]
    terms: frozenset[str]
    cues: frozenset[str]
    sides: frozenset[str]
    parties: frozenset[str]
    group: str
    day: date | None
    named: bool
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]

    @property
    def first(self) -> int:
        """The number of the sentence in which it begins."""
        return self.words[0].sentence

    @property
    def last(self) -> int:
        """The number of the sentence in which it ends."""
        return self.words[-1].sentence

    @property
    def order(self) -> tuple[int, int, str]:
        """Its place among all claims: by report, by text, by id."""
        return (self.report, self.row.content.start, self.row.id)

    @property
    def length(self) -> int:
        """How much it says, in characters."""
        return len(self.row.content)

    def witnesses(self) -> tuple[Witness, ...]:
        """Its cue and its content, as what a reason rests on."""
        spans = (*(self.row.cue or ()), self.row.content)
        return tuple(Witness(self.row.document, span) for span in spans)


def claims(dossier: Dossier, said: Utterances) -> Iterator[Claim]:
    """The claims of all reports, in order; a statement without words is none."""
    for number, account in enumerate(dossier.accounts):
        lands = {one.name.lower(): one.country for one in account.places if _whole(one)}
        rows = sorted(account.statements, key=lambda row: (row.content, row.id))
        for row in rows:
            inside = words(account.parse, row.content)
            if inside:
                yield Claim(
                    row=row,
                    report=number,
                    parse=account.parse,
                    words=inside,
                    terms=frozenset(one for one in map(sense, inside) if one),
                    cues=_cues(account.parse, row),
                    sides=(behind := frozenset(sides(dossier.entities, row.speaker))),
                    parties=_parties(dossier.entities, behind, lands),
                    group=said.group_of[row.id],
                    day=account.document.published or account.document.published_to,
                    named=_is_named(dossier.entities, row.speaker),
                    figures=tuple(one for one in account.figures if one.span in row.content),
                    times=tuple(one for one in account.times if one.span in row.content),
                )


def _cues(parse: Parse, row: Statement) -> frozenset[str]:
    """The words by which a statement is attributed, as dictionary forms."""
    return frozenset(word.lemma for span in row.cue or () for word in words(parse, span))


def sides(entities: Mapping[str, Entity], speaker: str | None) -> tuple[str, ...]:
    """A speaker and all for whom he speaks, by their ids, he himself first."""
    found: dict[str, None] = {}
    while speaker is not None and speaker not in found:
        found[speaker] = None
        speaker = entities[speaker].side if speaker in entities else None
    return tuple(found)


def _is_named(entities: Mapping[str, Entity], speaker: str | None) -> bool:
    """Whether a speaker is known by a name, and not just described."""
    entity = entities.get(speaker or "")
    return entity is not None and entity.kind != "described"


def _whole(place: Place) -> bool:
    """Whether a place is a country."""
    return place.precision == "country" and place.country is not None


def _parties(
    entities: Mapping[str, Entity], behind: frozenset[str], lands: Mapping[str, str | None]
) -> frozenset[str]:
    """The words in the names of the states, bodies and groups that are behind a claim."""
    bodies = (entities[one] for one in behind if one in entities)
    forms = (form for one in bodies if one.kind not in _PERSONS for form in one.variants)
    named = frozenset(word.lower() for form in forms for word in form.split() if word.istitle())
    return named | frozenset(code for word in named if (code := lands.get(word)))


_PERSONS = ("person", "described")


def apart(one: Claim, other: Claim) -> bool:
    """Whether two claims have speakers who don't speak for each other or for one side."""
    if one.row.speaker is None and other.row.speaker is None:
        return one.row.id != other.row.id and one.group != other.group
    return not one.sides & other.sides


def not_later(one: Claim, other: Claim) -> bool:
    """Whether a claim's report is not known to be later than another's."""
    return one.day is None or other.day is None or one.day <= other.day
