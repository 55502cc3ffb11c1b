"""How far a line is made of sentences, before anything has been parsed."""

from __future__ import annotations

import re

LAST = 8
"""Characters at the end of a line that hold the mark which closes its last sentence."""

_CLOSED = re.compile(r"(?:[.!?…;]|(?<=[\w,.!?…])(?:[”’\"]|''))[\"'”’)\]]*$")
_INNER_END = re.compile(r"[a-z\d)”\"][.!?][”\"’)]? +[“\"‘(]?[A-Z]")


def closes(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return _CLOSED.search(line[-LAST:]) is not None


def inner_ends(line: str) -> int:
    """How many sentences end inside a line, with another one after them."""
    return len(_INNER_END.findall(line))
