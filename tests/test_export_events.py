"""The event table: a row for each answer, nothing that the ledger does not know, nothing denied
among the bounds."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from crosswire.export.events import COLUMNS, EventFormat, dated, rows
from crosswire.row import Reason, Window
from crosswire.view.answer import parties
from crosswire.view.lookup import Lookup
from exported import NAMES, again, harmful_letters, ledger, written

CODES = {
    "date_prec": {"", "1", "2", "3", "4", "5"},
    "time_precision": {"", "1", "2", "3"},
    "where_prec": {"", "1", "3", "4", "6"},
    "geo_precision": {"", "1", "2", "3"},
}


def table(name: str) -> list[dict[str, str]]:
    text = written(EventFormat, name).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_table(name: str) -> None:
    text = written(EventFormat, name).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert tuple(found[0]) == COLUMNS
    assert {len(row) for row in found} == {len(COLUMNS)}
    assert (len(found) > 1) is (name != "empty")


@pytest.mark.parametrize("name", NAMES)
def test_the_same_ledger_is_the_same_bytes(name: str) -> None:
    assert again(EventFormat, name) == written(EventFormat, name)


def test_every_party_to_every_question_has_its_row() -> None:
    lookup = Lookup(ledger("demo"))
    asked = [(one, party) for one in ledger("demo").questions for party in parties(one, lookup)]
    found = table("demo")
    assert len(found) >= len(asked) > 80
    assert {row["question_id"] for row in found} == {one.id for one, _ in asked}
    shown = {row["figure_id"] for row in found}
    assert all(shown & {one.id for one in party.figures} for _, party in asked)


def test_bounds_are_those_of_the_quoted_figure_and_none_is_best() -> None:
    figures = {row.id: row for row in ledger("demo").figures}
    assert not {"best", "fatalities"} & set(COLUMNS)
    for row in table("demo"):
        figure = figures[row["figure_id"]]
        given = (row["low"] or row["denied_low"], row["high"] or row["denied_high"])
        ends = tuple(float(one) if one else None for one in given)
        assert ends == pytest.approx((figure.low, figure.high))


@pytest.mark.parametrize("name", ["demo", "hostile"])
def test_what_is_denied_is_among_no_bounds(name: str) -> None:
    denied = [row for row in table(name) if row["act"] == "denies"]
    assert denied or name == "demo"
    for row in denied:
        assert not row["low"] + row["high"] + row["quote"]
        assert row["denied_low"] + row["denied_high"]
        assert "DENIED BY" in row["notes"]
    for row in table(name):
        assert (row["act"] == "denies") is bool(row["denied_quote"])


def test_precision_has_the_codes_of_the_codebooks() -> None:
    found = table("demo")
    for column, codes in CODES.items():
        used = {row[column] for row in found}
        assert used <= codes
        assert len(used) > 2
    towns = [row for row in found if row["precision"] == "town"]
    assert len(towns) > 10
    assert {(row["where_prec"], row["geo_precision"]) for row in towns} == {("1", "1")}
    assert all(bool(row["latitude"]) is bool(row["precision"]) for row in found)


@pytest.mark.parametrize(
    ("last", "day", "date_prec", "time_precision"),
    [
        (3, "2031-03-03", 1, 1),
        (8, None, 2, 2),
        (9, None, 3, 2),
        (10, None, 4, 3),
        (31, None, 4, 3),
        (None, None, None, None),
    ],
)
def test_a_stretch_of_days_is_no_day(
    last: int | None, day: str | None, date_prec: int | None, time_precision: int | None
) -> None:
    found = dated(Window(date(2031, 3, 3), date(2031, 3, last) if last else None))
    assert found["event_date"] == day
    assert (found["date_prec"], found["time_precision"]) == (date_prec, time_precision)
    assert found["date_start"] == "2031-03-03"


def test_the_scale_of_a_source_is_never_made_up() -> None:
    figures = {row.id: row for row in ledger("demo").figures}
    for row in rows(ledger("demo")):
        why = figures[str(row["figure_id"])].because.get("origin")
        credited = why is not None and why.rule in ("dateline", "byline", "closing_credit")
        assert row["source_scale"] == ("wire" if credited else None)


def test_a_report_that_credits_an_agency_is_of_a_wire() -> None:
    event = ledger("demo")
    found = {str(row["figure_id"]): row["source_scale"] for row in rows(event)}
    assert not any(found.values())
    credited = [
        replace(one, because={**one.because, "origin": Reason("dateline")})
        for one in event.figures[::2]
    ]
    others = {one.id for one in event.figures} - {one.id for one in credited}
    changed = replace(
        event, figures=(*credited, *(one for one in event.figures if one.id in others))
    )
    scales = {str(row["figure_id"]): row["source_scale"] for row in rows(changed)}
    assert {one.id for one in credited} & {one for one, scale in scales.items() if scale == "wire"}
    assert not others & {one for one, scale in scales.items() if scale}


def test_sources_are_counted_of_the_bounds_in_the_row() -> None:
    event = ledger("demo")
    figures = {row.id: row for row in event.figures}
    looked = 0
    for row in rows(event):
        mine = figures[str(row["figure_id"])]
        same = {
            one.document
            for one in event.figures
            if (one.question, one.low, one.high) == (mine.question, mine.low, mine.high)
        }
        assert 1 <= int(row["number_of_sources"] or 0) <= len(same)
        looked += len(same) > 1
    assert looked > 10


def test_a_doubt_that_one_report_drops_is_still_a_doubt() -> None:
    event = ledger("sample")
    twelve, fifteen = sorted(event.figures, key=lambda one: one.low or 0)
    same = replace(fifteen, low=twelve.low, high=twelve.high)
    doubted = tuple(
        replace(one, verification="unverified") if one.id == twelve.statement else one
        for one in event.statements
    )
    (row,) = rows(replace(event, figures=(twelve, same), statements=doubted))
    assert (row["figure_id"], row["number_of_sources"]) == (twelve.id, 2)
    assert row["verification"] == "unverified"
    assert str(row["notes"]).startswith("UNVERIFIED: Ilse Brandvold")


def test_hostile_words_run_nowhere() -> None:
    found = table("hostile")
    assert len(found) > 40
    texts = [value for row in found for value in row.values()]
    assert not [one for one in texts if harmful_letters(one)]
    assert not [one for one in texts if one.lstrip().startswith(("=", "+", "-", "@", "＝"))]
    assert [one for one in texts if one.startswith("'=HYPERLINK")]
    urls = {row["source_url"] for row in found}
    assert len(urls) > 2
    assert all(not one or one.startswith("https://news.example/") for one in urls)
