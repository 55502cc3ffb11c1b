"""What holds for all that is reconciled, whatever the reports: our own events, whole or in part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, permutations
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.shared import CORPUS
from crosswire.reconcile import Account, Dossier, Reconciliation, reconcile
from crosswire.row import Because, Figure, Link, Question, Statement
from dossier import dossier

if TYPE_CHECKING:
    from spacy.language import Language

EVENTS = ("ferry", "outbreak", "quake")

SYMMETRIC = frozenset(("same_statement", "contradicts"))


@pytest.fixture(scope="session")
def dossiers(nlp: Language) -> dict[str, Dossier]:
    """The dossier of each event."""
    return {name: dossier(nlp, CORPUS / name / "articles") for name in EVENTS}


@pytest.fixture(scope="session")
def together(dossiers: dict[str, Dossier]) -> Dossier:
    """All accounts as if they lay in one folder."""
    return joined(dossiers.values())


@pytest.fixture(scope="session")
def some(together: Dossier) -> Callable[[Iterable[int]], Dossier]:
    """A dossier of some of the accounts, by their numbers."""
    return lambda numbers: Dossier(
        tuple(together.accounts[number] for number in sorted(numbers)), together.entities
    )


def joined(parts: Iterable[Dossier]) -> Dossier:
    parts = list(parts)
    accounts = sorted(chain.from_iterable(one.accounts for one in parts), key=_document)
    entities = {key: row for one in parts for key, row in one.entities.items()}
    assert len({_document(account) for account in accounts}) == len(accounts) > 0
    return Dossier(tuple(accounts), entities)


def _document(account: Account) -> str:
    return account.document.id


def rows(found: Reconciliation) -> list[Statement | Figure]:
    return [*found.statements, *found.figures]


def reasons(found: Reconciliation) -> Iterator[Because]:
    yield from (one.because for one in found.questions)
    yield from (one.because for one in found.links)
    for row in rows(found):
        yield {key: row.because[key] for key in ("origin", "question") if key in row.because}


def about(found: Reconciliation, documents: set[str]) -> tuple[Sequence[object], ...]:
    """What was derived of some documents, and all that it is linked to."""
    mine = [row for row in rows(found) if row.document in documents]
    ids = {row.id for row in mine}
    asked = [one for one in found.questions if not ids.isdisjoint(one.figures)]
    linked = [one for one in found.links if one.from_id in ids or one.to_id in ids]
    return mine, asked, linked


def check(given: Dossier, found: Reconciliation) -> None:
    """All that holds of any reconciliation."""
    check_rows(given, found)
    check_questions(found)
    check_links(found)
    texts = {account.document.id: account.document.text for account in given.accounts}
    for because in reasons(found):
        for reason in because.values():
            assert reason.rule
            for spot in reason.spans:
                assert 0 <= spot.span.start < spot.span.end <= len(texts[spot.document])


def check_rows(given: Dossier, found: Reconciliation) -> None:
    assert [row.id for row in found.statements] == [row.id for row in given.statements]
    assert [row.id for row in found.figures] == [row.id for row in given.figures]
    assert all(row.origin and "origin" in row.because for row in found.statements)
    assert all(row.origin and "origin" in row.because for row in found.figures)
    for before, after in zip(given.figures, found.figures, strict=True):
        because = {key: after.because[key] for key in before.because}
        assert replace(after, origin=None, question=None, because=because) == before
        assert because == before.because


def check_questions(found: Reconciliation) -> None:
    asked = {figure: one for one in found.questions for figure in one.figures}
    assert sum(len(one.figures) for one in found.questions) == len(asked) == len(found.figures)
    assert len({one.id for one in found.questions}) == len(found.questions)
    denied = {row.id for row in found.statements if row.act == "denies"}
    figures = {row.id: row for row in found.figures}
    for row in found.figures:
        assert row.question == asked[row.id].id
    for one in found.questions:
        mine = [figures[figure] for figure in one.figures]
        assert one.origins == len({row.origin for row in mine})
        check_question(one, {row.id for row in mine if row.statement not in denied})


def check_question(one: Question, asserted: set[str]) -> None:
    answered = [figure for answer in one.answers for figure in answer.figures]
    assert len(answered) == len(set(answered))
    assert set(answered) == asserted
    assert (one.relation == "single") == (len(asserted or one.figures) == 1)
    assert one.text


def check_links(found: Reconciliation) -> None:
    ids = {row.id for row in rows(found)}
    assert len({one.id for one in found.links}) == len(found.links)
    written = Counter((one.kind, *_ends(one)) for one in found.links)
    assert [key for key, times in written.items() if times > 1] == []
    for one in found.links:
        assert one.from_id != one.to_id
        assert {one.from_id, one.to_id} <= ids
        assert any(reason.spans for reason in one.because.values())


def _ends(one: Link) -> tuple[str, str]:
    """What a link joins; of a symmetric kind in either order."""
    if one.kind in SYMMETRIC:
        return min(one.from_id, one.to_id), max(one.from_id, one.to_id)
    return one.from_id, one.to_id


@pytest.mark.parametrize("name", EVENTS)
def test_of_an_event(name: str, dossiers: dict[str, Dossier]) -> None:
    found = reconcile(dossiers[name])
    assert len(found.figures) > 20
    assert len(found.statements) > 20
    assert any(len(one.figures) > 2 for one in found.questions)
    check(dossiers[name], found)


def test_there_are_links_to_look_at(together: Dossier) -> None:
    kinds = {one.kind for one in reconcile(together).links}
    assert len(kinds) > 2


@given(numbers=st.sets(st.integers(0, 9), max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_of_any_reports(numbers: set[int], some: Callable[[Iterable[int]], Dossier]) -> None:
    chosen = some(numbers)
    check(chosen, reconcile(chosen))


@pytest.mark.parametrize(("one", "other"), list(permutations(EVENTS, 2)))
def test_an_unrelated_report_changes_nothing(
    one: str, other: str, dossiers: dict[str, Dossier]
) -> None:
    alone = reconcile(dossiers[one])
    documents = {_document(account) for account in dossiers[one].accounts}
    for account in dossiers[other].accounts:
        stranger = Dossier((account,), dossiers[other].entities)
        mixed = reconcile(joined([dossiers[one], stranger]))
        assert about(mixed, documents) == about(alone, documents)


def test_all_events_together_are_what_they_are_alone(
    dossiers: dict[str, Dossier], together: Dossier
) -> None:
    mixed = reconcile(together)
    check(together, mixed)
    for one in dossiers.values():
        documents = {_document(account) for account in one.accounts}
        assert about(mixed, documents) == about(reconcile(one), documents)


def test_the_order_of_what_is_known_does_not_matter(together: Dossier) -> None:
    backward = Dossier(together.accounts, dict(reversed(list(together.entities.items()))))
    assert reconcile(backward) == reconcile(together)


def test_the_order_of_the_files_does_not_matter(nlp: Language) -> None:
    files = sorted((CORPUS / "ferry" / "articles").glob("*.txt"))
    forward, backward = (dossier(nlp, *paths) for paths in (files, files[::-1]))
    assert reconcile(forward) == reconcile(backward)
    assert len(files) > 2


def test_nothing_is_reconciled_of_nothing() -> None:
    assert reconcile(Dossier((), {})) == Reconciliation((), (), (), ())
