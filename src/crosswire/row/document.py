"""One report as it was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from crosswire.row.reason import Because
from crosswire.row.span import Span

DatedBy = Literal["given", "metadata", "inferred"]


@dataclass(frozen=True, slots=True)
class Document:
    """A report: its text, where and when it was published, and which parts are its own story.

    `byline` and `credit` are what its wire or feed states beside the text, in its words: who wrote
    it, and from whom it comes. `fetched` and `embargoed` are times as they were written there.
    """

    id: str
    sha256: str
    raw_sha256: str
    outlet: str | None
    title: str | None
    url: str | None
    published: date | None
    published_from: date | None
    published_to: date | None
    dated_by: DatedBy | None
    language: str | None
    encoding: str | None
    text: str
    story: tuple[Span, ...]
    version_of: str | None = None
    byline: str | None = None
    credit: tuple[str, ...] = ()
    fetched: str | None = None
    embargoed: str | None = None
    because: Because = field(default_factory=dict, hash=False)
