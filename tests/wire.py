"""Archives, wire items and feeds as tests need them: small and invented."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

from crosswire.read import Article, read
from crosswire.row import Problem

SENTENCE = "The harbour of Velmar was closed on Monday, the harbour master said."
SECOND = "Three divers were hurt, she added."
PAGE = f"<html><head><title>Harbour shut</title></head><body><article><p>{SENTENCE}</p><p>{SECOND}</p></article></body></html>"  # fmt: skip  # noqa: E501
URL = "https://velmar-herald.example/2031/harbour"
FETCHED = "2031-03-04T10:00:00Z"

Found = tuple[list[Article], list[Problem]]


def read_file(folder: Path, name: str, raw: bytes | str) -> Found:
    """The articles and problems of a file with these bytes."""
    (folder / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return apart(read([folder / name]))


def apart(found: Iterable[Article | Problem]) -> Found:
    """Articles and problems, each in their order."""
    both = list(found)
    problems = [one for one in both if isinstance(one, Problem)]
    for problem in problems:
        assert problem.remedy.endswith((".", "'")), problem
        assert "\n" not in problem.reason, problem
    return [one for one in both if isinstance(one, Article)], problems


def record(  # noqa: PLR0913 - each is a header
    block: bytes,
    *,
    kind: str = "response",
    url: str = URL,
    media: str = "application/http; msgtype=response",
    date: str = FETCHED,
    version: str = "1.1",
    length: int | None = None,
    more: str = "",
) -> bytes:
    """A WARC record."""
    size = len(block) if length is None else length
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000000>\r\n{more}"
        f"Content-Type: {media}\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode("utf-8", "surrogateescape") + block + b"\r\n\r\n"


def http(body: bytes, media: str = "text/html; charset=utf-8", more: str = "") -> bytes:
    """An HTTP answer."""
    return f"HTTP/1.1 200 OK\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def page(number: int, text: str = PAGE) -> bytes:
    """The record of a page with an address of its own."""
    return record(http(text.encode()), url=f"{URL}/{number}")


def packed(*records: bytes) -> bytes:
    """Records, each compressed by itself."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)
