"""From the reports of an episode to its ledger's rows in the database, and to what changed.

What is derived is a function of the readings of an episode's live reports, in the order of their
ids, and of the ids that were given to entities and questions before. Only rows that differ from
those that are stored are written, in the transaction of what made them differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import Connection, select, update

from crosswire.collation import collated
from crosswire.desk.derive.cluster import Naming
from crosswire.desk.derive.grouping import bearers
from crosswire.desk.derive.register import chunks, register
from crosswire.desk.derive.renaming import renamed
from crosswire.desk.derive.replacement import Replacement, replaced
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.storage import schema
from crosswire.ledger import Ledger, assemble, without_texts

NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Step:
    """What one derivation made of an event: its rows before and after, without texts.

    `merged` has for each id that was given up the one that stays, `split` for each new id the one
    whose members it has; `left` and `came` say of reports why they are no longer, or now, here.
    """

    event: str
    before: Ledger
    after: Ledger
    merged: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    came: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Derived:
    """An episode's ledger, without texts, under the ids of its content."""

    episode: str
    event: str
    ledger: Ledger


def derive(
    connection: Connection,
    episodes: Iterable[str],
    workshop: Workshop,
    *,
    came: Mapping[str, str] = NOBODY,
    whole: bool = False,
) -> int:
    """Derive episodes anew, log what changed, and tell how many rows did.

    All episodes that one transaction touched belong in one call, so that what moves from one to
    another keeps its id. `came` says of reports that are no news why they are in their event now;
    `whole` writes every row anew.
    """
    found = [_derived(connection, *one, workshop) for one in _with_events(connection, episodes)]
    naming = register(
        connection,
        [one for each in found for one in bearers(each.ledger, each.episode)],
        {each.episode: each.event for each in found},
    )
    made: dict[str, list[Replacement]] = defaultdict(list)
    for each in found:
        ledger = renamed(each.ledger, naming.given)
        made[each.event].append(replaced(connection, each.episode, ledger, workshop, whole=whole))
        _settle(connection, each)
    for step in _steps(connection, made, naming, workshop, came):
        workshop.record(connection, step)
    return sum(one.changed for replacements in made.values() for one in replacements)


def stale(connection: Connection) -> tuple[str, ...]:
    """The episodes that must be derived anew, the oldest first."""
    table = schema.episode
    query = select(table.c.id).where(table.c.stale.is_not(None)).order_by(table.c.seq)
    return tuple(connection.execute(query).scalars())


def _with_events(connection: Connection, episodes: Iterable[str]) -> list[tuple[str, str]]:
    """Episodes with their events, the oldest first."""
    table = schema.episode
    found: list[tuple[int, str, str]] = []
    for some in chunks(episodes):
        query = select(table.c.seq, table.c.id, table.c.event).where(table.c.id.in_(some))
        found.extend((seq, name, event) for seq, name, event in connection.execute(query))
    return [(name, event) for _, name, event in sorted(found)]


def _derived(connection: Connection, episode: str, event: str, workshop: Workshop) -> _Derived:
    """An episode's ledger as its live reports tell it now."""
    readings = workshop.live(connection, episode)
    if not readings:
        return _Derived(episode, event, Ledger(workshop.run))
    ledger = collated(workshop.run, readings, workshop.gazetteer)
    return _Derived(episode, event, without_texts(ledger))


def _settle(connection: Connection, one: _Derived) -> None:
    """Note how many reports an episode has and of which days, and that it is derived."""
    days = [day.isoformat() for each in one.ledger.documents if (day := each.published_from)]
    table = schema.episode
    connection.execute(
        update(table)
        .where(table.c.id == one.episode)
        .values(
            reports=len(one.ledger.documents),
            first_day=min(days, default=None),
            last_day=max(days, default=None),
            stale=None,
        )
    )


def _steps(
    connection: Connection,
    made: Mapping[str, Sequence[Replacement]],
    naming: Naming,
    workshop: Workshop,
    came: Mapping[str, str],
) -> Iterator[Step]:
    """What became of each event whose rows differ."""
    ledgers = {
        event: (
            assemble(workshop.run, (row for one in parts for row in one.before)),
            assemble(workshop.run, (row for one in parts for row in one.after)),
        )
        for event, parts in made.items()
        if any(one.changed for one in parts)
    }
    gone = {event: _documents(old) - _documents(new) for event, (old, new) in ledgers.items()}
    new = {event: _documents(new) - _documents(old) for event, (old, new) in ledgers.items()}
    moved = {name for names in gone.values() for name in names}
    for event, (before, after) in ledgers.items():
        here = {row.id for side in (before, after) for row in side}
        yield Step(
            event=event,
            before=before,
            after=after,
            merged={one: into for one, into in naming.merged.items() if one in here},
            split={one: of for one, of in naming.split.items() if one in here},
            left=_why_left(connection, gone[event]),
            came={
                name: came.get(name, "moved")
                for name in sorted(new[event])
                if name in came or name in moved
            },
        )


def _documents(ledger: Ledger) -> set[str]:
    return {document.id for document in ledger.documents}


def _why_left(connection: Connection, documents: Iterable[str]) -> dict[str, str]:
    """Why reports are in an event no more: withdrawn, held, moved to another, or removed."""
    why = dict.fromkeys(sorted(documents), "removed")
    for some in chunks(why):
        assigned, state = schema.assignment, schema.standing
        moved = select(assigned.c.document).where(assigned.c.document.in_(some))
        why.update((name, "moved") for name in connection.execute(moved).scalars())
        stands = select(state.c.document, state.c.state).where(state.c.document.in_(some))
        why.update((name, how) for name, how in connection.execute(stands))
    return why
