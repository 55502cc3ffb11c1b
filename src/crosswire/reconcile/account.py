"""What reconciliation starts from: each report's own rows with its parse, and who is who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosswire.parse import Parse
from crosswire.row import Document, Entity, Figure, Mention, Place, Statement, Time


@dataclass(frozen=True, slots=True)
class Account:
    """One report as it was read and resolved: its rows, in the order of its text."""

    document: Document
    parse: Parse
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """All accounts, by document id in order, and the entities that their rows point to."""

    accounts: tuple[Account, ...]
    entities: Mapping[str, Entity]

    @property
    def statements(self) -> Iterator[Statement]:
        """The statements of all accounts."""
        return (row for account in self.accounts for row in account.statements)

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures of all accounts."""
        return (row for account in self.accounts for row in account.figures)
