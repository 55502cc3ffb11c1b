"""One ledger for an event that was collated in parts: who is the same in several of them.

Episodes are collated apart. Whoever bears one full name in two of them is one person, body,
government or place of the event: shown as one row, under the id that was given first. In doubt two
stay two: where two of one episode share the name, or where they speak for different sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from crosswire.ledger import Ledger, assemble, check
from crosswire.renaming import renamed
from crosswire.resolve.site import site_id, sites
from crosswire.row import Entity, Place, Run, identity

FULL_NAME = 2
"""Words of two letters or more that make a name one that two people hardly share."""


@dataclass(frozen=True, slots=True)
class Known:
    """An id that was given, the older the lower its `seq`; `episode` is None while nobody is it."""

    id: str
    seq: int
    key: str | None
    episode: str | None


def whole(run: Run, episodes: Sequence[Ledger]) -> Ledger:
    """The ledger of an event from those of its episodes, in the order in which these began.

    Each has reports of its own. Of one episode it is that ledger. Raises LedgerError where a row's
    words do not stand where it says, or an id is used twice.
    """
    rows = assemble(run, chain.from_iterable(episodes))
    sides = {row.id: row.side for row in rows.entities}
    ledger = united(rows, same_names(_known(episodes), sides) if len(episodes) > 1 else {})
    check(ledger)
    return ledger


def _known(episodes: Sequence[Ledger]) -> Iterator[Known]:
    """The entities of episodes by age."""
    numbers = count()
    for at, ledger in enumerate(episodes):
        places = {site_id(rows[0]): rows[0] for rows in sites(ledger.places)}
        for row in ledger.entities:
            yield Known(row.id, next(numbers), key(row, places.get(row.id)), str(at))


def key(row: Entity, place: Place | None) -> str | None:
    """A digest of an entity's kind and full name; None where it isn't named in full.

    `place` is the first row of the place that the entity is, if it is one.
    """
    words = [word.strip(".,'’") for word in row.name.casefold().split()]
    if row.kind == "place":
        if place is None:
            return None
        return identity("key", row.kind, *words, place.gazetteer_id, place.name, place.country)
    is_full = sum(len(word) > 1 for word in words) >= FULL_NAME or row.kind == "government"
    if row.kind == "described" or not is_full:
        return None
    return identity("key", row.kind, *words)


def united(ledger: Ledger, names: Mapping[str, str]) -> Ledger:
    """A ledger in which those who have one name in `names` are one row, in the order of these."""
    if not names:
        return ledger
    age = {name: number for number, name in enumerate(names)}
    line = sorted(ledger.entities, key=lambda row: age.get(row.id, -1))
    found = renamed(replace(ledger, entities=tuple(line)), names)
    same: dict[str, list[Entity]] = defaultdict(list)
    for row in found.entities:
        same[row.id].append(row)
    return replace(found, entities=tuple(one_of(rows) for rows in same.values()))


def one_of(rows: Sequence[Entity]) -> Entity:
    """One row for several of one entity: each form of its name, each role, the side it has."""
    first = rows[0]
    told = next((row for row in rows if row.side), first)
    return replace(
        first,
        variants=tuple(dict.fromkeys(form for row in rows for form in row.variants)),
        roles=tuple(dict.fromkeys(role for row in rows for role in row.roles)),
        side=told.side,
        because=told.because,
    )


def same_names(known: Iterable[Known], sides: Mapping[str, str | None]) -> dict[str, str]:
    """The id under which each entity is shown, where it is another's; `sides` has theirs.

    Bodies and places first, since for whom somebody speaks is told by theirs.
    """
    bearers: dict[str, list[Known]] = defaultdict(list)
    for one in sorted(known, key=lambda one: one.seq):
        if one.key:
            bearers[one.key].append(one)
    names: dict[str, str] = {}
    for has_side in (False, True):
        for mine in bearers.values():  # by age: the oldest gives the name, told or not
            if has_side == any(sides.get(one.id) for one in mine) and _are_one(mine, sides, names):
                names.update((one.id, mine[0].id) for one in mine[1:])
    return names


def _are_one(
    mine: Sequence[Known], sides: Mapping[str, str | None], names: Mapping[str, str]
) -> bool:
    """Whether the bearers of one name are one: no two in an episode, no two sides."""
    homes = [one.episode for one in mine if one.episode]
    told = {names.get(side, side) for one in mine if (side := sides.get(one.id))}
    return len(homes) == len(set(homes)) and len(told) < 2
