"""The ledger's file form: what goes in comes back, in order, as the same bytes."""

from __future__ import annotations

import io
import json
import random
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.codec import codec
from crosswire.error import LedgerError
from crosswire.ledger import (
    TYPES,
    Ledger,
    Row,
    assemble,
    check,
    handle,
    is_ledger,
    kind_of,
    load,
    read,
    save,
    span_of,
    write,
)
from crosswire.row import Document, Figure, Statement
from sample import MAYOR, rows, run, sample

ORDER = ["run", *TYPES]


def written(ledger: Ledger, *, text: bool = True) -> bytes:
    file = io.BytesIO()
    write(ledger, file, text=text)
    return file.getvalue()


def lines(ledger: Ledger) -> list[dict[str, object]]:
    return [json.loads(line) for line in written(ledger).splitlines()]


def test_every_row_type_comes_back_as_it_was() -> None:
    ledger = sample()
    assert {kind_of(row) for row in ledger} == set(TYPES)
    assert read(io.BytesIO(written(ledger))) == ledger


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(source: random.Random) -> None:
    shuffled = rows()
    source.shuffle(shuffled)
    assert written(assemble(run(), shuffled)) == written(sample())


def test_rows_stand_in_the_order_of_the_contract() -> None:
    found = lines(sample())
    places = [ORDER.index(str(line["type"])) for line in found]
    assert places == sorted(places)
    starts = [(r["document"], r["content"][0]) for r in found if r["type"] == "statement"]  # type: ignore[index]
    assert starts == sorted(starts)
    assert len(starts) > 1


def test_fields_have_the_names_of_the_contract() -> None:
    by_type = {str(line["type"]): line for line in lines(sample())}
    assert list(by_type["run"]) >= ["type", "program", "version"]
    assert {"from", "to"} <= set(by_type["link"])
    assert {"from", "to", "timex_type", "value"} <= set(by_type["time"])
    assert "first" not in by_type["time"]
    for name, row in TYPES.items():
        assert set(by_type[name]) == {"type"} | {
            str(part.metadata.get("name", part.name)) for part in fields(row)
        }


def test_spans_windows_and_reasons_are_lists() -> None:
    drowned = next(line for line in lines(sample()) if line["type"] == "statement" and line["said"])
    assert drowned["content"] == [63, 103]
    assert drowned["spans"] == [[63, 103]]
    assert drowned["said"] == ["2031-03-03", "2031-03-03"]
    assert drowned["because"] == {
        "said": {"rule": "said.weekday", "spans": [["morning.txt", 48, 57]]}
    }


@pytest.mark.parametrize(
    ("number", "text"), [(38.800000000000004, "38.8"), (12.0, "12"), (1.2e9, "1200000000")]
)
def test_numbers_are_written_without_noise(number: float, text: str) -> None:
    figure = replace(sample().figures[0], low=number)
    encoded = codec(Figure).encode(figure)
    assert json.dumps(encoded["low"]) == text


def test_without_text_the_excerpts_stay() -> None:
    ledger = sample()
    bare = written(ledger, text=False)
    assert b"River falls\\n" not in bare
    assert b"at least 12 people had drowned" in bare
    back = read(io.BytesIO(bare))
    assert [document.text for document in back.documents] == ["", ""]
    assert back.statements == ledger.statements


def test_half_of_a_surrogate_pair_survives() -> None:
    odd = replace(sample().documents[0], title="half \ud83d of a face", text="", story=())
    ledger = assemble(run(), [odd])
    assert read(io.BytesIO(written(ledger))) == ledger


@given(st.text(), st.text())
def test_any_text_comes_back(title: str, text: str) -> None:
    odd = replace(sample().documents[0], title=title, text=text, story=())
    ledger = assemble(run(), [odd])
    data = written(ledger)
    assert data.count(b"\n") == 2
    assert read(io.BytesIO(data)) == ledger


def test_a_saved_ledger_loads_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    goal = tmp_path / "event.jsonl"
    save(sample(), goal)
    assert load(goal) == sample()
    assert list(tmp_path.iterdir()) == [goal]


def test_a_failed_save_leaves_the_old_ledger(tmp_path: Path) -> None:
    goal = tmp_path / "event.jsonl"
    save(sample(), goal)
    broken = replace(sample(), problems=(object(),))  # type: ignore[arg-type]
    with pytest.raises(KeyError):
        save(broken, goal)
    assert load(goal) == sample()
    assert list(tmp_path.iterdir()) == [goal]


def edited(at: int, **members: object) -> bytes:
    """The sample's file with some members of one of its lines changed."""
    found = lines(sample())
    found[at] |= members
    return b"\n".join(json.dumps(line).encode() for line in found)


STATEMENT = next(at for at, line in enumerate(lines(sample())) if line["type"] == "statement")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the ledger is empty"),
        (b"{", "line 1 of the ledger: it is not JSON"),
        (b"\xff\xfe", "line 1 of the ledger: it is not JSON"),
        (b"[1]", "line 1 of the ledger: it is not a row"),
        (b'{"type": "document"}', "a ledger begins with a run row"),
        (edited(0, format=2), "the format is 2; this reads 1"),
        (edited(2, type="claim"), "line 3 of the ledger: there is no row type 'claim'"),
        (edited(STATEMENT, content=[3]), "content: [start, end] is expected"),
        (edited(STATEMENT, content=[9, 3]), "content: a span runs forward"),
        (edited(STATEMENT, content=[True, 3]), "content: an offset is expected"),
        (edited(STATEMENT, act="shouts"), "act: 'shouts' is none of asserts, denies"),
        (edited(STATEMENT, said=["2031-02-31", None]), "said: a day (YYYY-MM-DD) is expected"),
        (edited(STATEMENT, said=["2031-02-02", "2031-02-01"]), "said: a window does not run"),
        (edited(STATEMENT, because={"act": {"rule": 3}}), "because: act: rule: a text is expected"),
        (edited(STATEMENT, text="other words"), "its words are not at its offsets"),
        (edited(STATEMENT, document="lost.txt"), "stands in no document"),
        (edited(0) + b"\n" + edited(0).splitlines()[2], "is used twice"),
    ],
)
def test_a_broken_ledger_is_refused_with_its_line(data: bytes, message: str) -> None:
    with pytest.raises(LedgerError) as caught:
        read(io.BytesIO(data))
    assert message in str(caught.value)
    assert caught.value.remedy


def test_a_missing_field_is_named() -> None:
    found = lines(sample())
    del found[STATEMENT]["act"]
    with pytest.raises(LedgerError, match="'act' is missing"):
        read(io.BytesIO(b"\n".join(json.dumps(line).encode() for line in found)))


@given(st.binary(max_size=200))
def test_noise_is_no_ledger(data: bytes) -> None:
    with pytest.raises(LedgerError):
        read(io.BytesIO(data))


@given(st.data())
def test_a_changed_byte_is_refused_or_read(data: st.DataObject) -> None:
    whole = bytearray(written(sample()))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.integers(0, 255))
    try:
        check(read(io.BytesIO(bytes(whole))))
    except LedgerError as error:
        assert error.remedy


def test_a_row_is_found_by_its_id_and_by_its_beginning() -> None:
    ledger = sample()
    looked = 0
    for row in ledger:
        assert ledger.find(row.id) == (row,)
        assert row in ledger.find(handle(row)[:6])
        looked += 1
    assert looked > len(TYPES)
    assert ledger.find("") == ()
    assert ledger.find("no such row") == ()
    assert len(ledger.find("statement-")) == len(ledger.statements)
    assert [entity.id for entity in ledger.entities if entity in ledger.find(MAYOR)] == [MAYOR]


def test_a_statement_stands_at_its_content() -> None:
    rows_with_place: list[Row] = [row for row in sample() if isinstance(row, Statement)]
    assert all(span_of(row) == row.content for row in rows_with_place)  # type: ignore[union-attr]
    assert span_of(sample().entities[0]) is None


def test_a_ledger_is_told_from_reports(tmp_path: Path) -> None:
    ledger, report = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    save(sample(), ledger)
    report.write_text('{"type": "article", "text": "It rained."}')
    assert is_ledger(ledger)
    assert not is_ledger(report)
    assert not is_ledger(tmp_path)
    assert not is_ledger("-")


def test_documents_keep_all_that_was_known() -> None:
    back = read(io.BytesIO(written(sample())))
    assert all(isinstance(row, Document) and row.published for row in back.documents)
