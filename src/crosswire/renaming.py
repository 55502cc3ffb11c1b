"""A ledger under other ids for its entities and questions: nothing else of it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from crosswire.ledger import Ledger, Row, assemble
from crosswire.row import Answer, Entity, Figure, Mention, Question, Statement


def renamed(ledger: Ledger, names: Mapping[str, str]) -> Ledger:
    """The ledger with the ids of entities and questions replaced, wherever a row points to them.

    Ids that have no other name stay. Origins and links point to statements and figures, reasons to
    words, so that they stay too. Where no two ids get one name, the inverse gives the ledger back.
    """
    if all(old == new for old, new in names.items()):
        return ledger
    of = _Renaming(names)
    changed = replace(
        ledger,
        mentions=tuple(map(of.mention, ledger.mentions)),
        entities=tuple(map(of.entity, ledger.entities)),
        statements=tuple(map(of.statement, ledger.statements)),
        figures=tuple(map(of.figure, ledger.figures)),
        questions=tuple(map(of.question, ledger.questions)),
    )
    return assemble(ledger.run, changed)


def renamed_row(row: Row, names: Mapping[str, str]) -> Row:
    """A row with the ids of entities and questions replaced, as `renamed` does it."""
    of = _Renaming(names)
    match row:
        case Entity():
            return of.entity(row)
        case Mention():
            return of.mention(row)
        case Statement():
            return of.statement(row)
        case Figure():
            return of.figure(row)
        case Question():
            return of.question(row)
    return row


class _Renaming:
    """Gives rows of each type their other names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def _name(self, old: str) -> str:
        return self.names.get(old, old)

    def _maybe(self, old: str | None) -> str | None:
        return None if old is None else self._name(old)

    def entity(self, row: Entity) -> Entity:
        """An entity, and for whom it speaks."""
        return replace(row, id=self._name(row.id), side=self._maybe(row.side))

    def mention(self, row: Mention) -> Mention:
        """A mention of an entity."""
        return replace(row, entity=self._maybe(row.entity))

    def statement(self, row: Statement) -> Statement:
        """A statement with its speaker and those who carry it."""
        chain = tuple(map(self._name, row.chain))
        return replace(row, speaker=self._maybe(row.speaker), chain=chain)

    def figure(self, row: Figure) -> Figure:
        """A figure with its speaker and its question."""
        return replace(row, speaker=self._maybe(row.speaker), question=self._maybe(row.question))

    def question(self, row: Question) -> Question:
        """A question with those who answer it."""
        answers = tuple(map(self._answer, row.answers))
        return replace(row, id=self._name(row.id), answers=answers)

    def _answer(self, answer: Answer) -> Answer:
        return replace(answer, by=self._maybe(answer.by))
