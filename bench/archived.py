"""An archive that was made, against the truth: its stories, its copies, and each article once.

It is looked at from outside, by DuckDB over its Parquet files, so that nothing that made it counts
for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.dump import Truth
from bench.story import Score

COPIES = frozenset({"exact", "near", "again"})
"""What is told apart as a copy; a version is none."""

RETOLD = 1 / 3
"""The sentences that two reports share, of all that either has, from which on one retells the
other."""

_PARTS = {
    "articles": "articles/**/*.parquet",
    "stories": "stories/**/*.parquet",
    "documents": "ledger/type=document/**/*.parquet",
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article of the archive went: its address, its story, what it is a copy of."""

    url: str
    story: str
    kind: str | None
    original: str | None


@dataclass(frozen=True, slots=True)
class Copies:
    """Which copies were found: so many are right of so many linked, and of so many that are.

    `retold` are those of the others that share RETOLD of their sentences with what they are said to
    copy: in the same story, no copies by the truth, and none that a reader would call independent.
    """

    linked: int
    right: int
    retold: int
    true: int

    def __str__(self) -> str:
        precision = self.right / self.linked if self.linked else 1.0
        lenient = (self.right + self.retold) / self.linked if self.linked else 1.0
        recall = self.right / self.true if self.true else 1.0
        return (
            f"P {precision:.3f} ({lenient:.3f} with what is retold)  R {recall:.3f}"
            f"  ({self.linked} linked, {self.right} right, {self.retold} retold, {self.true} true)"
        )


@dataclass(frozen=True, slots=True)
class Count:
    """How often articles stand in an archive; all of these are to be the same, or none."""

    expected: int
    articles: int
    stories: int
    apart: int
    """Different articles in `stories`, by where they stand."""
    again: int
    documents: int
    different: int
    """Different documents of a story and episode in `ledger`."""
    misplaced: int
    """Documents of the ledger that are in no such story, and the other way round."""

    @property
    def is_exact(self) -> bool:
        """Whether each article is once in the stories and once in the ledger."""
        return (
            self.articles == self.stories == self.apart
            and self.documents == self.different == self.stories - self.again
            and not self.misplaced
        )

    def __str__(self) -> str:
        return (
            f"{'' if self.is_exact else 'NOT '}exactly once: {self.expected} to be read,"
            f" {self.articles} read, {self.stories} rows of {self.apart} in stories ({self.again}"
            f" again), {self.documents} documents of {self.different} in the ledger,"
            f" {self.misplaced} elsewhere"
        )


def placed(archive: Path) -> list[Placed]:
    """Where each article of an archive went."""
    rows = _asked(
        archive,
        """select a.id, s.story, if(s.version_of is null, s.copy_kind, null), o.id from stories s
        join articles a on parse_filename(a.filename, true) = s.part and a.file_row_number = s.row
        left join (select key, any_value(id) as id from articles group by key) o
        on o.key = s.copy_of""",
    )
    return [Placed(*row) for row in rows]


def clustered(placed: Iterable[Placed], truth: Iterable[Truth]) -> Score:
    """B-cubed precision and recall of the stories (Bagga and Baldwin 1998)."""
    events = {one.url: one.story for one in truth}
    pairs = Counter((events[one.url], one.story) for one in placed)
    true, found = Counter[str](), Counter[str]()
    for (event, story), number in pairs.items():
        true[event] += number
        found[story] += number
    total = pairs.total()
    return Score(
        sum(n * n / found[story] for (_, story), n in pairs.items()) / total,
        sum(n * n / true[event] for (event, _), n in pairs.items()) / total,
    )


def copied(placed: Iterable[Placed], truth: Sequence[Truth]) -> Mapping[str, Copies]:
    """The copies that were found, of all kinds and of each.

    A copy is right if it leads to an article that has the same original, or is it.
    """
    known = {one.url: one for one in truth if one.kind not in ("again", "version")}
    true = Counter(str(one.kind) for one in truth if one.kind in COPIES)
    true["all"] = true.total()
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for one in placed:
        if one.kind and one.original:
            told = _relation(known[one.url], known[one.original])
            for kind in ("all", one.kind):
                kinds[kind].update(("linked", told))
    return {
        kind: Copies(kinds[kind]["linked"], kinds[kind]["right"], kinds[kind]["retold"], true[kind])
        for kind in ("all", *sorted(COPIES))
    }


def _relation(one: Truth, other: Truth) -> str:
    """How an article stands to what it is said to copy."""
    if (one.original or one.url) == (other.original or other.url):
        return "right"
    shared, either = set(one.lines) & set(other.lines), set(one.lines) | set(other.lines)
    is_retold = one.story == other.story and len(shared) >= RETOLD * len(either)
    return "retold" if is_retold else "wrong"


def counted(archive: Path, truth: Iterable[Truth]) -> Count:
    """How often each article stands where it has to stand once."""
    [numbers] = _asked(
        archive,
        """with shown as (
            select story, episode, document from stories where copy_kind is distinct from 'again'
        ), held as (select story_id, episode, id from documents)
        select (select count(*) from articles),
            (select count(*) from stories),
            (select count(distinct (part, row)) from stories),
            (select count(*) from stories where copy_kind = 'again'),
            (select count(*) from documents),
            (select count(distinct (story_id, episode, id)) from documents),
            (select count(*) from (from shown except from held))
            + (select count(*) from (from held except from shown))""",
    )
    expected = sum(one.language == "en" and one.kind != "broken" for one in truth)
    return Count(expected, *map(int, numbers))


def sizes(archive: Path) -> Mapping[str, tuple[int, int]]:
    """The files of each part of an archive, and their bytes."""
    found: dict[str, tuple[int, int]] = {}
    for path in sorted(archive.rglob("*")):
        if path.is_file():
            name = path.relative_to(archive).parts[0]
            files, size = found.get(name, (0, 0))
            found[name] = files + 1, size + path.stat().st_size
    return found


def grouped(archive: Path) -> list[list[str]]:
    """The ids of the articles of each story and episode, in order."""
    rows = _asked(
        archive,
        """select s.story, s.episode, a.id from stories s join articles a
        on parse_filename(a.filename, true) = s.part and a.file_row_number = s.row
        order by 1, 2, 3""",
    )
    groups: dict[tuple[str, int], list[str]] = defaultdict(list)
    for story, episode, name in rows:
        groups[story, episode].append(name)
    return list(groups.values())


def _asked(archive: Path, question: str) -> list[tuple[Any, ...]]:
    """The rows that answer a question about an archive's articles, stories and documents."""
    import duckdb  # noqa: PLC0415 - only where archives are measured

    with duckdb.connect(config={"threads": 1}) as connection:
        for name, glob in _PARTS.items():
            parts = connection.read_parquet(
                str(archive / glob), filename=True, file_row_number=True, hive_partitioning=True
            )
            parts.create_view(name)
        return connection.execute(question).fetchall()
