"""JSON lines: one article a line, its parts in fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from crosswire.error import InputError
from crosswire.read.reader import Draft
from crosswire.read.record import article, parsed
from crosswire.read.source import WHOLE, Part, Source
from crosswire.row import Problem

STEP = 1_000_000
"""Bytes that are looked through at once for the ends of lines."""

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
        for number, (at, line) in enumerate(_lines(source), source.part.first):
            where = f"{source.id}:{number}"
            try:
                if line.strip() and source.is_wanted(where):
                    _refuse_long(line, source.largest)
                    yield from article(where, line, parsed(line, at), fields)
            except InputError as error:
                yield Problem.of(where, f"line {number}: {error}", error.remedy)

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        """The parts of a file, whole lines each; all of it is read once, to number them."""
        at = start = 0
        number = first = 1
        while block := source.stream.read(min(STEP, size)):
            ends = block.count(b"\n")
            if ends and at + len(block) >= start + size:
                end = at + block.rindex(b"\n") + 1
                yield Part(start, end, first, end - start)
                start, first = end, number + ends
            at, number = at + len(block), number + ends
        if start < at or not start:
            yield Part(start, None, first, at - start) if start else WHOLE


def _lines(source: Source) -> Iterator[tuple[int, bytes]]:
    """The lines and where they begin; of one that is too long only the beginning is held."""
    at = source.part.start
    if at:
        source.stream.seek(at)
    while not source.part.ends_before(at) and (line := source.stream.readline(source.largest + 1)):
        yield at, line
        at += len(line)
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = source.stream.readline(source.largest + 1)
            at += len(rest)


def _refuse_long(line: bytes, largest: int) -> None:
    """Raises InputError for a line longer than the limit."""
    if len(line) > largest:
        raise InputError(
            f"a line of more than {largest:,} bytes",
            remedy="Put each article on a line of its own, or leave it out.",
        )
