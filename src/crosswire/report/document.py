"""The reports that were read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from crosswire import row
from crosswire.report.index import Index
from crosswire.report.reason import Reason, reasons
from crosswire.row import Span
from crosswire.view.brief import title
from crosswire.view.inert import inert
from crosswire.view.lookup import published

DATED = {
    "given": "given beside the report",
    "metadata": "stated by the page itself",
    "inferred": "inferred from what the reports say",
    None: "not known",
}
"""How a day of publication is known."""

WEB = re.compile(r"https?://[!-~]+", re.IGNORECASE)
"""An address that may be opened; what else stands in its place is no link."""


@dataclass(frozen=True, slots=True)
class Document:
    """A report, with its words where they are handed on."""

    id: str
    outlet: str
    title: str
    url: str | None
    published: str
    first: date | None = field(metadata={"name": "from"})
    last: date | None = field(metadata={"name": "to"})
    dated: str
    language: str | None
    sha256: str
    raw_sha256: str
    text: str | None
    story: tuple[Span, ...]
    reasons: tuple[Reason, ...]


def document(found: row.Document, index: Index) -> Document:
    """A report as the page has it."""
    return Document(
        id=found.id,
        outlet=index.lookup.outlet(found.id),
        title=title(found),
        url=found.url if found.url and WEB.fullmatch(found.url) else None,
        published=published(found),
        first=found.published_from,
        last=found.published_to,
        dated=DATED[found.dated_by],
        language=inert(found.language) if found.language else None,
        sha256=inert(found.sha256),
        raw_sha256=inert(found.raw_sha256),
        text=found.text or None,
        story=found.story,
        reasons=reasons(found.because, index),
    )
