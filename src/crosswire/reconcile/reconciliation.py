"""The steps of reconciliation in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from crosswire.reconcile.account import Dossier, witness
from crosswire.reconcile.event import events, parted
from crosswire.reconcile.link import links
from crosswire.reconcile.origin import Origin, copies, origins
from crosswire.reconcile.question import Topic, questions, topics
from crosswire.reconcile.reuse import Reuse
from crosswire.reconcile.utterance import utterances
from crosswire.row import Figure, Link, Question, Statement, Witness


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The rows that were derived, and the statements and figures with what was derived of them."""

    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    links: tuple[Link, ...]


def reconcile(dossier: Dossier) -> Reconciliation:
    """Relate the accounts of each event to each other, each relation with its reason.

    Where reports of several events lie in one folder, nothing is related over their bounds.
    """
    parts = [_reconciled(part) for part in parted(dossier)]
    statements = {row.id: row for part in parts for row in part.statements}
    figures = {row.id: row for part in parts for row in part.figures}
    return Reconciliation(
        statements=tuple(statements[row.id] for row in dossier.statements),
        figures=tuple(figures[row.id] for row in dossier.figures),
        questions=tuple(row for part in parts for row in part.questions),
        links=tuple(row for part in parts for row in part.links),
    )


def _reconciled(dossier: Dossier) -> Reconciliation:
    """One event's accounts, related to each other."""
    reuse = Reuse.of(dossier.accounts).without(_no_copies(dossier))
    said = utterances(dossier)
    asked = topics(dossier, reuse, said, events(dossier))
    traced = origins(dossier, reuse, said, asked)
    figures = tuple(_figures(dossier, asked, traced))
    answered = questions(dossier, asked, figures)
    found = (*said.links, *copies(dossier, reuse), *links(dossier, said, answered))
    statements = tuple(_statements(dossier, traced))
    return Reconciliation(statements, figures, answered, found)


def _no_copies(dossier: Dossier) -> Iterator[tuple[Witness, Witness]]:
    """The stretches of rows of which it was judged that the one is no copy of the other."""
    rejected = [ends for ends, _ in dossier.rulings.linked("copies", accepts=False)]
    rows = dossier.claims() if rejected else {}
    for one, other in rejected:
        if one in rows and other in rows:
            yield witness(rows[one]), witness(rows[other])


def _statements(dossier: Dossier, traced: Mapping[str, Origin]) -> Iterator[Statement]:
    """The statements, each with its origin."""
    for row in dossier.statements:
        origin = traced[row.id]
        yield replace(row, origin=origin.id, because={**row.because, "origin": origin.because})


def _figures(
    dossier: Dossier, asked: tuple[Topic, ...], traced: Mapping[str, Origin]
) -> Iterator[Figure]:
    """The figures, each with its question and its origin."""
    question_of = {figure: topic for topic in asked for figure in topic.figures}
    for row in dossier.figures:
        origin, topic = traced[row.id], question_of[row.id]
        because = {"origin": origin.because, "question": topic.because[row.id]}
        yield replace(row, origin=origin.id, question=topic.id, because={**row.because, **because})
