"""JSON lines: one article a line, its parts in fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crosswire.error import InputError
from crosswire.read.reader import Draft
from crosswire.read.record import article, parsed
from crosswire.read.source import Source
from crosswire.row import Problem

_OBJECT = re.compile(rb"[\xef\xbb\xbf\s]*\{[ \t]*\"")


class JsonLinesReader:
    """Reads JSON lines; a line that cannot be read doesn't stop the others."""

    name = "jsonl"
    suffixes = frozenset({".jsonl", ".ndjson", ".jsonlines"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin with a JSON object that goes on on its line."""
        return _OBJECT.match(head) is not None

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
        """The articles of the source, a line at a time, so that its size does not matter."""
        at = 0
        for number, line in enumerate(_lines(source), 1):
            where = f"{source.id}:{number}"
            try:
                if line.strip():
                    _refuse_long(line, source.largest)
                    yield from article(where, line, parsed(line, at), fields)
            except InputError as error:
                yield Problem.of(where, f"line {number}: {error}", error.remedy)
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
