"""NewsML-G2: a news item, or a message of several, as agencies send them.

After NewsML-G2 2.34 (International Press Telecommunications Council), whose elements are told by
their local names, so that every version of the namespace is read. A few elements of the standard
are wanted here, and lxml finds them
(docs/decisions/dependency.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from crosswire.error import InputError
from crosswire.read.delivery import Delivery, named
from crosswire.read.item import Item, drafts
from crosswire.read.markup import local, text
from crosswire.read.notice import STATUSES, Status
from crosswire.read.reader import Draft
from crosswire.read.source import Source
from crosswire.read.xml import first_tag, parsed
from crosswire.row import Problem

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXT = frozenset({"text", "composite"})
"""The natures of items (IPTC NewsCodes, ninature) that hold a report."""

NEVER = frozenset({"picture", "graphic", "audio", "video", "animation"})
"""Those that hold none."""

REMEDY = "Leave it out: only news items of text are read."

_ROOT = re.compile(rb"<(?:\w+:)?(?:newsItem|newsMessage)\b")
_MARKUP = re.compile(r"html|xml", re.IGNORECASE)


class NewsMlReader:
    """Reads NewsML-G2 news items and news messages."""

    name = "newsml"
    suffixes = frozenset({".newsml", ".nml"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin like a news item or message."""
        return _ROOT.match(first_tag(head)) is not None

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:  # noqa: ARG002
        """The articles of the document; an item that cannot be read doesn't stop the others."""
        raw = source.raw()
        root = parsed(raw)
        items = [root] if local(root) == "newsitem" else list(_all(root, "newsItem"))
        if not items:
            raise InputError(
                f"NewsML-G2 without a news item, but a {local(root)!r:.40}", remedy=REMEDY
            )
        for number, item in enumerate(items, 1):
            where = source.id if item is root else f"{source.id}:{number}"
            try:
                _refuse_nature(item)
                yield from drafts(_item(item), where, raw)
            except InputError as error:
                yield Problem.of(where, f"item {number}: {error}", error.remedy)


def _refuse_nature(item: _Element) -> None:
    """Raises InputError for a picture, a film and the like."""
    nature = _code(next(_all(item, "itemClass"), None)) or "text"
    if nature.lower() in NEVER:
        raise InputError(f"a news item that is {nature!r:.40} and no text", remedy=REMEDY)


def _item(item: _Element) -> Item:
    """The parts of a news item."""
    guid, version = item.get("guid"), item.get("version")
    provider = _name(_meta(item, "provider"))
    body, is_markup = _body(item)
    return Item(
        name=named(guid, version, ""),
        body=body,
        is_markup=is_markup,
        status=_status(item),
        outlet=provider or _name(_meta(item, "copyrightHolder")),
        title=_words(_meta(item, "headline")) or _words(next(_all(item, "hl1"), None)),
        published=_published(item),
        encoding=(item.getroottree().docinfo.encoding or "utf-8").lower(),
        encoding_by="declared",
        delivery=Delivery(
            item=guid,
            version=version,
            byline=_words(_meta(item, "by")),
            credit=tuple(dict.fromkeys(_credit(item, provider))),
            embargoed=_words(_meta(item, "embargoed")),
        ),
    )


def _status(item: _Element) -> Status | None:
    """Whether the item may be used: it may where it does not say."""
    status = _meta(item, "pubStatus")
    return "usable" if status is None else STATUSES.get((_code(status) or "").lower())


def _published(item: _Element) -> str | None:
    """When this version's words were written, or else when the version was made."""
    times = ("contentModified", "contentCreated", "versionCreated", "firstCreated")
    return next((found for name in times if (found := _words(_meta(item, name)))), None)


def _credit(item: _Element, provider: str | None) -> Iterator[str]:
    """Whom the item credits: its credit line, its sources, who sent it."""
    for name in ("creditline", "infoSource"):
        for element in _metas(item, name):
            if found := _name(element):
                yield found
    if provider:
        yield provider


def _body(item: _Element) -> tuple[str | None, bool]:
    """The text of the content: in the item's own mark-up, or as data, which may hold some."""
    for content in _all(item, "inlineXML"):
        if found := text(_copy_of(content)):
            return found, False
    for content in _all(item, "inlineData"):
        data = "".join(content.itertext())
        if data.strip() and content.get("encoding") is None:
            return data, _MARKUP.search(content.get("contenttype") or "") is not None
    return None, False


def _copy_of(content: _Element) -> _Element:
    """The body of NITF or XHTML within, else all that there is."""
    return next((one for one in content.iter("{*}body", "{*}article")), content)


def _meta(item: _Element, name: str) -> _Element | None:
    """An element of that name outside the content, or None."""
    return next(_metas(item, name), None)


def _metas(item: _Element, name: str) -> Iterator[_Element]:
    """The elements of that name among the item's own descriptions."""
    for block in item:
        if isinstance(block.tag, str) and local(block) in {"itemmeta", "contentmeta", "rightsinfo"}:
            yield from block.iter(f"{{*}}{name}")


def _all(root: _Element, name: str) -> Iterator[_Element]:
    """The elements of that name, in any namespace."""
    yield from root.iter(f"{{*}}{name}")


def _words(element: _Element | None) -> str | None:
    """The words in an element, on one line."""
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def _name(element: _Element | None) -> str | None:
    """What an element names: by a name within, its own words, its literal or its code."""
    if element is None:
        return None
    name = next((found for one in _all(element, "name") if (found := _words(one))), None)
    return name or _words(element) or element.get("literal") or _code(element)


def _code(element: _Element | None) -> str | None:
    """The code of an element without its scheme: "stat:usable", ".../pubstatusg2/usable"."""
    if element is None:
        return None
    code = element.get("qcode") or element.get("uri") or ""
    return re.split(r"[:/#]", code.rstrip("/#"))[-1] or None
