"""Where a page ended, as a word that its reader hands back: opaque, and good for any revision.

It says after which row to go on, not how many came before: rows that come or go meanwhile neither
repeat others nor hide them.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from crosswire.desk.derive.listing import Position
from crosswire.web.problem import RefusedError

LONGEST = 2000
"""Characters of a cursor."""


def cursor(kind: str, at: Position) -> str:
    """The word for a place among the rows of a type."""
    place = [kind, at.document, at.start, at.id]
    return urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode()


def position(kind: str, word: str | None) -> Position | None:
    """The place that a word stands for, None for none; raises RefusedError for any other word."""
    if word is None:
        return None
    try:
        match json.loads(urlsafe_b64decode(word.encode("ascii"))):
            case [str(found), str(document), int(start), str(name)] if found == kind:
                return Position(_plain(document), start, _plain(name))
    except (ValueError, RecursionError):
        pass
    raise RefusedError(
        "`after` is no cursor of these rows", remedy="Give what `next` said, or leave it out."
    )


def _plain(text: str) -> str:
    """A text that a database takes; raises ValueError."""
    if "\0" in text:
        raise ValueError("a NUL")
    text.encode()  # half a character is no text
    return text
