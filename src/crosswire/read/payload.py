"""What was sent in answer to a request, out of the transport that an archive keeps it in.

After RFC 9112 (chunks), 9110 (content codings) and 7932 (Brotli). All is unpacked with a bound.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser

from crosswire.error import InputError, extra

HEAD = 65_536
"""Bytes of the longest head of an answer."""

MOST_MEMBERS = 100
"""Pieces that one body is compressed in; servers send one."""

MOST_CODINGS = 5
"""Times that one body is compressed; servers do it once."""

REMEDY = "Fetch the page again; the other records are read."

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\n]*\n")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_HTML = re.compile(rb"(?>\s|<!--.*?-->)*+<(?:!doctype html|html|head|body)\b", re.I | re.DOTALL)
_GZIP, _ZLIB, _RAW = zlib.MAX_WBITS | 16, zlib.MAX_WBITS, -zlib.MAX_WBITS


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes that were sent, with their media type ("text/html") and declared encoding."""

    media: str
    charset: str | None
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request, its body as it was transported."""

    status: int
    headers: Message
    body: bytes

    @property
    def media(self) -> str:
        """Its media type; without one it is a page if it begins like one."""
        stated = self.headers.get("Content-Type")
        if stated:
            return self.headers.get_content_type()
        return "text/html" if _HTML.match(self.body, 0, HEAD) else ""


def answer(block: bytes) -> Answer:
    """The parts of an answer; raises InputError for what is none."""
    status = _STATUS.match(block)
    end = re.compile(rb"\r?\n\r?\n").search(block, 0, HEAD)
    if not status or not end:
        raise InputError("no HTTP answer with a head and a body", remedy=REMEDY)
    head = BytesParser().parsebytes(block[status.end() : end.end()], headersonly=True)
    return Answer(int(status[1]), head, block[end.end() :])


def unpacked(found: Answer, largest: int) -> Payload:
    """The content of an answer; raises InputError where it is broken or more than `largest`."""
    body = found.body
    if "chunked" in str(found.headers.get("Transfer-Encoding", "")).lower():
        body = b"".join(_chunks(body))
    codings = str(found.headers.get("Content-Encoding", "")).lower().split(",")
    if len(codings) > MOST_CODINGS:
        raise InputError(f"compressed {len(codings)} times over", remedy=REMEDY)
    for coding in reversed(codings):
        body = _decoded(body, coding.strip(), largest)
    return Payload(found.media, found.headers.get_content_charset(), body)


def typed(block: bytes, media: str) -> Payload:
    """The bytes of a record that has no transport around it."""
    headers = Message()
    headers["Content-Type"] = " ".join(media.split())
    return Payload(
        headers.get_content_type() if media else "", headers.get_content_charset(), block
    )


def _chunks(body: bytes) -> Iterator[bytes]:
    """The chunks of a body; a body that is none, because its archive joined them, as it is."""
    at = 0
    while size := _CHUNK.match(body, at):
        start, length = size.end(), int(size[1], 16)
        if not length:
            return
        if start + length > len(body):
            raise InputError("cut off in the middle of a chunk", remedy=REMEDY)
        yield body[start : start + length]
        at = start + length + 2
    if at:
        raise InputError("its chunks have no sizes, or no end", remedy=REMEDY)
    yield body


def _decoded(body: bytes, coding: str, largest: int) -> bytes:
    """A body out of one content coding; one that its archive took it out of stays as it is."""
    if coding in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        return _inflated(body, _GZIP, largest)
    if coding == "deflate" and body:
        return _inflated(body, _ZLIB if _is_zlib(body) else _RAW, largest)
    if coding == "br" and body:
        return _brotli(body, largest)
    if coding == "zstd":
        raise InputError("compressed with Zstandard, which is not read", remedy=REMEDY)
    return body


def _is_zlib(body: bytes) -> bool:
    """Whether a body begins with the head of RFC 1950, as "deflate" should and often does not."""
    try:
        zlib.decompressobj(_ZLIB).decompress(body[:64], 1)
    except zlib.error:
        return False
    return True


def _inflated(body: bytes, bits: int, largest: int) -> bytes:
    """A body out of gzip or deflate, all its members."""
    parts: list[bytes] = []
    room = largest + 1
    while body and room > 0:
        if len(parts) == MOST_MEMBERS:
            raise InputError(f"compressed in more than {MOST_MEMBERS} pieces", remedy=REMEDY)
        inflater = zlib.decompressobj(bits)
        try:
            part = inflater.decompress(body, room)
        except zlib.error as error:
            raise InputError(f"its compression is broken: {error}", remedy=REMEDY) from error
        parts.append(part)
        room -= len(part)
        if not inflater.eof and room > 0:
            raise InputError("its compression is cut off", remedy=REMEDY)
        body = inflater.unused_data if inflater.unused_data.startswith(b"\x1f\x8b") else b""
    return _bounded(b"".join(parts), largest)


def _brotli(body: bytes, largest: int) -> bytes:
    """A body out of Brotli; one that is none, because its archive unpacked it, as it is."""
    with extra("wire"):
        import brotli  # noqa: PLC0415 - an extra

    decoder = brotli.Decompressor()
    try:
        found = decoder.process(body, output_buffer_limit=largest + 1)
    except brotli.error as error:
        if body.lstrip().startswith((b"<", b"{")):
            return body
        raise InputError(f"its compression is broken: {error}", remedy=REMEDY) from error
    if not decoder.is_finished() and len(found) <= largest:
        raise InputError("its compression is cut off", remedy=REMEDY)
    return _bounded(bytes(found), largest)


def _bounded(body: bytes, largest: int) -> bytes:
    """The body; raises InputError where it is too much."""
    if len(body) > largest:
        raise InputError(
            f"unpacks to more than {largest:,} bytes: a compression bomb, or no report",
            remedy="Leave it out: no article is so large.",
        )
    return body
