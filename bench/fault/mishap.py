"""What else happens to a desk: no room, a server cut off, two writers, clocks, a polite end.

Each returns what was wrong; nothing, where all went as it must.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import MetaData, Table, select

from bench.fault.place import Server
from bench.fault.probe import Count
from bench.fault.process import Process
from bench.fault.state import state
from bench.fault.task import Case, Task, reports
from crosswire.desk.storage.database import located

YEAR = timedelta(days=366)
POLITE = 15.0
"""Seconds that a process may take to end when it is asked to."""


def cut_off(case: Case, server: Server) -> Iterator[str]:
    """The server stops at once in the middle of a transaction, and comes back."""
    where = case.place.copy(case.task.prepared)
    server.run("CHECKPOINT")
    process = case.task.start(case.stable, where)
    middle = case.course.pace.counts[Count.STATEMENT] // 2
    if not process.reaches(Count.STATEMENT, middle):
        yield "the process was through before the server stopped"
    server.stop()
    yield from _one_line(process)
    server.start()
    yield from _goes_on(case, where, process)


def ran_out(case: Case, where: str, process: Process) -> Iterator[str]:
    """A process ran out of room; by now there is some again."""
    if not process.probe[Count.STATEMENT]:
        yield "it ran out of room before it wrote anything"
    yield from _one_line(process)
    yield from _goes_on(case, where, process)


def two_writers(case: Case, other: Task) -> Iterator[str]:
    """Two processes add sets that overlap, at once: each report comes in once, and both end."""
    where = case.place.copy(case.task.prepared)
    both = [task.start(case.stable, where) for task in (case.task, other)]
    for process in both:
        if code := process.end():
            yield f"one of two writers ends with {code}: {' | '.join(process.errors)}"
    found = state(where)
    if found.documents != case.course.end.documents:
        yield f"two writers leave {len(found.documents)} reports"
    taken = _taken(where)
    if len(taken) != len(set(taken)):
        yield "a report was taken twice"
    yield from case.task.broken(case.place, where)
    yield from _rebuilt(case, where)
    case.place.drop(where)


def wrong_clocks(case: Case) -> Iterator[str]:
    """The clock is a year ahead, then a year behind, then right: the end is the same."""
    where = case.place.copy(case.task.prepared)
    commits = case.course.pace.counts[Count.COMMITTED]
    for number, off in enumerate((YEAR, -YEAR, timedelta()), 1):
        process = case.task.start(case.stable, where, clock=off)
        if number < 3 and process.reaches(Count.COMMITTED, max(1, commits // 3)):
            process.kill()
        elif process.end():
            yield f"with a clock that is off by {off.days} days: {' | '.join(process.errors)}"
    case.place.settle(where)
    yield from case.course.differs(case.task, where)
    yield from _backward(where)
    case.place.drop(where)


def asked_to_end(case: Case) -> Iterator[str]:
    """SIGTERM in mid-work: it ends soon, by itself, with what it took in acknowledged."""
    where = case.place.copy(case.task.prepared)
    process = case.task.start(case.stable, where)
    process.reaches(Count.LINE, 1)
    process.signal(signal.SIGTERM)
    code = process.end(patience=POLITE)
    if code < 0 or not process.probe[Count.ENDED]:
        yield f"it ends with {code}, and not by itself"
    found, told = reports(state(where).documents), reports(process.said)
    if unsaid := sorted(found - told):
        yield f"taken in and not acknowledged: {', '.join(unsaid)}"
    if any("Traceback" in line for line in process.errors):
        yield f"it complains: {process.errors[-1]}"
    yield from _goes_on(case, where, process)


def upgraded(case: Case) -> Iterator[str]:
    """The migration that nobody disturbs changes what it is about, and nothing else."""
    first, last = case.course.states[0], case.course.end
    meant = ("alembic_version", "document", "length")
    yield from (one for one in last.differs(first) if one.partition(":")[0] not in meant)
    if first.documents != last.documents or not first.documents:
        yield f"of {len(first.documents)} reports {len(last.documents)} are left"


def _one_line(process: Process) -> Iterator[str]:
    """It must have ended with one clear line."""
    code, errors = process.end(), process.errors
    if code != 1 or len(errors) != 1 or not errors[0].startswith("crosswire: "):
        yield f"it ends with {code} and says: {' | '.join(errors[-3:])}"


def _goes_on(case: Case, where: str, process: Process) -> Iterator[str]:
    """Nothing is lost, nothing half there; the next run comes to the same end."""
    told = reports(process.said)
    case.place.settle(where)
    found = state(where)
    yield from case.task.broken(case.place, where)
    yield from case.course.wrong(found)
    if lost := sorted(told - reports(found.documents)):
        yield f"acknowledged and lost: {', '.join(lost)}"
    after = case.task.through(case.stable, where)
    if code := after.end():
        yield f"the next run ends with {code}: {' | '.join(after.errors)}"
    yield from case.course.differs(case.task, where)
    case.place.drop(where)


def _rebuilt(case: Case, where: str) -> Iterator[str]:
    """Deriving all anew must change nothing."""
    before = state(where)
    process = case.stable.start("desk", "rebuild", where)
    if code := process.end():
        yield f"rebuilding ends with {code}: {' | '.join(process.errors)}"
    yield from (f"rebuilt, {told}" for told in state(where).differs(before))


def _taken(where: str) -> list[str]:
    """The reports that were taken in, as the desk's own records have them."""
    return [str(row["document"]) for row in _rows(where, "intake") if row["outcome"] == "taken"]


def _backward(where: str) -> Iterator[str]:
    """Times that go back while the numbers go on."""
    for name in ("document", "intake", "change"):
        times = [row["at"] for row in sorted(_rows(where, name), key=lambda row: int(row["seq"]))]
        if times != sorted(times):
            yield f"{name}: time runs backward"


def _rows(where: str, name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    engine = located(where).engine(patience=30)
    try:
        with engine.connect() as connection:
            table = Table(name, MetaData(), autoload_with=connection)
            return [dict(row._mapping) for row in connection.execute(select(table))]
    finally:
        engine.dispose()
