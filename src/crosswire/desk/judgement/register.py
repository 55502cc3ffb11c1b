"""Judgements taken in: checked against the rows they are about, signed, kept, and what they move.

A judgement is written in a short transaction of its own. What follows from it is derived later:
the episodes of its reports are noted to be stale, and its events get a new revision at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, func, select, update

from crosswire.desk.judgement import record
from crosswire.desk.judgement.record import Place
from crosswire.desk.judgement.site import Site, anchored, place, rows_of, sites
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.revision import revise
from crosswire.desk.storage.schema import assignment, episode, judgement
from crosswire.desk.storage.store import Store
from crosswire.error import JudgementError
from crosswire.judgement.check import checked
from crosswire.judgement.signing import TIME, signature, signed, undoing
from crosswire.judgement.standing import order, standing, undone
from crosswire.judgement.value import Draft, Judgement, JudgementKind

STALE = "something was judged"

FOLLOWED: frozenset[JudgementKind] = frozenset({"link", "name", "question", "speaker", "date"})
"""Kinds from which something follows; from notes and grades nothing is ever computed."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A judgement that was signed elsewhere and cannot be kept here, and why."""

    judgement: Judgement
    error: JudgementError


def judge(store: Store, connection: Connection, draft: Draft, *, by: str) -> Judgement:
    """Sign a draft and keep it; who judged just that already has judged it once.

    Raises JudgementError where it cannot be, or is about rows that the desk does not have.
    """
    name = signature(by)
    whole = checked(anchored(connection, draft))
    if whole.verdict == "undo":
        return undo(store, connection, whole.undoes or "", by=name, note=whole.note)
    where = place(whole, sites(connection, rows_of((whole,))))
    one = signed(whole, by=name, at=_time(store, connection, whole))
    if said := _said_already(connection, one):
        return said
    _keep(store, connection, {one: where})
    return one


def undo(
    store: Store, connection: Connection, name: str, *, by: str, note: str | None = None
) -> Judgement:
    """Take back what one has judged, by its id; raises JudgementError for what others judged."""
    found = record.by_id(connection, [name]).get(name)
    if found is None:
        raise JudgementError(
            f"there is no judgement {name!r:.80}",
            remedy="See which there are: crosswire judgement log DESK",
        )
    meant, where = found
    mine = signature(by)
    if meant.by != mine:
        raise _of_another(meant)
    if name in undone(_beside(connection, meant)):
        raise JudgementError("it is undone already", remedy="To have it again, judge it again.")
    draft = undoing(meant, note=note)
    one = signed(draft, by=mine, at=_time(store, connection, draft))
    _keep(store, connection, {one: where})
    return one


def take(
    store: Store, connection: Connection, judgements: Iterable[Judgement]
) -> tuple[tuple[Judgement, ...], tuple[Refusal, ...]]:
    """Keep what was signed elsewhere: what is new here, and what cannot be kept."""
    line = sorted(set(judgements), key=order)
    names = {one.id for one in line} | {one.undoes for one in line if one.undoes}
    there = record.by_id(connection, names)
    known = sites(connection, rows_of(line))
    new: dict[Judgement, Place] = {}
    refused: list[Refusal] = []
    for one in line:
        if one.id in there:
            continue
        try:
            where = _place(one, known, there)
        except JudgementError as error:
            refused.append(Refusal(one, error))
        else:
            new[one] = where
            there[one.id] = one, where
    _keep(store, connection, new)
    return tuple(new), tuple(refused)


def _place(
    one: Judgement, known: Mapping[str, Site], there: Mapping[str, tuple[Judgement, Place]]
) -> Place:
    """Where a judgement belongs; an undo where that does which it undoes."""
    if one.undoes is None:
        return place(one, known)
    if one.undoes not in there:
        raise JudgementError(
            f"the desk has no judgement {one.undoes}, which it undoes",
            remedy="Import the file that has it, too.",
        )
    meant, where = there[one.undoes]
    if meant.by != one.by:
        raise _of_another(meant)
    return where


def _of_another(one: Judgement) -> JudgementError:
    return JudgementError(
        f"{one.id} was signed by {one.by}, who alone can undo it",
        remedy="Judge it yourself: where two differ, nothing follows from either.",
    )


def _keep(store: Store, connection: Connection, found: Mapping[Judgement, Place]) -> None:
    """Write judgements, and note what must be derived and shown anew."""
    record.write(connection, found, seqs=store.next_seqs(connection, judgement, len(found)))
    moved = {
        name
        for one, where in found.items()
        if one.kind in FOLLOWED
        for name in (where.document, where.beside)
    }
    shown = {name for where in found.values() for name in (where.document, where.beside)}
    _make_stale(connection, filter(None, moved))
    revise(connection, _events(connection, filter(None, shown)))


def _make_stale(connection: Connection, documents: Iterable[str]) -> None:
    """Note that the episodes of some reports must be derived anew."""
    for some in chunks(documents):
        homes = select(assignment.c.episode).where(assignment.c.document.in_(some))
        is_there = (episode.c.id.in_(homes), episode.c.stale.is_(None))
        connection.execute(update(episode).where(*is_there).values(stale=STALE))


def _events(connection: Connection, documents: Iterable[str]) -> set[str]:
    """The events that some reports are in."""
    found: set[str] = set()
    for some in chunks(documents):
        query = select(assignment.c.event).where(assignment.c.document.in_(some)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def _said_already(connection: Connection, one: Judgement) -> Judgement | None:
    """What the same reviewer said in the same words already, where it still stands."""
    told = standing(_beside(connection, one))
    same = (each for each in told if replace(one, id=each.id, at=each.at) == each)
    return next(same, None)


def _beside(connection: Connection, one: Draft) -> list[Judgement]:
    """What was judged of rows until now, also where their reports are not shown."""
    query = select(judgement.c.id).where(judgement.c.subject.in_(_subjects(one)))
    names = connection.execute(query).scalars()
    return [told for told, _ in record.by_id(connection, names).values()]


def _subjects(one: Draft) -> list[str]:
    """The rows of a judgement, of which either may be named first."""
    return [one.subject, *([one.other] if one.other else [])]


def _time(store: Store, connection: Connection, draft: Draft) -> str:
    """The time now, later than all that was judged of these rows: the last word is the last."""
    now = store.now(connection)
    query = select(func.max(judgement.c.at)).where(judgement.c.subject.in_(_subjects(draft)))
    last = connection.execute(query).scalar()
    if last is None or last < now:
        return now
    return (datetime.strptime(last, TIME) + timedelta(microseconds=1)).strftime(TIME)
