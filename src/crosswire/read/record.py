"""A JSON object that is an article: which of its fields are which of the article's parts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from crosswire.error import InputError
from crosswire.read import jsonfeed, ninjs
from crosswire.read.delivery import Delivery
from crosswire.read.given import Given, day
from crosswire.read.notice import Notice, stated
from crosswire.read.reader import Draft
from crosswire.row import Problem

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text", "maintext", "body", "content", "article", "articleBody"),
        "title": ("title", "headline"),
        "outlet": ("outlet", "source", "site", "sitename", "publisher", "source_domain"),
        "published": (
            "published", "date", "date_publish", "published_at", "publishedAt", "datePublished"
        ),
        "url": ("url", "link"),
        "id": ("id", "file", "url", "link"),
    }
)  # fmt: skip
"""What an article's parts are called where the user does not say."""

REMEDY = "Write each article as a JSON object, in UTF-8."

_LONE = re.compile("[\ud800-\udfff]")


def parsed(raw: bytes, at: int = 0) -> object:
    """The JSON value of some bytes, which begin at byte `at` of their file; else InputError."""
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {at + error.start} of the file"
        raise InputError(reason, remedy=REMEDY) from error
    except json.JSONDecodeError as error:
        reason = f"no JSON: {error.msg}, at character {error.pos} after byte {at} of the file"
        raise InputError(reason, remedy=REMEDY) from error
    except (ValueError, RecursionError) as error:
        reason = f"a number too long, or nested too deep, after byte {at} of the file"
        raise InputError(reason, remedy=REMEDY) from error


def article(
    where: str, raw: bytes, record: object, fields: Mapping[str, str]
) -> Iterator[Draft | Problem]:
    """The article in a JSON value, and what is wrong with it; `where` names it if it does not.

    An item of ninjs or a JSON feed is told by its members. Raises InputError where it is no
    object, or has no text.
    """
    if not isinstance(record, dict):
        raise InputError("JSON, but no object", remedy=REMEDY)
    if "text" not in fields and ninjs.is_ninjs(record):
        yield from ninjs.article(where, raw, record)
    elif "text" not in fields and jsonfeed.is_feed(record):
        yield from jsonfeed.articles(where, raw, record)
    else:
        yield from _usual(where, raw, record, fields)


def _usual(
    where: str, raw: bytes, record: dict[str, object], fields: Mapping[str, str]
) -> Iterator[Draft | Problem]:
    """The article of an object that is of no standard."""
    found = {part: _field(record, part, fields) for part in NAMES}
    name = found["id"] or where
    status = stated(record)
    if status in {"canceled", "withheld"}:
        yield Notice.of_item(name, Delivery(item=found["url"] or found["id"]), status)
        return
    text = found["text"]
    if text is None:
        raise _textless(record, fields)
    if lone := len(_LONE.findall(text)):
        reason = f"{lone} halves of characters (lone surrogates) were replaced by U+FFFD"
        yield Problem.of(name, reason, "Write the characters in UTF-8 and unescaped.")
    published = None
    try:
        published = day(found["published"]) if found["published"] else None
    except InputError as error:
        yield Problem.of(name, str(error), error.remedy)
    facts = Given(found["outlet"], found["title"], found["url"], published)
    yield Draft(name, _whole(text), raw, facts, stated=True, encoding="utf-8", encoding_by="utf-8")


def _textless(record: Mapping[str, object], fields: Mapping[str, str]) -> InputError:
    """What is wrong with a record in which no text was found."""
    for name in (fields["text"],) if "text" in fields else NAMES["text"]:
        value = record.get(name, name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return InputError(f"its text is empty (in {name!r})", remedy="Leave such records out.")
    known = ", ".join(sorted(map(str, record))[:8]) or "none"
    return InputError(
        f"a record without a text (its fields: {known})",
        remedy="Say which field holds the text: --map text=NAME.",
    )


def _field(record: Mapping[str, object], part: str, fields: Mapping[str, str]) -> str | None:
    """The text of the first field that has one, under the name the user gave or a usual one."""
    names = (fields[part],) if part in fields else NAMES[part]
    for name in names:
        value = record.get(name)
        if isinstance(value, Mapping):
            value = value.get("name")
        if isinstance(value, int) and part == "id":
            value = str(value)
        if isinstance(value, str) and value.strip():
            return value if part == "text" else _whole(value.strip())
    return None


def _whole(text: str) -> str:
    """The text with a mark where half a character stands."""
    return _LONE.sub("\ufffd", text)
