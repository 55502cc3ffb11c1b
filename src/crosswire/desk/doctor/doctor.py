"""The examination of an installation and of a desk: each thing in its turn, none left out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire import model as models
from crosswire.desk.config.config import Config
from crosswire.desk.doctor import installation
from crosswire.desk.doctor.check import Check, Level, examined, ok, some, warning, well
from crosswire.error import extra
from crosswire.gazetteer import Gazetteer
from crosswire.gazetteer.store import standard

if TYPE_CHECKING:
    from crosswire.desk.storage.store import Store

MOST_FAILING = 10
"""Sources that fail which are listed one by one."""

LEVELS: Sequence[Level] = ("ok", "warning", "fault")


@dataclass(frozen=True, slots=True)
class Examination:
    """All that was examined, in its order."""

    checks: tuple[Check, ...]

    def count(self, level: Level) -> int:
        """How many checks ended so."""
        return sum(check.level == level for check in self.checks)

    @property
    def looked(self) -> int:
        """At how many things the checks looked, of whatever kind."""
        return sum(check.looked for check in self.checks)


def examine(config: Config, where: str | None = None) -> Examination:
    """Examine this installation, and the desk at `where` if one is named; changes nothing."""
    checks = [*_installation(config, where)]
    if where is not None:
        checks.extend(examined("desk", partial(_desk, where, config)))
    return Examination(tuple(checks))


def _installation(config: Config, where: str | None) -> Iterator[Check]:
    """The checks that need no desk."""
    yield from examined("program", installation.program)
    yield from examined("extras", installation.extras)
    yield from examined("model", partial(installation.language_model, config))
    yield from examined("gazetteer", installation.places)
    yield from examined("configuration", partial(installation.configuration, config))
    if where is None:
        yield from examined("disk", partial(installation.room, Path.cwd() / "desk"))


def _desk(where: str, config: Config) -> Iterator[Check]:
    """The checks of a desk, all in one view of it; one that cannot be opened has no others."""
    with extra("desk"):
        from crosswire.desk.storage.schema import VERSION  # noqa: PLC0415 - an extra
        from crosswire.desk.storage.store import Store  # noqa: PLC0415 - an extra

    with Store.open(where) as store:
        yield ok("desk", f"{store.name}, schema {VERSION}")
        if store.dialect == "sqlite":
            yield from examined("disk", partial(_room, Path(store.name)))
        yield from _contents(store, config)
        yield from examined("sources", partial(_sources, store))


def _room(file: Path) -> Iterator[Check]:
    """The space on the disk of a desk's file."""
    return installation.room(file, needed=2 * os.stat(file).st_size)  # noqa: PTH116


def _contents(store: Store, config: Config) -> Iterator[Check]:
    """The checks of all that a desk holds."""
    from crosswire.desk.doctor import audit, signed  # noqa: PLC0415 - an extra
    from crosswire.desk.storage.extraction import reader_of  # noqa: PLC0415 - an extra
    from crosswire.desk.storage.store import utc  # noqa: PLC0415 - an extra

    audits = {
        "database": audit.database,
        "references": audit.references,
        "words": audit.words,
        "intake": audit.acknowledged,
        "standing": audit.standings,
        "episodes": audit.episodes,
        "clusters": audit.clusters,
        "search": audit.searches,
        "judgements": signed.judgements,
        "clock": lambda connection: audit.clock(connection, utc()),
    }
    for name, examine in audits.items():
        yield from examined(name, partial(_audited, store, examine))
    if standard().exists():
        model = models.find(config.reading.model).source
        reader = reader_of(model, Gazetteer.open(standard()).source)
        yield from examined(
            "reading", partial(_audited, store, lambda c: audit.readings(c, reader))
        )


def _audited(store: Store, examine: Callable[..., Iterable[Check]]) -> Iterator[Check]:
    """One audit, in a view of its own: a fault of one leaves the others able to look."""
    with store.reading() as connection:
        yield from examine(connection)


def _sources(store: Store) -> Iterator[Check]:
    """The folders and feeds that were watched: those that failed the last time."""
    from crosswire.desk.watch.source import Sources  # noqa: PLC0415 - an extra

    stands = list(Sources(store).all())
    failing = [(name, state) for name, state in stands if state.reason]
    for name, state in failing[:MOST_FAILING]:
        times = state.schedule.failures
        says = f"{name} has failed (in a row: {times}, last {state.at}): {state.reason}"
        yield warning("source", says, "Look after it, or take it out of the configuration.")
    if len(failing) > MOST_FAILING:
        more = some((name for name, _ in failing[MOST_FAILING:]))
        yield warning("source", f"and failing too: {more}", "See the log of crosswire watch.")
    if not failing:
        yield well("sources", len(stands), "no folder or feed is failing")
