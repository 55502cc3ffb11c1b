"""A report as a reader hands it on: its text, and what is known of where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from crosswire.read.delivery import DIRECT, Delivery

EncodingBy = Literal["mark", "declared", "utf-8", "guessed", "mended"]
"""How the encoding was found: byte order mark, the page's own declaration, valid UTF-8, a guess
from the bytes, or UTF-8 whose stray bytes were read as Windows-1252."""


LONGEST = 500_000
"""Characters of an article: a hundred times a long report; what is more is no report."""


@dataclass(frozen=True, slots=True)
class Article:
    """A report that was read: `text` never changes after, and all spans count in it.

    `id` is the path inside the folder that was given, or the URL; `raw_sha256` is that of the
    bytes read; `published` is the day in the outlet's own zone. `found_at` is where on this machine
    it was read, the file and its name or number in it, or the address that was asked for it; no
    ledger has it.
    """

    id: str
    text: str
    raw_sha256: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    dated_by: Literal["given", "metadata"] | None = None
    language: str | None = None
    encoding: str | None = None
    encoding_by: EncodingBy | None = None
    delivery: Delivery = DIRECT
    found_at: str | None = None
