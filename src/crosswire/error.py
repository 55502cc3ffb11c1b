"""The exceptions that crosswire raises.

CrosswireError
├── InputError       an input that cannot be read
├── UnreachableError a store elsewhere that does not answer now
├── LedgerError      a ledger that cannot be read back
├── ModelError       the language model is missing or not the one that was pinned
├── GazetteerError   the gazetteer is missing, broken or cannot be built
├── ExportError      a ledger that cannot be written in a format, or to a place
├── ReportError      a report that cannot be made
├── ConfigError      a configuration file that says what it cannot say
├── ArchiveError     an archive that cannot be made, continued or read
├── DeskError        a desk that cannot be opened, is of another version, or is busy
├── SearchError      something to be looked for that no desk has
├── JudgementError   a judgement that says what no judgement can say
├── ServeError       a server that must not be started as it was asked to
├── LayoutError      a page of a served desk that could not be laid out
├── FetchError       an address that is refused, or does not answer as it should
└── ExtraError       a feature whose extra is not installed
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class CrosswireError(Exception):
    """Anything that crosswire raises on purpose; `remedy` says what its user can do."""

    def __init__(self, message: str, *, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


class InputError(CrosswireError):
    """An input that cannot be read."""


class UnreachableError(CrosswireError):
    """A store elsewhere that does not answer now: what is in it is not to blame."""


class LedgerError(CrosswireError):
    """A ledger that cannot be read back."""


class ModelError(CrosswireError):
    """The language model is missing or not the one that was pinned."""


class GazetteerError(CrosswireError):
    """The gazetteer is missing, broken or cannot be built."""


class ExportError(CrosswireError):
    """A ledger that cannot be written in a format, or to a place."""


class ReportError(CrosswireError):
    """A report that cannot be made."""


class ConfigError(CrosswireError):
    """A configuration file that says what it cannot say."""


class ArchiveError(CrosswireError):
    """An archive that cannot be made, continued or read."""


class DeskError(CrosswireError):
    """A desk that cannot be opened, is of another version, or is busy."""


class SearchError(CrosswireError):
    """Something to be looked for that no desk has, or a page of results that none gave."""


class JudgementError(CrosswireError):
    """A judgement that says what no judgement can say, or is about what is not there."""


class ServeError(CrosswireError):
    """A server that must not be started as it was asked to."""


class LayoutError(CrosswireError):
    """A page of a served desk that could not be laid out."""


class FetchError(CrosswireError):
    """An address that is refused, or does not answer as it should.

    `wait` is how many seconds its host asks to be left alone, where it says.
    """

    def __init__(self, message: str, *, remedy: str, wait: float | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.wait = wait


class ExtraError(CrosswireError):
    """A feature whose extra is not installed."""


@contextmanager
def extra(name: str) -> Iterator[None]:
    """What is imported inside belongs to an extra: raises ExtraError where it is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        raise ExtraError(
            f"{library} is not installed", remedy=f"pip install 'crosswire[{name}]'"
        ) from error
