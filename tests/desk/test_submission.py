"""What is handed in: kept first, taken in once whatever is killed, and then forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from crosswire.desk import submission as submissions
from crosswire.desk.desk import Desk
from crosswire.desk.storage import schema
from crosswire.desk.submission import ATTEMPTS, Offer, Submission, Waiting, inputs
from desk.desks import FERRY, LATER, Clock, article, everything, on_sqlite, opened, outcomes, rows

if TYPE_CHECKING:
    from spacy.language import Language

    from crosswire.fetch import Fetcher

WHO = "Rhea Example"


@pytest.fixture
def desk(where: str, nlp: Language) -> Iterator[Desk]:
    with opened(where, nlp) as desk:
        yield desk


def hand_in(desk: Desk, text: str = FERRY, **more: Any) -> Submission:
    return desk.submissions.submit(Offer("text", text, **more), by=WHO)


def unasked() -> Fetcher:
    raise AssertionError("nothing is fetched for a text")


def work(desk: Desk) -> None:
    """Take in what waits, as the worker does."""
    while one := desk.submissions.waiting():
        if begun := desk.submissions.begin(one):
            desk.submissions.take(begun, inputs(begun, unasked))


def found(desk: Desk, one: Submission) -> Submission:
    known = desk.submissions.find(one.id)
    assert known is not None
    return known


def test_a_text_is_kept_taken_in_once_and_forgotten(desk: Desk, where: str) -> None:
    handed = hand_in(
        desk, outlet="Harbour Post", title="A ferry", published=date(2031, 3, 3), event="Ferry"
    )
    with Desk.open(where, clock=Clock()) as other:
        assert found(other, handed).state == "waiting"
    assert desk.submissions.oldest() == 0.0
    work(desk)
    done = found(desk, handed)
    assert (done.state, done.by, outcomes(list(done.receipts))) == ("done", WHO, ["taken"])
    (event,) = desk.events()
    (report,) = desk.ledger("Ferry").documents
    assert (event.name, report.id) == ("Ferry", done.receipts[0].document)
    assert (report.outlet, report.title) == ("Harbour Post", "A ferry")
    assert report.published == date(2031, 3, 3) and report.dated_by == "given"
    kept = everything(desk, schema.submission)
    assert "A ferry" not in kept and "Rovinka" not in kept
    assert desk.submissions.waiting() is None


def test_a_text_is_plain_text_whatever_it_looks_like(desk: Desk) -> None:
    handed = hand_in(desk, f"<p>{FERRY}</p>", event="Ferry")
    work(desk)
    (report,) = desk.ledger("Ferry").documents
    assert report.text == f"<p>{FERRY}</p>"
    assert found(desk, handed).state == "done"


def test_what_cannot_be_read_is_a_problem_with_a_remedy(desk: Desk) -> None:
    handed = hand_in(
        desk, "Die Fähre ist am Montag vor der Küste auf Grund gelaufen, so der Hafen."
    )
    work(desk)
    (receipt,) = found(desk, handed).receipts
    assert receipt.outcome == "problem" and "English" in str(receipt.reason) and receipt.remedy


@pytest.mark.parametrize("moment", ["pasted", "_written"])
def test_a_worker_that_is_killed_has_taken_in_nothing_or_all(
    desk: Desk, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    handed = hand_in(desk)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(submissions, moment, killed)
        work(desk)
    assert found(desk, handed).state == "waiting" and not rows(desk, schema.document)
    work(desk)
    assert outcomes(list(found(desk, handed).receipts)) == ["taken"]
    assert len(rows(desk, schema.document)) == 1


def test_two_workers_take_it_in_once(desk: Desk, where: str, nlp: Language) -> None:
    handed = hand_in(desk)
    one = desk.submissions.waiting()
    assert one is not None
    work(desk)
    with opened(where, nlp) as other:
        other.submissions.take(one, inputs(one, unasked))
    assert outcomes(list(found(desk, handed).receipts)) == ["taken"]
    assert [row.outcome for row in rows(desk, schema.intake)] == ["taken"]


@on_sqlite
def test_what_was_taken_in_before_a_kill_is_still_told_as_taken(desk: Desk) -> None:
    hand_in(desk)
    one = desk.submissions.waiting()
    assert one is not None
    begun = desk.submissions.begin(one)
    assert begun is not None
    both = [article("a.txt"), article("b.txt", LATER)]
    taken = list(desk._intake.take(both[:1], note=_noting(begun)))
    assert outcomes(taken) == ["taken"] and found_waiting(desk).attempts == 1
    again = desk.submissions.begin(found_waiting(desk))
    assert again is not None
    desk.submissions.take(again, both)
    told = desk.submissions.find(one.id)
    assert told is not None and outcomes(list(told.receipts)) == ["taken", "taken"]


def _noting(one: Waiting) -> Any:
    """What notes the first of two reports."""

    def note(writing: Any, receipts: Any) -> None:
        submissions._note(writing.connection, writing.store, one, receipts, expected=2)

    return note


def found_waiting(desk: Desk) -> Waiting:
    one = desk.submissions.waiting()
    assert one is not None
    return one


@on_sqlite
def test_one_that_ends_the_program_each_time_is_a_problem_in_the_end(desk: Desk) -> None:
    handed = hand_in(desk)
    for _ in range(ATTEMPTS):
        assert desk.submissions.begin(found_waiting(desk))
    assert desk.submissions.begin(found_waiting(desk)) is None
    (receipt,) = found(desk, handed).receipts
    assert receipt.outcome == "problem" and "ended" in str(receipt.reason)


@on_sqlite
def test_a_report_that_is_removed_is_nowhere_left(desk: Desk, where: str) -> None:
    handed = hand_in(desk, title="Ferry of Rovinka", outlet="Harbour Post")
    work(desk)
    desk.remove([str(found(desk, handed).receipts[0].document)])
    desk.store.forget()
    assert b"Rovinka" not in Path(where).read_bytes()
    assert found(desk, handed).state == "done"


@on_sqlite
def test_only_so_much_may_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submissions, "MOST", 2)
    hand_in(desk), hand_in(desk, LATER)
    with pytest.raises(submissions.FullError):
        hand_in(desk)
    work(desk)
    assert hand_in(desk).state == "waiting"
