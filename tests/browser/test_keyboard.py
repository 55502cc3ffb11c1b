"""The whole page without a mouse."""

from __future__ import annotations

import pytest

from browser.visit import Visit
from crosswire import Ledger

FAR = 120
"""Steps after which what is looked for is taken to be out of reach."""


def tab_to(visit: Visit, test: str, *, key: str = "Tab") -> str:
    """Step until the focused element passes a test (JavaScript, of `one`); its address or name."""
    for _ in range(FAR):
        visit.page.keyboard.press(key)
        if visit.page.evaluate(
            f"(() => {{ const one = document.activeElement; return {test}; }})()"
        ):
            return visit.focus()
    raise AssertionError(f"{FAR} steps do not lead to {test}; the last is {visit.focus()}")


def test_the_first_stop_skips_to_the_content(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")
    assert "skip" in visit.focus().lower()
    visit.page.keyboard.press("Enter")
    visit.settle()
    inside = "Boolean(document.activeElement.closest('main'))"
    assert visit.page.evaluate(inside) or visit.page.evaluate("location.hash") in ("#main", "")
    assert visit.section("figures").is_visible()


def test_from_the_top_to_a_figure_s_words_and_back(visit: Visit, ledger: Ledger) -> None:
    texts = {one.id: one.text for one in ledger.figures}
    link = "one.matches('#figures a[href*=\"row=figure-\"]')"
    tab_to(visit, link)
    row = visit.page.evaluate(
        "new URLSearchParams(document.activeElement.getAttribute('href').slice(1)).get('row')"
    )
    visit.page.keyboard.press("Enter")
    visit.settle()
    assert visit.marked() == texts[row]
    assert visit.page.evaluate(
        "Boolean(document.activeElement.closest('[aria-labelledby=pane-title]'))"
    )
    visit.page.keyboard.press("Escape")
    visit.settle()
    assert not visit.pane.is_visible()
    assert visit.page.evaluate(
        "(row) => document.activeElement.getAttribute('href')?.includes(row)", row
    )


def test_a_filter_is_chosen_and_cleared(visit: Visit) -> None:
    tab_to(visit, "one.textContent.trim() === 'Act'")
    visit.page.keyboard.press("Enter")
    tab_to(visit, "one.matches('input[type=checkbox]')")
    visit.page.keyboard.press("Space")
    visit.settle()
    assert "act=" in visit.address
    visit.page.keyboard.press("Escape")
    assert visit.focus().startswith("BUTTON Act")
    tab_to(visit, "one.textContent.trim() === 'Clear all'")
    visit.page.keyboard.press("Enter")
    visit.settle()
    assert visit.address == ""


def test_a_mark_of_the_timeline_is_reached_and_opened(visit: Visit) -> None:
    visit.section("timeline").scroll_into_view_if_needed()
    picture = visit.section("timeline").locator("svg a, svg [tabindex='0']").first
    picture.focus()
    for key in ("ArrowRight", "Enter"):
        visit.page.keyboard.press(key)
    visit.settle()
    assert "row=" in visit.address or visit.pane.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen(visit: Visit, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    unseen = []
    for _ in range(25):
        visit.page.keyboard.press("Tab")
        seen = visit.page.evaluate(
            """() => { const one = document.activeElement; const look = getComputedStyle(one);
            const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 1;
            const parts = one === document.body || one.type === "date"; // with rings of their own
            return ring || look.boxShadow !== "none" || parts; }"""
        )
        if not seen:
            unseen.append(visit.focus())
    assert unseen == []


def test_the_focus_stays_in_what_covers_the_page(visit: Visit, ledger: Ledger) -> None:
    visit.page.set_viewport_size({"width": 375, "height": 700})
    visit.go(f"row={ledger.figures[0].id}")
    for _ in range(30):
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate(
            """() => document.activeElement === document.body
              || Boolean(document.activeElement.closest("[aria-labelledby=pane-title]"))"""
        ), visit.focus()
