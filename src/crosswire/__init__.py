"""Reads many news reports of one event into an auditable ledger of claims.

    import crosswire

    ledger = crosswire.collate(["reports/"])
    crosswire.save(ledger, "ledger.jsonl")

The rows are in `crosswire.row`; docs/library.md is the page to read first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from crosswire.error import CrosswireError, extra
from crosswire.export import load
from crosswire.ledger import Ledger, save

if TYPE_CHECKING:
    from crosswire.desk.desk import Desk
    from crosswire.pipeline import collate

__all__ = ["CrosswireError", "Desk", "Ledger", "collate", "load", "save"]


def __getattr__(name: str) -> Any:
    """`collate` and `Desk` when they are first asked for: a ledger is read back without them."""
    if name == "collate":
        from crosswire.pipeline import collate  # noqa: PLC0415 - that is the point

        return collate
    if name == "Desk":
        with extra("desk"):
            from crosswire.desk.desk import Desk  # noqa: PLC0415 - an extra

        return Desk
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
