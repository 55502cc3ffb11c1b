"""A file of an archive's sources, opened: what it is compressed with is told by its first bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import pyarrow as pa

from crosswire.archive.place import Place, is_local
from crosswire.archive.source.listing import Listed
from crosswire.error import InputError, UnreachableError
from crosswire.read.archive import is_archive
from crosswire.read.source import HEAD, WHOLE, Part, Source, Stream, each, untold


def _zstandard(stream: Stream) -> Stream:
    """What is compressed with Zstandard."""
    return BufferedReader(pa.CompressedInputStream(stream, "zstd"))


OPENERS: Mapping[bytes, Callable[[Any], Any]] = MappingProxyType(
    {
        b"\x1f\x8b\x08": gzip.open,
        b"BZh": bz2.open,
        b"\xfd7zXZ\x00": lzma.open,
        b"\x28\xb5\x2f\xfd": _zstandard,
    }
)
"""By the first bytes of a file, what unpacks it."""

BROKEN = (EOFError, zlib.error, lzma.LZMAError, gzip.BadGzipFile, pa.ArrowException)
"""What is raised for what cannot be unpacked."""


@contextmanager
def opened(
    file: Listed,
    part: Part = WHOLE,
    *,
    is_wanted: Callable[[str], bool] = each,
    passed: Callable[[], None] = untold,
) -> Iterator[Source]:
    """A file, opened and unpacked; raises InputError where it is another one now, or is broken."""
    place = Place(file.url)
    if place.size("") != file.size:
        raise InputError(
            "it has changed since it was looked at",
            remedy="Begin another run with it: what is the same counts once.",
        )
    with place.reading("") as packed:
        stream = _unpacked(packed)
        try:
            yield Source(
                file.id,
                stream,
                part=part,
                is_wanted=is_wanted,
                passed=passed,
                is_unpacked=stream is not packed,
                with_repeats=True,
            )
        except BROKEN as error:
            raise InputError(
                f"its compression is broken or cut off ({error})",
                remedy="Fetch it again; what stands before that place was read.",
            ) from error


def refuse_unreachable(file: Listed) -> None:
    """Raises UnreachableError where all that was around a file is gone, as with a disk.

    A file that alone is gone is a problem of its own; for a disk the run can wait.
    """
    folder = file.url.rpartition("/")[0]
    if is_local(file.url) and not Path(folder or "/").is_dir():
        raise UnreachableError(
            f"{file.url}: its folder is not there",
            remedy="Bring it back, and give the same command again: the run goes on.",
        )


def _unpacked(packed: BufferedReader) -> Stream:
    """The bytes of a file, unpacked; an archive of pages whose records are packed is left so."""
    head = packed.peek(HEAD)[:HEAD]
    for magic, opener in OPENERS.items():
        if head.startswith(magic) and not is_archive(head):
            return cast(Stream, opener(packed))
    return packed
