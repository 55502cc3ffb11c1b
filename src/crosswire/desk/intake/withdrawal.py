"""Kills and holds of whole wire items: what a provider takes back is in no view from then on.

A kill is final and holds for every version of its item, those too that come after it. An item that
is withheld is shown again when a later version comes that may be used.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, or_, select

from crosswire.desk.intake import embargo
from crosswire.desk.storage.extraction import searchable
from crosswire.desk.storage.schema import document, intake, standing
from crosswire.desk.version.lineage import Known
from crosswire.desk.version.locator import canonical
from crosswire.error import DeskError
from crosswire.read import Article, Notice, order

WITHDRAWN = "withdrawn"
WITHHELD = "withheld"

KILLED = "canceled by its provider"
HELD_BACK = "withheld by its provider"


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a report is not shown, and until when, where that is known."""

    state: str
    reason: str
    until: str | None = None


def named(notice: Notice) -> str | None:
    """The locator of the item that a notice is about."""
    return searchable(canonical(notice.item)) if notice.item else None


def apply(connection: Connection, notice: Notice, at: str) -> tuple[str, ...]:
    """Do as a notice says, with all versions that the desk has; their ids."""
    found = _about(connection, notice)
    if notice.status == "withheld" and _is_past(notice.version, found):
        return ()
    names = tuple(one.id for one in found)
    state = (
        Standing(WITHDRAWN, KILLED)
        if notice.status == "canceled"
        else Standing(embargo.HELD, HELD_BACK)
    )
    for name in names:
        stand(connection, name, state, at)
    return names


def stand(connection: Connection, name: str, state: Standing | None, at: str) -> bool:
    """Give a report a standing, or none; whether that changes anything. A kill stays."""
    found = standing_of(connection, name)
    if found == state or (found and found.state == WITHDRAWN):
        return False
    connection.execute(delete(standing).where(standing.c.document == name))
    if state:
        connection.execute(
            insert(standing).values(
                document=name, state=state.state, until=state.until, reason=state.reason, at=at
            )
        )
    return True


def standing_of(connection: Connection, name: str) -> Standing | None:
    """Why a report is not shown; None for one that is."""
    columns = (standing.c.state, standing.c.reason, standing.c.until)
    found = connection.execute(select(*columns).where(standing.c.document == name)).first()
    return Standing(*found) if found else None


def shown(connection: Connection, names: Sequence[str]) -> list[str]:
    """Those of some reports that are shown; raises DeskError where none is."""
    states = {name: standing_of(connection, name) for name in names}
    left = [name for name, state in states.items() if state is None]
    reasons = {state.reason for state in states.values() if state}
    if reasons and not left:
        raise DeskError(
            f"{names[0]} is not shown: {', '.join(sorted(reasons))}",
            remedy="Wait until it may be shown, if it ever may.",
        )
    return left


def judged(
    connection: Connection, article: Article, names: Iterable[str], chain: Sequence[Known], now: str
) -> Standing | None:
    """How a report stands as it comes: by earlier notices about its item, and by its embargo."""
    told = _told(connection, names)
    if any(outcome == WITHDRAWN for outcome, _ in told):
        return Standing(WITHDRAWN, KILLED)
    withheld = [version for outcome, version in told if outcome == WITHHELD]
    if not all(_lifts(article, version, chain) for version in withheld):
        return Standing(embargo.HELD, HELD_BACK)
    held = embargo.reason(article.delivery.embargoed, now)
    return Standing(embargo.HELD, held[1], held[0]) if held else None


def lifted(connection: Connection, where: str) -> tuple[str, ...]:
    """The versions at a locator that are held for no other reason than that they were withheld."""
    query = (
        select(document.c.id)
        .join(standing, standing.c.document == document.c.id)
        .where(document.c.locator == where, standing.c.reason == HELD_BACK)
        .order_by(document.c.seq)
    )
    return tuple(connection.execute(query).scalars())


def _about(connection: Connection, notice: Notice) -> list[Known]:
    """The reports that a notice is about, by their item, their address or their id."""
    where = named(notice)
    if where is None:
        return []
    columns = (document.c.id, document.c.sha256, document.c.version, document.c.version_of)
    is_meant = or_(
        document.c.locator == where, document.c.url.in_([where, searchable(notice.item)])
    )
    rows = connection.execute(select(*columns).where(is_meant).order_by(document.c.seq))
    return [Known(*row) for row in rows]


def _told(connection: Connection, names: Iterable[str]) -> list[tuple[str, str | None]]:
    """What notices about an item did, each with its version."""
    rows = connection.execute(
        select(intake.c.outcome, intake.c.locator, intake.c.document)
        .where(intake.c.locator.in_(sorted(names)), intake.c.outcome.in_([WITHDRAWN, WITHHELD]))
        .order_by(intake.c.seq)
    )
    return [(outcome, _version(where, name)) for outcome, where, name in rows]


def _version(where: str, name: str | None) -> str | None:
    """The version in the id of a wire item."""
    prefix = f"{where}#"
    return name.removeprefix(prefix) if name and name.startswith(prefix) else None


def _lifts(article: Article, withheld: str | None, chain: Sequence[Known]) -> bool:
    """Whether an item may be used since a later version than the withheld one has come."""
    own = article.delivery.version
    return withheld is None or _is_later(own, withheld) or _is_past(withheld, chain)


def _is_past(version: str | None, chain: Sequence[Known]) -> bool:
    """Whether a later version has come."""
    return any(_is_later(one.version, version) for one in chain)


def _is_later(version: str | None, other: str | None) -> bool:
    """Whether a version is numbered higher than another."""
    return bool(version and other) and order(version) > order(other)
