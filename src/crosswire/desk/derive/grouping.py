"""What a ledger's entities and questions are known by: their members, their kind and full name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from crosswire.desk.derive.cluster import Group
from crosswire.ledger import Ledger
from crosswire.resolve.site import site_id, sites
from crosswire.union import key


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
        known = key(row, here[0] if here else None)
        yield Bearer(Group(row.id, episode, members), "entity", row.name, known)
    for question in ledger.questions:
        members = frozenset(question.figures)
        yield Bearer(Group(question.id, episode, members), "question", question.text, None)
