"""Web archives: the pages, texts and JSON in a WARC file. Needs FastWARC, the extra `wire`.

A record becomes an article by its target address. When it was fetched is kept, and is never taken
for the day of publication. A revisit repeats what another record holds, and is passed over as are
requests, redirects, errors, pictures and all else that holds no report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import SEEK_END, BufferedReader, BytesIO
from types import MappingProxyType
from urllib.parse import urlsplit

from crosswire.error import InputError, extra
from crosswire.read.archive import Broken, Record, beginnings, is_archive, records
from crosswire.read.delivery import named
from crosswire.read.given import Given
from crosswire.read.html import HtmlReader
from crosswire.read.json import JsonReader
from crosswire.read.payload import REMEDY, Payload, answer, typed, unpacked
from crosswire.read.reader import Draft, Reader
from crosswire.read.source import WHOLE, Part, Source
from crosswire.read.text import TextReader
from crosswire.row import Problem

EXTRA = "wire"

KINDS = frozenset({"response", "resource", "conversion", "metadata"})
"""The records that may hold a report."""

MEDIA: Mapping[str, Reader] = MappingProxyType(
    {
        "text/html": HtmlReader(),
        "application/xhtml+xml": HtmlReader(),
        "text/plain": TextReader(),
        "application/json": JsonReader(),
    }
)
"""The reader for each media type that is read."""

ROBOTS = "/robots.txt"
"""Plain text, and for robots."""

FOUND = range(200, 300)
"""The statuses of an answer that holds what was asked for."""


class WarcReader:
    """Reads WARC archives, plain or compressed."""

    name = "warc"
    suffixes = frozenset({".warc", ".wet"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin as an archive does."""
        return is_archive(head)

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
        """The articles of the archive, a record at a time, so that its size does not matter."""
        with extra(EXTRA):
            import brotli  # noqa: F401, PLC0415 - an extra
            import fastwarc  # noqa: F401, PLC0415 - an extra
        shelf = _Shelf()
        blamed, is_empty = -1, source.part == WHOLE
        for found in source.through(records(source.stream, source.largest, KINDS, source.part)):
            is_empty = False
            for one in _read(found, source, fields, blamed):
                if isinstance(one, Problem):
                    blamed = found.offset
                    yield one
                elif source.with_repeats:
                    yield one
                elif (shelved := shelf.put(one)) is not None:
                    yield shelved
        if is_empty:
            raise InputError(
                "a WARC file without a record that could hold a report",
                remedy="See that the crawl fetched the pages.",
            )

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        """The parts of an archive: a record is of that in which it begins."""
        with extra(EXTRA):
            import fastwarc  # noqa: F401, PLC0415 - an extra
        start = 0
        for end in beginnings(source.stream, KINDS, size):
            yield Part(start, end, weight=end - start)
            start = end
        yield Part(start, None, weight=source.stream.seek(0, SEEK_END) - start) if start else WHOLE


def _read(
    found: Record | Broken, source: Source, fields: Mapping[str, str], blamed: int
) -> Iterator[Draft | Problem]:
    """What a record holds; whatever goes wrong ends this record only, and is told once."""
    where = f"{source.id}:{found.offset}"
    if isinstance(found, Broken):
        if found.offset != blamed:
            yield _unbounded(where, found)
        return
    if not source.is_wanted(where):
        return
    at = f"record at byte {found.offset} ({found.uri[:200]})"
    try:
        yield from _drafts(found, source, fields)
    except InputError as error:
        yield Problem.of(where, f"{at}: {error}", error.remedy)
    except Exception as error:  # noqa: BLE001 (a parser of another's may raise anything)
        yield Problem.of(
            where, f"{at}: its reader failed ({type(error).__name__}: {error})", REMEDY
        )


def _unbounded(where: str, found: Broken) -> Problem:
    """The problem of a place from which the records could not be told apart."""
    at = f"record at byte {found.offset}"
    reason = (
        f"what follows the {at} is no whole record"
        if found.is_after
        else f"{at}: cut off or broken"
    )
    return Problem.of(
        where,
        f"{reason} ({found.reason})",
        "Fetch the archive again; the records that are whole were read.",
    )


def _drafts(record: Record, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
    """The article in a record, under its address; raises InputError where it cannot be read."""
    payload = _payload(record, source.largest)
    if payload is None:
        return
    if not payload.body:
        raise InputError("empty", remedy=REMEDY)
    name = named(record.uri, None, f"{source.id}:{record.offset}")
    stream = BufferedReader(BytesIO(payload.body))
    inner = Source(name, stream, source.largest, payload.charset)
    try:
        for draft in MEDIA[payload.media].read(inner, fields):
            yield _fetched(draft, record) if isinstance(draft, Draft) else draft
    except InputError:
        if payload.media != "application/json":  # of a site's own workings, seldom a report
            raise


def _fetched(draft: Draft, record: Record) -> Draft:
    """An article with the address and time at which it was fetched."""
    delivery = replace(draft.delivery, fetched=record.date)
    if delivery.item is None:
        delivery = replace(delivery, item=record.uri or None, version=record.date)
    return replace(
        draft,
        facts=Given(url=named(record.uri, None, "") or None).over(draft.facts),
        delivery=delivery,
    )


def _payload(record: Record, largest: int) -> Payload | None:
    """What a record was made to keep; None where it is of no kind that is read."""
    if record.kind == "response" and not record.media.lower().startswith("application/http"):
        return None
    if record.kind == "response":
        found = answer(record.block)
        if found.status not in FOUND or not _is_read(record, found.media):
            return None
        _refuse_damaged(record, largest)
        return unpacked(found, largest)
    plain = typed(record.block, record.media)
    is_workings = record.kind == "metadata" and plain.media == "application/json"
    if not _is_read(record, plain.media) or is_workings:
        return None
    _refuse_damaged(record, largest)
    return plain


def _is_read(record: Record, media: str) -> bool:
    """Whether there is a reader for what a record holds."""
    try:
        path = urlsplit(record.uri).path
    except ValueError:
        path = ""
    return media in MEDIA and path != ROBOTS


def _refuse_damaged(record: Record, largest: int) -> None:
    """Raises InputError for a record that is too long, was cut off, or isn't what was archived."""
    if record.size > largest:
        raise InputError(
            f"larger than {largest:,} bytes",
            remedy="Leave it out: no article is so large.",
        )
    if record.truncated:
        raise InputError(
            f"cut off when it was archived (WARC-Truncated: {record.truncated:.40})", remedy=REMEDY
        )
    if record.is_damaged:
        raise InputError(
            f"not what was archived: its digest is not {record.digest:.100}", remedy=REMEDY
        )


@dataclass(slots=True)
class _Shelf:
    """Knows which texts were found at which addresses: a page may be fetched many times."""

    texts: dict[str, set[bytes]] = field(default_factory=dict)

    def put(self, draft: Draft) -> Draft | None:
        """The article, None where its text was found there before; a changed one by its date."""
        digest = sha256(draft.text.encode("utf-8", "surrogatepass")).digest()
        texts = self.texts.setdefault(draft.id, set())
        if digest in texts:
            return None
        is_first = not texts
        texts.add(digest)
        if is_first:
            return draft
        return replace(draft, id=named(draft.id, draft.delivery.fetched, draft.id))
