"""The archive's own story step on ECB+: in one run, and in a run for each day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import groupby
from tempfile import TemporaryDirectory

import pyarrow as pa

from bench.shared import Shared
from bench.story import Told, ecb, score, streams
from crosswire.archive.place import Place
from crosswire.archive.story.assignment import assign
from crosswire.archive.table import SCHEMA, row
from crosswire.read import Article

Numbered = tuple[int, Told]


def run(shared: Shared) -> Iterator[str]:
    """The figures, line by line."""
    reports = ecb(shared)
    yield f"{'the archive, all at once':<34} {_line(reports, _whole)}"
    for name, stream in streams(reports).items():
        for how, cut in (("in one run", _whole), ("a run a day", _by_day)):
            if any(one.profile.day for one in stream):
                yield f"{name:<30} {how:<12} {_line(stream, cut)}"


def _line(reports: Sequence[Told], cut: Callable[[Sequence[Told]], list[list[Numbered]]]) -> str:
    """The score of reports that come in runs, and how many of them were told for copies."""
    with TemporaryDirectory() as folder:
        place = Place.of(folder)
        counts = Counter[str]()
        for number, some in enumerate(cut(reports), 1):
            part = f"run-{number:04}"
            place.parquet_write(f"articles/{part}.parquet", _table(some), group=32)
            for done in assign(place, f"{number:04}", [part]):
                counts.update(done.counts)
        groups = {
            one["document"]: one["story"]
            for name in place.names("stories")
            for one in place.parquet(name, columns=["document", "story"]).to_pylist()
        }
    return f"{score(reports, groups)}  {counts['exact'] + counts['near']} copies"


def _whole(reports: Sequence[Told]) -> list[list[Numbered]]:
    """All of them in one run."""
    return [list(enumerate(reports))]


def _by_day(reports: Sequence[Told]) -> list[list[Numbered]]:
    """Those of each day in a run of their own; they come in the order of their days."""
    return [list(some) for _, some in groupby(enumerate(reports), lambda one: one[1].profile.day)]


def _table(reports: Iterable[Numbered]) -> pa.Table:
    """Reports as a part of an archive's articles."""
    rows = [row(_article(at, one), source="ecbplus") for at, one in reports]
    return pa.Table.from_pylist(rows, SCHEMA)


def _article(at: int, one: Told) -> Article:
    """A report as an article; its id is its number."""
    digest = sha256(one.text.encode()).hexdigest()
    return Article(f"{at:05}", one.text, digest, None, None, None, one.profile.day)
