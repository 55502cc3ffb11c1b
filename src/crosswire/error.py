"""The exceptions that crosswire raises.

CrosswireError
├── InputError       an input that cannot be read
├── LedgerError      a ledger that cannot be read back
├── ModelError       the language model is missing or not the one that was pinned
├── GazetteerError   the gazetteer is missing, broken or cannot be built
└── ExtraError       a feature whose extra is not installed
"""

from __future__ import annotations


class CrosswireError(Exception):
    """Anything that crosswire raises on purpose; `remedy` says what its user can do."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class InputError(CrosswireError):
    """An input that cannot be read."""


class LedgerError(CrosswireError):
    """A ledger that cannot be read back."""


class ModelError(CrosswireError):
    """The language model is missing or not the one that was pinned."""


class GazetteerError(CrosswireError):
    """The gazetteer is missing, broken or cannot be built."""


class ExtraError(CrosswireError):
    """A feature whose extra is not installed."""
