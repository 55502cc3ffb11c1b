"""An event out to do harm is shown as what it is: words."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

import pytest

from browser.conftest import Open, written
from browser.hostile import LONG_NAME, MARKUP, PWNED
from browser.test_words import expected
from browser.visit import VIEWS, Visit
from crosswire import Ledger

ODD = "iframe, object, embed, base, link, form, meta[http-equiv=refresh], img, [onerror], [onload]"

HREFS = """() => [...document.querySelectorAll("[href], [src], [action], [xlink\\\\:href]")]
  .flatMap((one) => ["href", "src", "action", "xlink:href"].map((name) => one.getAttribute(name)))
  .filter((one) => one !== null)"""


@pytest.fixture(scope="package")
def trap(hostile: Ledger, folder: Path) -> Path:
    """The report of the hostile event."""
    return written(hostile, folder, "trap")


@pytest.fixture
def trapped(opened: Open, trap: Path) -> Visit:
    """The report of the hostile event, opened."""
    return opened(trap)


def harmed(visit: Visit) -> list[str]:
    """What got through."""
    found: list[str] = []
    if visit.page.evaluate(f"window.{PWNED}"):
        found.append("a script ran")
    odd = visit.page.locator(ODD).count()
    if odd:
        found.append(
            f"{odd} odd elements: {visit.page.locator(ODD).first.evaluate('x => x.outerHTML')}"
        )
    if visit.page.evaluate("document.scripts.length") != 2:
        found.append("a script of its own")
    if visit.page.locator("style").count() != 1:
        found.append("a style of its own")
    found += [
        href
        for href in visit.page.evaluate(HREFS)
        if not href.startswith(("#", "https://", "http://"))
    ]
    return found


def test_the_event_is_worth_the_trouble(hostile: Ledger) -> None:
    assert len(hostile.statements) > 8
    assert len(hostile.figures) > 8
    assert any(one.relation in ("conflict", "mixed", "update") for one in hostile.questions)
    assert any(LONG_NAME in one.name for one in hostile.entities) or any(
        LONG_NAME in one.text for one in hostile.documents
    )
    assert any(MARKUP[0] in one.text for one in hostile.statements)
    assert any(one.act == "denies" for one in hostile.statements)
    assert not any((one.url or "").startswith("https://news") for one in hostile.documents)


def test_nothing_runs_when_it_is_opened_and_scrolled(trapped: Visit) -> None:
    for view in VIEWS:
        trapped.unrolled(view, "figure")
    assert harmed(trapped) == []


def test_the_words_are_shown_as_they_stand(trapped: Visit, hostile: Ledger) -> None:
    wanted = expected(hostile)
    found = trapped.words(wanted)
    assert len(found) > 16
    plain = {row: "".join(parts) for row, parts in found.items()}
    assert [row for row, text in plain.items() if not text] == []
    visible = {
        row: text
        for row, text in plain.items()
        if any(words.isprintable() for words in wanted[row])
    }
    assert len(visible) > 8
    assert [row for row, text in visible.items() if text not in wanted[row]] == []
    assert harmed(trapped) == []


def test_every_row_opens_inertly(trapped: Visit, hostile: Ledger) -> None:
    kinds = (hostile.documents, hostile.statements, hostile.questions, hostile.places)
    for row in [one.id for rows in kinds for one in rows][::2]:
        trapped.go(urlencode({"row": row}))
    assert harmed(trapped) == []


@pytest.mark.parametrize("width", [375, 1280])
def test_long_words_do_not_break_the_layout(
    opened: Open, trap: Path, hostile: Ledger, width: int
) -> None:
    visit = opened(trap, width=width)
    for view in VIEWS:
        visit.unrolled(view, "figure")
        assert visit.overflow() == []
    for row in (hostile.statements[0], hostile.figures[0], hostile.figures[-1]):
        visit.go(f"row={row.id}")
        assert visit.overflow() == []


def test_marks_of_direction_turn_nothing_around(trapped: Visit) -> None:
    """What a report turns around stays inside an element that isolates it."""
    loose = trapped.page.evaluate(
        """() => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        const found = [];
        for (let one = walker.nextNode(); one; one = walker.nextNode()) {
          if (one.parentElement.closest("script, style, noscript")) continue;
          if (!/[\\u202a-\\u202e\\u2066-\\u2069]/.test(one.data)) continue;
          let near = one.parentElement;
          const apart = (it) => ["isolate", "isolate-override", "plaintext"]
            .includes(getComputedStyle(it).unicodeBidi);
          while (near && !apart(near) && getComputedStyle(near).display === "inline")
            near = near.parentElement;
          if (!near || !apart(near)) found.push(near?.outerHTML.slice(0, 160) ?? one.data);
        }
        return found; }"""
    )
    assert loose == []


def test_templates_are_not_filled_in(trapped: Visit) -> None:
    text = trapped.page.locator("body").inner_text()
    assert "{{7*7}}" in text
    assert " 49 " not in text


def test_a_search_for_harm_does_none(trapped: Visit) -> None:
    for words in (MARKUP[0], MARKUP[5], "{{7*7}}", "\\", "(", "[a-", "%", '"'):
        trapped.page.get_by_role("searchbox").first.fill(words)
        trapped.page.wait_for_timeout(250)
        trapped.settle()
    assert harmed(trapped) == []


def test_an_address_does_no_harm(opened: Open, trap: Path) -> None:
    for address in (
        f"#row={MARKUP[2]}",
        f"#text={MARKUP[0]}&outlet={MARKUP[2]}&side=__proto__&speaker=constructor",
        "#row=__proto__&beside=constructor",
        f"#theme={MARKUP[2]}&group=__proto__",
    ):
        assert harmed(opened(trap, address)) == []


def test_without_scripts_it_is_inert_too(apart: Open, trap: Path) -> None:
    visit = apart(trap, java_script_enabled=False)
    assert "<script>" in visit.page.locator("body").inner_text()
    assert visit.page.locator(ODD).count() == 0
    assert visit.overflow() == []


def test_the_pdf_is_printed(trapped: Visit) -> None:
    assert trapped.page.pdf(format="A4").startswith(b"%PDF")
    assert harmed(trapped) == []
