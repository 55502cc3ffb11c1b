"""From the reports of an episode to its ledger's rows in the database, and to what changed.

What is derived is a function of the readings of an episode's live reports, in the order of their
ids, of what people judged of their rows, and of the ids that were given to entities and questions
before. Only rows that differ from those that are stored are written, in the transaction of what
made them differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from sqlalchemy import Connection, select, update

from crosswire.desk.derive.cluster import Naming
from crosswire.desk.derive.grouping import bearers
from crosswire.desk.derive.register import foreseen, register
from crosswire.desk.derive.replacement import Replacement, digest, replaced
from crosswire.desk.derive.workshop import LEDGERS, Collation, Uncollated, Workshop
from crosswire.desk.judgement.record import of_episode
from crosswire.desk.judgement.register import STALE
from crosswire.desk.storage import schema
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.revision import revise
from crosswire.ledger import Ledger, assemble
from crosswire.renaming import renamed

NOBODY: Mapping[str, str] = MappingProxyType({})

FEW = 12
"""Reports of an episode that are collated so soon that others may wait for it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one derivation made of an event: its rows before and after, without texts.

    `merged` has for each id that was given up the one that stays, `split` for each new id the one
    whose members it has; `left` and `came` say of reports why they are no longer, or now, here.
    Nothing but judgements made it where it is `judged`.
    """

    event: str
    before: Ledger
    after: Ledger
    merged: Mapping[str, str] = field(default_factory=dict)
    split: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    came: Mapping[str, str] = field(default_factory=dict)
    judged: bool = False


@dataclass(frozen=True, slots=True)
class _Home:
    """An episode and its event, and why it must be derived anew."""

    episode: str
    event: str
    stale: str | None


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
    homes = _with_events(connection, episodes)
    collations = [collation(connection, one.episode, workshop) for one in homes]
    found = [_derived(home, one, workshop) for home, one in zip(homes, collations, strict=True)]
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
    judged = {one.event for one in homes if one.stale == STALE}
    steps = list(_steps(connection, made, naming, workshop, came))
    for step in steps:
        is_judged = step.event in judged and _documents(step.before) == _documents(step.after)
        workshop.record(connection, replace(step, judged=is_judged))
    revise(connection, (step.event for step in steps))
    return sum(one.changed for replacements in made.values() for one in replacements)


def stale(connection: Connection, *, judged: bool = True) -> tuple[str, ...]:
    """The episodes that must be derived anew, the oldest first; also those only `judged`."""
    table = schema.episode
    query = select(table.c.id).where(table.c.stale.is_not(None)).order_by(table.c.seq)
    found = query if judged else query.where(table.c.stale != STALE)
    return tuple(connection.execute(found).scalars())


def _with_events(connection: Connection, episodes: Iterable[str]) -> list[_Home]:
    """Episodes with their events, the oldest first."""
    table = schema.episode
    found: list[tuple[int, _Home]] = []
    for some in chunks(episodes):
        query = select(table.c.seq, table.c.id, table.c.event, table.c.stale)
        rows = connection.execute(query.where(table.c.id.in_(some)))
        found.extend((seq, _Home(*home)) for seq, *home in rows)
    return [home for _, home in sorted(found, key=lambda one: one[0])]


def collation(connection: Connection, episode: str, workshop: Workshop) -> Collation:
    """What an episode's ledger is collated of: its live reports, and what people judged."""
    readings = tuple(workshop.live(connection, episode))
    return Collation(episode, readings, of_episode(connection, episode) if readings else ())


def prepare(connection: Connection, one: Collation, workshop: Workshop) -> None:
    """Collate an episode ahead, and encode its rows: what takes long of deriving it."""
    if one.readings:
        ledger = workshop.collated(one)
        naming = foreseen(connection, list(bearers(ledger, one.episode)), one.episode)
        digest(one.episode, renamed(ledger, naming.given), workshop)


def check_collated(connection: Connection, episodes: Iterable[str], workshop: Workshop) -> None:
    """Raises Uncollated where large episodes are to be collated, as many as are remembered."""
    found = (collation(connection, one, workshop) for one in episodes)
    missing = [one for one in found if len(one.readings) > FEW and not workshop.is_collated(one)]
    if 0 < len(missing) <= LEDGERS:
        raise Uncollated(missing)


def _derived(home: _Home, one: Collation, workshop: Workshop) -> _Derived:
    """An episode's ledger as its live reports tell it now, and as people judged it."""
    ledger = workshop.collated(one) if one.readings else Ledger(workshop.run)
    return _Derived(home.episode, home.event, ledger)


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
