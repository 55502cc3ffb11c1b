"""The records of a WARC archive, one at a time, and where one is broken the next whole one.

After WARC 1.0 and 1.1 (ISO 28500:2017), plain or each record compressed by itself. FastWARC tells
the records apart; where it cannot go on, the bytes after are searched for the next beginning.
"""

from __future__ import annotations

import re
import zlib
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import new
from typing import TYPE_CHECKING, BinaryIO, cast

from crosswire.read.source import WHOLE, Part, Stream

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

STEP = 1_000_000
"""Bytes that are searched at once for the beginning of a record."""

MOST_FALSE = 1_000
"""Places that look like the beginning of a record and are none, after which no more are tried."""

TOO_FAR = 200_000_000
"""Bytes of a compressed record that are not unpacked even to be left out."""

CUT_OFF = "it ends before its length"

GZIP = b"\x1f\x8b\x08"

_BEGINNING = re.compile(rb"WARC/\d\.\d\r?\n")
_OVERLAP = 512
"""Bytes in which the beginning of a record can be told, compressed or not."""

_DIGEST = re.compile(r"(sha-?1|sha-?256|sha-?512|md5):([A-Z2-7]+=*|[0-9A-F]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """A record that was told apart: where it begins, its headers, and its block of bytes.

    `block` is cut off one byte after `largest`; `size` is what the record says.
    """

    offset: int
    kind: str
    uri: str
    date: str | None
    media: str
    block: bytes
    size: int
    truncated: str | None = None
    digest: str | None = None

    @property
    def is_damaged(self) -> bool:
        """Whether the bytes are not those that the record's digest was made of."""
        found = _DIGEST.fullmatch(self.digest or "")
        if found is None or len(self.block) < self.size:
            return False
        made = new(found[1].lower().replace("-", ""), self.block, usedforsecurity=False)
        stated = found[2].upper().rstrip("=")
        return stated not in {made.hexdigest().upper(), _base32(made.digest())}


@dataclass(frozen=True, slots=True)
class Broken:
    """Where an archive could not be read on, and why: the record that begins at `offset`.

    It `is_after` that record where that one is whole and what follows is not.
    """

    offset: int
    reason: str
    is_after: bool = False


def is_archive(head: bytes) -> bool:
    """Whether bytes begin as an archive does, compressed or not."""
    return _BEGINNING.match(_unpacked(head) if head.startswith(GZIP) else head) is not None


def records(
    stream: Stream, largest: int, kinds: frozenset[str], part: Part = WHOLE
) -> Iterator[Record | Broken]:
    """The records of these kinds, with at most `largest` bytes of each, in the archive's order.

    Of an archive that is read in parts, each has the records that begin in it.
    """
    is_packed = stream.peek(len(GZIP)).startswith(GZIP)
    start: int | None = part.start if stream.peek(1) else None
    false = 0
    while start is not None and not part.ends_before(start) and false < MOST_FALSE:
        run = _Run(stream, start, largest, kinds, is_packed, part)
        yield from run.records()
        if run.is_past:
            return
        false += not run.is_told
        start = run.following()
        if start is None and run.is_cut_off():
            yield Broken(run.reached, CUT_OFF, is_after=True)


def beginnings(stream: Stream, kinds: frozenset[str], every: int) -> Iterator[int]:
    """Where an archive can be divided: a record begins there, at least `every` bytes after another.

    One that is compressed is searched for the beginnings, which no compressed record imitates. A
    plain one is gone through: a record in it may hold another archive.
    """
    is_packed = stream.peek(len(GZIP)).startswith(GZIP)
    at = 0
    if is_packed:
        while (found := _next(stream, at + every, is_packed=True)) is not None:
            yield (at := found)
        return
    for record in records(stream, 0, kinds):
        if isinstance(record, Record) and record.offset >= at + every:
            yield (at := record.offset)


@dataclass(slots=True)
class _Run:
    """Records one after the other from a byte on, as far as they are whole.

    `reached` is where the last one begins, `end` a byte in it from which the next one is looked
    for: FastWARC takes a head that is cut off for the end of the archive. A run that `is_past`
    its part came to a record of another one.
    """

    stream: Stream
    start: int
    largest: int
    kinds: frozenset[str]
    is_packed: bool
    part: Part
    reached: int = -1
    end: int = 0
    is_through: bool = False
    is_past: bool = False

    @property
    def is_told(self) -> bool:
        """Whether there was a record at all."""
        return self.reached >= 0

    def records(self) -> Iterator[Record | Broken]:
        """The records, and what ended the run where that is not the end of the archive."""
        self.end = self.start + 1
        if self.start:
            self.stream.seek(self.start)
        try:
            yield from self._whole()
        except OSError as error:
            if self.is_told or self.start == 0:
                yield Broken(max(self.reached, 0), str(error), is_after=self.is_told)
        else:
            if not self.is_told and not self.is_past:
                yield Broken(self.start, CUT_OFF)

    def following(self) -> int | None:
        """Where the next run begins; None where nothing follows, or cannot be looked for."""
        if not self.stream.seekable():
            return None
        return _next(self.stream, self.end, is_packed=self.is_packed)

    def is_cut_off(self) -> bool:
        """Whether a compressed archive has bytes after its last record, too few to tell of what."""
        if not (self.is_through and self.is_packed and self.stream.seekable()):
            return False
        self.stream.seek(self.reached)
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        room = TOO_FAR
        while room > 0 and not inflater.eof and (part := self.stream.read(STEP)):
            while room > 0 and part and not inflater.eof:
                room -= len(inflater.decompress(part, STEP))
                part = inflater.unconsumed_tail
        return inflater.eof and bool((inflater.unused_data + self.stream.read(STEP)).strip(b"\0"))

    def _whole(self) -> Iterator[Record | Broken]:
        """The records up to the first that is not whole; raises OSError where none follows."""
        from fastwarc import ArchiveIterator  # noqa: PLC0415 - an extra

        for found in ArchiveIterator(cast(BinaryIO, self.stream), parse_http=False):
            if self.part.ends_before(found.stream_pos):
                self.is_past = True
                return
            self.reached, size = found.stream_pos, found.content_length
            self.end = self.reached + 1
            told = _told(found, self.largest, self.kinds)
            if told:
                yield told
            if isinstance(told, Broken) or (self.is_packed and size > TOO_FAR):
                return
            if not self.is_packed:
                self.end += size
        self.is_through = self.is_told


def _told(found: WarcRecord, largest: int, kinds: frozenset[str]) -> Record | Broken | None:
    """A record with the beginning of its block, or that it is not whole; None if of no kind."""
    if not _kind(found) or not (found.headers.get("Content-Length") or "").isdecimal():
        return Broken(found.stream_pos, "its head has no type, or no length")
    try:
        return _record(found, largest) if _kind(found) in kinds else None
    except OSError as error:
        return Broken(found.stream_pos, str(error))


def _record(found: WarcRecord, largest: int) -> Record:
    """A record with the beginning of its block; raises OSError where it ends before."""
    headers, size = found.headers, found.content_length
    return Record(
        offset=found.stream_pos,
        kind=_kind(found),
        uri=(headers.get("WARC-Target-URI") or "").strip("<> "),
        date=headers.get("WARC-Date"),
        media=headers.get("Content-Type") or "",
        block=_block(found, min(size, largest + 1)),
        size=size,
        truncated=headers.get("WARC-Truncated"),
        digest=headers.get("WARC-Block-Digest"),
    )


def _kind(found: WarcRecord) -> str:
    """What a record says it is."""
    return (found.headers.get("WARC-Type") or "").lower()


def _block(found: WarcRecord, size: int) -> bytes:
    """So many bytes of a record; raises OSError where the archive ends before."""
    parts: list[bytes] = []
    while size > 0 and (part := found.reader.read(size)):
        parts.append(part)
        size -= len(part)
    if size > 0:
        raise OSError(CUT_OFF)
    return b"".join(parts)


def _next(stream: Stream, at: int, *, is_packed: bool) -> int | None:
    """Where the next record begins, from that byte on; None where there is none."""
    stream.seek(at)
    kept = b""
    while part := stream.read(STEP):
        window = kept + part
        mark = _packed(window) if is_packed else _BEGINNING.search(window)
        if mark:
            return at - len(kept) + mark.start()
        at += len(part)
        kept = window[-_OVERLAP:]
    return None


def _packed(window: bytes) -> re.Match[bytes] | None:
    """Where a compressed record begins: many bytes look as if one did."""
    for mark in re.finditer(re.escape(GZIP), window):
        if is_archive(window[mark.start() : mark.start() + _OVERLAP]):
            return mark
    return None


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what is compressed."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        return b""


def _base32(digest: bytes) -> str:
    return b32encode(digest).decode("ascii").rstrip("=")
