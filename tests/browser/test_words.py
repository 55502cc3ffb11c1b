"""From any number or line to the words: the pane marks exactly what the ledger says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from browser.conftest import Open, written
from browser.visit import Visit
from crosswire import Ledger
from crosswire.row import Figure, Statement

EMOJI = (
    "Dam report \U0001f30a\U0001f30a\n\nPublished 3 March 2031\n\n"
    "\U0001f4a5\U0001f468\u200d\U0001f469\u200d\U0001f467 At least 12 people \U0001f198 were "
    "killed in Lisbon, mayor Ada Quillfeather said on Monday \U0001d4d0\U0001d4d1.\n\n"
    "\U0001f1f5\U0001f1f9 “The gates \U0001f6aa were opened by the company,” said Bram Ockley, a "
    "spokesman for the water board. Another 40 houses \U0001f3e0 were flooded, cafe\u0301 owners "
    "said.\n"
)


def unbroken(text: str) -> str:
    """A text as the pane's paragraphs hold it, one after the other."""
    return text.replace("\n", "")


def expected(ledger: Ledger) -> dict[str, set[str]]:
    """The words of each statement and figure, or the parts of those that a cue interrupts."""
    texts = {one.id: one.text for one in ledger.documents}
    wanted = {one.id: {unbroken(one.text)} for one in ledger.figures}
    for one in ledger.statements:
        parts = "".join(span.of(texts[one.document]) for span in one.spans)
        wanted[one.id] = {unbroken(one.text), unbroken(parts)}
    return wanted


def wrong(found: Mapping[str, list[str]], wanted: Mapping[str, set[str]]) -> dict[str, object]:
    """The rows whose marked words are not theirs."""
    return {
        row: (marked, wanted[row])
        for row, marked in found.items()
        if "".join(marked) not in wanted[row]
    }


def test_a_contested_figure_leads_to_its_words(visit: Visit, ledger: Ledger) -> None:
    texts = {one.id: one.text for one in ledger.figures}
    visit.section("figures").locator('a[href*="row=figure-"]').first.click()
    visit.settle()
    name = visit.row
    assert visit.pane.is_visible()
    assert visit.marked() == texts[name]
    assert visit.in_view(visit.mark())
    assert visit.pane.inner_text().count("\n") > 5


def test_every_row_s_permalink_marks_its_words(visit: Visit, ledger: Ledger) -> None:
    wanted = expected(ledger)
    assert len(wanted) == len(ledger.statements) + len(ledger.figures) > 300
    assert wrong(visit.words(wanted), wanted) == {}


def test_words_are_found_by_code_points(
    read: Callable[[Path], Ledger], folder: Path, opened: Open
) -> None:
    reports = folder / "emoji"
    reports.mkdir()
    (reports / "one.txt").write_text(EMOJI, "utf-8", newline="")
    ledger = read(reports)
    wanted = expected(ledger)
    assert len(ledger.statements) > 1
    assert any(
        "\U0001f198" in text or "people" in text for words in wanted.values() for text in words
    )
    visit = opened(written(ledger, folder, "emoji"))
    assert wrong(visit.words(wanted), wanted) == {}


def test_without_the_articles_the_excerpts_are_marked(
    opened: Open, bare: Path, ledger: Ledger
) -> None:
    wanted = dict(list(expected(ledger).items())[::12])
    assert len(wanted) > 20
    found = opened(bare).words(wanted)
    assert [row for row, (told,) in found.items() if not any(w in told for w in wanted[row])] == []


def test_a_report_opens_too(visit: Visit, ledger: Ledger) -> None:
    document = ledger.documents[3]
    visit.go(f"row={document.id}")
    assert visit.pane.is_visible()
    assert (document.title or "?") in visit.pane.inner_text()
    assert document.text.split("\n\n")[1].strip()[:60] in visit.pane.inner_text()


def pair(ledger: Ledger) -> tuple[Figure, Figure]:
    """Two figures of a contested question, from two reports."""
    figures = {one.id: one for one in ledger.figures}
    for question in ledger.questions:
        if question.relation == "conflict":
            first, *others = (figures[one] for one in question.figures)
            for other in others:
                if other.document != first.document:
                    return first, other
    raise AssertionError("nothing is contested between two reports")


def test_two_sources_stand_side_by_side(visit: Visit, ledger: Ledger) -> None:
    one, other = pair(ledger)
    visit.go(f"row={one.id}&beside={other.id}")
    assert visit.marked("row") == one.text
    assert visit.marked("beside") == other.text
    assert visit.in_view(visit.mark("row"))
    assert visit.in_view(visit.mark("beside"))


def test_a_contested_question_offers_its_sources_side_by_side(visit: Visit) -> None:
    offers = visit.section("figures").get_by_role("button", name="Compare")
    offers.nth(0).click()
    offers.nth(1).click()
    visit.settle()
    assert "beside=" in visit.address
    assert visit.marked("row")
    assert visit.marked("beside")


@pytest.mark.parametrize("kind", ["statement", "figure"])
def test_the_pane_shows_status_and_reasons(visit: Visit, ledger: Ledger, kind: str) -> None:
    rows: tuple[Statement | Figure, ...] = (
        ledger.statements if kind == "statement" else ledger.figures
    )
    row = next(one for one in rows if one.because and one.speaker)
    visit.go(f"row={row.id}")
    visit.marked()
    names = {one.id: one.name for one in ledger.entities}
    words = visit.pane.inner_text()
    assert names[str(row.speaker)] in words
    for closed in visit.pane.locator("details:not([open]) > summary").all():
        closed.click()
    why = visit.pane.get_by_role("heading", name="Why", exact=True)
    why.scroll_into_view_if_needed()
    assert why.is_visible()


def test_the_pane_closes_by_its_button_and_by_escape(visit: Visit, ledger: Ledger) -> None:
    for close in ("button", "key"):
        visit.go(f"row={ledger.figures[0].id}")
        assert visit.pane.is_visible()
        if close == "button":
            visit.pane.get_by_role("button", name="Close").click()
        else:
            visit.page.keyboard.press("Escape")
        visit.settle()
        assert not visit.pane.is_visible()
        assert "row=" not in visit.address


def test_an_address_that_names_nothing_is_told_not_thrown(visit: Visit) -> None:
    visit.go("row=figure-0000&side=nobody&day=x..y&act=%00&beside=z&words=9-1")
    assert visit.section("figures").is_visible()
