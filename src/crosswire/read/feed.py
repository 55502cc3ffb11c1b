"""A saved RSS or Atom feed: its entries become articles. Needs feedparser, the extra `wire`.

Nothing is fetched. The `<source>` of an entry, the feed that it was taken over from, is whom the
entry credits; the feed itself is the outlet in which it was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import Any

from crosswire.error import InputError, extra
from crosswire.read.delivery import Delivery, address, named
from crosswire.read.encoding import Decoded, declared_in, decode
from crosswire.read.item import Item, drafts
from crosswire.read.markup import copy
from crosswire.read.notice import stated
from crosswire.read.reader import Draft
from crosswire.read.source import HEAD, Source
from crosswire.read.tangle import refuse_long_tags
from crosswire.read.text import stray_bytes
from crosswire.read.xml import fault, first_tag, refuse_doctype
from crosswire.row import Problem

EXTRA = "wire"

MENDED = 500_000
"""Bytes of a feed that is not well formed and read all the same; that is slow."""

MOST_ENTRIES = 10_000
"""Entries of a feed that are read; one has some dozens, and each takes a millisecond."""

REMEDY = "Save it again, whole and well formed."

_ROOT = re.compile(
    rb"<(?:rss\b|(?:\w+:)?feed\b.*www\.w3\.org/2005/Atom|rdf:RDF\b.*purl\.org/rss)",
    re.IGNORECASE | re.DOTALL,
)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)\b", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")

Entry = Mapping[str, Any]


class FeedReader:
    """Reads a saved feed."""

    name = "feed"
    suffixes = frozenset({".rss", ".atom"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin like a feed."""
        return _ROOT.match(first_tag(head)) is not None

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:  # noqa: ARG002
        """The articles of the feed; an entry that cannot be read doesn't stop the others."""
        with extra(EXTRA):
            import feedparser  # noqa: PLC0415 - an extra
        raw = source.raw()
        refuse_doctype(raw)
        decoded = decode(raw, declared=source.charset or declared_in(raw[:HEAD]))
        yield from stray_bytes(source.id, decoded)
        text = _DECLARATION.sub("", decoded.text, count=1).strip().encode("utf-8", "replace")
        _refuse_many(text)
        if (broken := fault(text)) is not None:
            yield _broken(source.id, broken, len(text))
        refuse_long_tags(text)
        found = feedparser.parse(BytesIO(text), sanitize_html=False, resolve_relative_uris=False)
        if not found.version and not found.entries:
            raise InputError("no RSS or Atom feed", remedy="Save the feed itself, not its page.")
        if not found.entries:
            raise InputError("a feed without entries", remedy="Save it when it has some.")
        for number, entry in enumerate(found.entries, 1):
            yield from drafts(_item(entry, found.feed, decoded), f"{source.id}:{number}", raw)


def _refuse_many(text: bytes) -> None:
    """Raises InputError for a feed of more entries than anybody reads."""
    if sum(1 for _ in islice(_ENTRY.finditer(text), MOST_ENTRIES + 1)) > MOST_ENTRIES:
        raise InputError(
            f"a feed of more than {MOST_ENTRIES:,} entries",
            remedy="Split it; a feed has the latest reports, some dozens.",
        )


def _broken(document: str, why: str, size: int) -> Problem:
    """The problem of a feed that is not well formed; raises InputError where it is a large one."""
    if size > MENDED:
        raise InputError(f"a feed that is {why}, and too large to be mended", remedy=REMEDY)
    return Problem.of(document, f"a feed that is {why}: entries may be missing or cut off", REMEDY)


def _item(entry: Entry, feed: Entry, decoded: Decoded) -> Item:
    """The parts of an entry."""
    link = _text(entry, "link")
    name = address(link, _text(entry, "id"))
    published, updated = _text(entry, "published"), _text(entry, "updated")
    version = updated if published and updated != published else None
    body, is_markup = _body(entry)
    is_content = any(_text(one, "value") for one in entry.get("content", ()))
    return Item(
        name=named(name, version and version.replace(" ", "_"), ""),
        body=body,
        is_markup=is_markup,
        is_summary=not is_content,
        status=stated(entry) or "usable",
        outlet=_text(feed, "title"),
        title=_title(entry),
        url=link,
        published=published or updated,
        encoding=decoded.encoding,
        encoding_by=decoded.by,
        delivery=Delivery(
            item=name,
            version=version,
            byline=_text(entry, "author") or _text(feed, "author"),
            credit=_credit(entry),
        ),
    )


def _title(entry: Entry) -> str | None:
    """The title of an entry, out of the mark-up that it may be in."""
    title = _text(entry, "title")
    is_plain = (entry.get("title_detail") or {}).get("type") == "text/plain"
    return title if title is None or is_plain else copy(title) or None


def _body(entry: Entry) -> tuple[str | None, bool]:
    """The longest of an entry's contents, else its summary, and whether that is marked up."""
    contents = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    found = [one for one in contents if _text(one, "value")]
    if not found:
        return None, False
    best = max(found, key=lambda one: (one is not contents[-1], len(one["value"])))
    return best["value"], best.get("type") != "text/plain"


def _credit(entry: Entry) -> tuple[str, ...]:
    """The feed that an entry was taken over from, by its title, else its address."""
    source = entry.get("source") or {}
    name = _text(source, "title") or _text(source, "href")
    return (name,) if name else ()


def _text(members: Entry, name: str) -> str | None:
    """The text of a member; a missing one is not looked for under another name."""
    value = dict(members).get(name)
    return value.strip() or None if isinstance(value, str) else None
