"""Bytes to be read, and the name they go by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from crosswire.error import InputError

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
class Source:
    """An input that is open: `id` names it in the ledger, `largest` bounds what is held of it.

    `charset` is the encoding that whoever sent it declares beside its bytes, `media` the media type
    ("text/html"); where there is one, the ending of the name says nothing.
    """

    id: str
    stream: Stream
    largest: int = LARGEST
    charset: str | None = None
    media: str | None = None

    @property
    def suffix(self) -> str:
        """The ending of its name, in lower case: ".html", or "" where there is none."""
        return PurePosixPath(self.id).suffix.lower()

    def head(self) -> bytes:
        """Its first bytes, which stay unread."""
        return self.stream.peek(HEAD)[:HEAD]

    def raw(self) -> bytes:
        """All its bytes; raises InputError where there are none, or more than `largest`."""
        raw = self.stream.read(self.largest + 1)
        if not raw:
            raise InputError("empty", remedy="Give a file with the text of a report.")
        if len(raw) > self.largest:
            raise InputError(
                f"larger than {self.largest:,} bytes",
                remedy="Split it into one file for each article, or raise the limit.",
            )
        return raw
