"""HTML pages: text, day, outlet, title and canonical address, as trafilatura extracts them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from functools import cache
from types import MappingProxyType
from typing import Any

from crosswire.error import InputError
from crosswire.read.encoding import declared_in, decode
from crosswire.read.given import Given, day
from crosswire.read.reader import Draft
from crosswire.read.source import HEAD, Source
from crosswire.read.tangle import refuse_crowded, refuse_tangled
from crosswire.read.text import stray_bytes
from crosswire.row import Problem

DATES: Mapping[str, object] = MappingProxyType(
    {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
)
"""How a page's day is looked for: that of first publication, where the page states it, and never
by the clock of this machine."""

SHORTEST = 40
"""Characters of the briefest report that a page is taken to hold."""

_PAGE = re.compile(rb"<!doctype html|<html\b|<head\b|<body\b|<article\b|<(?:div|p|h1)[ >]", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


class HtmlReader:
    """Reads a page of a news site."""

    name = "html"
    suffixes = frozenset({".html", ".htm", ".xhtml", ".mhtml"})

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes begin like a page."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and bool(_PAGE.search(head))

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:  # noqa: ARG002
        """The one article that the page holds."""
        raw = source.raw()
        decoded = decode(raw, declared=source.charset or declared_in(raw[:HEAD]))
        yield from stray_bytes(source.id, decoded)
        refuse_tangled(raw)
        text = _DECLARATION.sub("", decoded.text, count=1)
        refuse_crowded(text)
        page = _extracted(text)
        if page is None or not page.text:
            raise InputError(
                "a page without the text of a report",
                remedy="Save the page after it has loaded, or give its text.",
            )
        yield Draft(
            source.id,
            page.text,
            raw,
            facts=Given(
                outlet=page.sitename or None,
                title=page.title or None,
                url=page.url or None,
                published=day(page.date) if page.date else None,
            ),
            encoding=decoded.encoding,
            encoding_by=decoded.by,
        )


def _extracted(page: str) -> Any:
    """What trafilatura finds in a page, or None where it finds nothing."""
    from trafilatura import bare_extraction  # noqa: PLC0415 (slow to load)

    return bare_extraction(
        page,
        include_comments=False,
        with_metadata=True,
        date_extraction_params=dict(DATES),
        config=_settings(),
    )


@cache
def _settings() -> ConfigParser:
    """trafilatura's settings, but that a brief report counts as one.

    Below the smallest size it takes all text of the page, as a single paragraph.
    """
    from trafilatura.settings import use_config  # noqa: PLC0415 (slow to load)

    settings = use_config()
    settings.set("DEFAULT", "min_extracted_size", str(SHORTEST))
    return settings
