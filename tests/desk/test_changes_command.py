"""`crosswire changes` as a person calls it: what it says, what it exits with, when LAST moves."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
from sqlalchemy import insert

from crosswire.cli import main
from crosswire.desk.change import changes, record
from crosswire.desk.storage import schema
from crosswire.desk.storage.store import Store
from crosswire.ledger import Ledger
from dispute import dispute
from hostile import hostile
from logged import FLOOD, OTHER, add_report, all_at_once, fill
from sample import run

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A desk with the dispute in its log."""
    path = tmp_path / "desk.sqlite"
    with Store.open(path, create=True) as store:
        fill(store)
    return path


@pytest.fixture
def call(desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `crosswire changes` on the desk: exit code, standard output and error."""
    monkeypatch.chdir(desk.parent)

    def called(*arguments: str, on: Path = desk) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["changes", str(on), *arguments])
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return called


def titles(page: str) -> list[str]:
    """What stands over the sections of a page."""
    return [
        line.split("  ")[0] for line in page.splitlines() if line[:4].isupper() and "  " in line
    ]


def test_the_page_tells_first_what_must_be_told_first(call: Call) -> None:
    code, out, err = call("--since", "2h")
    assert (code, err) == (0, "")
    assert out.startswith("Flood at Tarrow\n12 changes since ")
    assert [one for one in titles(out) if one.isupper()][:4] == [
        "NOW CONTESTED",
        "NEW DISOWNMENTS",
        "NEW DENIALS",
        "NEW CONFIRMATIONS",
    ]
    assert " ".join(out.split()).endswith(f"--event {FLOOD} REFERENCE")


def test_a_line_has_words_outlet_day_and_reference(call: Call) -> None:
    _, out, _ = call("--since", "0", "--kind", "question_contested")
    assert "drowned" in out
    line = next(line for line in out.splitlines() if "nine people" in line)
    assert line.split("  ")[1].startswith("The Veld Dam Company: nine people")
    for words in ("Evening Ferry", "2031-03-05"):
        assert words in line
    reference = line.split()[-1]
    (row,) = dispute().find(reference)
    assert row.id.startswith("figure-")


def test_every_reference_opens_a_row(call: Call) -> None:
    _, out, _ = call("--since", "0")
    references = {
        line.split()[-1] for line in out.splitlines() if line.endswith(tuple("0123456789abcdef"))
    }
    hexadecimal = {
        one for one in references if len(one) == 8 and set(one) <= set("0123456789abcdef")
    }
    assert len(hexadecimal) > 10
    for one in hexadecimal:
        assert len(dispute().find(one)) == 1


def test_a_denied_proposition_never_stands_alone(call: Call) -> None:
    _, out, _ = call("--since", "0")
    lines = [line for line in out.splitlines() if "gates were opened at night”" in line]
    assert lines
    assert all(line.strip().startswith("DENIED BY The Veld Dam Company: ") for line in lines)


def test_last_moves_on_when_all_was_written(call: Call) -> None:
    assert "12 changes since the beginning" in call()[1]
    code, out, _ = call()
    assert code == 0
    assert out.startswith("Nothing changed since the last time (desk, change 12)")


def test_each_reader_has_a_place_of_his_own(call: Call) -> None:
    call("--as", "Anna")
    assert "12 changes" in call("--as", "Bo")[1]
    assert "Nothing changed" in call("--as", "Anna")[1]


def test_who_looks_at_a_part_is_told_the_rest_later(call: Call) -> None:
    assert "1 change since" in call("--kind", "new_denial")[1]
    assert "12 changes since" in call()[1]
    assert "Nothing changed" in call("--kind", "new_denial")[1]


def test_a_time_does_not_move_last(call: Call) -> None:
    call("--since", "2h")
    assert "12 changes since the beginning" in call()[1]


def test_last_stays_where_the_output_could_not_be_written(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = call("-o", str(tmp_path / "missing" / "out.txt"))
    assert code == 1
    assert "out.txt" in err
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", broken)
        patch.setattr(Path, "replace", broken)
        assert call("-o", str(tmp_path / "out.txt"))[0] == 1
    assert not (tmp_path / "out.txt").exists()
    assert "12 changes since the beginning" in call()[1]


def broken(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_nothing_of_what_was_asked_for_says_how_much_was_looked_at(call: Call) -> None:
    _, out, _ = call("--since", "0", "--kind", "split")
    assert out == (
        "Nothing changed since change 0: of 12 changes none is of what was asked for"
        "; change 12 is the last\n"
    )


def test_an_event_alone_is_told(call: Call, desk: Path) -> None:
    with Store.open(desk) as store, store.writing() as connection:
        record(connection, OTHER, all_at_once()[:1], at=store.now(connection))
    assert call("--since", "0", "--event", "a quiet day")[1].startswith(
        "A quiet day\n1 change since"
    )
    both = call("--since", "0")[1]
    assert both.index("Flood at Tarrow") < both.index("A quiet day")


def test_a_question_alone_is_told(call: Call, desk: Path) -> None:
    question = next(row for row in dispute().questions if row.text == "drowned")
    with Store.open(desk) as store, store.writing() as connection:
        connection.execute(
            insert(schema.cluster).values(
                id=question.id, seq=1, kind="question", event=FLOOD, name="drowned"
            )
        )
    code, out, _ = call("--since", "0", "--watch", question.id[:15])
    assert code == 0
    assert titles(out) == ["NOW CONTESTED"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--since", "yesterday"), 2, "'yesterday' is no time"),
        (("--kind", "rumour"), 2, "rumour"),
        (("--to", "pdf"), 2, "pdf"),
        (("--watch", "zz"), 1, "there is no question 'zz'"),
        (("--event", "storm"), 1, "there is no event 'storm'"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    call: Call, arguments: tuple[str, ...], code: int, words: str
) -> None:
    found, out, err = call(*arguments)
    assert (found, out) == (code, "")
    assert words in err
    assert "12 changes since the beginning" in call()[1]


def test_a_desk_that_is_not_there_is_said(call: Call, tmp_path: Path) -> None:
    code, _, err = call(on=tmp_path / "nothing.sqlite")
    assert code == 1
    assert "nothing.sqlite" in err
    assert not (tmp_path / "nothing.sqlite").exists()


def test_lines_of_json_hold_all_fields(call: Call) -> None:
    code, out, _ = call("--since", "0", "--to", "jsonl")
    rows = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(rows) == len(all_at_once())
    for row in rows:
        assert list(row) == [
            *("seq", "at", "event", "kind", "type", "row", "document", "question", "topic"),
            *("before", "after", "fields", "reason"),
        ]
    assert [row["seq"] for row in rows] == sorted(row["seq"] for row in rows)


def test_no_lines_of_json_say_so_beside(call: Call) -> None:
    call()
    code, out, err = call("--to", "jsonl")
    assert (code, out) == (0, "")
    assert "Nothing changed" in err


def test_a_file_is_written_as_the_page_is(call: Call, tmp_path: Path) -> None:
    page = call("--since", "0")[1]
    for form in ("text", "jsonl", "atom"):
        file = tmp_path / f"out.{form}"
        assert call("--since", "0", "--to", form, "-o", str(file))[1] == ""
        assert file.stat().st_size > 1000
    assert (tmp_path / "out.text").read_text("utf-8") == page


def test_of_many_changes_of_a_kind_the_first_are_listed(call: Call, desk: Path) -> None:
    (claim, *_) = [one for one in all_at_once() if one.kind == "new_claim"]
    with Store.open(desk) as store, store.writing() as connection:
        record(connection, OTHER, [claim] * 100, at=store.now(connection))
    _, out, _ = call("--since", "12")
    assert "NEW CLAIMS  40 of 100" in out
    assert f"--event {OTHER} --since 12 --all" in " ".join(out.split())
    words = claim.after[0].words[:20]
    assert out.count(words) == 40
    assert call("--since", "12", "--all")[1].count(words) == 100


def test_the_same_log_gives_the_same_bytes(call: Call) -> None:
    for form in ("text", "jsonl", "atom"):
        assert call("--since", "0", "--to", form) == call("--since", "0", "--to", form)


def test_hostile_words_are_harmless(call: Call, desk: Path) -> None:
    hold = {row.id: "moved" for row in hostile().documents}
    told = [*changes(Ledger(run()), hostile()), *changes(hostile(), Ledger(run()), left=hold)]
    safe = [one for one in told if one.document is None or "\ud800" not in one.document]
    documents = {one.document for one in safe if one.document}
    with Store.open(desk) as store, store.writing() as connection:
        for number, name in enumerate(sorted(documents), 10):
            add_report(connection, name, number, at="2031")
        record(connection, OTHER, [one for one in safe if "\ud800" not in one.row], at="2031")
    code, out, _ = call("--since", "0", "--event", OTHER)
    assert code == 0
    assert "<script>alert(1)</script>" in out
    assert not set(out) & set("\x00\x1b\x07\u202e\u2066\u200b\x85\ud800")


def test_the_feed_is_read_by_feed_readers(call: Call) -> None:
    _, out, _ = call("--since", "0", "--to", "atom")
    feed = feedparser.parse(out.encode())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert len(feed.entries) == len(all_at_once())
    denial = next(one for one in feed.entries if one.tags[0].term == "new_denial")
    assert denial.title.startswith("DENIED: DENIED BY The Veld Dam Company: the gates were opened")
    assert "Harbour Gazette 2031-03-05" in denial.content[0].value
