"""What a reader is, and which readers there are.

A reader turns the bytes of one format into drafts of articles. It is a class without arguments,
made known by an entry point of the group `crosswire.readers`; another package adds a format by
naming its own class there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Protocol, TypeGuard, runtime_checkable

from crosswire.error import InputError
from crosswire.plugin import REMEDY, PluginError, made
from crosswire.read.article import EncodingBy
from crosswire.read.delivery import DIRECT, Delivery
from crosswire.read.given import UNKNOWN, Given
from crosswire.read.source import Part, Source
from crosswire.row import Problem

GROUP = "crosswire.readers"

LACKING = "is no reader: it lacks name, suffixes, sniff or read"

_LAST = {"html": 1, "text": 2}


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format has it, before what is given beside it is laid over it.

    `stated` says that its facts stand in fields made for them, and aren't read off a page;
    `is_summary` that the text may be but the beginning of a report, which stands elsewhere.
    """

    id: str
    text: str
    raw: bytes
    facts: Given = UNKNOWN
    stated: bool = False
    encoding: str | None = None
    encoding_by: EncodingBy | None = None
    delivery: Delivery = DIRECT
    is_summary: bool = False


@runtime_checkable
class Reader(Protocol):
    """Reads one format."""

    name: str
    suffixes: frozenset[str]

    def sniff(self, head: bytes) -> bool:
        """Whether bytes that begin like this are of this format."""

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:
        """The articles in a source; `fields` says what an article's parts are called there.

        Raises InputError where the source as a whole cannot be read.
        """


@runtime_checkable
class Divisible(Protocol):
    """A reader of a format whose inputs can be read in parts, each by itself."""

    def parts(self, source: Source, size: int) -> Iterator[Part]:
        """The parts of a source, of about so many bytes each, which together are all of it.

        Each article, and each problem, is of exactly one part.
        """


def readers() -> tuple[tuple[Reader, ...], tuple[Problem, ...]]:
    """The readers that are installed, and a problem for each that cannot be used.

    They are in the order of their names, pages and then plain text last: these take what looks at
    all like them.
    """
    found: list[Reader] = []
    problems: list[Problem] = []
    for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
        try:
            found.append(made(point, _is_reader, lacking=LACKING))
        except PluginError as fault:
            problems.append(Problem.of(f"reader {point.name}", str(fault), REMEDY))
    found.sort(key=lambda reader: _LAST.get(reader.name, 0))
    return tuple(found), tuple(problems)


def _is_reader(found: object) -> TypeGuard[Reader]:
    """Whether an object has what a reader needs."""
    return isinstance(found, Reader)


def choose(available: tuple[Reader, ...], source: Source) -> Reader:
    """The reader for a source, by its name's ending, else by its first bytes.

    One that came with a media type is told by its bytes, and where they say nothing by that type:
    feeds are sent under all kinds of types. Raises InputError where none fits.
    """
    special = [reader for reader in available if reader.name != "text"]
    for reader in special:
        if source.media is None and source.suffix in reader.suffixes:
            return reader
    head = source.head()
    is_page = source.media is not None and "html" in source.media
    for reader in special if is_page else available:
        if reader.sniff(head):
            return reader
    for reader in special:
        if is_page and reader.name == "html":
            return reader
    raise InputError(
        "in a format that no reader reads",
        remedy="Give a format that is read (docs/usage.md), or install a reader for it.",
    )
