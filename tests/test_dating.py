"""The days of reports as constraints: almanac, network, and what holds of every cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import dating
from crosswire.extract.time import find
from crosswire.parse import Parse
from crosswire.pipeline import collate
from crosswire.resolve.date.almanac import Almanac
from crosswire.resolve.date.constraint import Constraint, solve
from crosswire.resolve.date.habit import last_weekday
from crosswire.resolve.date.publication import Issue, infer
from crosswire.resolve.date.relative import since_onset
from crosswire.row import Span, Witness
from crosswire.view.brief import brief

Parsed = Callable[[str], Parse]

ALMANAC = Almanac(date(2031, 5, 1), 31)
MONDAY = date(2031, 5, 12)

REPORTS = {
    "a": "A gust threw the old crane over the quay of Langford on Monday and sank two barges.",
    "b": "Two tugs from Orla lifted the wreck of the crane on Wednesday. "
    "The old crane was thrown over the quay of Langford on Monday, and it sank two barges.",
    "c": "The council of Langford met yesterday. "
    "Two tugs from Orla lifted the wreck of the crane of Langford on Wednesday.",
    "d": "The council of Langford met. Nobody came.",
}
UNRELATED = "Two ministers of Norway met in Bergen on Monday to talk of cod. They left on Thursday."


@pytest.fixture(scope="session")
def issues(parsed: Parsed) -> tuple[Issue, ...]:
    """Three reports of a crane, one of which was given a day, and one that tells no day."""
    found = [_issue(parsed, name, text) for name, text in REPORTS.items()]
    return (replace(found[0], published=MONDAY), *found[1:])


def _issue(parsed: Parsed, name: str, text: str) -> Issue:
    parse = parsed(text)
    return Issue(name, parse, find(parse))


@given(st.sets(st.integers(0, 30)), st.sets(st.integers(-8, 8)))
def test_sets_of_days_are_sets_of_days(numbers: set[int], gaps: set[int]) -> None:
    days = sum(1 << number for number in numbers)
    inside = {n + gap for n in numbers for gap in gaps} & set(range(31))
    found = {(day - ALMANAC.first).days for day in ALMANAC.dates(ALMANAC.later(days, gaps))}
    assert found == inside


@given(st.dates(date(2031, 4, 1), date(2031, 7, 1)), st.integers(1, 7))
def test_days_of_an_almanac(day: date, weekday: int) -> None:
    assert ALMANAC.since(day) | ALMANAC.until(day) == ALMANAC.all
    assert ALMANAC.since(day) & ALMANAC.until(day) == ALMANAC.day(day)
    found = list(ALMANAC.dates(ALMANAC.weekdays([weekday])))
    assert len(found) in (4, 5)
    assert {one.isoweekday() for one in found} == {weekday}


CONSTRAINTS = st.lists(
    st.one_of(
        st.builds(
            lambda later, days: Constraint("some days", 1, (), later, days),
            st.sampled_from("xyz"),
            st.integers(1, ALMANAC.all),
        ),
        st.builds(
            lambda pair, gaps: Constraint("apart", 1, (), pair[0], 0, pair[1], gaps),
            st.sampled_from(list(permutations("xyz", 2))),
            st.frozensets(st.integers(-6, 6), min_size=1),
        ),
    ),
    max_size=8,
)


@given(CONSTRAINTS)
def test_every_day_that_is_left_fits_what_was_admitted(constraints: list[Constraint]) -> None:
    solution = solve([(one,) for one in constraints], ALMANAC)
    admitted = [one for one in constraints if one not in solution.refused]
    assert all(solution.days.values())
    for one in admitted:
        later = solution.days.get(one.later, ALMANAC.all)
        if one.earlier is None:
            assert later & ~one.days == 0
        else:
            earlier = solution.days.get(one.earlier, ALMANAC.all)
            assert later & ~ALMANAC.later(earlier, one.gaps) == 0


@given(CONSTRAINTS)
def test_where_all_fits_the_order_does_not_matter(constraints: list[Constraint]) -> None:
    solution = solve([(one,) for one in constraints], ALMANAC)
    other = solve([(one,) for one in sorted(constraints, key=str)], ALMANAC)
    if not solution.refused and not other.refused:
        left = {name: days for name, days in solution.days.items() if days != ALMANAC.all}
        assert left == {name: days for name, days in other.days.items() if days != ALMANAC.all}


def test_a_constraint_that_leaves_nothing_is_refused() -> None:
    spot = (Witness("x", Span(0, 1)),)
    sure = Constraint("sure", 2, spot, "x", ALMANAC.day(MONDAY))
    apart = Constraint("apart", 2, spot, "y", 0, "x", frozenset({1}))
    weak = Constraint("weak", 1, spot, "y", ALMANAC.day(MONDAY))
    solution = solve([(sure, apart), (weak,)], ALMANAC)
    assert solution.refused == (weak,)
    assert ALMANAC.window(solution.days["y"]).first == MONDAY + timedelta(days=1)
    assert solution.because["y"] == (apart,)


@pytest.mark.parametrize(
    ("weekdays", "last"),
    [({6, 1, 2}, 2), ({3}, 3), ({7, 1}, 1), ({1, 4}, 1), ({2, 3, 5}, 5), (set(), None)],
)
def test_the_last_weekday_stands_before_the_widest_gap(
    weekdays: set[int], last: int | None
) -> None:
    assert last_weekday(weekdays) == (4 if weekdays == {1, 4} else last)


def test_reports_date_each_other(issues: Sequence[Issue]) -> None:
    found = infer(issues)
    assert set(found) == {"b", "c"}
    assert found["b"].day == date(2031, 5, 14)
    assert (found["c"].window.first, found["c"].window.last) == (
        date(2031, 5, 14),
        date(2031, 5, 20),
    )
    documents = {witness.document for witness in found["b"].because.spans}
    assert documents == {"a", "b", "c"}


def test_the_order_of_the_reports_does_not_matter(issues: Sequence[Issue]) -> None:
    expected = infer(issues)
    for order in permutations(issues):
        assert infer(order) == expected


def test_an_unrelated_report_changes_nothing(parsed: Parsed, issues: Sequence[Issue]) -> None:
    other = _issue(parsed, "z", UNRELATED)
    assert infer([*issues, other]) == infer(issues)
    dated = replace(other, published=date(2031, 5, 20))
    assert infer([*issues, dated]) == infer(issues)


@given(weeks=st.integers(-300, 300))
def test_a_week_later_all_is_a_week_later(weeks: int, issues: Sequence[Issue]) -> None:
    later = timedelta(weeks=weeks)
    moved = [replace(issues[0], published=MONDAY + later), *issues[1:]]
    found = {name: one.window.first for name, one in infer(moved).items()}
    expected = {name: one.window.first for name, one in infer(issues).items()}
    assert found == {name: first + later for name, first in expected.items() if first}


def test_with_nothing_dated_days_count_from_the_onset(issues: Sequence[Issue]) -> None:
    bare = [replace(one, published=None) for one in issues]
    found = since_onset(bare)
    assert {name: one.label for name, one in found.items()} == {
        "a": "day 0",
        "b": "day 2",
        "c": "day 2 to 8",
    }
    assert found["a"].because.rule == "day of the event, weekday of the lead, day of the lead"
    assert not infer(bare)


def test_a_length_of_time_counts_from_an_onset_that_has_no_weekday(parsed: Parsed) -> None:
    texts = {
        "a": "The strike of the dockers of Langford over pay has lasted six days, and it went on.",
        "b": "The strike of the dockers of Langford over pay went into its third day.",
    }
    found = since_onset([_issue(parsed, name, text) for name, text in texts.items()])
    assert {name: one.label for name, one in found.items()} == {
        "a": "day 5 to 7",
        "b": "day 2 to 3",
    }


def test_the_brief_says_the_days_of_the_event(tmp_path: Path) -> None:
    for name, text in REPORTS.items():
        (tmp_path / f"{name}.txt").write_text(f"{text}\n", "utf-8")
    ledger = collate([tmp_path])
    assert {document.published for document in ledger.documents} == {None}
    (articles,) = (one for one in brief(ledger).sections if one.title == "ARTICLES")
    assert [line[0] for line in articles.lines] == ["day 0", "day 2", "day 2 to 8", "undated"]
    because = ledger.documents[1].because["published"]
    assert because.rule.startswith("day 2: ")
    assert {witness.document for witness in because.spans} == {"a.txt", "b.txt"}


def test_the_bench_hides_all_days_but_one(issues: Sequence[Issue]) -> None:
    days = {"a": MONDAY, "b": date(2031, 5, 14), "d": MONDAY}
    given_all = [replace(one, published=days.get(one.document)) for one in issues]
    tally = dating.tally(given_all)
    assert tally.trials == 6
    assert dict(tally.days) == {"right": 2, "nothing": 4}
    assert (tally.copied, tally.stated) == (2, 0)
    assert tally.pairs == {"right": 2, "nothing": 4}
    assert (tally + tally).share("right") == pytest.approx(1 / 3)
    assert "| crane | 6 | 0.333 |" in dating.page({"crane": {"crane": tally}})
