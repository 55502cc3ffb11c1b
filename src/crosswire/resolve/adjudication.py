"""Who is who where people have judged it: two names that are one's, or one name that is two's.

What the rules found is taken apart and put together along the rulings, once everybody is resolved.
Whoever is torn in two keeps together what stands in one report, first of all what is spelled alike,
and a pronoun goes with the name by which it was resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, combinations, pairwise

from crosswire.extract.mention import Reference
from crosswire.judgement.bond import bound
from crosswire.judgement.ruling import Pair, Ruling
from crosswire.resolve.memory import Described, Meant, Resolved
from crosswire.resolve.name import fold
from crosswire.resolve.party import Cast, Party, Sighting
from crosswire.row import Reason, Span, Witness, identity

Words = tuple[int, int]
"""Words of a document, from the first up to, but without, the last."""

PLURAL = ("NNS", "NNPS")


@dataclass(frozen=True, slots=True)
class Adjudication:
    """Who bears which name, and whom each source means, in each document, as people judged it.

    `moved` has the mentions that a ruling gave to somebody, `made` those whom rulings made, by
    their identity, `stands` for each party that is no more the one that has its first name.
    """

    parties: Sequence[Party]
    bearers: Sequence[dict[Words, Party]]
    found: Sequence[Mapping[Reference, Resolved]]
    moved: Mapping[tuple[int, Span], Reason] = field(default_factory=dict)
    made: Mapping[int, Reason] = field(default_factory=dict)
    stands: Mapping[int, Meant] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Mention:
    """Words that mean somebody: a name, or a source that was resolved by words `told`."""

    id: str
    number: int
    span: Span
    words: Words
    form: str
    meant: Meant
    sighting: Sighting | None = None
    reference: Reference | None = None
    told: Words | None = None


def adjudicated(
    casts: Sequence[Cast],
    parties: Sequence[Party],
    bearers: Sequence[dict[Words, Party]],
    found: Sequence[Mapping[Reference, Resolved]],
    names: Mapping[Pair, Ruling],
) -> Adjudication:
    """Everybody, those of whom names were judged as they were judged."""
    as_found = Adjudication(parties, bearers, found)
    return _Court(casts, as_found).rule(names) if names else as_found


class _Court:
    """All mentions, and who they mean."""

    def __init__(self, casts: Sequence[Cast], given: Adjudication) -> None:
        self.casts, self.given = casts, given
        self.mentions = {mention.id: mention for mention in self._names()}
        for mention in self._sources():
            self.mentions.setdefault(mention.id, mention)
        self.at = {(one.number, one.words): one.id for one in self.mentions.values()}

    def _names(self) -> Iterator[_Mention]:
        """The names of those who are named."""
        resolved = (one.meant for found in self.given.found for one in found.values())
        for meant in dict.fromkeys((*self.given.parties, *resolved)):
            for sighting in meant.sightings if isinstance(meant, Party) else ():
                naming = sighting.naming
                words = naming.first, naming.last
                one = self._mention(sighting.cast, words, naming.span, meant)
                yield replace(one, sighting=sighting)

    def _sources(self) -> Iterator[_Mention]:
        """The sources that are no names: descriptions, pronouns."""
        for number, found in enumerate(self.given.found):
            for reference, resolved in found.items():
                words = reference.first, reference.last
                if not resolved.named:
                    span = self.casts[number].parse.span(*words)
                    one = self._mention(number, words, span, resolved.meant)
                    yield replace(one, reference=reference, told=resolved.witness)

    def _mention(self, number: int, words: Words, span: Span, meant: Meant) -> _Mention:
        cast = self.casts[number]
        name = identity("mention", cast.document, span.start, span.end)
        form = fold(span.of(cast.parse.text))
        return _Mention(name, number, span, words, form, meant)

    def rule(self, names: Mapping[Pair, Ruling]) -> Adjudication:
        """Everybody as the rulings have them."""
        groups = self._groups()
        judged = bound(groups, names, self._near)
        before = {frozenset(group) for group in groups}
        torn = [group for group in judged.groups if frozenset(group) not in before]
        if not torn:
            return self.given
        stands = self._rearranged(torn)
        whose = {one: meant for group, meant in zip(torn, stands, strict=True) for one in group}
        reasons = {one: self._reason(names, pair) for one, pair in judged.moved.items()}
        return self._settled(whose, reasons)

    def _groups(self) -> list[list[str]]:
        """The mentions of each, in the order of reports and text."""
        groups: dict[int, list[_Mention]] = defaultdict(list)
        for mention in self.mentions.values():
            groups[id(mention.meant)].append(mention)
        ordered = [sorted(group, key=_order) for group in groups.values()]
        ordered.sort(key=lambda group: _order(group[0]))
        return [[one.id for one in group] for group in ordered]

    def _near(self, group: Sequence[str]) -> Iterator[Pair]:
        """What shows some mentions to mean one: by whom a source was resolved, then one report."""
        mine = [self.mentions[one] for one in group]
        inside = frozenset(group)
        for one in mine:
            if one.told and (by := self.at.get((one.number, one.told), "")) in inside:
                yield by, one.id
        alike: dict[tuple[int, str], list[_Mention]] = defaultdict(list)
        for one in mine:
            alike[one.number, one.form].append(one)
        for same in alike.values():
            yield from ((one.id, other.id) for one, other in pairwise(same))
        firsts = [same[0] for same in alike.values()]
        for one, other in sorted(combinations(firsts, 2), key=_unlike):
            yield one.id, other.id

    def _rearranged(self, groups: Iterable[Sequence[str]]) -> list[Meant]:
        """Whom each new group means: one of before where one is left, first where he is named."""
        lines = [sorted((self.mentions[one] for one in group), key=_order) for group in groups]
        stands: dict[str, Meant] = {}
        for mine in sorted(lines, key=lambda mine: not any(one.sighting for one in mine)):
            taken = {id(meant) for meant in stands.values()}
            stands[mine[0].id] = _of_before(mine, taken) or self._new(mine)
        for one in chain.from_iterable(lines):
            _fill(one.meant, ())
        for mine in lines:
            _fill(stands[mine[0].id], mine)
        return [stands[mine[0].id] for mine in lines]

    def _new(self, mine: Sequence[_Mention]) -> Meant:
        """Somebody of whom nobody knew: a bearer of names, or a source without one."""
        first = next((one for one in mine if one.sighting), mine[0])
        if first.sighting and isinstance(first.meant, Party):
            return Party(first.meant.kind, [], first.meant.code)
        if isinstance(first.meant, Described):
            return Described(first.meant.head, first.meant.plural)
        at = first.reference.head if first.reference else first.words[0]
        head = self.casts[first.number].parse.tokens[at]
        return Described(head.lower, head.tag in PLURAL)

    def _reason(self, names: Mapping[Pair, Ruling], pair: Pair) -> Reason:
        rows = (self.mentions[one] for one in pair)
        return names[pair].reason(
            *(Witness(self.casts[one.number].document, one.span) for one in rows)
        )

    def _settled(self, whose: Mapping[str, Meant], reasons: Mapping[str, Reason]) -> Adjudication:
        """Everybody, where each mention that is in `whose` means him whom it has there."""
        left = {id(meant) for meant in whose.values()}
        stands: dict[int, Meant] = {}
        for name, meant in whose.items():
            if id(self.mentions[name].meant) not in left:
                stands.setdefault(id(self.mentions[name].meant), meant)
        moves = _Moves(self, whose, stands)
        bearers = [moves.bearers(*each) for each in enumerate(self.given.bearers)]
        found = [moves.found(*each) for each in enumerate(self.given.found)]
        people = dict.fromkeys((*self.given.parties, *whose.values()))
        return Adjudication(
            parties=tuple(one for one in people if isinstance(one, Party) and one.sightings),
            bearers=bearers,
            found=found,
            moved={(self.mentions[n].number, self.mentions[n].span): r for n, r in reasons.items()},
            made={id(whose[name]): reason for name, reason in reversed([*reasons.items()])},
            stands=stands,
        )


@dataclass(frozen=True, slots=True)
class _Moves:
    """Whom mentions mean now, by their ids, and who `stands` for those whom nothing means."""

    court: _Court
    whose: Mapping[str, Meant]
    stands: Mapping[int, Meant]

    def bearers(self, number: int, given: Mapping[Words, Party]) -> dict[Words, Party]:
        """Who bears the names of one document."""
        found = {words: self._whose(number, words, party) for words, party in given.items()}
        return {words: one for words, one in found.items() if isinstance(one, Party)}

    def found(self, number: int, given: Mapping[Reference, Resolved]) -> dict[Reference, Resolved]:
        """Whom the sources of one document mean: a name him who bears it."""
        found = {}
        for reference, one in given.items():
            words = one.witness if one.named else (reference.first, reference.last)
            found[reference] = replace(one, meant=self._whose(number, words, one.meant))
        return found

    def _whose(self, number: int, words: Words, meant: Meant) -> Meant:
        mention = self.court.mentions.get(self.court.at.get((number, words), ""))
        if mention is not None and mention.meant is meant and mention.id in self.whose:
            return self.whose[mention.id]
        return self.stands.get(id(meant), meant)


def _order(one: _Mention) -> tuple[int, Span]:
    return one.number, one.span


def _unlike(pair: tuple[_Mention, _Mention]) -> tuple[bool, bool, int]:
    """How little shows two mentions to mean one: another report, form, other words."""
    one, other = pair
    common = set(one.form.split()) & set(other.form.split())
    return one.number != other.number, one.form != other.form, -len(common)


def _of_before(mine: Sequence[_Mention], taken: set[int]) -> Meant | None:
    """The first whom these mentions meant before and whom no other group means now.

    Whoever has names goes on in names.
    """
    is_named = any(one.sighting for one in mine)
    able = (one.meant for one in mine if is_named == _has_names(one.meant))
    return next((meant for meant in able if id(meant) not in taken), None)


def _has_names(meant: Meant) -> bool:
    return isinstance(meant, Party) and bool(meant.sightings)


def _fill(meant: Meant, mine: Sequence[_Mention]) -> None:
    """Give somebody these mentions, and no others."""
    if isinstance(meant, Party):
        meant.sightings = [one.sighting for one in mine if one.sighting]
    else:
        meant.references = [(one.number, one.reference) for one in mine if one.reference]
