"""Photographs the report of the demo for the documentation: `python -m scripts.screenshot`.

The pictures are reduced to the few colours that a page has, so that they stay small.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PIL import Image

from bench import chromium
from bench.shared import PROJECT
from crosswire import Ledger, load
from crosswire.report import render, report
from crosswire.view.brief import brief

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = PROJECT / "docs" / "picture"

COLOURS = 256

LARGEST = 150_000
"""Bytes that a picture may have."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What is photographed: a part of the page, from an address, in a window."""

    name: str
    part: str = ""
    address: str = ""
    scheme: Literal["light", "dark"] = "light"
    width: int = 1280
    height: int = 860


def pictures(ledger: Ledger) -> Iterator[Picture]:
    """The views, the reading pane with two sources, the dark page, the page on a phone."""
    contested = next(one for one in ledger.questions if one.relation == "conflict")
    first, other = (answer.figures[-1] for answer in contested.answers[:2])
    yield Picture("figures", "figures")
    yield Picture("timeline", "timeline")
    yield Picture("map", "map")
    yield Picture("statements", "statements")
    yield Picture("pane", "figures", f"#row={first}&beside={other}", width=1600)
    yield Picture("dark", "timeline", scheme="dark")
    yield Picture("phone", "figures", width=375, height=760)


def photograph(browser: Browser, path: Path, picture: Picture) -> bytes:
    """A picture of a report as a PNG of few colours."""
    page = browser.new_page(
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page.goto(path.as_uri() + picture.address)
    page.wait_for_timeout(1000)
    page.evaluate("(id) => document.getElementById(id)?.scrollIntoView()", picture.part)
    page.wait_for_timeout(1000)
    shot = Image.open(BytesIO(page.screenshot(caret="hide"))).convert("RGB")
    page.close()
    return reduced(shot)


def reduced(shot: Image.Image) -> bytes:
    """A picture in the colours that serve it best, without dots."""
    few = shot.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> int:
    """Write the pictures; 1 where one is too large."""
    ledger = load(PROJECT / "tests" / "demo" / "ledger.jsonl")
    PICTURES.mkdir(parents=True, exist_ok=True)
    large = 0
    with tempfile.TemporaryDirectory() as folder, chromium.launch() as browser:
        path = Path(folder, "report.html")
        path.write_bytes(render(report(ledger), brief(ledger)))
        for picture in pictures(ledger):
            shot = photograph(browser, path, picture)
            (PICTURES / f"{picture.name}.png").write_bytes(shot)
            large += len(shot) > LARGEST
            sys.stdout.write(f"{picture.name}.png {len(shot):,} bytes\n")
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
