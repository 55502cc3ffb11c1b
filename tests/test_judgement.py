"""What can be judged, how it is signed, what stands of it, and its form in files."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosswire.error import JudgementError
from crosswire.judgement.check import checked
from crosswire.judgement.form import as_json, drafted, from_json
from crosswire.judgement.signing import signature, signed
from crosswire.judgement.standing import by_matter, standing, states
from crosswire.judgement.value import KINDS, Days, Draft, Judgement, matter
from judged import ADA, BO, answer, at, histories, row, undo

few = settings(max_examples=50)

MENTION, OTHER, FIGURE, STATEMENT = (
    row("mention", 1), row("mention", 2), row("figure", 3), row("statement", 4)
)  # fmt: skip

GOOD: dict[str, dict[str, Any]] = {
    "link": {"subject": STATEMENT, "other": FIGURE, "relation": "denies", "verdict": "reject"},
    "name": {"subject": MENTION, "other": OTHER, "verdict": "accept"},
    "question": {"subject": FIGURE, "other": row("figure", 9), "verdict": "reject"},
    "speaker": {"subject": STATEMENT, "verdict": "correct", "value": MENTION},
    "date": {
        "subject": FIGURE,
        "verdict": "correct",
        "value": {"field": "when", "from": "2031-03-04", "to": None},
    },
    "note": {"subject": "reports/a.txt", "verdict": "note", "note": "See page two."},
    "reliability": {"subject": MENTION, "verdict": "grade", "value": "B"},
    "credibility": {"subject": FIGURE, "verdict": "grade", "value": "2"},
}
"""A judgement of each kind."""

BAD: dict[str, dict[str, Any]] = {
    "kind is 'truth'": {"kind": "truth"},
    "verdict is 'grade'": {"kind": "link", "verdict": "grade"},
    "relation is 'likes'": {"kind": "link", "relation": "likes"},
    "about two rows": {"kind": "name", "other": None},
    "about one row": {"kind": "credibility", "other": MENTION},
    "judged by its kind": {"kind": "name", "relation": "denies"},
    "row is 'figure'": {"kind": "name", "other": FIGURE},
    "row is 'mention'": {"kind": "speaker", "subject": MENTION},
    "value is 'statement'": {"kind": "speaker", "value": STATEMENT},
    "corrected to days": {"kind": "date", "value": MENTION},
    "runs backward": {
        "kind": "date",
        "value": {"field": "when", "from": "2031-03-04", "to": "2031-03-03"},
    },
    "a day .* is expected": {"kind": "date", "value": {"field": "when", "from": "4 March"}},
    "is none of": {"kind": "date", "value": {"field": "born"}},
    "a document is published": {"kind": "date", "value": {"field": "published"}},
    "without words": {"kind": "note", "note": "  "},
    "note cannot be kept": {"kind": "note", "note": "a\0b"},
    "subject cannot be kept": {"kind": "note", "subject": "\ud83d"},
    "grade is 'G'": {"kind": "reliability", "value": "G"},
    "grade is '7'": {"kind": "credibility", "value": "7"},
    "has no value": {"kind": "link", "value": "B"},
    "only an undo": {"kind": "note", "undoes": row("judgement", 1)},
    "undoes is 'None'": {"kind": "note", "verdict": "undo"},
    "no judgement has 'truth'": {"kind": "note", "truth": 1},
    "verdict is 7": {"kind": "note", "verdict": 7},
}
"""What a judgement cannot say, by what is said of it."""


def test_a_judgement_of_each_kind_is_written_and_read_back() -> None:
    assert GOOD.keys() == set(KINDS)
    for kind, members in GOOD.items():
        one = signed(drafted({"kind": kind, **members}), by=ADA, at=at(1))
        assert from_json(json.loads(json.dumps(as_json(one)))) == one
        assert one.id.startswith("judgement-")


@pytest.mark.parametrize("says", BAD)
def test_what_it_cannot_say_is_refused_with_a_remedy(says: str) -> None:
    members = {**GOOD.get(BAD[says]["kind"], GOOD["note"]), **BAD[says]}
    with pytest.raises(JudgementError, match=says) as refused:
        drafted(members)
    assert refused.value.remedy


def test_two_names_are_one_pair_whichever_comes_first() -> None:
    pair = {"kind": "name", "verdict": "accept"}
    assert drafted({**pair, "subject": OTHER, "other": MENTION}) == drafted(
        {**pair, "subject": MENTION, "other": OTHER}
    )


def test_a_contradiction_is_of_both_a_denial_of_one() -> None:
    def about(relation: str, *rows: str) -> object:
        members = {"kind": "link", "verdict": "accept", "relation": relation}
        draft = drafted({**members, "subject": rows[0], "other": rows[1]})
        return matter(signed(draft, by=ADA, at=at(1)))

    assert about("contradicts", FIGURE, STATEMENT) == about("contradicts", STATEMENT, FIGURE)
    assert about("denies", FIGURE, STATEMENT) != about("denies", STATEMENT, FIGURE)


def test_who_alters_it_is_found_out() -> None:
    found = as_json(answer("accept"))
    for name, value in {"verdict": "reject", "by": BO, "at": at(9), "note": "x"}.items():
        with pytest.raises(JudgementError, match="its id is not"):
            from_json({**found, name: value})


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\x1b[2J", "\u202eadA", "x" * 101])
def test_a_name_that_signs_is_one_line(name: str) -> None:
    with pytest.raises(JudgementError, match="signed with a name"):
        signature(name)


def test_a_name_is_one_however_it_is_typed() -> None:
    assert (
        signature(" Jose\u0301  Example ") == signature("Jos\u00e9 Example") == "Jos\u00e9 Example"
    )


@pytest.mark.parametrize("when", ["2031-02-30T00:00:00.000000Z", "9999-12-31T23:59:59.999999Z"])
def test_a_time_that_signs_is_one_after_which_another_comes(when: str) -> None:
    with pytest.raises(JudgementError, match="is no time"):
        signed(drafted(GOOD["note"] | {"kind": "note"}), by=ADA, at=when)


@few
@given(st.sampled_from(sorted(GOOD)), st.text(max_size=40), st.text(max_size=40))
def test_odd_text_is_refused_or_read_back(kind: str, note: str, by: str) -> None:
    try:
        one = signed(drafted({"kind": kind, **GOOD[kind], "note": note}), by=by, at=at(1))
    except JudgementError:
        return
    assert from_json(json.loads(json.dumps(as_json(one), ensure_ascii=False))) == one
    assert checked(one) == one


def test_the_last_word_of_each_reviewer_stands() -> None:
    first, last = answer("accept", minute=1), answer("reject", minute=2)
    other = answer("accept", by=BO, minute=0)
    assert standing([last, first, other]) == (other, last)
    assert list(by_matter([first, last, other]).values()) == [(other, last)]
    assert states([first, last]) == {first.id: "replaced", last.id: "stands"}


def test_what_is_undone_does_not_count_and_the_word_before_does() -> None:
    first, last = answer("accept", minute=1), answer("reject", minute=2)
    gone = undo(last, minute=3)
    assert standing([first, last, gone]) == (first,)
    assert standing([first, last, gone, undo(gone, minute=4)]) == (last,)


def test_nobody_undoes_for_another_nor_before_it_was_said() -> None:
    one = answer(minute=5)
    assert standing([one, undo(one, by=BO)]) == (one,)
    assert standing([one, undo(one, minute=4)]) == (one,)


def test_notes_stand_beside_each_other() -> None:
    notes = [
        signed(Draft(kind="note", subject=FIGURE, verdict="note", note=words), by=ADA, at=at(1))
        for words in ("one", "two")
    ]
    assert len(standing(notes)) == 2


def test_dates_of_two_fields_are_two_matters() -> None:
    def dated(field: Any) -> Judgement:
        value = Days(field, date(2031, 3, 4), None)
        draft = Draft(kind="date", subject=STATEMENT, verdict="correct", value=value)
        return signed(draft, by=ADA, at=at(1))

    assert len(standing([dated("when"), dated("said")])) == 2


@few
@given(histories(), st.randoms())
def test_order_does_not_matter(made: list[Judgement], dice: Any) -> None:
    shuffled = [*made, *made]
    dice.shuffle(shuffled)
    assert standing(shuffled) == standing(made)
    assert states(shuffled) == states(made)


@few
@given(histories())
def test_who_undoes_all_has_said_nothing_and_others_what_they_said(made: list[Judgement]) -> None:
    others = [one for one in standing(made) if one.by == BO]
    for minute in range(30, 59):
        mine = [one for one in standing(made) if one.by == ADA]
        made += [undo(one, minute=minute) for one in mine]
    assert list(standing(made)) == others


def test_an_id_says_all_that_it_was_made_of() -> None:
    one = answer()
    ids = {answer("reject").id, answer(by=BO).id, answer(minute=1).id, answer(pair=1).id, one.id}
    assert len(ids) == 5
