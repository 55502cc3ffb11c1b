"""What changed, laid out for the pages of a served desk."""

from __future__ import annotations

from crosswire.desk.change.sheet import Sheet, sheets
from crosswire.desk.change.value import Change, Kind, Logged, Telling
from crosswire.desk.change.wording import HIDDEN

SAID = Telling(
    "statement",
    "statement-0a1b2c3d4e",
    "two.txt",
    "Quay Gazette",
    "2031-03-05",
    label="DENIED BY harbour master",
    words="the gates\nwere open\u202e",
)
COUNTED = Telling(
    "figure",
    "figure-99887766aa",
    "one.txt",
    "Harbour Post",
    "2031-03-04",
    label="Lena Holt",
    words="five",
    facts={"of": "people died", "as_of": "2031-03-03"},
)
ASKED = Telling("question", "question-1234567890", words="people died")


def changed(kind: Kind, row: Telling, **more: object) -> Change:
    return Change(kind, row.type, row.row, row.document, **more)  # type: ignore[arg-type]


def laid(*changes: Change, most: int | None = None) -> Sheet:
    logged = [
        Logged(seq, "2031-03-05T00:00:00Z", "event-f", one) for seq, one in enumerate(changes)
    ]
    (found,) = sheets(logged, {"event-f": "Ferry aground"}, {"two.txt": "two"}, most=most)
    return found


def test_the_gravest_comes_first_and_no_words_come_without_their_label() -> None:
    denial = changed("new_denial", SAID, before=(COUNTED,), after=(SAID,))
    found = laid(changed("new_claim", COUNTED, after=(COUNTED,)), denial)
    assert [part.title for part in found.parts] == ["NEW DENIALS", "NEW CLAIMS"]
    denied, before = found.parts[0].items[0].lines
    assert (denied.label, denied.words) == ("DENIED BY harbour master", "the gates were open")
    assert denied.opens == SAID.row and denied.reference == "0a1b2c3d"
    assert (before.sign, before.label, before.words) == ("denies", "Lena Holt", "five")
    assert (before.measures, before.day) == ("people died", "2031-03-03")


def test_under_its_question_a_figure_does_not_say_again_what_it_counts() -> None:
    moved = changed("answer_moved", COUNTED, topic=ASKED, after=(COUNTED,), reason="retold")
    (item,) = laid(moved).parts[0].items
    assert item.topic and (item.topic.words, item.topic.opens) == ("people died", ASKED.row)
    assert item.lines[0].measures == ""
    assert item.notes == ("another report tells it so",)


def test_of_a_report_that_is_withdrawn_nothing_is_told_or_opened() -> None:
    gone = changed("withdrawn_claim", SAID, before=(SAID.without_words(),))
    (line,) = laid(gone).parts[0].items[0].lines
    assert (line.label, line.words, line.opens, line.reference) == ("", HIDDEN, None, "")
    assert line.hidden


def test_what_is_not_listed_is_counted() -> None:
    claims = [changed("new_claim", COUNTED, after=(COUNTED,))] * 3
    (part,) = laid(*claims, most=2).parts
    assert (part.changes, len(part.items)) == (3, 2)
