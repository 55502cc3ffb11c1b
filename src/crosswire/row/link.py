"""How two rows of the ledger relate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crosswire.row.reason import Because

LinkKind = Literal[
    "same_statement", "copies", "confirms", "denies", "disowns", "contradicts", "supersedes"
]


@dataclass(frozen=True, slots=True)
class Link:
    """A relation from one row to another (`from` and `to` in the ledger)."""

    id: str
    kind: LinkKind
    from_id: str = field(metadata={"name": "from"})
    to_id: str = field(metadata={"name": "to"})
    because: Because = field(default_factory=dict, hash=False)
