"""News in JSON: IPTC ninjs 1.x, 2.x and 3.x, told from other JSON by its members.

Between the versions names moved (`headline` to `headlines`, `body_text` to `bodies`, `byline` to
`by`) and their letters changed (`pubstatus`, `pubStatus`): names are compared without their case.
After the schemas 1.0 to 3.3 of the International Press Telecommunications Council.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from crosswire.error import InputError
from crosswire.read.delivery import Delivery, named
from crosswire.read.item import Item, drafts
from crosswire.read.notice import STATUSES
from crosswire.read.reader import Draft
from crosswire.row import Problem

MARKS = frozenset({
    "altids", "bodies", "copyrightholder", "copyrightnotice", "descriptions", "embargoed",
    "embargoeduntil", "firstcreated", "headlines", "infosources", "pubstatus", "representationtype",
    "slugline", "usageterms", "versioncreated",
})  # fmt: skip
"""Members that ninjs has and other JSON of articles seldom has."""

FEWEST_MARKS = 2
"""Marks beside `uri` from which an object is ninjs."""

ARTICLES = frozenset({"text", "composite", "component"})
"""The types of items that hold a report; the others are pictures, films and plans."""

_BODY = re.compile(r"body_?(?P<form>\w*)")
_MARKUP = re.compile(r"html|nitf|xml", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|br|span|section|h\d)\b[^<>]*>", re.IGNORECASE)

Members = Mapping[str, object]


def is_ninjs(record: object) -> bool:
    """Whether a JSON value is a ninjs item."""
    if not isinstance(record, Mapping):
        return False
    members = _members(record)
    has_body = any(name.startswith(("body_", "headline_")) for name in members)
    marks = len(MARKS & members.keys()) + has_body
    return _text(members, "uri", "guid") is not None and marks >= FEWEST_MARKS


def article(where: str, raw: bytes, record: Mapping[str, object]) -> Iterator[Draft | Problem]:
    """The article of an item, or why it is none; `where` names it if it does not."""
    members = _members(record)
    kind = (_text(members, "type") or "text").lower()
    if kind not in ARTICLES:
        raise InputError(
            f"a ninjs item of the type {kind!r:.40}, which holds no report",
            remedy="Leave it out: only items of text are read.",
        )
    yield from drafts(_item(members), where, raw)


def _item(members: Members) -> Item:
    """An item's parts, wherever its version of ninjs has them."""
    uri, version = _text(members, "uri", "guid"), _text(members, "version")
    holder = _text(members, "copyrightholder")
    body, is_markup = _body(members)
    return Item(
        name=named(uri, version, ""),
        body=body,
        is_markup=is_markup,
        status=STATUSES.get((_text(members, "pubstatus") or "usable").lower()),
        outlet=holder,
        title=_text(members, "headline") or _first_value(members.get("headlines")),
        published=_text(members, "versioncreated", "firstcreated", "contentcreated"),
        delivery=Delivery(
            item=uri,
            version=version,
            byline=_text(members, "byline", "by"),
            credit=_credit(members, holder),
            embargoed=_text(members, "embargoed", "embargoeduntil"),
        ),
    )


def _body(members: Members) -> tuple[str | None, bool]:
    """The body and whether it is marked up: that with its paragraphs, where there are several."""
    bodies = [body for body in _bodies(members) if body[0].strip()]
    return min(bodies, key=_preference) if bodies else (None, False)


def _preference(body: tuple[str, bool]) -> bool:
    """Which body is read: one with mark-up, which alone keeps its paragraphs for certain."""
    return not body[1]


def _bodies(members: Members) -> Iterator[tuple[str, bool]]:
    """All bodies, each with whether it is marked up."""
    for entry in _entries(members.get("bodies")):
        value = _text(entry, "value")
        kind = _text(entry, "contenttype") or ""
        if value:
            yield value, bool(_MARKUP.search(kind) if kind else _TAG.search(value))
    for name, body in members.items():
        form = _BODY.fullmatch(name)
        if form and isinstance(body, str):
            is_named = _MARKUP.search(form["form"]) is not None
            yield body, is_named or (form["form"] != "text" and _TAG.search(body) is not None)


def _credit(members: Members, holder: str | None) -> tuple[str, ...]:
    """Whom an item credits, without repetition: its sources first, then who holds its rights."""
    sources = [_text(entry, "name", "literal") for entry in _sources(members)]
    found = [_text(members, "creditline"), *sources, _text(members, "source"), holder]
    return tuple(dict.fromkeys(name for name in found if name))


def _sources(members: Members) -> Iterator[Members]:
    """The information sources: one, or a list of them."""
    for name in ("infosources", "infosource"):
        yield from _entries(members.get(name))


def _first_value(value: object) -> str | None:
    """The text of the main entry of a list, else of its first."""
    entries = sorted(_entries(value), key=lambda entry: _text(entry, "role") != "main")
    return next((found for entry in entries if (found := _text(entry, "value"))), None)


def _entries(value: object) -> Iterator[Members]:
    """The objects in a list, or one that stands alone."""
    for entry in value if isinstance(value, list) else [value]:
        if isinstance(entry, Mapping):
            yield _members(entry)


def _members(record: Mapping[str, object]) -> Members:
    """An object's members by their names in lower case."""
    return MappingProxyType({str(name).lower(): value for name, value in record.items()})


def _text(members: Members, *names: str) -> str | None:
    """The text of the first member that has one; a version may be a number."""
    for name in names:
        value = members.get(name)
        if name == "version" and isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None
