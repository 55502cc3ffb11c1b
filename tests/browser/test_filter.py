"""One filter bar drives all views: what is left is exactly what the ledger says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from browser.visit import Visit
from crosswire import Ledger
from crosswire.row import Figure, Statement
from crosswire.view.lookup import Lookup

Claim = Statement | Figure
Test = Callable[[Claim], bool]


def claims(ledger: Ledger, test: Test) -> set[str]:
    """The statements and figures that pass."""
    rows: list[Claim] = [*ledger.statements, *ledger.figures]
    return {one.id for one in rows if test(one)}


def most(ledger: Ledger, field: str) -> str:
    """The value of a field that most statements have, but not all."""
    values = [str(getattr(one, field)) for one in ledger.statements if getattr(one, field)]
    return max(sorted(set(values)), key=values.count)


def statement_of(ledger: Ledger) -> Callable[[Claim], Statement | None]:
    """The statement that a claim is, or that a figure stands in."""
    statements = {one.id: one for one in ledger.statements}
    return lambda one: one if isinstance(one, Statement) else statements.get(one.statement or "")


def by_outlet(ledger: Ledger) -> tuple[str, Test]:
    outlets = {one.id: one.outlet for one in ledger.documents}
    outlet = next(one.outlet for one in ledger.documents if one.outlet)
    return str(outlet), lambda one: outlets[one.document] == outlet


def by_speaker(ledger: Ledger) -> tuple[str, Test]:
    speaker = most(ledger, "speaker")
    return speaker, lambda one: one.speaker == speaker


def by_side(ledger: Ledger) -> tuple[str, Test]:
    sides = {one.id: one.side for one in ledger.entities}
    found = [sides[one.speaker] for one in ledger.statements if one.speaker and sides[one.speaker]]
    side = max(sorted(set(map(str, found))), key=found.count)
    return side, lambda one: one.speaker is not None and (sides[one.speaker] or one.speaker) == side


def by_act(ledger: Ledger) -> tuple[str, Test]:
    of = statement_of(ledger)
    return "denies", lambda one: getattr(of(one), "act", "asserts") == "denies"


def by_verification(ledger: Ledger) -> tuple[str, Test]:
    of = statement_of(ledger)
    return "unverified", lambda one: getattr(of(one), "verification", "none") == "unverified"


FIELDS: dict[str, Callable[[Ledger], tuple[str, Test]]] = {
    "outlet": by_outlet,
    "speaker": by_speaker,
    "side": by_side,
    "act": by_act,
    "verification": by_verification,
}


@pytest.fixture
def told(ledger: Ledger) -> dict[str, frozenset[str]]:
    """The statements that tell the same as each statement, itself among them."""
    groups = [frozenset(one.id for one in group) for group in Lookup(ledger).utterances]
    return {one: group for group in groups for one in group}


def answering(ledger: Ledger, left: set[str]) -> set[str]:
    """The questions that have a figure among the rows that are left."""
    return {one.id for one in ledger.questions if left & set(one.figures)}


def check(visit: Visit, ledger: Ledger, left: set[str], told: dict[str, frozenset[str]]) -> None:
    """Fail unless every view shows what is left, and nothing else."""
    statements = {one for one in left if one.startswith("statement-")}
    for some, all_, noun in (
        (statements, ledger.statements, "statement"),
        (left - statements, ledger.figures, "figure"),
    ):
        assert f"{len(some)} of {len(all_)} {noun}" in visit.tally()
    assert set(visit.unrolled("figures", "question")) == answering(ledger, left)
    assert set(visit.unrolled("figures", "figure")) <= left
    entries = visit.entries()
    assert {told[one] for one in entries} == {told[one] for one in statements}
    assert len(entries) == len({told[one] for one in entries})
    assert set(visit.unrolled("timeline", "statement")) <= statements
    assert set(visit.unrolled("timeline", "figure")) <= left


@pytest.mark.parametrize("field", FIELDS)
def test_a_filter_leaves_what_the_ledger_says(
    visit: Visit, ledger: Ledger, told: dict[str, frozenset[str]], field: str
) -> None:
    value, test = FIELDS[field](ledger)
    left = claims(ledger, test)
    assert 0 < len(left) < len(ledger.statements) + len(ledger.figures)
    visit.filter(**{field: value})
    check(visit, ledger, left, told)


def test_no_filter_shows_all(visit: Visit, ledger: Ledger, told: dict[str, frozenset[str]]) -> None:
    assert {told[one] for one in visit.entries()} == set(told.values())
    assert set(visit.unrolled("figures", "question")) == {one.id for one in ledger.questions}
    assert f"{len(ledger.statements)} statements" in visit.tally()


def test_filters_of_two_fields_both_hold(
    visit: Visit, ledger: Ledger, told: dict[str, frozenset[str]]
) -> None:
    outlet, of_outlet = by_outlet(ledger)
    of = statement_of(ledger)
    visit.filter(outlet=outlet, act="asserts")
    left = claims(
        ledger,
        lambda one: of_outlet(one) and getattr(of(one), "act", "asserts") == "asserts",
    )
    check(visit, ledger, left, told)


def test_two_values_of_a_field_add_up(
    visit: Visit, ledger: Ledger, told: dict[str, frozenset[str]]
) -> None:
    chosen = sorted({str(one.outlet) for one in ledger.documents})[:2]
    outlets = {one.id: one.outlet for one in ledger.documents}
    visit.filter(outlet=chosen)
    check(visit, ledger, claims(ledger, lambda one: outlets[one.document] in chosen), told)


def test_a_day_leaves_what_may_have_been_then(visit: Visit, ledger: Ledger) -> None:
    first = min(one.published for one in ledger.documents if one.published)
    visit.filter(day=f"..{first}")
    days = {one.id: (one.published_from, one.published_to) for one in ledger.documents}

    def early(one: Claim) -> bool:
        window = one.when or (one.said if isinstance(one, Statement) else None)
        start, end = (window.first, window.last) if window else days[one.document]
        return start <= first if start else end is not None

    left = claims(ledger, early)
    assert len(left) > 0
    statements = sum(one.startswith("statement-") for one in left)
    assert f"{statements} of" in visit.tally()


def test_words_are_searched_in_words_speakers_and_outlets(visit: Visit, ledger: Ledger) -> None:
    visit.page.get_by_role("searchbox").first.fill("DÁM")
    visit.until("location.hash.includes('text=')")
    visit.settle()
    entries = visit.entries()
    assert 0 < len(entries) < len(ledger.statements)
    texts = [visit.page.locator("#statements article").nth(at).inner_text() for at in (0, 1)]
    assert all("dam" in text.lower() for text in texts)


def test_a_choice_is_made_with_the_mouse_shown_as_a_chip_and_taken_back(
    visit: Visit, ledger: Ledger
) -> None:
    outlet = str(ledger.documents[0].outlet)
    page = visit.page
    visit.choice("Outlet").click()
    page.get_by_role("checkbox", name=outlet).check()
    visit.settle()
    assert "outlet=" in visit.address
    assert " of " in visit.tally()
    page.keyboard.press("Escape")
    chip = page.get_by_role("button", name="remove").filter(has_text=outlet)
    assert chip.count() == 1
    chip.click()
    visit.settle()
    assert visit.address == ""
    assert " of " not in visit.tally()


def test_clear_takes_all_filters_back(visit: Visit) -> None:
    visit.filter(act=["denies", "intends"], verification="none", text="dam", day="2026-03-01..")
    visit.page.get_by_role("button", name="Clear all").click()
    visit.settle()
    assert visit.address == ""
    assert " of " not in visit.tally()


def test_what_nothing_passes_is_said(visit: Visit) -> None:
    visit.filter(text="zzzzqqqq")
    assert "0 of" in visit.tally()
    assert visit.entries() == []
    for view in ("figures", "statements"):
        assert "filter" in visit.section(view).inner_text().lower()


@pytest.mark.parametrize("view", ["figures", "timeline", "statements", "reports"])
def test_opening_a_row_keeps_the_filters(visit: Visit, ledger: Ledger, view: str) -> None:
    visit.filter(outlet=str(ledger.documents[0].outlet))
    before = visit.address
    link = visit.section(view).locator('a[href*="row="]:visible').first
    link.dispatch_event("click")
    visit.settle()
    assert visit.pane.is_visible()
    assert before in visit.address
    assert "row=" in visit.address


def test_a_place_of_the_map_lists_its_rows_and_they_open(visit: Visit, ledger: Ledger) -> None:
    visit.filter(outlet=str(ledger.documents[0].outlet))
    before = visit.address
    section = visit.section("map")
    section.scroll_into_view_if_needed()
    place = section.locator("svg").get_by_role("button").first
    place.focus()
    visit.page.keyboard.press("Enter")
    visit.settle()
    row = section.locator('a[href*="row="]:visible').first
    row.press("Enter")
    visit.settle()
    assert visit.pane.is_visible()
    assert before in visit.address
