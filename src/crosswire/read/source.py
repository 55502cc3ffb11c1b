"""Bytes to be read, and the name they go by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from crosswire.error import InputError

Found = TypeVar("Found")

LARGEST = 10_000_000
"""Bytes of one file, or of one line of JSON, that are read; more is no news report."""

HEAD = 4096
"""Bytes that a reader may look at to tell a format."""


class Stream(Protocol):
    """What a source needs of a binary file."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes."""

    def readline(self, size: int | None = -1, /) -> bytes:
        """The bytes up to the next line end, at most `size`."""

    def peek(self, size: int = 0, /) -> bytes:
        """Some bytes from here, without moving on."""

    def seekable(self) -> bool:
        """Whether it can be read again from another place."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go on reading from that byte."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a long input: what begins from `start` on, and before `end` where there is one.

    Both count bytes, or the row groups of a table, and something begins at each; `first` is the
    number of the first line or row in it. Archives, lines and tables are read by parts. `weight` is
    its bytes.
    """

    start: int = 0
    end: int | None = None
    first: int = 1
    weight: int = 0

    def ends_before(self, at: int) -> bool:
        """Whether what begins there is of another part."""
        return self.end is not None and at >= self.end


WHOLE = Part()
"""All of an input."""


def each(where: str) -> bool:  # noqa: ARG001 (asked like others)
    """Every article of an input is read."""
    return True


def untold() -> None:
    """Nobody needs to know."""


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is open: `id` names it in the ledger, `largest` bounds what is held of it.

    `charset` is the encoding that whoever sent it declares beside its bytes, `media` the media type
    ("text/html"); where there is one, the ending of the name says nothing. `part` is what is read
    of it; of each place in it that may hold an article `is_wanted` is asked before it is read, and
    `passed` is told when what is read next is of no article yet. One that `is_unpacked` was
    compressed, and its name still says so. `with_repeats`, what an archive fetched twice is told
    twice.
    """

    id: str
    stream: Stream
    largest: int = LARGEST
    charset: str | None = None
    media: str | None = None
    part: Part = WHOLE
    is_wanted: Callable[[str], bool] = each
    passed: Callable[[], None] = untold
    is_unpacked: bool = False
    with_repeats: bool = False

    @property
    def suffix(self) -> str:
        """The ending of its name, in lower case: ".html", or "" where there is none."""
        name = PurePosixPath(self.id)
        return (name.with_suffix("") if self.is_unpacked else name).suffix.lower()

    def head(self) -> bytes:
        """Its first bytes, which stay unread."""
        return self.stream.peek(HEAD)[:HEAD]

    def through(self, found: Iterable[Found]) -> Iterator[Found]:
        """The same, one after the other: `passed` is told when one is through."""
        for one in found:
            yield one
            self.passed()

    def raw(self) -> bytes:
        """All its bytes; raises InputError where there are none, or more than `largest`."""
        raw = self.stream.read(self.largest + 1)
        if not raw:
            raise InputError("empty", remedy="Give a file with the text of a report.")
        if len(raw) > self.largest:
            raise InputError(
                f"larger than {self.largest:,} bytes",
                remedy="Split it into one file for each article, or leave it out.",
            )
        return raw
