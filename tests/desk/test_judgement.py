"""Judgements at a desk: kept, found by their rows, undone, gone with the reports they are about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosswire.desk.desk import Desk
from crosswire.desk.doctor.signed import judgements
from crosswire.desk.review.exchange import lines
from crosswire.desk.storage import schema
from crosswire.desk.storage.revision import revision
from crosswire.error import JudgementError
from crosswire.judgement.form import as_json
from crosswire.judgement.signing import signed
from crosswire.judgement.standing import standing
from crosswire.judgement.value import Draft, Judgement
from crosswire.ledger import Ledger
from desk.conftest import NewDesk
from desk.desks import (
    FERRY,
    FIRE,
    ITEM,
    LATER,
    Clock,
    add,
    article,
    item,
    kill,
    on_sqlite,
    opened,
    rows,
)
from judged import ADA, BO, at, histories, undo
from judged import row as row_id

if TYPE_CHECKING:
    from spacy.language import Language

THIRD = FERRY.replace("Four", "Six") + "Holt said that the harbour was closed.\n"


def filled(desk: Desk) -> Desk:
    add(desk, article("a.txt", FERRY), article("b.txt", LATER), item("1", THIRD), event="Ferry")
    return desk


FILLED: dict[str, bytes] = {}
"""The file of a desk with the reports: it is made once."""


@pytest.fixture
def desk(where: str, kind: str, nlp: Language) -> Iterator[Desk]:
    if kind == "sqlite" and kind in FILLED:
        Path(where).write_bytes(FILLED[kind])
        with opened(where, nlp, Clock()) as found:
            yield found
        return
    with opened(where, nlp, Clock()) as found:
        filled(found)
    if kind == "sqlite":
        FILLED[kind] = Path(where).read_bytes()
    with opened(where, nlp, Clock()) as found:
        yield found


def figure(ledger: Ledger, document: str) -> str:
    """The figure of a report."""
    return next(one.id for one in ledger.figures if one.document == document)


def pair(desk: Desk, *documents: str, verdict: Any = "reject") -> Draft:
    """What may be said of the figures of two reports."""
    first, second = (figure(desk.ledger("Ferry"), one) for one in documents)
    return Draft(kind="question", subject=first, other=second, verdict=verdict)


def test_it_is_kept_signed_and_timed_and_what_follows_waits(desk: Desk) -> None:
    with desk.store.reading() as connection:
        before = revision(connection)
    one = desk.judge(pair(desk, "a.txt", "b.txt"), by=f" {ADA} ")
    assert (one.by, one.at) == (ADA, "2031-03-04T12:00:00.000000Z")
    assert desk.judgements("Ferry") == desk.judgements() == (one,)
    (event,) = rows(desk, schema.event)
    assert event.revision > before
    assert [each.stale for each in rows(desk, schema.episode)] == ["something was judged"]
    assert desk.settle()
    assert [each.stale for each in rows(desk, schema.episode)] == [None]
    assert not desk.settle()


@on_sqlite
def test_from_a_note_and_a_grade_nothing_follows(desk: Desk) -> None:
    one = figure(desk.ledger("Ferry"), "a.txt")
    desk.judge(Draft(kind="note", subject=one, verdict="note", note="See page two."), by=ADA)
    desk.judge(Draft(kind="credibility", subject=one, verdict="grade", value="2"), by=ADA)
    assert not desk.settle()
    assert len(desk.judgements(subject=one)) == 2


@on_sqlite
def test_the_same_once_more_is_no_other(desk: Desk) -> None:
    draft = pair(desk, "a.txt", "b.txt")
    one = desk.judge(draft, by=ADA)
    assert desk.judge(draft, by=ADA) == one
    other = desk.judge(pair(desk, "a.txt", "b.txt", verdict="accept"), by=ADA)
    assert desk.judge(draft, by=ADA) not in (one, other)  # the mind was changed twice
    assert len(desk.judgements()) == 3


@on_sqlite
def test_the_last_word_is_the_last_though_the_clock_stands_still(desk: Desk) -> None:
    verdicts = ("accept", "reject") * 3
    for verdict in verdicts:
        desk.judge(pair(desk, "a.txt", "b.txt", verdict=verdict), by=ADA)
    assert [one.verdict for one in standing(desk.judgements())] == ["reject"]
    assert len({one.at for one in desk.judgements()}) == len(verdicts)


@on_sqlite
def test_only_who_signed_it_undoes_it_and_once(desk: Desk) -> None:
    one = desk.judge(pair(desk, "a.txt", "b.txt"), by=ADA)
    with pytest.raises(JudgementError, match=f"was signed by {ADA}"):
        desk.undo(one.id, by=BO)
    desk.settle()
    gone = desk.undo(one.id, by=ADA, note="A slip.")
    assert (gone.verdict, gone.undoes, gone.note) == ("undo", one.id, "A slip.")
    assert standing(desk.judgements()) == ()
    assert desk.settle()
    with pytest.raises(JudgementError, match="undone already"):
        desk.undo(one.id, by=ADA)
    with pytest.raises(JudgementError, match="no judgement"):
        desk.undo("judgement-0", by=ADA)


@on_sqlite
def test_what_is_not_there_cannot_be_judged(desk: Desk) -> None:
    add(desk, article("c.txt", FIRE), event="Mill")
    (elsewhere,) = (one.id for one in desk.ledger("Mill").figures)
    here = figure(desk.ledger("Ferry"), "a.txt")
    for other, says in ((row_id("figure", 1), "no row"), (elsewhere, "two events")):
        draft = Draft(kind="question", subject=here, other=other, verdict="accept")
        with pytest.raises(JudgementError, match=says):
            desk.judge(draft, by=ADA)
    with pytest.raises(JudgementError, match="no row 'nowhere"):
        desk.judge(Draft(kind="note", subject="nowhere.txt", verdict="note", note="x"), by=ADA)
    assert desk.judgements() == ()


@on_sqlite
def test_a_note_of_what_is_derived_is_kept_with_what_it_is_made_of(desk: Desk) -> None:
    ledger = desk.ledger("Ferry")
    (question,) = ledger.questions
    link, entity = ledger.links[0], next(one for one in ledger.entities if one.name == "Lena Holt")
    for subject in (question.id, link.id, entity.id, "a.txt"):
        draft = Draft(kind="note", subject=subject, verdict="note", note="See page two.")
        one = desk.judge(draft, by=ADA)
        assert one in desk.judgements(subject=subject)
        assert not one.subject.startswith(("question-", "link-", "entity-"))
    grade = Draft(kind="reliability", subject=entity.id, verdict="grade", value="B")
    assert desk.judge(grade, by=ADA).subject.startswith("mention-")


@on_sqlite
def test_they_are_found_by_their_rows_wherever_the_reports_go(desk: Desk) -> None:
    one = desk.judge(pair(desk, "a.txt", "b.txt"), by=ADA)
    desk.move(["a.txt"], desk.split("Ferry", ["b.txt"], title="Other"))
    assert desk.judgements("Other") == (one,)
    assert desk.judgements("Ferry") == ()
    desk.merge("Ferry", ["Other"])
    assert desk.judgements("Ferry") == desk.judgements("Other") == (one,)


def test_with_a_report_go_exactly_the_judgements_of_it(desk: Desk) -> None:
    gone = [desk.judge(pair(desk, one, "b.txt"), by=ADA) for one in ("a.txt", f"{ITEM}#1")]
    gone.append(desk.undo(gone[0].id, by=ADA))
    kept = [desk.judge(pair(desk, "a.txt", f"{ITEM}#1"), by=by) for by in (ADA, BO)]
    desk.remove(["b.txt"])
    assert list(desk.judgements()) == kept
    assert len(rows(desk, schema.judgement)) == len(kept)
    assert len(gone) == 3


@on_sqlite
def test_of_a_report_that_is_withdrawn_nothing_is_told(desk: Desk) -> None:
    desk.judge(pair(desk, "a.txt", f"{ITEM}#1"), by=ADA)
    one = desk.judge(pair(desk, "a.txt", "b.txt"), by=ADA)
    add(desk, kill())
    assert desk.judgements() == desk.judgements("Ferry") == (one,)
    assert len(rows(desk, schema.judgement)) == 2


@on_sqlite
def test_who_judged_elsewhere_with_a_clock_ahead_can_still_be_answered_here(desk: Desk) -> None:
    draft = pair(desk, "a.txt", "b.txt")
    ahead = signed(draft, by=ADA, at="2039-01-01T00:00:00.000000Z")
    desk.take_judgements([one.encode() for one in lines([ahead])])
    here = desk.judge(pair(desk, "a.txt", "b.txt", verdict="accept"), by=ADA)
    assert standing(desk.judgements()) == (here,)


def test_what_is_exported_is_taken_in_once(desk: Desk, new_desk: NewDesk, nlp: Language) -> None:
    one = desk.judge(pair(desk, "a.txt", "b.txt"), by=ADA)
    desk.undo(one.id, by=ADA)
    desk.judge(pair(desk, "a.txt", "b.txt", verdict="accept"), by=BO)
    told = [line.encode() for line in lines(desk.judgements())]
    with opened(new_desk(), nlp) as other:
        filled(other)
        assert other.take_judgements(reversed(told)).new == 3
        taken = other.take_judgements(told)
        assert (taken.new, taken.known, taken.refused) == (0, 3, ())
        assert set(other.judgements()) == set(desk.judgements())
        assert list(lines(other.judgements())) == [line.decode() for line in told]
        assert other.settle()


@on_sqlite
def test_the_doctor_finds_what_was_altered(desk: Desk) -> None:
    desk.judge(pair(desk, "a.txt", "b.txt"), by=ADA)
    with desk.store.reading() as connection:
        (well,) = judgements(connection)
    assert (well.level, well.looked) == ("ok", 1)
    with desk.store.writing() as connection:
        connection.execute(schema.judgement.update().values(by=BO))
    with desk.store.reading() as connection:
        (found,) = judgements(connection)
    assert (found.level, found.looked) == ("fault", 1)
    assert len(desk.judgements()) == 1  # and the desk goes on


@on_sqlite
def test_a_line_that_says_none_is_told_and_the_others_are_kept(desk: Desk) -> None:
    good = signed(pair(desk, "a.txt", "b.txt"), by=ADA, at=at(1))
    unknown = Draft(kind="note", subject=row_id("figure", 7), verdict="note", note="x")
    strange = signed(unknown, by=ADA, at=at(2))
    ours = undo(good, minute=3)
    theirs = undo(good, by=BO, minute=4)
    lost = undo(strange, minute=5)
    altered = json.dumps({**as_json(good), "by": BO}).encode()
    broken = [b"{", b"\xff", b"[]", b"{}", b"[" * 20_000, b"x" * 200_000, altered]
    told = [line.encode() for line in lines([good, strange, ours, theirs, lost])]
    taken = desk.take_judgements([*told[:1], b"\n", *told[1:], *broken])
    assert (taken.new, taken.known) == (2, 0)
    assert [one.line for one in taken.refused] == [3, 5, 6, *range(7, 14)]
    assert all(one.remedy for one in taken.refused)
    assert set(desk.judgements()) == {good, ours}


@on_sqlite
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=histories(), dice=st.randoms())
def test_in_whichever_order_files_come(desk: Desk, made: list[Judgement], dice: Any) -> None:
    """One file, or two that overlap, in any order of lines: the same judgements stand."""
    first, second = (figure(desk.ledger("Ferry"), one) for one in ("a.txt", "b.txt"))
    moment = datetime(2031, 3, 4, tzinfo=UTC)
    here: list[Judgement] = []
    ids: dict[str, str] = {}
    for number, one in enumerate(made):
        draft = Draft(
            kind="question", subject=first, other=second, verdict=one.verdict,
            undoes=ids.get(one.undoes or ""),
        )  # fmt: skip
        when = (moment + timedelta(seconds=number)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        here.append(signed(draft, by=one.by, at=when))
        ids[one.id] = here[-1].id
    with desk.store.writing() as connection:
        connection.execute(schema.judgement.delete())
    parts = [here[: len(here) // 2 + 1], here[len(here) // 2 - 1 :], here]
    told = [[line.encode() for line in lines(part)] for part in parts]
    for part in told:
        dice.shuffle(part)
        desk.take_judgements(part)
    assert set(desk.judgements()) == set(here)
    assert standing(desk.judgements()) == standing(here)
