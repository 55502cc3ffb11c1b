"""axe-core finds nothing serious, in any dress of the page."""

from __future__ import annotations

from importlib import resources
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest

from browser.conftest import Open
from browser.visit import VIEWS, Visit
from crosswire import Ledger

GRAVE = ("serious", "critical")

DRESSES = pytest.mark.parametrize(("width", "scheme"), [(375, "dark"), (1280, "light")])
"""Each width and each scheme once: their rules in the style do not depend on each other."""

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(visit: Visit) -> list[str]:
    """What axe-core holds to be serious or critical, with the elements."""
    script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    visit.page.evaluate(script)
    options = {"runOnly": TAGS, "resultTypes": ["violations"]}
    results = visit.page.evaluate("(options) => axe.run(options)", options)
    assert len(results["passes"]) > 15
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['failureSummary'][:300]}"
        for one in results["violations"]
        if one["impact"] in GRAVE
        for node in one["nodes"][:4]
    ]


@pytest.fixture
def some(ledger: Ledger) -> str:
    """An address that leaves a tenth of the rows, of all kinds: axe takes its time."""
    return urlencode({"outlet": str(ledger.documents[6].outlet), "text": "e"})


@pytest.fixture
def sources(ledger: Ledger, some: str) -> str:
    """The same with two figures side by side."""
    return f"#{some}&row={ledger.figures[0].id}&beside={ledger.figures[-1].id}"


@DRESSES
def test_no_serious_violation_with_all_unfolded(
    opened: Open, some: str, report: Path, scheme: str, width: int
) -> None:
    visit = opened(report, f"#{some}", width=width, color_scheme=scheme)
    for view in VIEWS:
        visit.unrolled(view, "figure")
    assert violations(visit) == []


@DRESSES
def test_no_serious_violation_with_two_sources_open(
    opened: Open, sources: str, report: Path, scheme: str, width: int
) -> None:
    assert violations(opened(report, sources, width=width, color_scheme=scheme)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_with_filters(opened: Open, report: Path, scheme: str) -> None:
    visit = opened(report, "#act=denies&text=dam&day=2026-03-01..", color_scheme=scheme)
    visit.choice("Outlet").click()
    assert violations(visit) == []


def test_headings_go_down_step_by_step(visit: Visit) -> None:
    levels = visit.page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
          .filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1]))"""
    )
    assert levels[0] == 1
    assert len(levels) > 6
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_parties_are_told_apart_without_colour(visit: Visit) -> None:
    shapes = visit.page.evaluate(
        """() => { const all = new Map();
        for (const one of document.querySelectorAll("svg path[class*=party-]")) {
          const party = [...one.classList].find((name) => name.startsWith("party-"));
          all.set(party, (all.get(party) ?? new Set()).add(one.getAttribute("d"))); }
        return [...all].map(([party, shapes]) => [party, [...shapes]]); }"""
    )
    assert len(shapes) > 3
