"""Plain text: one article a file, its text as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from crosswire.read.encoding import Decoded, decode
from crosswire.read.reader import Draft
from crosswire.read.source import Source
from crosswire.row import Problem


class TextReader:
    """Reads plain text, and what has no format of its own."""

    name = "text"
    suffixes = frozenset({".txt", ".text", ".md"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes may be plain text: anything but XML is tried."""
        return not head.lstrip().startswith(b"<?xml")

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:  # noqa: ARG002
        """The one article that the source is."""
        raw = source.raw()
        decoded = decode(raw, declared=source.charset)
        yield from stray_bytes(source.id, decoded)
        yield Draft(source.id, decoded.text, raw, encoding=decoded.encoding, encoding_by=decoded.by)


def stray_bytes(document: str, decoded: Decoded) -> Iterator[Problem]:
    """A problem where some bytes did not belong to the encoding; the text is read all the same."""
    if decoded.stray:
        yield Problem.of(
            document,
            f"{decoded.stray} bytes are not {decoded.encoding}; they were read as Windows-1252",
            "Save it in one encoding, best in UTF-8.",
        )
