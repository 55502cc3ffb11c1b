"""The rows of an event straight from the tables: in the order of its ledger, some at a time.

It gives what `union.ledger_of` gives, without reading more of it than is wanted. A row stays the
JSON that it was written as, unless another id is shown in the stead of one that it holds. What
stands in a report is read report by report, what stands in none by its id, episode by episode:
indexes lead to both, so that a page costs the same wherever it begins.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from heapq import merge

from sqlalchemy import ColumnElement, Connection, func, or_, select

from crosswire.desk.derive.replacement import text_of
from crosswire.desk.derive.union import shown
from crosswire.desk.storage import schema
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.extraction import documents
from crosswire.desk.storage.memory import remembered
from crosswire.desk.storage.stored import row_of
from crosswire.ledger import TYPES, line
from crosswire.renaming import renamed_row
from crosswire.row import Document, Entity
from crosswire.union import one_of

ROW = schema.row

IN_NO_REPORT = frozenset(("document", "question", "link"))
"""Types whose order rests on their ids alone; entities too, but these may be shared."""

OF_ENTITIES = frozenset(("speaker", "entity", "side"))
"""Fields that hold the id of an entity."""

FIRST, MOST = 8, 256
"""Reports, or rows of an episode, that are read at first, and at most at once."""

_START = re.compile(r'"(?:span|content)":\[(\d+),')
_ENTITY = re.compile(r'"(entity-[0-9a-f]{16})"')


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """What orders the rows of one type, as in the ledger: document, start, id."""

    document: str
    start: int
    id: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A row as JSON, and where it stands among those of its type."""

    kind: str
    at: Position
    data: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows are wanted: those of some reports, those with one of some values in each field."""

    documents: Collection[str] | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)


ALL = Wanted()


class Listing:
    """An event's rows in one snapshot of the desk."""

    def __init__(self, connection: Connection, event: str) -> None:
        self.connection = connection
        self.event = event

    def rows(
        self, kind: str, wanted: Wanted = ALL, *, after: Position | None = None
    ) -> Iterator[Listed]:
        """The rows of one type, read as they are asked for; `after` is where to go on."""
        wanted = self._under_all_names(wanted)
        if kind == "entity":
            return self._entities(wanted, after)
        if kind == "problem":
            return self._problems(after)
        if kind in IN_NO_REPORT:
            return self._by_id(kind, wanted, after)
        return self._by_report(kind, wanted, after)

    def find(self, kind: str, names: Iterable[str]) -> Iterator[Listed]:
        """Rows of one type by their ids, those that the event has, in no order."""
        if kind == "entity":
            for row in self.entities(names):
                yield Listed(kind, Position("", 0, row.id), text_of(row))
            return
        for some in chunks(names):
            query = select(ROW.c.id, ROW.c.document, ROW.c.data).where(
                ROW.c.type == kind, ROW.c.id.in_(some), ROW.c.episode.in_(self.episodes)
            )
            found = [_listed(kind, *row) for row in self.connection.execute(query)]
            yield from self._shown(found)

    def links(self, name: str) -> list[Listed]:
        """The links at either end of which a row stands, in their order."""
        homes = select(ROW.c.episode).where(ROW.c.id == name, ROW.c.type.in_(list(TYPES)))
        ends = [self._holding("from", (name,)), self._holding("to", (name,))]
        query = select(ROW.c.id, ROW.c.data).where(
            ROW.c.type == "link", ROW.c.episode.in_(homes), or_(*ends)
        )
        found = sorted((row.id, row.data) for row in self.connection.execute(query))
        return [Listed("link", Position("", 0, one), data) for one, data in found]

    def entities(self, names: Iterable[str]) -> Iterator[Entity]:
        """Entities by any id of theirs, under the ids that are shown, those that the event has."""
        goals = sorted({self.names.get(one, one) for one in names})
        told = self._told(one for goal in goals for one in self.ids(goal))
        for goal in goals:
            if rows := [told[one] for one in self.ids(goal) if one in told]:
                yield one_of(rows)

    def ids(self, entity: str) -> Sequence[str]:
        """All ids under which rows of the tables know an entity."""
        goal = self.names.get(entity, entity)
        return self.bearers.get(goal, (goal,))

    def lines(
        self, kinds: Iterable[str] = TYPES, wanted: Wanted = ALL, *, text: bool = True
    ) -> Iterator[bytes]:
        """Lines of a ledger; `text` says whether documents have their texts."""
        for kind in kinds:
            rows = self.rows(kind, wanted)
            yield from map(as_line, self.with_texts(rows) if kind == "document" and text else rows)

    def with_texts(self, rows: Iterable[Listed]) -> Iterator[Listed]:
        """Documents with their texts, a bounded number of them in memory."""
        for some in _batches(rows):
            texts = {
                one.id: one.text for one in documents(self.connection, [r.at.id for r in some])
            }
            for row in some:
                yield Listed(row.kind, row.at, _with_text(row.data, texts[row.at.id]))

    @cached_property
    def episodes(self) -> Sequence[str]:
        """The episodes of the event."""
        table = schema.episode
        query = select(table.c.id).where(table.c.event == self.event).order_by(table.c.seq)
        return tuple(self.connection.execute(query).scalars())

    @cached_property
    def reports(self) -> Sequence[str]:
        """The ids of the event's reports that are shown, in their order."""
        query = select(ROW.c.id).where(ROW.c.type == "document", ROW.c.episode.in_(self.episodes))
        return sorted(self.connection.execute(query).scalars())

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The id under which each entity is shown, where it is another's."""
        of = ("names", self.event)
        return remembered(self.connection, of, lambda: shown(self.connection, self.event))

    @cached_property
    def bearers(self) -> Mapping[str, Sequence[str]]:
        """The ids of all that are shown under one, by that one: its own first, then by age."""
        found: dict[str, list[str]] = defaultdict(list)
        for name, goal in self.names.items():
            found[goal].append(name)
        return {goal: (goal, *names) for goal, names in found.items()}

    def _under_all_names(self, wanted: Wanted) -> Wanted:
        """What is wanted, of each entity under all ids that are shown as one."""
        if not OF_ENTITIES & wanted.fields.keys():
            return wanted
        every = {
            name: tuple(one for value in values for one in self.ids(value))
            for name, values in wanted.fields.items()
            if name in OF_ENTITIES
        }
        return Wanted(wanted.documents, {**wanted.fields, **every})

    def _by_report(self, kind: str, wanted: Wanted, after: Position | None) -> Iterator[Listed]:
        """Rows that stand in reports: the less is found, the more reports are looked into."""
        names = [one for one in self.reports if wanted.documents is None or one in wanted.documents]
        begin = after or Position("", 0, "")
        names = [one for one in names if one >= begin.document]
        for some in _growing(names):
            query = select(ROW.c.id, ROW.c.document, ROW.c.data).where(
                ROW.c.type == kind, ROW.c.document.in_(some), *self._having(wanted)
            )
            found = [_listed(kind, *row) for row in self.connection.execute(query)]
            yield from self._shown(_in_order(found, after))

    def _by_id(self, kind: str, wanted: Wanted, after: Position | None) -> Iterator[Listed]:
        """Rows whose order is that of their ids, from all episodes at once."""
        begin = after.id if after else ""
        some = wanted.documents
        streams = [self._of_episode(one, kind, wanted, begin) for one in self.episodes]
        found = merge(*streams, key=lambda row: row.at)
        if kind == "document" and some is not None:
            found = (row for row in found if row.at.id in some)
        return self._shown(found)

    def _of_episode(self, episode: str, kind: str, wanted: Wanted, begin: str) -> Iterator[Listed]:
        """Rows of an episode with ids after one, in the order of these."""
        size = FIRST
        while True:
            query = (
                select(ROW.c.id, ROW.c.data)
                .where(ROW.c.episode == episode, ROW.c.type == kind, ROW.c.id > begin)
                .where(*self._having(wanted))
                .order_by(ROW.c.id)
                .limit(size)
            )
            found = list(self.connection.execute(query))
            yield from (Listed(kind, Position("", 0, name), data) for name, data in found)
            if len(found) < size:
                return
            begin, size = found[-1].id, min(2 * size, MOST)

    def _problems(self, after: Position | None) -> Iterator[Listed]:
        """What could not be read: seldom much, and in no report of the event."""
        query = select(ROW.c.id, ROW.c.data).where(
            ROW.c.episode.in_(self.episodes), ROW.c.type == "problem"
        )
        rows = [
            Listed("problem", Position(json.loads(data)["document"], 0, name), data)
            for name, data in self.connection.execute(query)
        ]
        yield from _in_order(rows, after)

    def _entities(self, wanted: Wanted, after: Position | None) -> Iterator[Listed]:
        """Entities under the ids that they are shown under; who is shared is put together."""
        alone = (
            row
            for row in self._by_id("entity", wanted, after)
            if row.at.id not in self.names and row.at.id not in self.bearers
        )
        return merge(alone, self._shared(wanted, after), key=lambda row: row.at)

    def _shared(self, wanted: Wanted, after: Position | None) -> Iterator[Listed]:
        """Entities that several episodes tell of, each as one row."""
        goals = sorted(goal for goal in self.bearers if after is None or goal > after.id)
        for some in _growing(goals):
            for row in self.entities(some):
                if _has(data := text_of(row), wanted):
                    yield Listed("entity", Position("", 0, row.id), data)

    def _told(self, names: Iterable[str]) -> Mapping[str, Entity]:
        """Entities by their own ids, as they are shown."""
        found: dict[str, Entity] = {}
        for some in chunks(names):
            query = select(ROW.c.id, ROW.c.data).where(
                ROW.c.type == "entity", ROW.c.id.in_(some), ROW.c.episode.in_(self.episodes)
            )
            for name, data in self.connection.execute(query):
                row = renamed_row(row_of("entity", data), self.names)
                assert isinstance(row, Entity)  # noqa: S101 - tells the type checker
                found[name] = row
        return found

    def _shown(self, rows: Iterable[Listed]) -> Iterator[Listed]:
        """Rows under the ids that are shown; who holds no other id stays as it is written."""
        for row in rows:
            if self.names and any(one in self.names for one in _ENTITY.findall(row.data)):
                data = text_of(renamed_row(row_of(row.kind, row.data), self.names))
                yield Listed(row.kind, row.at, data)
            else:
                yield row

    def _having(self, wanted: Wanted) -> list[ColumnElement[bool]]:
        """What the tables are asked for."""
        return [self._holding(name, values) for name, values in wanted.fields.items()]

    def _holding(self, name: str, values: Iterable[str]) -> ColumnElement[bool]:
        """Whether a row's JSON has a member: as `text_of` writes it, it is found nowhere else."""
        find = func.instr if self.connection.dialect.name == "sqlite" else func.strpos
        return or_(*(find(ROW.c.data, one) > 0 for one in _members(name, values)))


def home(connection: Connection, name: str) -> tuple[str, str] | None:
    """The type of a row by its id, and the event that shows it; None where no event does."""
    where = schema.episode
    query = (
        select(ROW.c.type, where.c.event)
        .join(where, where.c.id == ROW.c.episode)
        .where(ROW.c.type.in_(list(TYPES)), ROW.c.id == name)
    )
    if found := connection.execute(query).first():
        return found.type, found.event
    table = schema.cluster  # an entity may go by an id under which no row is told any more
    owner = select(table.c.event).where(table.c.id == name, table.c.key.is_not(None))
    event = connection.execute(owner).scalar()
    return ("entity", event) if event else None


def as_line(row: Listed) -> bytes:
    """A row as the ledger's file has it."""
    if "\\u" in row.data:  # the tables hold ASCII, the file does not
        return line(row.kind, json.loads(row.data))
    return f'{{"type":"{row.kind}",{row.data[1:]}\n'.encode()


def _listed(kind: str, name: str, document: str, data: str) -> Listed:
    """A row that stands in a report: where it does, its JSON says before anything else."""
    if kind in IN_NO_REPORT:
        return Listed(kind, Position("", 0, name), data)
    start = _START.search(data)
    return Listed(kind, Position(document, int(start[1]) if start else 0, name), data)


def _in_order(rows: Iterable[Listed], after: Position | None) -> list[Listed]:
    """Rows that come after a position, in their order."""
    return sorted((row for row in rows if after is None or row.at > after), key=lambda row: row.at)


def _members(name: str, values: Iterable[str]) -> list[str]:
    """Members of a row's JSON: within a text of it the quotation marks would be escaped."""
    return [f'"{name}":{json.dumps(value)}' for value in values]


def _has(data: str, wanted: Wanted) -> bool:
    """Whether a row is one that is wanted."""
    return all(
        any(one in data for one in _members(name, values)) for name, values in wanted.fields.items()
    )


def _with_text(data: str, text: str) -> str:
    """A document's JSON with its text, where the ledger has it."""
    members = json.loads(data) | {"text": text}
    ordered = {one.name: members[one.name] for one in fields(Document)}
    return json.dumps(ordered, separators=(",", ":"))


def _growing(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Names in turn, at first few of them: mostly these are enough."""
    first, size = 0, FIRST
    while first < len(names):
        yield names[first : first + size]
        first, size = first + size, min(2 * size, MOST)


def _batches(rows: Iterable[Listed]) -> Iterator[list[Listed]]:
    """Rows, a bounded number at a time."""
    batch: list[Listed] = []
    for row in rows:
        batch.append(row)
        if len(batch) == FIRST:
            yield batch
            batch = []
    if batch:
        yield batch
