"""What is in the address comes back: permalinks, reload, back and forward."""

from __future__ import annotations

from pathlib import Path

from browser.conftest import Open
from browser.visit import Visit
from crosswire import Ledger


def state(visit: Visit) -> tuple[str, str, list[str], bool, str]:
    """All of the page that an address is to bring back."""
    return (
        visit.address,
        visit.tally(),
        visit.entries(whole=False)[:5],
        visit.pane.is_visible(),
        "".join(visit.pane.locator("mark").all_text_contents()),
    )


def filtered(ledger: Ledger) -> dict[str, str | list[str]]:
    """Filters with values that an address must escape, and an open row."""
    outlets = [str(one.outlet) for one in ledger.documents[:6]]
    return {
        "outlet": outlets,
        "act": ["asserts", "denies"],
        "text": 'the "dam" & água 100% #1' if not outlets else "the",
        "day": "2026-01-01..",
        "row": next(one.id for one in ledger.figures if one.speaker),
    }


def test_an_address_opens_to_the_same_page(
    opened: Open, report: Path, visit: Visit, ledger: Ledger
) -> None:
    visit.filter(**filtered(ledger))
    before = state(visit)
    assert before[3]
    assert before[4]
    address = visit.page.evaluate("location.hash")
    assert state(opened(report, address)) == before
    visit.page.reload()
    visit.settle()
    assert state(visit) == before


def test_words_of_a_search_survive_the_address(visit: Visit, opened: Open, report: Path) -> None:
    words = 'dam & "água" 100% #1 + ?'
    visit.page.get_by_role("searchbox").first.fill(words)
    visit.until("location.hash.includes('text=')")
    again = opened(report, visit.page.evaluate("location.hash"))
    assert again.page.get_by_role("searchbox").first.input_value() == words


def test_back_and_forward_walk_through_what_was_done(visit: Visit, ledger: Ledger) -> None:
    first, second = ledger.figures[0].id, ledger.statements[-1].id
    steps = [state(visit)]
    visit.filter(act="denies")
    steps.append(state(visit))
    visit.filter(act="denies", row=first)
    steps.append(state(visit))
    visit.filter(act="denies", row=second)
    steps.append(state(visit))
    assert len({step[0] for step in steps}) == len(steps)
    for step in reversed(steps[:-1]):
        visit.page.go_back()
        visit.settle()
        assert state(visit) == step
    for step in steps[1:]:
        visit.page.go_forward()
        visit.settle()
        assert state(visit) == step


def test_back_leaves_what_a_click_opened(visit: Visit) -> None:
    link = visit.section("figures").locator('a[href*="row=figure-"]:visible').first
    before = visit.address
    link.click()
    visit.settle()
    assert visit.pane.is_visible()
    visit.page.go_back()
    visit.settle()
    assert not visit.pane.is_visible()
    assert visit.address == before


def test_going_to_a_part_of_the_page_keeps_filters_and_the_open_row(
    visit: Visit, ledger: Ledger
) -> None:
    visit.filter(act="denies", row=ledger.figures[0].id)
    tally = visit.tally()
    for link in visit.page.get_by_role("navigation").first.get_by_role("link").all():
        link.click()
        visit.settle()
        assert visit.tally() == tally
        assert visit.pane.is_visible()


def test_every_row_has_a_permalink(visit: Visit, ledger: Ledger) -> None:
    known = {one.id for one in ledger.statements}
    permalinks = visit.section("statements").get_by_role("link", name="Permalink")
    assert permalinks.count() > 3
    address = str(permalinks.first.get_attribute("href"))
    assert address.partition("row=")[2] in known


def test_an_address_that_says_nothing_is_no_error(opened: Open, report: Path) -> None:
    for address in (
        "#",
        "#row=",
        "#row=none&beside=none",
        "#act=&day=..&words=1-2",
        "#%",
        "#%E0%A4",
    ):
        visit = opened(report, address)
        assert visit.section("figures").is_visible()
