"""What is told of two ledgers, and what is not: on ledgers that were made by hand."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.codec import codec
from crosswire.desk.change import KINDS, Change, changes
from crosswire.desk.change.wording import altered, headline, lines, why
from crosswire.ledger import Ledger, Row, assemble
from crosswire.lexicon import load
from crosswire.row import (
    Answer,
    Document,
    Entity,
    Figure,
    Link,
    Mention,
    Place,
    Problem,
    Question,
    Reason,
    Statement,
    Time,
    Window,
)
from dispute import ECHO, FERRY, GAZETTE, asked, counted, dispute, link, said, who
from dispute import rows as rows_of_dispute
from hostile import hostile, injected
from sample import run, sample

EMPTY = Ledger(run())

Edit = Callable[[Row], Row]


def edited(edit: Edit) -> Ledger:
    """The dispute with rows that read otherwise."""
    return assemble(run(), map(edit, dispute()))


def told(before: Ledger, after: Ledger, **step: Any) -> list[Change]:
    return list(changes(before, after, **step))


def kinds(before: Ledger, after: Ledger, **step: Any) -> list[str]:
    return [one.kind for one in told(before, after, **step)]


def without_reasons(row: Row) -> Row:
    return row if isinstance(row, Problem) else replace(row, because={})


def other_origins(row: Row) -> Row:
    if isinstance(row, Statement | Figure):
        return replace(row, origin=f"renumbered {row.origin}")
    return row


def other_words_of_questions(row: Row) -> Row:
    return replace(row, text=f"people who {row.text}") if isinstance(row, Question) else row


def fuller_names(row: Row) -> Row:
    return replace(row, name=f"Dr {row.name}") if isinstance(row, Entity) else row


def more_variants(row: Row) -> Row:
    return replace(row, variants=(*row.variants, "x")) if isinstance(row, Entity) else row


def later_as_of(row: Row) -> Row:
    """The same answers as of another day."""
    if not isinstance(row, Question):
        return row
    day = Window.day(date(2031, 3, 9))
    return replace(row, answers=tuple(replace(one, as_of=day) for one in row.answers))


def other_link_ids(row: Row) -> Row:
    return replace(row, id=f"link-{row.id[::-1]}") if isinstance(row, Link) else row


def other_ways_of_quoting(row: Row) -> Row:
    return replace(row, kind="mixed", said=None) if isinstance(row, Statement) else row


NOISE = (
    without_reasons,
    other_origins,
    other_words_of_questions,
    fuller_names,
    more_variants,
    later_as_of,
    other_link_ids,
    other_ways_of_quoting,
)


@pytest.mark.parametrize("edit", NOISE, ids=lambda edit: edit.__name__)
def test_bookkeeping_is_not_told(edit: Edit) -> None:
    after = edited(edit)
    assert after != dispute()
    assert told(dispute(), after) == []


def test_rows_that_are_no_claims_are_not_told() -> None:
    before = sample()
    rows = [row for row in before if not isinstance(row, Mention | Time | Place)]
    after = assemble(run(), rows)
    assert len(rows) < len(list(before))
    assert told(before, after) == []
    assert told(after, before) == []


def test_a_statement_under_another_id_at_its_place_is_the_same() -> None:
    def renamed(row: Row) -> Row:
        if isinstance(row, Statement) and row.document == FERRY:
            return replace(row, id=f"{row.id}0")
        return row

    quiet = [row for row in map(renamed, dispute()) if not isinstance(row, Link)]
    before = [row for row in dispute() if not isinstance(row, Link)]
    assert told(assemble(run(), before), assemble(run(), quiet)) == []


def test_a_link_that_is_folded_to_another_telling_is_the_same() -> None:
    """The denial answers one of two statements that tell one utterance, then the other."""

    def folded(row: Row) -> Row:
        if isinstance(row, Link) and row.kind in ("denies", "contradicts"):
            return replace(row, id=f"{row.id}0", to_id=night.id)
        return row

    night = next(
        row for row in dispute().statements if row.text == "The gates were opened at night"
    )
    assert any(row.to_id == night.id for row in edited(folded).links)
    assert told(dispute(), edited(folded)) == []


def test_a_speaker_who_was_merged_is_the_same() -> None:
    """Another id, and another name, of one who turned out to be one with another."""
    ole = who("Old Ole")

    def merged(row: Row) -> Row:
        if isinstance(row, Statement) and row.speaker == ole:
            return replace(row, speaker=who("the bishop"), chain=(who("the bishop"),))
        return row

    after = edited(merged)
    assert kinds(dispute(), after) == ["revised_claim"]
    found = kinds(dispute(), after, merged={ole: who("the bishop")})
    assert found == ["merged"]


def test_all_that_is_new_is_told_once_the_gravest_first() -> None:
    found = told(EMPTY, dispute())
    assert [one.kind for one in found] == sorted((one.kind for one in found), key=KINDS.index)
    subjects = [(one.kind, one.row) for one in found]
    assert len(set(subjects)) == len(subjects) >= 10
    assert {"question_contested", "new_disownment", "new_denial", "new_confirmation"} <= {
        one.kind for one in found
    }


def test_a_denial_is_not_told_as_a_claim_too() -> None:
    found = told(EMPTY, dispute())
    claims = {one.row for one in found if one.kind == "new_claim"}
    denials = {row.id for row in dispute().statements if row.act == "denies"}
    assert denials and not claims & denials


def test_what_is_denied_never_reads_asserted() -> None:
    denied = {row.id: row for row in dispute().statements if row.act == "denies"}
    seen = 0
    for one in (*told(EMPTY, dispute()), *told(dispute(), EMPTY, left=moved(dispute()))):
        for words, telling in lines(one):
            if telling and telling.row in denied and not telling.hidden:
                assert "DENIED BY" in words.partition(denied[telling.row].text)[0]
                seen += 1
    assert seen > 1


def moved(ledger: Ledger) -> dict[str, str]:
    return {row.id: "moved" for row in ledger.documents}


def test_nothing_is_told_twice() -> None:
    for ledger in (dispute(), sample(), hostile(), injected()):
        assert told(ledger, ledger) == []


def with_origins(number: int) -> Ledger:
    def other(row: Row) -> Row:
        return replace(row, origins=number) if isinstance(row, Question) else row

    return edited(other)


def test_a_second_source_that_turned_out_a_copy_is_told() -> None:
    found = told(with_origins(3), with_origins(2))
    assert {one.kind for one in found} == {"origins_changed"}
    assert [altered(field) for one in found for field in one.fields] == ["origins: 3 → 2"] * 3
    assert why(found[0]) == "what counted as several accounts is one account told several times"


def test_who_is_found_to_speak_is_told_with_both_names() -> None:
    def other(row: Row) -> Row:
        if isinstance(row, Statement) and row.speaker == who("Old Ole"):
            return replace(row, speaker=who("the bishop"))
        return row

    (found,) = told(dispute(), edited(other))
    assert [altered(field) for field in found.fields] == ["speaker: Old Ole → the bishop"]
    assert headline(found).startswith("REVISED: SAID BY the bishop")


def test_of_a_report_that_is_dated_otherwise_the_day_is_told_alone() -> None:
    day = date(2031, 3, 7)

    def dated(row: Row) -> Row:
        if isinstance(row, Document) and row.id == ECHO:
            return replace(row, published=day, published_from=day, published_to=day)
        if isinstance(row, Statement) and row.document == ECHO:
            return replace(row, when=Window.day(day))
        return row

    (found,) = told(dispute(), edited(dated))
    assert found.kind == "report_redated"
    assert altered(found.fields[0]) == "day of the report: 2031-03-06 → 2031-03-07"


def test_when_a_claim_is_about_is_told_where_its_report_keeps_its_day() -> None:
    def dated(row: Row) -> Row:
        if isinstance(row, Statement) and row.speaker == who("Old Ole"):
            return replace(row, when=Window.day(date(2031, 3, 1)))
        return row

    (found,) = told(dispute(), edited(dated))
    assert altered(found.fields[0]) == "time: → 2031-03-01"


def without(ledger: Ledger, kind: str) -> Ledger:
    """The ledger without the links of a kind."""
    rows = (row for row in ledger if not (isinstance(row, Link) and row.kind == kind))
    return assemble(run(), rows)


def test_claims_that_no_longer_stand_for_each_other_are_told() -> None:
    (found,) = told(dispute(), without(dispute(), "confirms"))
    assert found.kind == "withdrawn_relation"
    assert {row.label for row in found.before} == {
        "SAID BY An engineer",
        "SAID BY Old Ole, UNVERIFIED",
    }
    assert why(found) == "was: confirms"


def test_a_denial_that_is_also_a_contradiction_is_told_once() -> None:
    denials = [row for row in dispute().links if row.kind in ("denies", "contradicts")]
    assert len(denials) == 2
    bare = without(without(dispute(), "denies"), "contradicts")
    assert kinds(bare, dispute()) == ["new_denial"]
    assert kinds(without(dispute(), "denies"), dispute()) == ["new_denial"]
    assert told(dispute(), without(dispute(), "contradicts")) == []


def two_questions() -> tuple[Ledger, Ledger, str, str]:
    """The dead of two places as two questions, each of two accounts, and as one."""
    rows = [row for row in rows_of_dispute() if not isinstance(row, Question | Figure | Link)]
    one = counted(GAZETTE, "15 people", 15, "drowned", "Ilse Brandvold")
    two = counted(FERRY, "nine people", 9, "drowned", "The Veld Dam Company")
    three = counted(ECHO, "17 drowned", 17, "drowned", "Old Ole")
    four = counted(ECHO, "Two bridges", 17, "closed", "the bishop")
    first = asked("drowned", "agree", "values_that_meet", one, two)
    second = asked("closed", "agree", "values_that_meet", three, four)
    both = asked("drowned", "agree", "values_that_meet", one, two, three, four)
    names = [next(row.id for row in each if isinstance(row, Question)) for each in (first, second)]
    before = assemble(run(), [*rows, *first, *second])
    return before, assemble(run(), [*rows, *both]), names[0], names[1]


def test_a_question_that_is_merged_is_told_to_who_follows_it() -> None:
    before, after, kept, gone = two_questions()
    (found,) = told(before, after, merged={gone: kept})
    assert (found.kind, found.row, found.question) == ("merged", kept, gone)
    assert [words for words, _ in lines(found)] == ["  closed", "→ drowned"]


def test_a_question_that_is_split_is_told_and_its_answers_are_not_new() -> None:
    after, before, kept, new = two_questions()
    (found,) = told(before, after, split={new: kept})
    assert (found.kind, found.row, found.question) == ("split", new, kept)


def test_a_question_that_nobody_answers_any_more_is_told() -> None:
    rows = [row for row in dispute() if not isinstance(row, Question | Figure | Link)]
    found = told(dispute(), assemble(run(), rows))
    gone = [one for one in found if one.kind == "question_withdrawn"]
    assert {one.topic.words for one in gone if one.topic} == {"drowned", "of road"}
    assert {one.reason for one in found if one.kind == "withdrawn_claim"} == {"reread"}


def test_a_step_of_one_side_is_told_where_its_question_says_nothing() -> None:
    """A figure of a day between two that were told: the last answer stays as it is."""
    rows = [row for row in rows_of_dispute() if not isinstance(row, Question | Figure | Link)]
    mayor = "Ilse Brandvold"
    first = counted(GAZETTE, "15 people", 15, "drowned", mayor)
    between = counted(FERRY, "nine people", 16, "drowned", mayor)
    last = counted(ECHO, "17 drowned", 17, "drowned", mayor)
    before = asked("drowned", "update", "a_later_value", first, last)
    after = asked("drowned", "update", "a_later_value", first, between, last)
    step = link("supersedes", between, first, "figure.corrected")
    found = told(assemble(run(), [*rows, *before]), assemble(run(), [*rows, *after, step]))
    assert [one.kind for one in found] == ["superseded"]
    assert [words for words, _ in lines(found[0])] == [
        "Ilse Brandvold: nine people",
        "  in place of: Ilse Brandvold: 15 people",
        "  words of correction",
    ]


def test_a_new_question_that_is_contested_at_once_is_told_as_contested() -> None:
    assert "question_contested" in kinds(EMPTY, dispute())
    topics = {
        one.topic.words
        for one in told(EMPTY, dispute())
        if one.kind == "new_question" and one.topic
    }
    assert topics == {"of road"}


def test_of_reports_that_left_the_desk_no_word_is_told() -> None:
    for ledger in (dispute(), sample(), hostile()):
        found = told(ledger, EMPTY)
        assert {"report_withdrawn", "withdrawn_claim"} <= {one.kind for one in found}
        for one in found:
            for telling in one.tellings:
                assert telling.hidden
                assert telling.words == telling.label == ""


def test_of_reports_that_moved_nothing_is_new_or_lost() -> None:
    ledger = dispute()
    assert set(kinds(EMPTY, ledger, came=moved(ledger))) == {"report_moved"}
    assert set(kinds(ledger, EMPTY, left=moved(ledger))) == {"report_moved"}


def test_what_a_report_says_stands_where_it_says() -> None:
    texts = {row.id: row.text for row in dispute().documents}
    seen = 0
    for one in told(EMPTY, dispute()):
        for telling in one.tellings:
            if telling.span and telling.document:
                assert telling.span.of(texts[telling.document]) == telling.words
                seen += 1
    assert seen > 10


@pytest.mark.parametrize("make", [dispute, sample, hostile, injected])
def test_a_change_is_written_and_read_back_equal(make: Callable[[], Ledger]) -> None:
    found = [*told(EMPTY, make()), *told(make(), EMPTY)]
    assert found
    for one in found:
        data = json.dumps(codec(Change).encode(one))
        assert codec(Change).decode(json.loads(data)) == one
        assert data.isascii()


def test_hostile_words_are_harmless_on_every_line() -> None:
    seen = 0
    for one in (*told(EMPTY, hostile()), *told(hostile(), EMPTY, left=moved(hostile()))):
        for words in (headline(one), *(words for words, _ in lines(one))):
            assert not set(words) & set("\n\r\t\x00\x1b\x07\u202e\u2066\u200b\x85")
            assert not any("\ud800" <= letter <= "\udfff" for letter in words)
            seen += 1
    assert seen > 50


@given(st.permutations(range(len(rows_of_dispute()))))
def test_the_order_of_rows_does_not_matter(order: list[int]) -> None:
    rows = rows_of_dispute()
    assert told(EMPTY, assemble(run(), [rows[at] for at in order])) == told(EMPTY, dispute())


def subsets() -> Iterator[tuple[str, ...]]:
    yield from ((), (GAZETTE,), (FERRY,), (GAZETTE, FERRY), (GAZETTE, FERRY, ECHO))


def of_reports(names: tuple[str, ...]) -> Ledger:
    """The rows of some reports; a question with the figures and answers that are left of it."""
    rows: list[Row] = []
    kept = {row.id for row in dispute() if getattr(row, "document", row.id) in names}
    for row in dispute():
        if isinstance(row, Entity):
            rows.append(row)
        elif isinstance(row, Link):
            rows += [row] if {row.from_id, row.to_id} <= kept else []
        elif isinstance(row, Question):
            figures = tuple(one for one in row.figures if one in kept)
            answers = tuple(_left(one, kept) for one in row.answers if set(one.figures) & kept)
            relation = row.relation if len(answers) > 1 else "single"
            rows += (
                [replace(row, figures=figures, answers=answers, relation=relation)]
                if figures
                else []
            )
        elif row.id in kept:
            rows.append(row)
    return assemble(run(), rows)


def _left(answer: Answer, kept: set[str]) -> Answer:
    return replace(answer, figures=tuple(one for one in answer.figures if one in kept))


@pytest.mark.parametrize("before", list(subsets()))
@pytest.mark.parametrize("after", list(subsets()))
def test_what_came_with_a_report_leaves_with_it(
    before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    """Each claim that is new one way is withdrawn the other way, or told as gone with its link."""
    there = told(of_reports(before), of_reports(after))
    back = told(of_reports(after), of_reports(before))
    came = {one.row for one in there if one.kind in ("new_report", "new_version")}
    left = {one.row for one in back if one.kind == "report_withdrawn"}
    assert came == left
    new = {one.row for one in there if one.kind in ("new_claim", "new_denial")}
    gone = {one.row for one in back if one.kind in ("withdrawn_claim",)}
    assert {name for name in new if name.startswith("statement")} <= gone


def test_the_vocabulary_is_closed() -> None:
    table = load("change.toml")
    assert tuple(table["kind"]) == KINDS
    for words in table["kind"].values():
        assert words["title"].isupper() and words["one"].isupper()
        assert words["says"]
    assert set(table["nothing"]) <= set(table["field"])


def test_every_reason_has_words() -> None:
    table = load("change.toml")["reason"]
    found = [
        *told(EMPTY, dispute()),
        *told(dispute(), EMPTY, left={GAZETTE: "held", FERRY: "withdrawn"}),
        *told(with_origins(2), with_origins(3)),
    ]
    assert {one.reason for one in found} >= {"held", "withdrawn", "removed", "apart"}
    for one in found:
        words = why(one)
        assert words != (one.reason or "") or one.reason is None
        assert words in table.values() or one.reason not in table


def test_reasons_are_data() -> None:
    rule = Reason("never heard of")
    denial = next(row for row in dispute().links if row.kind == "denies")

    def other(row: Row) -> Row:
        return replace(denial, because={"kind": rule}) if row.id == denial.id else row

    bare = without(dispute(), "denies")
    (found,) = told(bare, edited(other))
    assert why(found) == "never heard of"


def test_a_statement_of_nobody_keeps_its_sense() -> None:
    bare = said(FERRY, "The bishop spoke of a miracle", "the bishop", speaker=None, chain=())
    before = assemble(run(), list(dispute()))
    after = assemble(run(), [*dispute(), bare])
    (found,) = told(before, after)
    assert headline(found) == "NEW CLAIM: SAID BY (nobody named): The bishop spoke of a miracle"
