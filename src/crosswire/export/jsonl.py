"""JSON lines: the ledger's own form (docs/ledger.md)."""

from __future__ import annotations

from pathlib import Path

from crosswire import ledger as lines
from crosswire.ledger import Ledger


class JsonLinesFormat:
    """Writes and reads the ledger as it is."""

    name = "jsonl"
    suffix = ".jsonl"

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write the rows, one a line; where no report has its text, the texts are left out."""
        lines.save(ledger, goal, text=any(document.text for document in ledger.documents))

    def holds(self, path: Path) -> bool:
        """Whether a file begins with a run row."""
        return lines.is_ledger(path)

    def read(self, path: Path) -> Ledger:
        """The ledger of a file."""
        return lines.load(path)
