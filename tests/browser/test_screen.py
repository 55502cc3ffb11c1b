"""Every screen, every taste, and paper."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Open
from browser.visit import VIEWS, Visit
from crosswire import Ledger

CONTRAST = """(selector) => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b]
    .map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const look = getComputedStyle(document.querySelector(selector));
  return light(parse(look.backgroundColor)) - light(parse(look.color));
}"""
"""How much lighter the ground is than the ink."""


@pytest.mark.parametrize("width", [320, 375, 600, 768, 1024, 1280, 1920])
@pytest.mark.parametrize("opened_row", [False, True], ids=["closed", "open"])
def test_the_page_never_scrolls_sideways(
    opened: Open, report: Path, ledger: Ledger, width: int, *, opened_row: bool
) -> None:
    row = f"#row={ledger.figures[0].id}&beside={ledger.figures[-1].id}" if opened_row else ""
    visit = opened(report, row, width=width)
    assert visit.pane.is_visible() is opened_row
    for view in VIEWS:
        visit.page.evaluate("(view) => document.getElementById(view).scrollIntoView()", view)
        visit.settle()
        assert visit.overflow() == []


def test_all_is_there_on_a_phone(opened: Open, report: Path, ledger: Ledger) -> None:
    visit = opened(report, width=375, height=700)
    for view in VIEWS:
        heading = visit.section(view).get_by_role("heading").first
        heading.scroll_into_view_if_needed()
        assert heading.is_visible()
    toggle = visit.page.get_by_role("button", name="Filter").first
    outlet = visit.choice("Outlet")
    if not outlet.is_visible():
        toggle.click()
    outlet.click()
    box = visit.page.get_by_role("checkbox").first
    box.check()
    visit.settle()
    assert "outlet=" in visit.address
    assert visit.overflow() == []


def test_the_pane_fills_a_phone_and_leaves_the_way_back(
    opened: Open, report: Path, ledger: Ledger
) -> None:
    row = ledger.figures[0]
    visit = opened(report, f"#row={row.id}", width=375, height=700)
    assert visit.marked() == row.text
    box = visit.pane.bounding_box()
    assert box
    assert box["width"] >= 370
    close = visit.pane.get_by_role("button", name="Close")
    assert visit.in_view(close)
    assert visit.in_view(visit.mark())
    close.click()
    visit.settle()
    assert visit.section("figures").is_visible()


def test_fingers_can_hit_what_is_to_be_pressed(opened: Open, report: Path) -> None:
    visit = opened(report, width=375, height=700)
    small = visit.page.evaluate(
        """() => [...document.querySelectorAll("button, summary, input")]
          .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height)
          .filter((one) => Math.min(one.getBoundingClientRect().height,
            one.getBoundingClientRect().width) < 24)
          .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_wide_screen_is_used(opened: Open, report: Path, view: str) -> None:
    box = opened(report, width=1920, height=1080).section(view).bounding_box()
    assert box
    assert box["width"] > 900


def test_dark_is_dark_and_light_is_light(opened: Open, report: Path) -> None:
    light = opened(report).page.evaluate(CONTRAST, "body")
    dark = opened(report, color_scheme="dark").page.evaluate(CONTRAST, "body")
    assert light > 0.5
    assert dark < -0.5


def test_a_reader_s_choice_of_colours_goes_before_the_system_s(opened: Open, report: Path) -> None:
    assert opened(report, "#theme=dark").page.evaluate(CONTRAST, "body") < -0.5
    assert opened(report, "#theme=light", color_scheme="dark").page.evaluate(CONTRAST, "body") > 0.5


def test_nothing_moves_for_those_who_asked_for_it(
    opened: Open, report: Path, ledger: Ledger
) -> None:
    visit = opened(report, reduced_motion="reduce")
    visit.go(f"row={ledger.figures[0].id}")
    moving = visit.page.evaluate(
        """() => document.getAnimations().map((one) => one.effect?.getComputedTiming())
          .filter((one) => one && one.duration > 10).length"""
    )
    assert moving == 0
    assert (
        visit.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    )


def test_forced_colours_keep_marks_and_words_apart(
    opened: Open, report: Path, ledger: Ledger
) -> None:
    row = ledger.figures[0]
    visit = opened(report, f"#row={row.id}", forced_colors="active")
    assert visit.marked() == row.text
    looks: dict[str, Any] = visit.page.evaluate(
        """() => { const mark = document.querySelector("[aria-labelledby=pane-title] mark.found");
        const look = getComputedStyle(mark), text = getComputedStyle(mark.parentElement);
        return { mark: look.backgroundColor + look.textDecorationLine + look.outlineStyle,
                 text: text.backgroundColor + text.textDecorationLine + text.outlineStyle }; }""",
    )
    assert looks["mark"] != looks["text"]


def test_print_holds_what_is_contested_and_every_statement(visit: Visit, ledger: Ledger) -> None:
    from pypdf import PdfReader  # noqa: PLC0415 (only where there is a browser)

    visit.page.emulate_media(media="print")
    pages = PdfReader(BytesIO(visit.page.pdf(format="A4"))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert 1 < len(pages) < 60
    figures = {one.id: one.text for one in ledger.figures}
    for question in ledger.questions:
        if question.relation in ("conflict", "mixed"):
            assert any(" ".join(figures[one].split()) in words for one in question.figures)
    said = [one.text for one in ledger.statements if one.kind == "direct" and len(one.text) > 40]
    found = [text for text in said if " ".join(text.split())[:30] in words]
    assert len(found) > len(said) / 2
    assert "DENIED BY" in words
    assert "Copy with citation" not in words


def test_print_leaves_out_what_paper_cannot_do(opened: Open, report: Path) -> None:
    visit = opened(report, media="print")
    assert not visit.page.get_by_role("searchbox").first.is_visible()
    assert not visit.page.get_by_role("button", name="Copy").first.is_visible()
    assert visit.page.evaluate(CONTRAST, "body") > 0.5 or visit.page.evaluate(
        "getComputedStyle(document.body).backgroundColor"
    ) in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_print_is_light_even_where_the_screen_is_dark(opened: Open, report: Path) -> None:
    visit = opened(report, media="print", color_scheme="dark")
    ink = visit.page.evaluate("getComputedStyle(document.body).color.match(/[\\d.]+/g).map(Number)")
    assert max(ink[:3]) < 130
