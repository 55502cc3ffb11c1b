"""The reading of an archive: what one worker makes of a split, its articles and its problems.

No more than a part is held at once, however large the split. An article in another language is
counted and not kept; one that was seen before is kept, and told by whoever orders them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pyarrow as pa

from crosswire.archive import table
from crosswire.archive.encoder import Encoder, load
from crosswire.archive.engine.child import failure
from crosswire.archive.place import Place
from crosswire.archive.problem import keep
from crosswire.archive.source.split import STEP, Piece, Split
from crosswire.archive.source.unpacking import opened, refuse_unreachable
from crosswire.archive.unit import Begin, Done, Setback, Unit
from crosswire.error import CrosswireError, InputError, UnreachableError
from crosswire.read.given import UNKNOWN, Given
from crosswire.read.intake import drafts, taken
from crosswire.read.language import ForeignError
from crosswire.read.reader import Draft, Reader, readers
from crosswire.row import Problem

MOST = 4_096
"""Articles of a part."""

HEAVIEST = 32_000_000
"""Characters of the articles of a part."""

BATCH = 256
"""Articles that are held as objects before they are put into columns."""

LANGUAGE = "language."
"""What precedes the code of a language among the counts of a note."""


def parts(done: Done) -> list[str]:
    """The parts that a split's articles are in."""
    return [_part(done.unit, number) for number in range(1, done.counts["parts"] + 1)]


def _part(name: str, number: int) -> str:
    """The name of a part of a split's articles."""
    return table.path(name if number == 1 else f"{name}.{number}")


def _drop(place: Place, name: str, *, beyond: int) -> None:
    """Remove the parts beyond a number: a try before may have written more, of more articles."""
    while place.exists(part := _part(name, beyond + 1)):
        place.remove(part)
        beyond += 1


@dataclass(frozen=True, slots=True)
class ReadStep:
    """Reads the splits of an archive; `fields` and `given` hold for all of its sources.

    `embeds` says whether a language model is to place each article.
    """

    place: Place
    fields: Mapping[str, str] = field(default_factory=dict)
    given: Given = UNKNOWN
    embeds: bool = False
    name: str = STEP

    def open(self) -> Harvester:
        """A worker."""
        return Harvester(self, readers()[0], load() if self.embeds else None)

    def set_aside(self, unit: Unit, setback: Setback) -> Done:
        """Give a split up, of which each worker dies."""
        _drop(self.place, unit.name, beyond=0)
        keep(self.place, unit, [setback])
        return Done(STEP, unit.name, {"articles": 0, "problems": 1, "parts": 0})


@dataclass(frozen=True, slots=True)
class Harvester:
    """Reads splits, one after the other."""

    step: ReadStep
    available: tuple[Reader, ...]
    encoder: Encoder | None = None

    def work(
        self,
        unit: Unit,
        *,
        begin: Begin,
        without: Mapping[str, Setback],
        careful: bool,  # noqa: ARG002 - it reads one by one anyway
    ) -> Done:
        """Read a split: its articles and its problems are written, and counted in the note."""
        split = Split.of(unit.given)
        reading = _Reading(self, begin, without, _Pile(self.step.place, unit.name))
        reading.problems.extend(_setback(one) for one in split.problems)
        for piece in split.pieces:
            try:
                reading.read(piece)
            except UnreachableError:
                begin()  # no article is to blame
                raise
        begin()
        reading.pile.close()
        _drop(self.step.place, unit.name, beyond=reading.pile.parts)
        keep(self.step.place, unit, reading.problems)
        return Done(STEP, unit.name, reading.counts)


@dataclass(slots=True)
class _Reading:
    """A split that is being read."""

    harvester: Harvester
    begin: Begin
    without: Mapping[str, Setback]
    pile: _Pile
    problems: list[Setback] = field(default_factory=list)
    languages: Counter[str] = field(default_factory=Counter)
    at: str = ""

    @property
    def counts(self) -> dict[str, int]:
        """What came of it."""
        return {
            "articles": self.pile.count,
            "problems": len(self.problems),
            "parts": self.pile.parts,
        } | {f"{LANGUAGE}{code}": self.languages[code] for code in sorted(self.languages)}

    def read(self, piece: Piece) -> None:
        """Read a file, or a part of one."""
        name = piece.file.id
        self.begin()
        refuse_unreachable(piece.file)
        if not self.is_wanted(name):
            return
        passed = partial(self.begin, name)  # no article is to blame for what comes after it
        source = opened(piece.file, piece.part, is_wanted=self.is_wanted, passed=passed)
        step = self.harvester.step
        for one in drafts(name, source, self.harvester.available, step.fields):
            if isinstance(one, Problem):
                self.problems.append(_setback(one))
            else:
                self._take(one, step.given.over(piece.file.given))

    def is_wanted(self, where: str) -> bool:
        """Whether what stands at a place is to be read: its time begins; else it is set aside."""
        self.at = where
        if where in self.without:
            self.problems.append(self.without[where])
            return False
        self.begin(where)
        return True

    def _take(self, draft: Draft, beside: Given) -> None:
        """Put an article on the pile, or say why it is none."""
        try:
            article = taken(draft, beside, id=draft.id)
            made = table.row(article, source=self.at, encoder=self.harvester.encoder)
        except ForeignError as error:
            self.languages[error.language] += 1
        except InputError as error:
            self.problems.append(Setback(draft.id, str(error), error.remedy))
        except (OSError, MemoryError, CrosswireError):  # no fault of the article's
            raise
        except Exception as error:  # noqa: BLE001 - it becomes a problem row, with what failed
            failed = failure(error, (draft.id,))
            self.problems.append(Setback(draft.id, failed.reason, failed.remedy))
        else:
            self._pile(made)

    def _pile(self, made: dict[str, Any]) -> None:
        """Put a row on the pile; a full one is written, in nobody's time."""
        self.pile.put(made)
        if self.pile.is_full:
            self.begin()
            self.pile.close()


def _setback(problem: Problem) -> Setback:
    """A problem that a reader found."""
    return Setback(problem.document, problem.reason, problem.remedy)


@dataclass(slots=True)
class _Pile:
    """Articles that become a part: in columns, so that they take little more than their bytes."""

    place: Place
    name: str
    count: int = 0
    parts: int = 0
    weight: int = 0
    rows: list[dict[str, Any]] = field(default_factory=list)
    ranks: list[table.Rank] = field(default_factory=list)
    batches: list[pa.RecordBatch] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether no more should be held at once."""
        return len(self.ranks) >= MOST or self.weight >= HEAVIEST

    def put(self, row: dict[str, Any]) -> None:
        """Put an article on the pile."""
        self.rows.append(row)
        self.ranks.append(table.rank(row))
        self.weight += len(row["text"]) + len(row["profile"])
        self.count += 1
        if len(self.rows) == BATCH:
            self._pack()

    def close(self) -> None:
        """Write the pile as a part, in the order of days, and begin a new one."""
        self._pack()
        if not self.batches:
            return
        self.parts += 1
        found = pa.Table.from_batches(self.batches, table.SCHEMA)
        order = sorted(range(len(self.ranks)), key=self.ranks.__getitem__)
        self.place.parquet_write(
            _part(self.name, self.parts),
            found.take(pa.array(order, pa.int64())),
            group=table.GROUP,
            statistics=table.BOUNDED,
        )
        self.batches.clear()
        self.ranks.clear()
        self.weight = 0

    def _pack(self) -> None:
        """Put the rows into columns."""
        if self.rows:
            self.batches.append(pa.RecordBatch.from_pylist(self.rows, table.SCHEMA))
            self.rows.clear()
