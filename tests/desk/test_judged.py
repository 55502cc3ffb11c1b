"""What follows at a desk when somebody judges: rows, ids, the log of changes, revisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, select

from crosswire.desk.change import Logged
from crosswire.desk.derive import transaction
from crosswire.desk.derive.derivation import collation, stale
from crosswire.desk.derive.union import judged_names
from crosswire.desk.derive.workshop import Collation, Workshop
from crosswire.desk.desk import Desk
from crosswire.desk.storage import schema
from crosswire.judgement.ruling import Ruling
from crosswire.judgement.value import Draft
from crosswire.ledger import Ledger
from crosswire.union import Known
from desk.desks import add, article, on_sqlite, opened

if TYPE_CHECKING:
    from spacy.language import Language

TWO_PILOTS = {
    "a.txt": "Lock open\n\nHarbour pilot Marek Tolvanen said that the lock gate was open.\n",
    "b.txt": "Pumps sold\n\nHarbour pilot Marek Tolvanen said that the pumps had been sold."
    " Tolvanen said the water was rising.\n",
}
TWO_BODIES = {
    "a.txt": "Lock open in Brask\n\nThe Brask Water Board said that the lock gate was open.\n",
    "b.txt": "Pumps sold in Brask\n\nThe Brask Lock Authority said that the pumps had been sold.\n",
}
DENIED = {
    "a.txt": "Dam opened\n\nThe guild of pilots said that the Veld Dam Company opened the gates of"
    " the dam at night.\n",
    "b.txt": "Dam denied\n\nThe Veld Dam Company denied that it opened the gates of the dam at"
    " night.\n",
}
ME = "R. Example"


@pytest.fixture
def desk(where: str, nlp: Language) -> Iterator[Desk]:
    with opened(where, nlp) as found:
        yield found


def filled(desk: Desk, texts: dict[str, str]) -> str:
    """The event of some reports."""
    for name, text in texts.items():
        add(desk, article(name, text), event="Brask")
    return desk.event("Brask").id


def row(ledger: Ledger, text: str, document: str) -> Any:
    """The row with some words in a report."""
    rows: tuple[Any, ...] = (*ledger.mentions, *ledger.statements, *ledger.figures)
    return next(one for one in rows if one.text == text and one.document == document)


def pair(ledger: Ledger, one: str, other: str, verdict: Any, **more: Any) -> Draft:
    """A judgement of a row of the first report and one of the second."""
    ends = row(ledger, one, "a.txt").id, row(ledger, other, "b.txt").id
    return Draft(subject=ends[0], other=ends[1], verdict=verdict, **{"kind": "name"} | more)


def since(desk: Desk, mark: int) -> list[Logged]:
    return [one for one in desk.changes() if one.seq > mark]


def last(desk: Desk) -> int:
    return max((one.seq for one in desk.changes()), default=0)


def revision(desk: Desk, event: str) -> int:
    table = schema.event
    with desk.store.reading() as connection:
        query = select(table.c.revision).where(table.c.id == event)
        return int(connection.execute(query).scalar_one())


def test_a_merge_is_rejected_and_the_other_gets_an_id_of_its_own(desk: Desk) -> None:
    event = filled(desk, TWO_PILOTS)
    before, mark, number = desk.ledger(event), last(desk), revision(desk, event)
    name = "Marek Tolvanen"
    first = row(before, name, "b.txt").entity
    judgement = desk.judge(pair(before, name, name, "reject"), by=ME)
    judged = revision(desk, event)
    assert judged > number
    assert desk.ledger(event) == before
    assert desk.settle()
    assert not desk.settle()
    after = desk.ledger(event)
    told = {row(after, words, "b.txt").entity for words in (name, "Tolvanen")}
    assert len({row(after, name, "a.txt").entity, *told}) == 2
    assert first in {one.id for one in after.entities}
    assert row(after, name, "b.txt").because["entity"].rule == f"as reviewed by {ME}"
    assert revision(desk, event) > judged
    split = [one.change for one in since(desk, mark) if one.change.kind == "split"]
    assert [one.reason for one in split] == [f"as reviewed by {ME}"]
    desk.undo(judgement.id, by=ME)
    assert desk.settle()
    assert without(desk.ledger(event)) == without(before)
    merged = [one.change for one in since(desk, mark) if one.change.kind == "merged"]
    assert {one.reason for one in merged} <= {"judged"}


@on_sqlite
def test_an_episode_that_fails_holds_up_no_other(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for event, names in {"Brask": ("a", "b"), "Veld": ("c", "d")}.items():
        told = zip(names, TWO_PILOTS.values(), strict=True)
        for name, text in told:
            add(desk, article(f"{name}.txt", text.replace("Tolvanen", event)), event=event)
        name = f"Marek {event}"
        ledger = desk.ledger(desk.event(event).id)
        ends = [row(ledger, name, f"{letter}.txt").id for letter in names]
        desk.judge(Draft(kind="name", subject=ends[0], other=ends[1], verdict="reject"), by=ME)
    with desk.store.reading() as connection:
        bad, _ = stale(connection)

    def failing(connection: Connection, episode: str, workshop: Workshop) -> Collation:
        if episode == bad:
            raise ValueError("a rule that fails on these words")
        return collation(connection, episode, workshop)

    monkeypatch.setattr(transaction, "collation", failing)
    assert desk.settle(most=1)
    with desk.store.reading() as connection:
        assert stale(connection) == (bad,)
    with pytest.raises(ValueError, match="these words"):
        desk.settle(most=1)
    monkeypatch.undo()
    assert desk.settle()
    assert not desk.settle()


def without(ledger: Ledger) -> set[tuple[str, str | None]]:
    return {(one.id, one.entity) for one in ledger.mentions}


@on_sqlite
def test_two_are_one_and_the_older_id_stays(desk: Desk) -> None:
    event = filled(desk, TWO_BODIES)
    before, mark = desk.ledger(event), last(desk)
    draft = pair(before, "Brask Water Board", "Brask Lock Authority", "accept")
    desk.judge(draft, by=ME)
    desk.settle()
    after = desk.ledger(event)
    ids = {one.entity for one in after.mentions}
    assert ids == {row(before, "Brask Water Board", "a.txt").entity}
    (merged,) = [one.change for one in since(desk, mark) if one.change.kind == "merged"]
    assert merged.reason == f"as reviewed by {ME}"
    assert desk.rebuild(event) == 0
    assert desk.ledger(event) == after


@on_sqlite
def test_a_rejected_link_is_told_and_the_next_report_settles_it(desk: Desk) -> None:
    event = filled(desk, DENIED)
    before, mark = desk.ledger(event), last(desk)
    assert {"denies", "contradicts"} <= {one.kind for one in before.links}
    claim = "the Veld Dam Company opened the gates of the dam at night"
    draft = pair(before, claim, "it opened the gates of the dam at night", "reject")
    desk.judge(
        Draft(
            kind="link",
            relation="denies",
            subject=draft.other or "",
            other=draft.subject,
            verdict="reject",
        ),
        by=ME,
    )
    add(desk, article("c.txt", "Weather\n\nIt rained in Brask, the mayor said.\n"), event="Brask")
    after = desk.ledger(event)
    assert not {"denies", "contradicts"} & {one.kind for one in after.links}
    assert not desk.settle()
    kinds = [one.change.kind for one in since(desk, mark)]
    assert "withdrawn_relation" in kinds


@on_sqlite
def test_what_only_a_judgement_changed_says_so(desk: Desk) -> None:
    event = filled(desk, DENIED)
    before, mark = desk.ledger(event), last(desk)
    denial = row(before, "it opened the gates of the dam at night", "b.txt")
    claim = row(before, "the Veld Dam Company opened the gates of the dam at night", "a.txt")
    desk.judge(
        Draft(kind="link", relation="denies", subject=denial.id, other=claim.id, verdict="reject"),
        by=ME,
    )
    desk.settle()
    (told,) = [one.change for one in since(desk, mark)]
    assert (told.kind, told.reason) == ("withdrawn_relation", "judged")
    assert [(one.name, one.before, one.after) for one in told.fields] == [
        ("relation", "denies", "none")
    ]


@on_sqlite
def test_notes_and_grades_derive_nothing(desk: Desk) -> None:
    event = filled(desk, TWO_BODIES)
    before, mark = desk.ledger(event), last(desk)
    body = row(before, "Brask Water Board", "a.txt")
    desk.judge(Draft(kind="note", subject=body.id, verdict="note", note="Ask them."), by=ME)
    grade = Draft(kind="reliability", subject=body.id, verdict="grade", value="B")
    desk.judge(grade, by=ME)
    assert not desk.settle()
    assert desk.ledger(event) == before
    assert last(desk) == mark


@on_sqlite
def test_a_revision_is_given_for_all_that_an_event_may_show(desk: Desk) -> None:
    first = filled(desk, TWO_BODIES)
    add(desk, article("c.txt", DENIED["a.txt"]), event="Dam")
    other = desk.event("Dam").id
    seen = [revision(desk, first)]
    desk.rename(first, "Lock and pumps")
    seen.append(revision(desk, first))
    desk.move(["b.txt"], other)
    seen.append(revision(desk, first))
    assert revision(desk, other) >= seen[-1]
    number = revision(desk, other)
    desk.rebuild()
    assert revision(desk, other) == number
    desk.merge(other, [first])
    assert revision(desk, other) > number
    assert seen == sorted(set(seen))


@on_sqlite
def test_a_speaker_whose_report_is_gone_is_no_speaker(desk: Desk) -> None:
    event = filled(desk, TWO_BODIES)
    before = desk.ledger(event)
    claim = row(before, "the lock gate was open", "a.txt")
    other = row(before, "Brask Lock Authority", "b.txt").id
    for who, by in ((None, ME), (other, "S. Other")):
        desk.judge(Draft(kind="speaker", subject=claim.id, verdict="correct", value=who), by=by)
    desk.settle()
    assert row(desk.ledger(event), claim.text, "a.txt").speaker == claim.speaker
    desk.split(event, ["b.txt"], title="Pumps")
    desk.remove(["b.txt"])
    assert row(desk.ledger(event), claim.text, "a.txt").speaker is None
    assert desk.rebuild() == 0


def known(name: str, seq: int, episode: str) -> Known:
    return Known(name, seq, None, episode)


A, B, C = known("a", 1, "one"), known("b", 2, "two"), known("c", 3, "three")
IS, IS_NOT = Ruling((ME,), accepts=True), Ruling((ME,), accepts=False)


@pytest.mark.parametrize(
    ("names", "judged", "shown"),
    [
        ({}, [(B, C, IS)], {"c": "b"}),
        ({"b": "a"}, [(A, B, IS_NOT)], {}),
        ({"b": "a", "c": "a"}, [(A, B, IS_NOT)], {}),
        ({"b": "a", "c": "a"}, [(A, B, IS_NOT), (B, C, IS)], {"c": "b"}),
        ({"b": "a"}, [(B, C, IS)], {"b": "a", "c": "a"}),
        ({}, [(A, B, IS), (B, A, IS_NOT)], {}),
        ({}, [(A, known("d", 4, "one"), IS)], {}),
    ],
)
def test_who_is_who_in_two_episodes(
    names: dict[str, str], judged: list[tuple[Known, Known, Ruling]], shown: dict[str, str]
) -> None:
    everybody = {one.id: one for pair in judged for one in pair[:2]} | {"a": A, "b": B, "c": C}
    assert judged_names(names, everybody.values(), judged) == shown
