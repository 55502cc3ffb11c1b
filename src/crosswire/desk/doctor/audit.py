"""Whether what a desk holds fits together: each report and row, what points to what.

Nothing is changed. All of it is looked at in one view of the database, and each finding says at
how much it looked: a check that has seen nothing is no comfort.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, exists, func, or_, select

from crosswire.codec import DecodeError
from crosswire.desk.derive.replacement import DIGEST_BYTES
from crosswire.desk.doctor.check import Check, among, fault, ok, some, warning, well
from crosswire.desk.intake.origin import REMOVED
from crosswire.desk.storage import schema
from crosswire.desk.storage.extraction import stale as read_by_another
from crosswire.desk.storage.stored import row_of
from crosswire.desk.storage.wording import SEARCHED
from crosswire.ledger import span_of

TOGETHER = 200
"""Reports whose texts are held at once."""

REBUILD = "Derive it anew: crosswire desk rebuild DESK"
RESTORE = "Restore the last backup: crosswire desk restore BACKUP NEW_DESK"

KEPT = ("taken", "version", "held", "same")
"""The outcomes of an intake after which the report is at the desk."""

SAFE = {"fsync": "on", "full_page_writes": "on"}
"""Settings of PostgreSQL without which it may lose what it has acknowledged."""


def database(connection: Connection) -> Iterator[Check]:
    """The database itself: its version, its settings, whether its pages are whole."""
    if connection.dialect.name == "sqlite":
        yield from _sqlite(connection)
    else:
        yield from _postgresql(connection)


def _sqlite(connection: Connection) -> Iterator[Check]:
    """The file: its write-ahead log and its pages."""
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if mode == "wal":
        yield ok("database", "SQLite with a write-ahead log")
    else:
        says = f"SQLite without a write-ahead log ({mode}): readers and writers wait for each other"
        yield warning("database", says, "Keep it on a local disk, not on a network's.")
    pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    found = connection.exec_driver_sql("PRAGMA integrity_check(10)").scalars().all()
    if list(found) == ["ok"]:
        yield well("integrity", pages, "every page is whole")
    else:
        says = f"damaged: {some(' '.join(one.split()) for one in found)}"
        yield fault("integrity", says, RESTORE, looked=pages)


def _postgresql(connection: Connection) -> Iterator[Check]:
    """The server: its settings, and whether every row can be read."""
    settings = {
        name: connection.exec_driver_sql(f"SHOW {name}").scalar_one()
        for name in ("server_version", "data_checksums", *SAFE)
    }
    told = f"PostgreSQL {settings['server_version']}, checksums {settings['data_checksums']}"
    unsafe = [name for name, wanted in SAFE.items() if settings[name] != wanted]
    if unsafe:
        says = f"{told}: {some(unsafe)} off, so that a crash may lose what was acknowledged"
        yield warning("database", says, f"Turn it on in postgresql.conf: {unsafe[0]} = on")
    else:
        yield ok("database", told)
    tables = schema.metadata.sorted_tables
    rows = sum(_count(connection, select(table)) for table in tables)
    yield well("integrity", rows, f"every row of {len(tables)} tables can be read")


def references(connection: Connection) -> Iterator[Check]:
    """Whether every row that points to another one finds it."""
    looked, lost = 0, []
    for table in schema.metadata.sorted_tables:
        for key in table.foreign_keys:
            looked += _count(connection, select(table).where(key.parent.is_not(None)))
            count = _count(connection, _orphans(table, key.parent, key.column))
            if count:
                lost.append(f"{count:,} of {table.name} without {key.column.table.name}")
    if lost:
        yield fault("references", some(lost), RESTORE, looked=looked)
    else:
        yield well("references", looked, "every row finds what it points to")


def _orphans(table: Table, column: Any, parent: Any) -> Select[Any]:
    """The rows whose column points to nothing."""
    there = parent.table.alias("parent")
    return select(table).where(column.is_not(None), ~exists().where(there.c[parent.name] == column))


def words(connection: Connection) -> Iterator[Check]:
    """Whether each report's text is as it came, and each row's words stand in it where it says."""
    texts, rows = _Tally(), _Tally()
    ids = connection.execute(select(schema.document.c.id).order_by(schema.document.c.seq))
    names = list(ids.scalars())
    for first in range(0, len(names), TOGETHER):
        _examine(connection, names[first : first + TOGETHER], texts, rows)
    _examine_alone(connection, rows)
    yield texts.told("reports", "every text is byte for byte as it came", RESTORE)
    yield rows.told("rows", "every row is as it was derived, its words where it says", REBUILD)


class _Tally:
    """How many things were looked at, and which of them are not as they should be."""

    def __init__(self) -> None:
        self.looked = 0
        self.wrong: list[str] = []

    def look(self, name: str, *, is_right: bool) -> None:
        """Count a thing."""
        self.looked += 1
        if not is_right:
            self.wrong.append(name)

    def told(self, name: str, right: str, remedy: str) -> Check:
        """What came of it."""
        if self.wrong:
            says = among(self.wrong, self.looked, "not as it was")
            return fault(name, says, remedy, looked=self.looked)
        return well(name, self.looked, right)


def _examine(connection: Connection, names: list[str], texts: _Tally, rows: _Tally) -> None:
    """Looks at some reports, what was found in them, and the rows that quote them."""
    document, finding, row = schema.document, schema.finding, schema.row
    kept: dict[str, str] = {}
    columns = (document.c.id, document.c.text, document.c.sha256)
    for name, raw, digest in connection.execute(select(*columns).where(document.c.id.in_(names))):
        texts.look(name, is_right=sha256(raw).hexdigest() == digest)
        kept[name] = raw.decode("utf-8", "surrogatepass")
    spans = select(finding.c.document, finding.c.start, finding.c.end)
    for name, start, end in connection.execute(spans.where(finding.c.document.in_(names))):
        is_inside = start is None or 0 <= start < end <= len(kept[name])
        rows.look(f"a finding of {name}", is_right=is_inside)
    quoting = select(row.c.type, row.c.id, row.c.document, row.c.data, row.c.digest)
    for kind, name, where, data, digest in connection.execute(
        quoting.where(row.c.document.in_(names))
    ):
        rows.look(name, is_right=_is_right(kind, data, digest, kept[where]))


def _examine_alone(connection: Connection, rows: _Tally) -> None:
    """Looks at the rows that quote no report: entities, questions, links, problems."""
    row = schema.row
    query = select(row.c.type, row.c.id, row.c.data, row.c.digest).where(row.c.document.is_(None))
    for kind, name, data, digest in connection.execute(query):
        rows.look(name, is_right=_is_right(kind, data, digest, ""))


def _is_right(kind: str, data: str, digest: str, text: str) -> bool:
    """Whether a row is as it was written, can be read, and quotes its report."""
    if blake2b(data.encode(), digest_size=DIGEST_BYTES).hexdigest() != digest:
        return False
    try:
        found: Any = row_of(kind, data, text)
    except (DecodeError, KeyError, ValueError):
        return False
    span = span_of(found)
    return span is None or bool(span.of(text) == found.text)


def acknowledged(connection: Connection) -> Iterator[Check]:
    """Whether the desk has every report that it said it had taken, unless somebody removed it."""
    document, intake = schema.document, schema.intake
    later = intake.alias("later")
    taken = select(intake.c.document).where(intake.c.outcome.in_(KEPT))
    is_removed = exists().where(
        later.c.document == intake.c.document,
        later.c.outcome == REMOVED,
        later.c.seq > intake.c.seq,
    )
    is_there = exists().where(document.c.id == intake.c.document)
    looked = _count(connection, taken)
    lost = _names(connection, taken.where(~is_there, ~is_removed).distinct())
    if lost:
        says = among(lost, looked, "acknowledged and not there")
        yield fault("intake", says, RESTORE, looked=looked)
    else:
        yield well("intake", looked, "every report that was acknowledged is there")


def standings(connection: Connection) -> Iterator[Check]:
    """Whether no view shows what was withdrawn or is held, and all else has its place."""
    document, standing, row = schema.document, schema.standing, schema.row
    assignment = schema.assignment
    hidden = exists().where(standing.c.document == document.c.id)
    reports = _count(connection, select(document))
    shown = _names(
        connection,
        select(document.c.id).where(hidden, exists().where(row.c.document == document.c.id)),
    )
    placed = exists().where(assignment.c.document == document.c.id)
    lost = _names(connection, select(document.c.id).where(~hidden, ~placed))
    unread = _names(
        connection,
        select(document.c.id).where(
            ~hidden, placed, ~exists().where(row.c.type == "document", row.c.id == document.c.id)
        ),
    )
    if shown:
        says = among(shown, reports, "withdrawn or held, and shown all the same")
        yield fault("standing", says, REBUILD, looked=reports)
    if lost or unread:
        says = among([*lost, *unread], reports, "in no ledger")
        yield fault("standing", says, REBUILD, looked=reports)
    if not (shown or lost or unread):
        yield well("standing", reports, "every report is shown or hidden as it must be")


def episodes(connection: Connection) -> Iterator[Check]:
    """Whether all episodes are derived, and of the event that their reports go to."""
    episode, assignment = schema.episode, schema.assignment
    looked = _count(connection, select(episode))
    stale = _names(connection, select(episode.c.id).where(episode.c.stale.is_not(None)))
    joined = select(assignment.c.document).join(episode, episode.c.id == assignment.c.episode)
    astray = _names(connection, joined.where(assignment.c.event != episode.c.event))
    if astray:
        says = f"in an episode of another event: {some(astray)}"
        yield fault("episodes", says, REBUILD, looked=looked)
    if stale:
        says = among(stale, looked, "not derived yet")
        yield warning("episodes", says, REBUILD, looked=looked)
    if not (astray or stale):
        yield well("episodes", looked, "every episode is derived")


def clusters(connection: Connection) -> Iterator[Check]:
    """Whether each entity and question has an id that was given, and each id leads somewhere."""
    cluster, row, episode = schema.cluster, schema.row, schema.episode
    looked = _count(connection, select(cluster))
    other = cluster.alias("other")
    dangling = {
        "without an episode": select(cluster.c.id).where(
            cluster.c.episode.is_not(None), ~exists().where(episode.c.id == cluster.c.episode)
        ),
        "merged into none": select(cluster.c.id).where(
            cluster.c.merged_into.is_not(None), ~exists().where(other.c.id == cluster.c.merged_into)
        ),
        "without a row": select(cluster.c.id).where(
            cluster.c.episode.is_not(None), ~exists().where(_is_row_of(row, cluster))
        ),
        "that nobody gave": select(row.c.id).where(
            or_(row.c.type == "entity", row.c.type == "question"),
            ~exists().where(cluster.c.id == row.c.id),
        ),
    }
    found = {words: _names(connection, query) for words, query in dangling.items()}
    wrong = [f"{len(names):,} {words} ({some(names)})" for words, names in found.items() if names]
    if wrong:
        yield fault("clusters", f"ids {', '.join(wrong)}", REBUILD, looked=looked)
    else:
        yield well("clusters", looked, "every id leads where it should")


def _is_row_of(row: Table, cluster: Table) -> Any:
    """Whether a row is that of a cluster, in the cluster's episode."""
    return and_(row.c.id == cluster.c.id, row.c.episode == cluster.c.episode)


def searches(connection: Connection) -> Iterator[Check]:
    """Whether all that is shown can be searched, and nothing else."""
    wording, row = schema.wording, schema.row
    of_row = and_(wording.c.episode == row.c.episode, wording.c.row == row.c.id)
    looked = _count(connection, select(wording))
    hidden = _names(connection, select(wording.c.row).where(~exists().where(of_row)))
    told = select(row.c.id).where(row.c.type.in_(SEARCHED), ~exists().where(of_row))
    if found := [*hidden, *_names(connection, told)]:
        yield fault("search", f"not searched as it is shown: {some(found)}", REBUILD, looked=looked)
    else:
        yield well("search", looked, "all that is shown can be searched, and nothing else")


def readings(connection: Connection, reader: str) -> Iterator[Check]:
    """Whether all reports were read by this program, its model and its gazetteer."""
    looked = _count(connection, select(schema.document))
    old = read_by_another(connection, reader)
    if old:
        says = among(old, looked, "read by another version or model")
        remedy = "They are right as they are; to read them anew: crosswire desk rebuild DESK"
        yield warning("reading", says, remedy, looked=looked)
    else:
        yield well("reading", looked, "every report was read by this version and model")


def clock(connection: Connection, now: datetime) -> Iterator[Check]:
    """Whether this machine's clock is behind what was last written."""
    table = schema.desk
    last = connection.execute(select(table.c.value).where(table.c.key == "now")).scalar()
    told = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if last is not None and last > told:
        says = f"this machine's clock ({told[:19]}Z) is behind what was last written ({last[:19]}Z)"
        yield warning("clock", says, "Set it right; until then what comes is given the later time.")
    else:
        yield ok("clock", f"{told[:19]}Z, after all that was written")


def held(connection: Connection) -> int:
    """How many reports the desk has."""
    return _count(connection, select(schema.document))


def _count(connection: Connection, query: Select[Any]) -> int:
    """How many rows a query has."""
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def _names(connection: Connection, query: Select[Any]) -> list[str]:
    """The ids that a query has, in order."""
    return sorted(connection.execute(query).scalars())
