"""What adding one report to an event costs, as the event grows: 10, 100, 1,000, 10,000 reports.

The reports are those of `bench.chronicle`: one event, many incidents. Those that are only there to
make it large are taken in as all are, but that their parse is that of a fellow report with other
names, and that the episodes which no measured report joins get copies of the others' rows. Those
that are measured are read by the language model, one by one; each goes to another incident, spread
over the whole event, and is removed again. Seconds are the processor's, of one process: `parse` is
what the report costs by itself, `cold` all the rest where nothing of its neighbours is in memory
(`crosswire add`), `warm` where they are (`crosswire watch`).
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, literal, select, update

from bench import chronicle
from bench.chronicle import Told
from bench.cluster import BenchError
from bench.speed import one_core
from crosswire import model as models
from crosswire.desk.change.recorder import recorder
from crosswire.desk.derive.derivation import derive, stale
from crosswire.desk.derive.transaction import Transaction, transaction
from crosswire.desk.derive.workshop import Workshop
from crosswire.desk.intake import removal
from crosswire.desk.intake.arrival import arrival
from crosswire.desk.intake.entry import Entry
from crosswire.desk.intake.intake import Aim, Intake
from crosswire.desk.storage import schema
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.extraction import reader_of
from crosswire.desk.storage.store import Store
from crosswire.gazetteer import Gazetteer
from crosswire.pipeline import run as made_by
from crosswire.read import Article
from crosswire.reading import BATCH, Reading, Report, readings, reports, unwatched

if TYPE_CHECKING:
    from spacy.language import Language

SIZES = (10, 100, 1000, 10_000)
ADDS = 20
EVENT = "The floods of the Vessa"

BOUND = 1.2
"""How much more a report may cost in the largest event than in one of a hundred reports."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one report took, in seconds, and how many reports were collated with it."""

    parse: float
    cold: float
    warm: float
    neighbours: int


@dataclass(frozen=True, slots=True)
class Row:
    """The medians of the reports added to an event of one size."""

    reports: int
    costs: Sequence[Cost]

    def of(self, name: str) -> float:
        """The median of one of the costs."""
        return float(median(getattr(one, name) for one in self.costs))

    @property
    def whole(self) -> float:
        """Parse and the rest, with nothing in memory."""
        return median(one.parse + one.cold for one in self.costs)

    def __str__(self) -> str:
        return (
            f"{self.reports:7,} reports  {self.of('neighbours'):4.0f} neighbours"
            f"  {self.of('parse') * 1000:6.0f} ms parse  {self.of('cold') * 1000:6.0f} ms cold"
            f"  {self.of('warm') * 1000:6.0f} ms warm"
        )


def run(where: str | None = None, *, most: int = SIZES[-1], adds: int = ADDS) -> int:
    """Measure, print, and return 0 where the bound holds, else 1."""
    one_core()
    with tempfile.TemporaryDirectory() as folder:
        rows = []
        for row in measure(where or str(Path(folder, "desk.sqlite")), most=most, adds=adds):
            print(row, flush=True)
            rows.append(row)
    known = {row.reports: row.whole for row in rows}
    if SIZES[1] not in known or most <= SIZES[1]:
        return 0
    grown = known[max(known)] / known[SIZES[1]]
    print(f"from {SIZES[1]:,} to {max(known):,} reports: {grown:.2f} times as much")
    return 1 if grown > BOUND else 0


def measure(where: str, *, most: int = SIZES[-1], adds: int = ADDS) -> Iterator[Row]:
    """The cost of adding a report at each size, on a desk that grows."""
    with _opened(where) as bench:
        coming = chronicle.stream()
        size = 0
        for wanted in (size for size in SIZES if size <= most):
            filler = list(islice(coming, wanted - size))
            size, measured = wanted, list(_chosen(filler[-1].incident, adds))
            bench.fill(filler, measured)
            yield Row(size, [bench.cost(one) for one in measured])


def _chosen(last: int, adds: int) -> Iterator[Told]:
    """Reports to measure: of incidents all over the event."""
    for number in range(adds):
        incident = round(number * last / max(1, adds - 1))
        left = chronicle.others(incident)
        yield left[number % len(left)]


@contextmanager
def _opened(where: str) -> Iterator[Bench]:
    """An empty desk, and what fills it."""
    model = models.find(None)
    with (
        closing(Gazetteer.open(progress=unwatched)) as gazetteer,
        Store.open(where, create=True) as store,
    ):
        reader = Reader(models.load(model), gazetteer)
        source = model.source, gazetteer.source
        workshop = Workshop(made_by(*source), gazetteer, recorder(store))
        intake = Intake(store, workshop, reader_of(*source), reader.read)
        yield Bench(intake, reader)


@dataclass(slots=True)
class Reader:
    """Reads reports, and knows how long that took; or copies what is known of their fellows."""

    nlp: Language
    gazetteer: Gazetteer
    copies: bool = False
    seconds: float = 0.0
    known: dict[Told, Reading] = field(default_factory=dict)

    def read(self, found: Sequence[Report]) -> list[Reading]:
        """What reports say."""
        if self.copies:
            return [self._copied(report) for report in found]
        begun = time.process_time()
        read = list(readings(self.nlp, found, self.gazetteer))
        self.seconds += time.process_time() - begun
        return read

    def _copied(self, report: Report) -> Reading:
        """What a report says, by what its fellow says."""
        one = chronicle.told_in(report.document.id)
        first = chronicle.first_of_its_kind(one)
        if first not in self.known:
            fellow = reports([chronicle.article(first)])
            (self.known[first],) = readings(self.nlp, fellow, self.gazetteer)
        return chronicle.retold(self.known[first], one)


@dataclass(frozen=True, slots=True)
class Bench:
    """A desk with one event, to which reports are added."""

    intake: Intake
    reader: Reader

    def fill(self, told: Iterable[Told], measured: Iterable[Told]) -> None:
        """Add reports with the parses of their fellows, to measure some others among them."""
        self.reader.copies = True
        articles = map(chronicle.article, told)
        while batch := list(islice(articles, BATCH)):
            self._filled(batch)
        self.reader.copies = False
        self._derive({one.incident for one in measured})

    def _filled(self, articles: Iterable[Article]) -> None:
        """Takes in articles as all are, and leaves their episodes stale."""
        store = self.intake.store
        with store.writing() as connection:
            writing = Transaction(connection, store, self.intake.workshop, store.now(connection))
            entry = Entry(writing, self.intake.reader, self.reader.read, goal=EVENT)
            for article in articles:
                entry.report(arrival(connection, article))

    def _derive(self, incidents: Collection[int]) -> None:
        """Derives the episodes of some incidents; the others get copies of the rows of these."""
        names = [chronicle.article(one).id for each in incidents for one in chronicle.told(each)]
        with self.intake.store.writing() as connection:
            waiting = stale(connection)
            wanted = sorted(episodes_of(connection, names))
            for episode in wanted:
                if episode in waiting:
                    derive(connection, [episode], self.intake.workshop)
            others = (episode for episode in waiting if episode not in wanted)
            for number, episode in enumerate(others):
                _copy(connection, wanted[number % len(wanted)], episode)

    def cost(self, one: Told) -> Cost:
        """Add a report and remove it, twice: with nothing in memory, and with its neighbours."""
        self.intake.workshop.forget()
        parse, cold = self._timed(one)
        self._remove(one)
        _, warm = self._timed(one)
        neighbours = self._neighbours(one)
        self._remove(one)
        return Cost(parse, cold, warm, neighbours)

    def _timed(self, one: Told) -> tuple[float, float]:
        """Seconds of reading a report, and of the rest."""
        self.reader.seconds = 0.0
        begun = time.process_time()
        self._add([one])
        whole = time.process_time() - begun
        return self.reader.seconds, whole - self.reader.seconds

    def _add(self, told: Iterable[Told]) -> None:
        """Take in reports, as `crosswire add` does."""
        for receipt in self.intake.take(map(chronicle.article, told), Aim(EVENT)):
            if receipt.outcome != "taken":
                raise BenchError(f"{receipt.locator} was not taken: {receipt.outcome}")

    def _remove(self, one: Told) -> None:
        """Take a report away again."""
        with transaction(self.intake.store, self.intake.workshop) as writing:
            removal.remove(writing, [chronicle.article(one).id])

    def _neighbours(self, one: Told) -> int:
        """How many reports are collated with one."""
        table = schema.assignment
        home = select(table.c.episode).where(table.c.document == chronicle.article(one).id)
        query = select(func.count()).where(table.c.episode == home.scalar_subquery())
        with self.intake.store.reading() as connection:
            return connection.execute(query).scalar_one() - 1


def episodes_of(connection: Connection, names: Iterable[str]) -> set[str]:
    """The episodes in which some reports are."""
    table = schema.assignment
    found: set[str] = set()
    for some in chunks(names):
        query = select(table.c.episode).where(table.c.document.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def _copy(connection: Connection, episode: str, goal: str) -> None:
    """Fills an episode that no measured report joins, so that the tables are as large as they are.

    It gets the rows, clusters and members of another, under ids of its own.
    """
    rows, clusters, members = schema.row, schema.cluster, schema.member
    of = clusters.c.episode == episode
    last = connection.execute(select(func.max(clusters.c.seq))).scalar_one()
    first = connection.execute(select(func.min(clusters.c.seq)).where(of)).scalar_one()
    mark = f"-{goal}"
    copies = {
        rows: ({"episode": literal(goal)}, rows.c.episode == episode),
        clusters: (
            {
                "id": clusters.c.id + mark,
                "seq": clusters.c.seq + (last + 1 - first),
                "episode": literal(goal),
            },
            of,
        ),
        members: (
            {"id": members.c.id + mark, "cluster": members.c.cluster + mark},
            members.c.cluster.in_(select(clusters.c.id).where(of)),
        ),
    }
    for table, (new, where) in copies.items():
        copied = select(*(new.get(column.name, column) for column in table.c)).where(where)
        connection.execute(insert(table).from_select(table.c.keys(), copied))
    homes = schema.episode
    connection.execute(update(homes).where(homes.c.id == goal).values(stale=None))
