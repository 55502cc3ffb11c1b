"""Which event a report goes to: look-alikes, one event in many words, and what always holds."""

from __future__ import annotations

import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.assignment import (
    Extent,
    MemoryShelf,
    Vector,
    Weights,
    assign,
    decode,
    encode,
    likeness,
    linkage,
    partition,
    profile,
)
from crosswire.assignment.profile import LONGEST
from crosswire.assignment.shelf import GROUPS, MEMBERS, WINDOW
from crosswire.assignment.word import common_words, fold, function_words, stem
from crosswire.lexicon import load
from crosswire.row import Span

CASES = Path(__file__).parent / "cases" / "assignment"

TEXTS = st.text(max_size=120) | st.sampled_from(
    [
        "",
        "\u202e\u2066Orvane\u2069 floods \U0001f30a\U0001f469\u200d\U0001f692",
        "İstanbul ß ﬁre \u0130\u0307 Łódź’s ’ ' 1,2,3. 99/99 2031-13-45 May 77",
        "THE RIVER ROSE. THE RIVER ROSE.",
        "Ferry aground off Orvane on Monday, 4 May 2031. Captain Jorun Aasgard was hurt.",
    ]
)
DAYS = st.none() | st.dates(date(2031, 1, 1), date(2031, 12, 31))


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            yield pytest.param(case, id=case["phenomenon"])


def _vector(weights: Weights, report: Mapping[str, Any]) -> Vector:
    made = profile(report["text"], title=report.get("title"), day=report.get("day"))
    weights.add(made)
    return weights.vector(made)


def _groups(of: Mapping[str, str]) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for report, group in of.items():
        groups[group].append(report)
    return sorted(map(sorted, groups.values()))


@pytest.mark.parametrize("case", list(_cases()))
def test_one_report_after_another(case: Mapping[str, Any]) -> None:
    weights, shelf, of = Weights(), MemoryShelf(), {}
    for report in case["report"]:
        one = _vector(weights, report)
        of[report["id"]] = assign(one, shelf).group or report["id"]
        shelf.add(report["id"], of[report["id"]], one)
    assert _groups(of) == sorted(map(sorted, case["events"]))


@pytest.mark.parametrize("case", list(_cases()))
def test_all_at_once_in_any_order(case: Mapping[str, Any]) -> None:
    weights = Weights()
    made = {
        report["id"]: profile(report["text"], title=report["title"], day=report.get("day"))
        for report in case["report"]
    }
    for one in made.values():
        weights.add(one)
    reports = {report: weights.vector(one) for report, one in made.items()}
    found = partition(reports)
    assert _groups(found) == sorted(map(sorted, case["events"]))
    assert partition(dict(reversed(reports.items()))) == found


def test_a_second_run_goes_on_with_the_groups_of_the_first() -> None:
    case = tomllib.loads((CASES / "alike.toml").read_text("utf-8"))["case"][0]
    weights, shelf = Weights(), MemoryShelf()
    first = {one["id"]: _vector(weights, one) for one in case["report"][:2]}
    for report, group in partition(first).items():
        shelf.add(report, f"event {group}", first[report])
    second = {one["id"]: _vector(weights, one) for one in case["report"][2:]}
    assert partition(second, shelf) == {"a2": "event a1", "a3": "event a1", "b2": "event b1"}


def test_a_decision_shows_what_is_shared() -> None:
    case = tomllib.loads((CASES / "alike.toml").read_text("utf-8"))["case"][0]
    weights, shelf = Weights(), MemoryShelf()
    for report in case["report"][:2]:
        shelf.add(report["id"], report["id"], _vector(weights, report))
    found = assign(_vector(weights, case["report"][2]), shelf)
    assert found.group == "a1"
    assert found.best and found.best.nearest == "a1"
    assert found.likeness
    assert {one.words for one in found.likeness.shared if one.kind == "pair"} & {
        "selma brisk",
        "jorun aasgard",
        "brandvold lines",
    }
    assert all(one.part > 0 for one in found.likeness.shared)


def test_an_event_goes_on_by_the_reports_in_between() -> None:
    weights, shelf = Weights(), MemoryShelf()
    text = "The Selma Brisk sits on the reef off Orvane, Captain Jorun Aasgard said."
    for week in range(10):
        day = date(2031, 1, 1) + timedelta(weeks=3 * week)
        one = _vector(weights, {"text": text, "day": day})
        assert (assign(one, shelf).group is None) == (week == 0)
        shelf.add(str(week), "event", one)
    late = _vector(weights, {"text": text, "day": day + WINDOW + timedelta(days=1)})
    assert assign(late, shelf).group is None


def test_equally_like_two_groups_a_report_goes_to_the_first_by_id() -> None:
    weights, shelf = Weights(), MemoryShelf()
    one = _vector(weights, {"text": "The Selma Brisk sits on the reef off Orvane."})
    for group in ("b", "a", "c"):
        shelf.add(f"report {group}", group, one)
    found = assign(one, shelf)
    assert (found.group, found.runner_up and found.runner_up.group) == ("a", "b")


def test_what_is_near_is_bounded() -> None:
    weights, shelf = Weights(), MemoryShelf()
    one = _vector(weights, {"text": "The Selma Brisk sits on the reef off Orvane."})
    for number in range(600):
        shelf.add(f"report {number}", f"group {number % 12}", one)
    found = shelf.near(one)
    assert len(found) == GROUPS
    assert {len(candidate.members) for candidate in found} == {MEMBERS}


def test_only_the_story_counts() -> None:
    text = "Menu Login\n\nThe Selma Brisk sits on the reef off Orvane."
    made = profile(text, spans=[Span(12, len(text))])
    assert "brisk" in made.names and "orvane" in made.names
    assert "menu" not in {*made.names, *made.terms}
    assert profile(text[12:]) == made


def test_the_days_that_a_text_names() -> None:
    text = "On Sunday, 4 May, and on May 7th (2031-05-09) and 11th of June at 1 May 3:30."
    assert set(profile(text).days) == {"05-04", "05-07", "05-09", "06-11", "05-01"}
    weekday = profile("It sank on Sunday and was raised on Wednesday.", day=date(2031, 5, 7))
    assert set(weekday.days) == {"05-04", "05-07"}


@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar(day: date) -> None:
    """What a program writes where it knows no date: nothing is reckoned beyond it."""
    assert profile("It sank on Sunday, and was raised on Monday.", day=day).days
    assert Extent("0").joined(day).is_near(day)
    assert not Extent("0").joined(day).is_near(date(2031, 5, 7))


def test_words_are_folded() -> None:
    assert (fold("Łódź’s"), fold("1,200"), fold("Straße")) == ("łodz", "1200", "strasse")
    assert [stem(word) for word in ("ferries", "flooded", "running", "crashes", "gas", "said")] == [
        "ferry",
        "flood",
        "run",
        "crash",
        "gas",
        "said",
    ]


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    made = profile("The Selma Brisk sank. " * LONGEST)
    assert made.names["selma"] <= LONGEST // 20


def test_the_function_words_stand_once_and_are_no_common_words() -> None:
    lists = [group.split() for group in load("function.toml").values()]
    assert len(lists) == 7
    assert [word for word, times in Counter(chain(*lists)).items() if times > 1] == []
    assert all(word == fold(word) for word in function_words())
    assert len(common_words()) > 200


def _stored(shelf: MemoryShelf) -> tuple[Any, ...]:
    return (
        dict(shelf.reports),
        {key: list(row) for key, row in shelf.groups.items()},
        {key: list(row) for key, row in shelf.postings.items()},
    )


@given(st.lists(st.tuples(TEXTS, DAYS), min_size=2, max_size=4))
def test_removing_what_was_added_restores_shelf_and_weights(
    reports: list[tuple[str, date | None]],
) -> None:
    weights, shelf = Weights(), MemoryShelf()
    for number, (text, day) in enumerate(reports[:-1]):
        shelf.add(str(number), "event", _vector(weights, {"text": text, "day": day}))
    before, counts, known = _stored(shelf), dict(weights.counts), weights.reports
    last = profile(reports[-1][0], day=reports[-1][1])
    shelf.add("last", "other", _vector(weights, {"text": last and reports[-1][0]}))
    shelf.remove("last")
    weights.remove(profile(reports[-1][0]))
    assert (_stored(shelf), dict(weights.counts), weights.reports) == (before, counts, known)


@given(TEXTS, TEXTS, DAYS)
def test_likeness_is_symmetric_and_of_the_same_report_1(
    text: str, other_text: str, day: date | None
) -> None:
    weights = Weights()
    one, other = (_vector(weights, {"text": text, "day": day}) for text in (text, other_text))
    found = likeness(one, other)
    assert 0 <= found.value <= 1
    assert found.value == likeness(other, one).value
    if one.words or one.marks:
        assert likeness(one, one).value == pytest.approx(1)


@given(TEXTS, st.none() | TEXTS, DAYS)
def test_a_profile_is_stored_and_read_back(text: str, title: str | None, day: date | None) -> None:
    made = profile(text, title=title, day=day)
    assert made == profile(text, title=title, day=day)
    assert decode(json.loads(json.dumps(encode(made)))) == made


@given(st.lists(st.floats(0, 1), max_size=6))
def test_a_linkage_lies_between_the_least_and_the_most(values: Iterable[float]) -> None:
    found = list(values)
    assert min(found, default=0) - 1e-9 <= linkage(found) <= max(found, default=0) + 1e-9


def test_forgetting_bounds_the_memory() -> None:
    weights, shelf = Weights(), MemoryShelf()
    for number in range(10):
        day = date(2031, 5, 1) + timedelta(days=number)
        one = _vector(weights, {"text": f"The Selma Brisk sank on day {number}.", "day": day})
        shelf.add(str(number), "event", one)
    shelf.forget(date(2031, 5, 9))
    assert sorted(shelf.reports) == ["8", "9"]
    shelf.forget(date(2032, 1, 1))
    assert _stored(shelf) == ({}, {}, {})
