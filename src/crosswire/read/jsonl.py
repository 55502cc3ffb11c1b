"""JSON lines: one article a line, its parts in fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from crosswire.error import InputError
from crosswire.read.given import Given, day
from crosswire.read.reader import Draft
from crosswire.read.source import Source
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

_LONE = re.compile("[\ud800-\udfff]")
_OBJECT = re.compile(rb"[\xef\xbb\xbf\s]*\{\s*(?:\"|$)")


class JsonLinesReader:
    """Reads JSON lines; a line that cannot be read doesn't stop the others."""

    name = "jsonl"
    suffixes = frozenset({".jsonl", ".ndjson", ".jsonlines"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin with a JSON object."""
        return _OBJECT.match(head) is not None

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
        """The articles of the source, a line at a time, so that its size does not matter."""
        at = 0
        for number, line in enumerate(_lines(source), 1):
            where = f"{source.id}:{number}"
            try:
                if line.strip():
                    _refuse_long(line, source.largest)
                    yield from _article(where, line, _parsed(line, number, at), fields)
            except InputError as error:
                yield Problem.of(where, str(error), error.remedy)
            at += len(line)


def _lines(source: Source) -> Iterator[bytes]:
    """The lines; of one that is too long only the beginning is held."""
    while line := source.stream.readline(source.largest + 1):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = source.stream.readline(source.largest + 1)
        yield line


def _refuse_long(line: bytes, largest: int) -> None:
    """Raises InputError for a line longer than the limit."""
    if len(line) > largest:
        raise InputError(
            f"a line of more than {largest:,} bytes",
            remedy="Put each article on a line of its own, or raise the limit.",
        )


def _parsed(line: bytes, number: int, at: int) -> dict[str, object]:
    """The object on a line; `at` is how many bytes of the file stand before it."""
    remedy = "Write each article as one JSON object on one line, in UTF-8."
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        reason = f"line {number} is not UTF-8 at byte {at + error.start} of the file"
        raise InputError(reason, remedy=remedy) from error
    except json.JSONDecodeError as error:
        reason = f"line {number} is no JSON: {error.msg}, at character {error.pos}"
        raise InputError(
            f"{reason} of the line, which begins at byte {at}", remedy=remedy
        ) from error
    except (ValueError, RecursionError) as error:
        reason = f"line {number}, at byte {at}, holds a number too long or is nested too deep"
        raise InputError(reason, remedy=remedy) from error
    if not isinstance(value, dict):
        raise InputError(f"line {number} is JSON, but no object", remedy=remedy)
    return value


def _article(
    where: str, line: bytes, record: Mapping[str, object], fields: Mapping[str, str]
) -> Iterator[Draft | Problem]:
    """The article in a record, and what is wrong with it."""
    found = {part: _field(record, part, fields) for part in NAMES}
    name = found["id"] or where
    text = found["text"]
    if text is None:
        known = ", ".join(sorted(map(str, record))[:8]) or "none"
        raise InputError(
            f"a record without a text (its fields: {known})",
            remedy="Say which field holds the text: --map text=NAME.",
        )
    if lone := len(_LONE.findall(text)):
        reason = f"{lone} halves of characters (lone surrogates) were replaced by U+FFFD"
        yield Problem.of(name, reason, "Write the characters in UTF-8 and unescaped.")
    published = None
    try:
        published = day(found["published"]) if found["published"] else None
    except InputError as error:
        yield Problem.of(name, str(error), error.remedy)
    facts = Given(found["outlet"], found["title"], found["url"], published)
    yield Draft(name, _whole(text), line, facts, stated=True, encoding="utf-8", encoding_by="utf-8")


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
