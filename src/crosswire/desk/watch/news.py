"""What a look at a source finds: things that are new there, or have changed, to be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from crosswire.desk.watch.source import Source
from crosswire.fetch import Schedule, Visit
from crosswire.read import Article
from crosswire.row import Problem

Input = Article | Problem
"""What a reader makes of an input."""


@dataclass(frozen=True, slots=True)
class News:
    """Something new or changed: its name at the source, its digest, and how it is read.

    It can be read more than once.
    """

    name: str
    digest: str
    read: Callable[[], Iterable[Input]]


@dataclass(slots=True)
class Look:
    """What one look found: `news` can be gone through once, and some of it may be fetched then.

    `gone` names what is there no more, `growing` is how many files are still being written,
    `moved` the source's new address. Once the news are through, `is_whole` says whether they were
    all that there is; of what was not, the version must be forgotten, so that it is sent again.
    """

    visit: Visit
    news: Iterator[News]
    gone: tuple[str, ...] = ()
    growing: int = 0
    moved: str | None = None
    is_whole: bool = True


class Place(Protocol):
    """A folder or feed that can be looked at."""

    @property
    def source(self) -> Source:
        """What it is called, and what is wanted of it."""

    def look(self, schedule: Schedule, seen: Mapping[str, str]) -> Look:
        """What is there that has not been `seen`; raises CrosswireError where that can't be told.

        `schedule` knows the version that was there the last time.
        """


def digest(*parts: object) -> str:
    """A short digest of some values, which tells others from them."""
    content = "\x1f".join(map(repr, parts)).encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=16).hexdigest()
