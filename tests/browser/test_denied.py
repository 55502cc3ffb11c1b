"""A denied proposition never reads as asserted, wherever its words stand."""

from __future__ import annotations

import pytest

from browser.visit import VIEWS, Visit
from crosswire import Ledger
from crosswire.view.lookup import own_no

PLAIN = """([view, words]) => {
  const line = (text) => text.replace(/\\s+/g, " ").trim().toLowerCase();
  const root = document.getElementById(view);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  const found = [];
  for (let one = walker.nextNode(); one; one = walker.nextNode()) {
    const own = [...one.children].some((child) => line(child.textContent).includes(words));
    if (own || !line(one.textContent).includes(words)) continue;
    let near = one;
    while (near !== root && !near.matches("article, tr, figure, svg a, li:not(article li)"))
      near = near.parentElement;
    found.push([line(near.textContent), one.outerHTML.slice(0, 200)]);
  }
  return found;
}"""
"""The smallest elements of a view that hold some words, each with the text of what it stands in."""

TOLD = ("denied", "denies", "denial", "disowned")


def denied(ledger: Ledger) -> dict[str, str]:
    """The words of denied statements, but those that somebody asserts too, and bare names."""
    asserted = [
        " ".join(one.text.split()).lower() for one in ledger.statements if one.act != "denies"
    ]
    found = {
        one.id: " ".join(one.text.split()).lower()
        for one in ledger.statements
        if one.act == "denies" and len(one.text.split()) > 3
    }
    return {
        row: words for row, words in found.items() if not any(words in other for other in asserted)
    }


@pytest.mark.parametrize("view", VIEWS[:4])
def test_denied_words_are_told_as_denied(visit: Visit, ledger: Ledger, view: str) -> None:
    visit.unrolled(view, "statement")
    seen = 0
    for words in denied(ledger).values():
        for told, element in visit.page.evaluate(PLAIN, [view, words]):
            seen += 1
            assert any(word in told for word in TOLD), element
    assert seen > 2 or view != "statements"


def test_every_title_and_name_of_denied_words_says_so(visit: Visit, ledger: Ledger) -> None:
    visit.unrolled("statements", "statement")
    visit.unrolled("timeline", "statement")
    labels = visit.page.evaluate(
        """() => [...document.querySelectorAll("[title], [aria-label]")]
          .flatMap((one) => [one.getAttribute("title"), one.getAttribute("aria-label")])
          .concat([...document.querySelectorAll("svg title")].map((one) => one.textContent))
          .filter(Boolean).map((text) => text.replace(/\\s+/g, " ").toLowerCase())"""
    )
    assert len(labels) > 50
    plain = [
        label
        for words in denied(ledger).values()
        for label in labels
        if words[:40] in label and not any(word in label for word in TOLD)
    ]
    assert plain == []


def test_the_pane_says_that_the_open_words_are_denied(visit: Visit, ledger: Ledger) -> None:
    rows = list(denied(ledger))
    assert rows
    for row in rows[:6]:
        visit.go(f"row={row}")
        visit.marked()
        assert "DENIED BY" in visit.pane.evaluate("(one) => one.textContent")


def test_denied_figures_are_no_answers(visit: Visit, ledger: Ledger) -> None:
    statements = {one.id: one for one in ledger.statements}
    figures = [
        one for one in ledger.figures if one.statement and statements[one.statement].act == "denies"
    ]
    for figure in figures:
        links = visit.section("figures").locator(f'a[href*="row={figure.id}"]')
        for link in links.all():
            near = link.evaluate("(one) => one.closest('li, tr, g, section').textContent")
            assert any(word in near.lower() for word in TOLD)


def test_a_denial_in_negative_words_is_not_turned_around(visit: Visit, ledger: Ledger) -> None:
    own = {one.id for one in ledger.statements if own_no(one)}
    assert own
    visit.unrolled("statements", "statement")
    labelled = visit.page.locator("#statements .denied-label").evaluate_all(
        """(all) => all.map((one) => one.closest("a").dataset.row)"""
    )
    assert labelled
    assert own.isdisjoint(labelled)
    for row in sorted(own)[:3]:
        visit.go(f"row={row}")
        visit.marked()
        assert visit.pane.locator(".panel-claim .denied-label").count() == 0
        assert "in these words" in visit.pane.locator(".panel-claim").inner_text()
