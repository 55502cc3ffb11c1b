"""The served pages on small screens, for all readers, and against words that are out to do harm."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from browser.hostile import BIDI, MARKUP, PWNED
from browser.judging import contested, taken_back
from browser.served import Served
from browser.test_access import violations
from browser.visit import Visit
from crosswire.judgement.value import Draft
from desk.desks import article

Seat = Callable[..., Visit]

PAGES = ("", "/review", "/agreement", "/signin")

TRAP = f"""Ferry {MARKUP[0]} sinks near Korsholm

Nine people died when the ferry sank near Korsholm on Monday, {MARKUP[2]} Ada {BIDI} Lunn said.

Five people died when the ferry sank near Korsholm on Monday, union spokesman Ole Vik said.
"""


def address(served: Served, page: str) -> str:
    """Where a page is; of the ledger, with two rows open."""
    if page == "/signin":
        return page
    row = "#row={}&beside={}".format(*contested(served)) if not page else ""
    return f"/events/{served.event}{page}{row}"


def test_all_pages_fit_a_phone_and_are_for_everybody(seat: Seat, served: Served) -> None:
    with taken_back(served):
        subject, _ = contested(served)
        for name, value in (("Ana Kovač", "2"), ("Milo Brand", "5")):
            grade = Draft(kind="credibility", subject=subject, verdict="grade", value=value)
            served.desk.judge(grade, by=name)
        small = seat("/signin")
        for page in PAGES:
            where = address(served, page)
            small.open(served.url, where, width=375, height=700, live=False, color_scheme="dark")
            small.page.locator("html.ready").wait_for()
            small.settle()
            assert small.overflow() == [], page
            assert violations(small) == [], page
            assert small.page.locator("h1").count() == 1, page


def test_stored_words_are_inert(seat: Seat, served: Served) -> None:
    one = article("trap.txt", TRAP, outlet=f"{MARKUP[3]} {BIDI}", published=date(2031, 3, 5))
    list(served.desk.add([one], event=f"Trap {MARKUP[0]}"))
    event = next(one.id for one in served.desk.events() if one.name.startswith("Trap"))
    subject = served.desk.ledger(event).figures[0].id
    note = Draft(kind="note", subject=subject, verdict="note", note=f"{MARKUP[1]} {BIDI}")
    served.desk.judge(note, by=f"{MARKUP[0]} Mole")
    for path in (f"/events/{event}#row={subject}", f"/events/{event}/review"):
        visit = seat(path)
        visit.page.locator(".review-item, .empty:visible, .pane .matter").first.wait_for()
        assert visit.page.evaluate(f"window.{PWNED}") is None
        assert (
            visit.page.locator("#page :is(script, img, iframe, base, style, [onload])").count() == 0
        )
        assert visit.page.evaluate("document.scripts.length") == 1
        words = str(visit.page.locator("#page").text_content())
        assert "\u202e" not in words and "\u2066" not in words
