"""How long a report's page takes to write, beside how long its articles took to read.

The articles are those of `bench cost`; both commands run on one core, one after the other. Seconds
are the processor's, the start of each command with them.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench import cost
from bench.speed import Run, one_core, python

ARTICLES = 200

MOST_OF_THE_READING = 0.15
"""What writing the page may cost, beside reading the articles."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a ledger and its page took, in seconds, and the page's size in bytes."""

    articles: int
    ledger: float
    page: float
    size: int

    @property
    def share(self) -> float:
        """The page by the ledger."""
        return self.page / self.ledger


def measure(articles: int = ARTICLES) -> Page:
    """Read so many articles into a ledger, and write its page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts, rows, page = folder / "texts", folder / "rows.jsonl", folder / "report.html"
        texts.mkdir()
        for title, text in cost.reports(articles):
            (texts / title).write_text(text, "utf-8", newline="")
        read = _command("ledger", str(texts), "-o", str(rows), "--quiet")
        written = _command("report", str(rows), "-o", str(page))
        return Page(articles, read.seconds, written.seconds, page.stat().st_size)


def run() -> int:
    """Measure, print, and return 0 where the bound holds, else 1."""
    one_core()
    found = measure()
    print(
        f"{found.articles} articles  {found.ledger:.2f} s ledger  {found.page:.2f} s page"
        f"  {found.share:.1%} of the reading  {found.size / 1e6:.2f} MB"
    )
    if found.share > MOST_OF_THE_READING:
        print(f"report: the page takes {found.share:.1%} > {MOST_OF_THE_READING:.0%}")
        return 1
    return 0


def _command(*arguments: str) -> Run:
    """A command of crosswire, from start to end."""
    return python(["-c", "from crosswire.cli import main; main()", *arguments])
