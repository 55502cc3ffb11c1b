"""What a row is called wherever another one refers to it."""

from __future__ import annotations

from crosswire.ledger import Row
from crosswire.view.headline import headline
from crosswire.view.lookup import Lookup

LONGEST = 120
"""Letters of a title."""


def title(row: Row, lookup: Lookup) -> str:
    """What a row says, in a line that is not too long; what is denied begins with DENIED BY."""
    words = headline(row, lookup)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
