"""What a reader is, and which readers there are.

A reader turns the bytes of one format into drafts of articles. It is a class without arguments,
made known by an entry point of the group `crosswire.readers`; another package adds a format by
naming its own class there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from crosswire.read.article import EncodingBy
from crosswire.read.given import Given
from crosswire.read.source import Source
from crosswire.row import Problem

GROUP = "crosswire.readers"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its format has it, before what is given beside it is laid over it.

    `stated` says that its facts stand in fields made for them, and aren't read off a page.
    """

    id: str
    text: str
    raw: bytes
    facts: Given = Given()
    stated: bool = False
    encoding: str | None = None
    encoding_by: EncodingBy | None = None


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
