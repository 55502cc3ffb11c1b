"""The ledger in the formats of other programs, and back: a file of code for each."""

from __future__ import annotations

from crosswire.export.format import Format, Readable, choose, for_file, is_ledger, load, names
from crosswire.export.goal import export

__all__ = ["Format", "Readable", "choose", "export", "for_file", "is_ledger", "load", "names"]
