"""Two browsers at one desk: what one judges the other sees, and nobody's page jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from browser.judging import MATTERS, contested, taken_back
from browser.served import Served
from browser.visit import Visit
from crosswire.judgement.form import drafted

Seat = Callable[..., Visit]

SOON = 1000
"""Milliseconds in which a judgement is on other screens."""

SEEN = """() => { window.seen = new Promise((done) => {
  setTimeout(() => done(Infinity), 8000);
  new MutationObserver(() => document.querySelector(".pane .matter") && done(Date.now()))
    .observe(document.body, { subtree: true, childList: true }); }); }"""


@pytest.fixture
def pair(served: Served) -> Iterator[tuple[str, str]]:
    """Two rows that contradict each other; what is judged of them is taken back."""
    with taken_back(served):
        yield contested(served)


@pytest.fixture
def side(served: Served, pair: tuple[str, str]) -> str:
    """The page with both side by side."""
    return f"/events/{served.event}#row={pair[0]}&beside={pair[1]}"


def top(visit: Visit) -> int:
    """How far from the top of the screen the statements begin."""
    place = "Math.round(document.querySelector('#statements').getBoundingClientRect().top)"
    return int(visit.page.evaluate(place))


def test_a_judgement_is_seen_in_the_other_browser_within_a_second(seat: Seat, side: str) -> None:
    ana, milo = seat(side, name="Ana Kovač"), seat(side, name="Milo Brand")
    milo.page.evaluate(SEEN)
    began = ana.page.evaluate("Date.now()")
    ana.page.keyboard.press("r")
    assert milo.page.evaluate("window.seen") - began < SOON
    milo.until(f"/rejected[^]*Ana Kovač/.test({MATTERS})")
    milo.page.keyboard.press("a")
    ana.page.locator(".pane .matter.differ").first.wait_for()
    assert "nothing follows" in ana.page.evaluate(MATTERS)
    milo.page.keyboard.press("u")
    ana.page.locator(".pane .matter.differ").first.wait_for(state="detached")
    ana.pane.locator(".log summary").first.click()
    assert "taken back" in ana.pane.locator(".corrections").first.inner_text()


def test_what_is_new_waits_to_be_asked_for_and_moves_nothing(
    seat: Seat, side: str, served: Served, pair: tuple[str, str]
) -> None:
    milo = seat(
        side.replace("#", "#group=time&"), name="Milo Brand", height=600, reduced_motion="reduce"
    )
    shown(milo)
    milo.section("statements").scroll_into_view_if_needed()
    milo.section("statements").get_by_role("button", name="Speaker").focus()
    milo.settle()
    looked = top(milo)
    relation = {"kind": "link", "relation": "contradicts", "verdict": "reject"}
    judge(served, subject=pair[0], other=pair[1], **relation)
    milo.page.locator(".news-button").wait_for()
    assert "gone" in milo.page.locator(".news").inner_text()
    assert top(milo) == looked
    assert milo.pane.locator(".link-reasons.contradicts").count() == 1
    milo.page.keyboard.press(".")
    milo.pane.locator(".link-reasons.contradicts").wait_for(state="detached")
    milo.settle()
    assert abs(top(milo) - looked) <= 1
    assert milo.focus() == "BUTTON Speaker"
    assert milo.address.startswith("group=time&row=")
    assert milo.page.locator(".news").inner_text() == ""


def shown(visit: Visit) -> None:
    """Wait until the page shows what stands now: the last test's judgements are taken back."""
    contradiction = visit.pane.locator(".link-reasons.contradicts")
    for _ in range(40):
        if contradiction.count():
            break
        visit.page.keyboard.press(".")
        visit.page.wait_for_timeout(200)
    contradiction.wait_for()


def judge(served: Served, **draft: str) -> None:
    """Somebody at a terminal judges."""
    served.desk.judge(drafted(draft), by="Rosa Terminal")


def test_what_the_desk_refuses_is_told_and_shown_no_longer(seat: Seat, side: str) -> None:
    ana = seat(side, name="Ana Kovač")
    # Refused in the page itself: the console would count an answer of 503 as an error.
    ana.page.evaluate(
        """() => { const busy = { title: "Busy", detail: "somebody writes", status: 503 };
        window.fetch = async () => new Response(JSON.stringify(busy), { status: 503 }); }"""
    )
    ana.page.keyboard.press("r")
    trouble = ana.pane.get_by_role("alert").filter(has_text="Not signed").first
    trouble.wait_for()
    assert "Somebody writes" in trouble.inner_text()
    assert ana.pane.locator(".matter").count() == 0


def test_a_speaker_is_corrected_by_keys(seat: Seat, side: str) -> None:
    ana = seat(side.partition("&")[0], name="Ana Kovač")
    ana.page.keyboard.press("c")
    ana.until("document.activeElement.options?.length > 1")
    ana.press(["End", "Tab", *"a slip", "Tab", "Enter"])
    ana.until(f"/the outlet itself[^]*a slip/.test({MATTERS})")
    ana.until("document.activeElement.textContent.startsWith('Correct speaker')")
