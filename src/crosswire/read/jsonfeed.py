"""JSON Feed 1.0 and 1.1 in a saved file: its items become articles.

After the specification at jsonfeed.org (Simmons and Reece, 2020).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crosswire.error import InputError
from crosswire.read.delivery import Delivery, address, named
from crosswire.read.item import Item, drafts
from crosswire.read.notice import stated
from crosswire.read.reader import Draft
from crosswire.row import Problem

VERSION = "https://jsonfeed.org/version/"

REMEDY = "Save the feed again; each item needs an id and its content."

Members = Mapping[str, object]


def is_feed(record: Members) -> bool:
    """Whether a JSON object is a JSON Feed."""
    version = record.get("version")
    return isinstance(version, str) and version.startswith(VERSION)


def articles(where: str, raw: bytes, feed: Members) -> Iterator[Draft | Problem]:
    """The articles of a feed; an item that cannot be read doesn't stop the others."""
    items = feed.get("items")
    if not isinstance(items, list) or not items:
        raise InputError("a feed without items", remedy=REMEDY)
    for number, entry in enumerate(items, 1):
        place = f"{where}:{number}"
        if isinstance(entry, Mapping):
            yield from drafts(_item(entry, feed), place, raw)
        else:
            yield Problem.of(place, f"item {number} is no object", REMEDY)


def _item(entry: Members, feed: Members) -> Item:
    """The parts of an item; what it does not say of its authors, the feed says."""
    url = _text(entry, "url") or _text(entry, "external_url")
    name = address(url, _text(entry, "id"))
    published, modified = _text(entry, "date_published"), _text(entry, "date_modified")
    version = modified if modified != published else None
    markup, plain = _text(entry, "content_html"), _text(entry, "content_text")
    return Item(
        name=named(name, version, ""),
        body=markup or plain or _text(entry, "summary"),
        is_markup=markup is not None,
        is_summary=not (markup or plain),
        status=stated(entry) or "usable",
        outlet=_text(feed, "title"),
        title=_text(entry, "title"),
        url=url,
        published=published or modified,
        delivery=Delivery(item=name, version=version, byline=_authors(entry) or _authors(feed)),
    )


def _authors(members: Members) -> str | None:
    """The names of the authors: a list since 1.1, one before."""
    authors = members.get("authors")
    found = authors if isinstance(authors, list) else [members.get("author")]
    names = [_text(author, "name") for author in found if isinstance(author, Mapping)]
    return ", ".join(filter(None, names)) or None


def _text(members: Members, name: str) -> str | None:
    """The text of a member; an id may be a number."""
    value = members.get(name)
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() or None if isinstance(value, str) else None
