"""JSON files: one article, or a list of articles, in a document that may take many lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crosswire.error import InputError
from crosswire.read.reader import Draft
from crosswire.read.record import article, parsed
from crosswire.read.source import Source
from crosswire.row import Problem

_DOCUMENT = re.compile(rb"[\xef\xbb\xbf\s]*(?:\{\s*\n\s*\"|\[\s*\{)")


class JsonReader:
    """Reads a JSON file that is an article or a list of articles."""

    name = "json"
    suffixes = frozenset({".json", ".ninjs"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin with an object over several lines, or a list of objects."""
        return _DOCUMENT.match(head) is not None

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
        """The articles of the file; one that cannot be read doesn't stop the others."""
        raw = source.raw()
        value = parsed(raw)
        if not isinstance(value, list):
            yield from article(source.id, raw, value, fields)
            return
        for number, record in enumerate(value, 1):
            where = f"{source.id}:{number}"
            try:
                yield from article(where, raw, record, fields)
            except InputError as error:
                yield Problem.of(where, f"article {number}: {error}", error.remedy)
