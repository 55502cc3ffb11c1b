"""What reconciliation starts from: each report's own rows with its parse, and who is who."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosswire.judgement.ruling import NO_RULINGS, Rulings
from crosswire.parse import Parse
from crosswire.row import Document, Entity, Figure, Mention, Place, Statement, Time, Witness


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
    """All accounts, by document id in order, the entities that their rows point to, and what people
    ruled."""

    accounts: tuple[Account, ...]
    entities: Mapping[str, Entity]
    rulings: Rulings = NO_RULINGS

    @property
    def statements(self) -> Iterator[Statement]:
        """The statements of all accounts."""
        return (row for account in self.accounts for row in account.statements)

    @property
    def figures(self) -> Iterator[Figure]:
        """The figures of all accounts."""
        return (row for account in self.accounts for row in account.figures)

    def claims(self) -> dict[str, Statement | Figure]:
        """The statements, then the figures, of all accounts, by their ids."""
        found: dict[str, Statement | Figure] = {row.id: row for row in self.statements}
        return found | {row.id: row for row in self.figures}


def witness(row: Statement | Figure) -> Witness:
    """Where a claim stands: what is attributed of a statement, a figure's words."""
    return Witness(row.document, row.content if isinstance(row, Statement) else row.span)
