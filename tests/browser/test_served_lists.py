"""The lists of a served desk: events, changes, versions, what is added."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from browser.served import Served
from browser.test_access import violations
from browser.visit import Visit
from crosswire.desk.change.journal import last
from crosswire.desk.change.mark import heard
from crosswire.desk.change.value import KINDS
from crosswire.desk.change.visit import place
from desk.desks import article

if TYPE_CHECKING:
    from playwright.sync_api import Locator

Seat = Callable[..., Visit]

AWAY = "Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });"
"""A page that nobody looks at."""

BAD = "<img src=x onerror=alert(1)> Lighthouse dark at Solbakken\u202e\u0007"


def add(served: Served, name: str, text: str, event: str | None = None) -> None:
    """A report comes in while pages are open."""
    one = article(name, text, outlet="Fjord Mail", published=date(2031, 3, 6))
    assert [receipt.outcome for receipt in served.desk.add([one], event=event)] == ["taken"]


def names(visit: Visit) -> list[str]:
    return visit.page.locator(".event-name").all_inner_texts()


def unread(visit: Visit, name: str) -> str:
    """What the list says is new of an event."""
    line = visit.page.locator(".event", has_text=name)
    return line.locator("li").last.inner_text().partition("\n")[0]


def test_events_are_sorted_sought_and_live(seat: Seat, served: Served) -> None:
    visit = seat("/")
    line = visit.page.locator(".event", has_text="Ferry aground").inner_text()
    assert "4 reports" in line and "1 question contested" in line
    assert "4 Mar to 5 Mar 2031" in line and "new to you" in line
    last = {one.event: one.seq for one in served.desk.changes()}
    newest = sorted(served.desk.events(), key=lambda one: last[one.id], reverse=True)
    assert len(newest) > 1 and names(visit) == [one.name for one in newest]
    visit.page.get_by_role("button", name="Name", exact=True).click()
    assert names(visit) == sorted(names(visit)) and "sort=name" in visit.page.url
    visit.page.get_by_label("Find an event").fill("FERRY")
    assert names(visit) == ["Ferry aground near Rovinka"]
    add(served, "bridge.txt", "Bridge closed in Haldmoor\n\nTwo cars fell, mayor Ole Vik said.\n")
    visit.page.get_by_label("Find an event").fill("")
    visit.page.get_by_role("link", name="Bridge closed in Haldmoor", exact=True).wait_for()


def test_changes_are_told_gravest_first_and_once(seat: Seat, served: Served) -> None:
    visit = seat("/", name="Una Reader")
    assert unread(visit, "Ferry").endswith("new to you")
    visit.page.get_by_role("link", name="changes of Ferry").click()
    visit.page.locator(".changes").first.wait_for()
    kinds = visit.page.locator(".changes").evaluate_all(
        "(all) => all.map((one) => one.classList[1].slice(8))"
    )
    order = {kind: rank for rank, kind in enumerate(KINDS)}
    assert len(kinds) > 3 and kinds == sorted(kinds, key=lambda kind: order[kind])
    denied = visit.page.locator(".told", has_text="left open all night").first
    assert "DENIED BY" in denied.inner_text() and "Denied" in str(denied.text_content())
    assert denied.locator(".ref").inner_text()
    told = visit.page.locator(".change").count()
    visit.page.reload()
    visit.page.locator(".change").first.wait_for()
    assert visit.page.locator(".change").count() == told  # the address keeps since when
    row = visit.page.locator(".told a.words-link").first
    assert f"/events/{served.event}#row=" in str(row.get_attribute("href"))
    visit.page.get_by_role("link", name="Events").click()
    visit.page.locator(".event").first.wait_for()
    assert unread(visit, "Ferry") == "nothing new to you"


def test_what_comes_is_added_and_only_what_is_looked_at_is_seen(seat: Seat, served: Served) -> None:
    event = served.desk.event("Mill burns in Tarnow").id
    away = seat(f"/events/{event}/changes", name="Away", script=AWAY)
    here = seat(f"/events/{event}/changes", name="Here")
    text = "Mill fire in Tarnow\n\nFire chief Milo Brand denied that the mill had been locked.\n"
    add(served, "mill.txt", text, event=event)
    for visit in (away, here):
        visit.page.locator(".later .told", has_text="DENIED BY Milo Brand").first.wait_for()
    assert "Mill burns" in here.page.title()
    for _ in range(100):  # it is told the desk a moment after it is shown
        with served.desk.store.reading() as connection:
            seen = {name: heard(connection, place(name, event)) for name in ("Away", "Here")}
            wanted = {"Away": 0, "Here": last(connection)}
        if seen == wanted:
            break
        here.page.wait_for_timeout(30)
    assert seen == wanted


def test_versions_stand_side_by_side_and_on_a_phone_one_under_the_other(seat: Seat) -> None:
    visit = seat("/documents/post.txt/versions")
    pair = visit.page.locator(".aligned").first.locator(".fate-changed").first
    assert pair.locator("del").all_inner_texts()[0] == "Four"
    assert pair.locator("ins").all_inner_texts()[0] == "Five"
    boxes = [pair.locator(f".{name}").bounding_box() for name in ("before", "after")]
    assert boxes[0] and boxes[1] and boxes[0]["y"] == boxes[1]["y"]
    gone = visit.page.locator(".fate-dropped del").first
    assert gone.inner_text() == "The claim could not be verified."
    assert "line-through" in gone.evaluate("(one) => getComputedStyle(one).textDecorationLine")
    visit.page.set_viewport_size({"width": 375, "height": 700})
    below = pair.locator(".after").bounding_box()
    above = pair.locator(".before").bounding_box()
    assert below and above and below["y"] > above["y"] and visit.overflow() == []
    visit.page.get_by_label("Show what both have").uncheck()
    assert not visit.page.locator(".fate-kept").first.is_visible()


def test_a_text_is_added_by_keys_alone_and_its_receipt_comes(seat: Seat, served: Served) -> None:
    visit = seat(f"/add?event={served.event}")
    keys = visit.page.keyboard
    visit.page.get_by_label("Text", exact=True).focus()
    keys.type("Ferry search ends near Rovinka\n\nThe search is over, police said.\n")
    for words in ("Fjord Mail", "", ""):
        keys.press("Tab")
        keys.type(words)
    visit.page.get_by_role("button", name="Add", exact=True).focus()
    keys.press("Enter")
    done = visit.page.locator(".receipt")
    done.wait_for()
    assert "Taken in" in done.inner_text()
    assert served.event in str(done.get_by_role("link").last.get_attribute("href"))
    visit.page.reload()
    visit.page.locator(".receipt").wait_for()  # the address keeps what was given


def test_what_is_never_fetched_is_refused_with_a_remedy(seat: Seat) -> None:
    visit = seat("/add")
    visit.page.get_by_label("An address").check()
    visit.page.get_by_role("button", name="Add", exact=True).click()
    assert visit.page.get_by_role("alert").inner_text() == "There is no address."
    assert visit.focus().startswith("INPUT")
    visit.page.get_by_label("Address", exact=True).fill("http://127.0.0.1:9/")
    visit.page.get_by_role("button", name="Add", exact=True).click()
    refused = visit.page.locator(".trouble, .outcome-problem").first
    refused.wait_for()
    assert visit.page.locator(".remedy").first.inner_text()


def test_words_that_are_out_to_do_harm_are_words(seat: Seat, served: Served) -> None:
    add(served, "bad.txt", f"{BAD}\n\nKeeper Ana Moe said the lamp {BAD} went out.\n")
    visit = seat("/")
    visit.page.get_by_label("Find an event").fill("lighthouse")
    assert visit.page.locator("main img").count() == 0
    assert "<img src=x onerror=alert(1)> Lighthouse dark at Solbakken went out" in names(visit)[0]
    event = served.desk.events()[-1].id
    changes = seat(f"/events/{event}/changes?since=0").page.locator("main")
    assert changes.locator("img").count() == 0 and "\u202e" not in changes.inner_text()


def hits(visit: Visit) -> list[str]:
    visit.page.locator(".counted", has_text="newest").or_(
        visit.page.get_by_text("Nothing")
    ).wait_for()
    return [told(one) for one in visit.page.locator(".hit").all()]


def told(element: Locator) -> str:
    """What stands there, on one line."""
    return " ".join(element.inner_text().split())


def test_a_claim_is_found_with_its_label_and_opens_in_its_event(seat: Seat, served: Served) -> None:
    visit = seat("/search")
    visit.page.keyboard.type("gates open")  # the focus is where one writes
    visit.page.keyboard.press("Enter")
    found = hits(visit)
    denied = next(one for one in found if "DENIED BY Lena Holt" in one)
    assert "DENIED" in denied.replace("DENIED BY", "")  # the word before what is denied
    assert any("UNVERIFIED" in one and "Milo Brand" in one for one in found)
    marks = visit.page.locator(".hit mark.marked").all_inner_texts()
    assert {"gates", "open"} <= {one.lower() for one in marks}
    link = visit.page.locator(".hit", has_text="DENIED BY Lena Holt").first.locator("a.words-link")
    link.focus()
    visit.page.keyboard.press("Enter")
    visit.pane.locator(".words").first.wait_for()
    assert served.event in visit.page.url
    assert "left open all night" in visit.pane.locator(".words").first.inner_text()


def test_an_article_s_passage_says_what_in_it_is_denied(seat: Seat, served: Served) -> None:
    visit = seat(f"/search?q=gates&in=articles&event={served.event}")
    assert len(hits(visit)) == 4
    passage = visit.page.locator(".hit", has_text="Quay Gazette")
    assert "DENIED BY Lena Holt" in told(passage.locator(".claims"))
    denied = "".join(passage.locator(".denied-words").all_inner_texts())
    assert "gates of the lock were left open" in denied and "people died" not in denied
    visit.page.get_by_role("combobox").select_option(label="Mill burns in Tarnow")
    visit.page.get_by_text("Nothing found").wait_for()
    visit.page.go_back()
    visit.page.locator(".hit").first.wait_for()


def test_all_carriers_of_what_is_selected(seat: Seat, served: Served) -> None:
    row = next(one for one in served.desk.ledger(served.event).statements if "gates" in one.text)
    visit = seat(f"/events/{served.event}#row={row.id}")
    hand = visit.page.get_by_role("link", name="Who carried the selected words?")
    assert not hand.is_visible()
    visit.pane.locator("mark.found").first.wait_for()
    visit.page.evaluate(
        """() => getSelection().selectAllChildren(document.querySelector("mark.found"))"""
    )
    hand.click()
    table = visit.page.get_by_role("table")
    table.wait_for()
    outlets = [told(one) for one in table.get_by_role("rowheader").all()]
    assert outlets[0].startswith("● Harbour Post") and any("Coast Wire" in one for one in outlets)
    whole = told(table)
    assert "UNVERIFIED" in whole and "DENIED BY Lena Holt" in whole
    assert table.locator("td").first.inner_text().endswith("2031")
    visit.page.set_viewport_size({"width": 375, "height": 700})
    assert visit.overflow() == []
    assert len(table.get_by_role("cell").all()) > 5  # also as cards it is a table


PAGES = (
    "/",
    "/events/{event}/changes?since=0",
    "/documents/post.txt/versions",
    "/add",
    "/search?q=gates&in=articles",
    "/carriers?words=gates+of+the+lock+were+left",
)


def test_no_serious_violation_and_nothing_sticks_out_on_a_phone(seat: Seat, served: Served) -> None:
    visit = seat("/", width=375)
    for at, page in enumerate(PAGES):
        scheme = ("light", "dark")[at % 2]
        path = page.format(event=served.event)
        visit.open(served.url, path, live=False, width=375, color_scheme=scheme)
        visit.page.locator("html.ready").wait_for()
        visit.settle()
        assert violations(visit) == [], page
        assert visit.overflow() == [], page
        assert len(visit.page.get_by_role("heading", level=1).all()) == 1, page
