"""What a ledger's entities and questions are known by: their members, their kind and full name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.desk.derive.cluster import Group
from crosswire.ledger import Ledger
from crosswire.resolve.site import site_id, sites
from crosswire.row import Entity, Place, identity

FULL_NAME = 2
"""Words of two letters or more that make a name one that two people hardly share."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears an id: what a cluster is called, and by which key it is known in other episodes."""

    group: Group
    kind: str
    name: str
    key: str | None


def bearers(ledger: Ledger, episode: str) -> Iterator[Bearer]:
    """The entities and questions of an episode's ledger, each with its members."""
    places = {site_id(rows[0]): rows for rows in sites(ledger.places)}
    mentions: dict[str | None, set[str]] = defaultdict(set)
    for mention in ledger.mentions:
        mentions[mention.entity].add(mention.id)
    for row in ledger.entities:
        here = places.get(row.id, ())
        members = frozenset((*mentions[row.id], *(one.id for one in here))) or frozenset((row.id,))
        key = _key(row, here[0] if here else None)
        yield Bearer(Group(row.id, episode, members), "entity", row.name, key)
    for question in ledger.questions:
        members = frozenset(question.figures)
        yield Bearer(Group(question.id, episode, members), "question", question.text, None)


def _key(row: Entity, place: Place | None) -> str | None:
    """A digest of an entity's kind and full name; None where it isn't named in full."""
    words = [word.strip(".,'’") for word in row.name.casefold().split()]
    if row.kind == "place":
        if place is None:
            return None
        return identity("key", row.kind, *words, place.gazetteer_id, place.name, place.country)
    is_full = sum(len(word) > 1 for word in words) >= FULL_NAME or row.kind == "government"
    if row.kind == "described" or not is_full:
        return None
    return identity("key", row.kind, *words)
