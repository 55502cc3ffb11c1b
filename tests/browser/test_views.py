"""Every view of the demo's report shows what the ledger holds, without a word on the console."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from browser.conftest import Open
from browser.visit import VIEWS, Visit
from crosswire import Ledger


def test_the_page_says_what_it_is(visit: Visit, ledger: Ledger) -> None:
    page = visit.page
    assert page.get_by_role("main").count() == 1
    heading = page.get_by_role("heading", level=1)
    assert heading.count() == 1
    event = str(ledger.run.settings["event"])
    assert event in heading.inner_text()
    assert event in page.title()
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_has_a_heading_and_rows(visit: Visit, view: str) -> None:
    section = visit.section(view)
    section.scroll_into_view_if_needed()
    assert section.get_by_role("heading").first.inner_text().strip()
    assert section.locator("a[href*='row='], [tabindex], button").count() > 3
    name = section.get_attribute("aria-labelledby")
    assert name
    assert visit.page.locator(f"#{name}").inner_text().strip()


def test_contested_figures_come_first_and_all_of_them(visit: Visit, ledger: Ledger) -> None:
    contested = {one.id for one in ledger.questions if one.relation in ("conflict", "mixed")}
    shown = visit.unrolled("figures", "question")
    assert len(contested) > 2
    assert set(shown[: len(contested)]) == contested


@pytest.mark.parametrize("view", ["timeline", "map", "figures"])
def test_a_picture_has_a_name_and_a_table_behind_it(visit: Visit, view: str) -> None:
    section = visit.section(view)
    pictures = section.locator("svg:not([aria-hidden=true])")
    assert pictures.count() >= 1
    for picture in pictures.all()[:5]:
        labelled = picture.get_attribute("aria-label") or picture.get_attribute("aria-labelledby")
        assert labelled or picture.locator("title").count()
    section.locator("details > summary", has_text=re.compile("table", re.I)).first.click()
    table = section.locator("details[open] table").first
    table.locator("tr").nth(2).wait_for()
    assert table.locator("th").count() > 1
    assert table.is_visible()


def test_every_report_is_listed(visit: Visit, ledger: Ledger) -> None:
    listed = visit.unrolled("reports", "document")
    assert len(listed) == 0 or set(listed) == {f"document-{one.id}" for one in ledger.documents}
    text = visit.section("reports").inner_text()
    assert [one.outlet for one in ledger.documents if (one.outlet or "") not in text] == []


def test_the_foot_tells_how_it_was_made_and_what_it_is_not(visit: Visit, ledger: Ledger) -> None:
    foot = visit.page.get_by_role("contentinfo")
    for closed in foot.locator("details:not([open]) > summary").all():
        closed.click()
    words = foot.inner_text()
    run = ledger.run
    for part in (run.version, run.model.name, run.model.version, run.gazetteer.name):
        assert part in words
    assert ledger.documents[0].sha256[:12] in words
    assert re.search(r"nothing (here )?(is|was|has been) (verified|checked)|not verif", words, re.I)
    assert re.search(r"generated", words, re.I)
    assert re.search(r"0?\.\d\d|\d\d ?%", words)


def test_the_page_is_one_small_file(report: Path, bare: Path, ledger: Ledger) -> None:
    assert report.stat().st_size < 1_500_000
    assert bare.stat().st_size < report.stat().st_size
    text = bare.read_text("utf-8")
    sentence = ledger.documents[0].text.strip().splitlines()[-1]
    assert sentence not in text


def test_without_scripts_there_is_the_brief(apart: Open, report: Path, ledger: Ledger) -> None:
    visit = apart(report, java_script_enabled=False)
    words = visit.page.locator("body").inner_text()
    assert str(ledger.run.settings["event"]) in words
    assert len(words) > 1000
    contested = [one for one in ledger.questions if one.relation == "conflict"]
    assert [one.text for one in contested[:3] if one.text not in words] == []
    assert "DENIED BY" in words
