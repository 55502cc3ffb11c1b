"""An archive story by story: which there are, what one says, the reports that tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from typing import Literal, get_args

import pyarrow as pa
import pyarrow.compute as pc

from crosswire.archive.ledger import index, part
from crosswire.archive.ledger.bucket import AGAIN, STORIES
from crosswire.archive.ledger.index import Summary
from crosswire.archive.place import Place
from crosswire.archive.setting import run_of
from crosswire.archive.table import STATED, article, path
from crosswire.codec import codec
from crosswire.error import ArchiveError, LedgerError
from crosswire.ledger import REMEDY, TYPES, Ledger, Members, rebuild
from crosswire.read import Article
from crosswire.row import Run
from crosswire.union import whole

PREFIX = "story-"

Most = Literal["reports", "contested", "denied", "confirmed", "copies", "origins"]
"""By what stories are ranked: that of which they have most stand first."""

MOST: tuple[Most, ...] = get_args(Most)

READERS = 8
"""Parts of the index that are read at once: a store elsewhere answers each after a while."""

SHOWN = 5
"""Stories that a complaint lists."""

_RANKED = ("story_id", "first_day", "last_day")
_NAMED = ("name", "about")


@dataclass(frozen=True, slots=True)
class Story:
    """A story as the index tells of it: the sum of its episodes, and the parts where they stand."""

    summary: Summary
    episodes: int
    parts: tuple[str, ...]

    @property
    def id(self) -> str:
        """The id of the story, for good."""
        return self.summary.story_id

    @property
    def name(self) -> str:
        """What it is called."""
        return self.summary.name


def stories(  # noqa: PLR0913 - each is a way to choose
    place: Place,
    words: str = "",
    *,
    since: date | None = None,
    until: date | None = None,
    most: Most = "reports",
    limit: int | None = None,
) -> tuple[Story, ...]:
    """The stories of an archive, those first that have most of something, then by their days.

    `words` must all stand in a story's name or in the names that it is about; a story was told
    between two days if one of its reports was published then.
    """
    listing = _Listing.of(place, (*_RANKED, most, *(_NAMED if words else ())))
    found = _ranked(_having(listing.rows, words.split()), most)
    if since or until:
        first, last = pa.scalar(since or date.min), pa.scalar(until or date.max)
        is_within = pc.and_(
            pc.less_equal(found["first_day_min"], last),
            pc.greater_equal(found["last_day_max"], first),
        )
        found = found.filter(is_within)
    return tuple(listing.stories(found.slice(0, limit)["story_id"].to_pylist()))


def find(place: Place, told: str) -> Story:
    """The story of an id, a name, or as much of an id's beginning as fits no other.

    Raises ArchiveError where there is none, or several fit.
    """
    listing = _Listing.of(place, ("story_id", "name"))
    for fitting in _fitting(listing.rows, told.strip()):
        if len(fitting) == 1:
            (found,) = listing.stories(fitting)
            return found
        if fitting:
            raise ArchiveError(
                f"{told!r:.80} fits {len(fitting)} stories: {', '.join(fitting[:SHOWN])}",
                remedy="Give the id of one.",
            )
    raise ArchiveError(
        f"there is no story {told!r:.80}",
        remedy=f"See which there are: crosswire stories {place.url} [WORDS]",
    )


def ledger_of(place: Place, told: str | Story) -> Ledger:
    """What the reports of a story say, by its id or name: checked, as every ledger that is read.

    Who bears one full name in several of its episodes is one, as at a desk.
    """
    story = find(place, told) if isinstance(told, str) else told
    made_by = run_of(place)
    run = replace(made_by, settings={**made_by.settings, "event": story.name})
    try:
        return whole(run, [_episode(run, rows) for rows in _episodes(place, story)])
    except (pa.ArrowException, TypeError, ValueError) as error:
        raise LedgerError(f"{place.at('ledger')}: {error}", remedy=REMEDY) from error


def articles(place: Place, story: Story) -> Iterator[Article]:
    """The reports of a story as they were read, each once, in the order in which they came."""
    columns = ["part", "row", "copy_kind"]
    for beat in place.names(STORIES):
        rows = place.parquet(beat, columns=columns, filters=[("story", "=", story.id)])
        by_part: dict[str, list[int]] = defaultdict(list)
        for one in rows.to_pylist():
            if one["copy_kind"] != AGAIN:
                by_part[one["part"]].append(one["row"])
        for name, numbers in by_part.items():
            found = place.parquet(path(name), columns=list(STATED), rows=numbers)
            yield from map(article, found.to_pylist())


def _episodes(place: Place, story: Story) -> list[list[tuple[str, Members]]]:
    """The rows of each episode of a story, with the names of their types."""
    found: dict[int, list[tuple[str, Members]]] = defaultdict(list)
    for name in story.parts:
        for kind in TYPES:
            for episode, members in part.rows(place, kind, name, story.id):
                found[episode].append((kind, members))
    return [found[number] for number in sorted(found)]


def _episode(run: Run, rows: Iterable[tuple[str, Members]]) -> Ledger:
    """The ledger of one episode."""
    head = ("the run row", "run", codec(Run).encode(run))
    return rebuild([head, *(("a row of the archive", kind, members) for kind, members in rows)])


@dataclass(frozen=True, slots=True)
class _Listing:
    """Some columns of the whole index, and `part`: the number of the part where a row stands."""

    place: Place
    parts: Sequence[str]
    rows: pa.Table

    @classmethod
    def of(cls, place: Place, columns: Iterable[str]) -> _Listing:
        """These columns of an archive's index."""
        wanted = list(dict.fromkeys(columns))
        schema = pa.schema([*(index.SCHEMA.field(name) for name in wanted), ("part", pa.int64())])
        parts, tables = place.names(index.FOLDER), [schema.empty_table()]
        with ThreadPoolExecutor(READERS) as readers:
            found = readers.map(lambda name: place.parquet(name, columns=wanted), parts)
            for number, table in enumerate(found):
                numbers = pa.array([number] * len(table), pa.int64())
                tables.append(table.select(wanted).append_column("part", numbers))
        return cls(place, parts, pa.concat_tables(tables))

    def stories(self, chosen: Sequence[str]) -> Iterator[Story]:
        """The stories of some ids, in their order."""
        wanted = pa.array(chosen, pa.string())
        numbers = self.rows.filter(pc.is_in(self.rows["story_id"], wanted))["part"].unique()
        rows: dict[str, list[tuple[str, Summary]]] = {one: [] for one in chosen}
        for number in sorted(numbers.to_pylist()):
            name = self.parts[number]
            told = name.removeprefix(f"{index.FOLDER}/").removesuffix(".parquet")
            found = self.place.parquet(name)
            for one in index.summaries(found.filter(pc.is_in(found["story_id"], wanted))):
                rows[one.story_id].append((told, one))
        yield from map(_story, rows.values())


def _story(rows: Sequence[tuple[str, Summary]]) -> Story:
    """A story of its episodes, each with the part where it stands."""
    parts = tuple(dict.fromkeys(part for part, _ in rows))
    return Story(index.summed(one for _, one in rows), len(rows), parts)


def _having(rows: pa.Table, words: Sequence[str]) -> pa.Table:
    """The rows of the stories of which an episode has all words among its names."""
    if not words:
        return rows
    names = pc.binary_join_element_wise(rows["name"], pc.binary_join(rows["about"], " "), " ")
    fits = [pc.match_substring(names, word, ignore_case=True) for word in words]
    found = rows.filter(reduce(pc.and_, fits))["story_id"].unique()
    return rows.filter(pc.is_in(rows["story_id"], found))


def _ranked(rows: pa.Table, most: Most) -> pa.Table:
    """Stories with their days, those first that have most of something."""
    how = "max" if most == "origins" else "sum"
    sums: list[tuple[str, str]] = [("first_day", "min"), ("last_day", "max"), (most, how)]
    order = [(f"{most}_{how}", "descending"), ("first_day_min", "ascending")]
    found = rows.group_by("story_id", use_threads=False).aggregate(sums)
    return found.sort_by([*order, ("story_id", "ascending")])


def _fitting(rows: pa.Table, told: str) -> Iterator[list[str]]:
    """The stories of an id, those of a name, those whose id begins so."""
    ids, begun = rows["story_id"], told.removeprefix(PREFIX)
    conditions = [pc.equal(ids, told), pc.equal(pc.utf8_lower(rows["name"]), told.lower())]
    if begun:
        conditions.append(pc.starts_with(ids, f"{PREFIX}{begun}"))
    for condition in conditions:
        yield sorted(rows.filter(condition)["story_id"].unique().to_pylist())
