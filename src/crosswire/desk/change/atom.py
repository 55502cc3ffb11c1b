"""What changed as an Atom feed (RFC 4287), for any feed reader.

An entry's id is a tag URI (RFC 4151) of the desk and of the change's number: it never changes, and
no other entry has it. All words are text, never markup; only addresses of the web become links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from lxml import etree

from crosswire.desk.change.value import Logged
from crosswire.desk.change.wording import headline, kind_words, lines, place
from crosswire.export.weblink import weblink
from crosswire.view.headline import one_line

NAMESPACE = "http://www.w3.org/2005/Atom"

AUTHORITY = "crosswire.invalid,2026"
"""Who gives the names, and since when: a domain that nobody can own (RFC 2606)."""

EPOCH = "1970-01-01T00:00:00Z"
"""When a feed was updated that never had an entry."""

LONGEST = 200
"""Letters of a title."""

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document can hold (XML 1.0, 2.2)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What stands on top of a feed: whose it is, what it is called, when it last changed.

    `desk` tells this desk from all others; `path` tells the feed from others of the desk.
    """

    desk: str
    path: str
    title: str
    updated: str
    events: Mapping[str, str]


def rendered(logged: Sequence[Logged], feed: Feed) -> bytes:
    """The feed as XML, the last change first."""
    root = etree.Element(_name("feed"), nsmap={None: NAMESPACE})
    name = "/".join(part for part in (feed.desk, feed.path) if part)
    _text(root, "id", _tag(name))
    _text(root, "title", feed.title)
    _text(root, "updated", logged[-1].at if logged else feed.updated)
    _text(etree.SubElement(root, _name("author")), "name", "crosswire")
    _text(root, "generator", "crosswire")
    for one in reversed(logged):
        _entry(root, one, feed)
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def _entry(root: Any, logged: Logged, feed: Feed) -> None:
    """A change as an entry."""
    change, entry = logged.change, etree.SubElement(root, _name("entry"))
    words = kind_words(change.kind)
    _text(entry, "id", _tag(f"{feed.desk}/{logged.seq}"))
    _text(entry, "title", _cut(headline(change)))
    _text(entry, "updated", logged.at)
    _text(entry, "published", logged.at)
    etree.SubElement(entry, _name("category"), term=change.kind, label=words["title"])
    for number, address in enumerate(_addresses(logged)):
        relation = "related" if number else "alternate"
        etree.SubElement(entry, _name("link"), rel=relation, href=address)
    event = feed.events.get(logged.event, logged.event)
    _text(entry, "content", "\n".join((one_line(event), *_content(logged))))


def _content(logged: Logged) -> Iterator[str]:
    """What is said of a change, with where it stands."""
    for words, row in lines(logged.change):
        where = " ".join(part for part in place(row) if part) if row else ""
        yield f"{words} [{where}]" if where else words


def _addresses(logged: Logged) -> list[str]:
    """The addresses of the reports that a change rests on, that of the one that made it first."""
    change = logged.change
    told = sorted((*change.after, *change.before), key=lambda one: one.document != change.document)
    found = (weblink(one.url or one.document) for one in told if not one.hidden)
    return list(dict.fromkeys(address for address in found if address))


def _tag(name: str) -> str:
    return f"tag:{AUTHORITY}:{quote(name, safe='/')}"


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _name(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _text(parent: Any, name: str, words: str) -> None:
    """An element of plain text."""
    etree.SubElement(parent, _name(name)).text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)
