"""Places as entities: the rows that mean one place, under all its names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from crosswire.row import Entity, Place, identity

COMPASS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "upper",
        "lower",
    ]
)
TOWN = frozenset(("city", "town", "village", "hamlet", "township"))
AREA = frozenset(
    [
        "region",
        "province",
        "oblast",
        "district",
        "county",
        "state",
        "prefecture",
        "governorate",
        "regency",
        "department",
    ]
)

LANDFORM = frozenset(
    [
        "ocean",
        "sea",
        "basin",
        "rim",
        "coast",
        "gulf",
        "bay",
        "strait",
        "channel",
        "river",
        "delta",
        "valley",
        "lake",
        "canal",
        "mountain",
        "mountains",
        "plateau",
        "peninsula",
        "desert",
        "forest",
        "plain",
        "island",
        "islands",
    ]
)
QUOTES = '"“”«»„'

Key = tuple[str, str]


def places(rows: Sequence[Place]) -> tuple[Entity, ...]:
    """An entity for each place, in the order in which the reports name them."""
    return tuple(_entity(group) for group in sites(rows))


def sites(rows: Sequence[Place]) -> list[list[Place]]:
    """The rows that mean one place: those with one gazetteer id, or one name in one country.

    A part of a place is another ("eastern X" of "X"), and so is a town beside the region that is
    called after it; a bare name goes with the one that is named more often.
    """
    groups: dict[Key, list[Place]] = {}
    for row in sorted(rows, key=lambda row: (row.document, row.span)):
        groups.setdefault((row.gazetteer_id or f"{row.name}|{row.country}", _part(row)), []).append(
            row
        )
    return [piece for group in groups.values() for piece in _by_rank(group)]


def _part(row: Place) -> str:
    """The words that make of a place's name another one beside it, or "".

    Its side ("northeast" of "northeastern Osk", "north-east Osk"), its landform ("Osk Basin" of
    "Osk Sea"), the name in quotation marks that a part of it has.
    """
    words = row.text.lower().replace("-", " ").split()
    if any(mark in row.text for mark in QUOTES):
        return " ".join("".join(c for c in row.text.lower() if c.isalnum() or c == " ").split())
    side = "".join(word.removesuffix("ern") for word in takewhile(COMPASS.__contains__, words))
    if side and not row.name.lower().startswith(words[0]):
        return side
    other = words[-1] in LANDFORM and words[-1] not in row.name.lower().split()
    return words[-1] if other and row.name.lower().split()[-1] in LANDFORM else ""


def _by_rank(rows: Sequence[Place]) -> list[list[Place]]:
    """The rows of towns and of areas apart; bare names with the commoner of the two."""
    ranks = Counter(rank for row in rows if (rank := _rank(row)))
    if len(ranks) < 2:
        return [list(rows)]
    usual = max(sorted(ranks), key=lambda rank: ranks[rank])
    return [[row for row in rows if (_rank(row) or usual) == rank] for rank in sorted(ranks)]


def _rank(row: Place) -> str:
    last = row.text.split()[-1].lower()
    return "town" if last in TOWN else "area" if last in AREA else ""


def site_id(first: Place) -> str:
    """The id of a place's entity, by the first of its rows."""
    return identity("entity", first.document, first.span.start, first.span.end, "place")


def _entity(rows: Sequence[Place]) -> Entity:
    first = rows[0]
    return Entity(
        site_id(first),
        first.text if _part(first) else first.name,
        "place",
        tuple(dict.fromkeys(row.text for row in rows)),
    )
