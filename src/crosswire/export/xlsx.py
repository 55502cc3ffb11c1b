"""XLSX: a workbook that an analyst works in. Needs XlsxWriter, the extra `xlsx`.

XlsxWriter only writes, and writes each value as what it is told to be: what a report says can never
become a formula. It depends on nothing, and its files hold no clock but the one that is set.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.error import extra
from crosswire.export.sheet import Address, Cell, Cells, Sheet, sheets
from crosswire.ledger import Ledger
from crosswire.view.inert import inert

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MADE = datetime(2000, 1, 1)
"""When each workbook says that it was made: the same ledger is the same bytes."""

LONGEST = 32_767
"""Characters that a cell holds, as UTF-16 counts them."""

CUT = "… (cut)"

LINE = 15
"""Points from one line of a cell to the next."""

MOST_LINES = 12
"""Lines of a row at most; what is longer is read in its cell."""

LONGEST_ADDRESS = 2_079
MOST_ADDRESSES = 65_530
"""Links that Excel allows: the characters of one, and how many on a sheet."""

FIRST_YEAR = 1900
"""Excel has no day before."""

NEGLECTED = re.compile("[\ufffe\uffff]")
"""Two code points that are no characters and that XML forbids."""

_FORMULA = ("=", "+", "-", "@")
"""How words begin that would become a formula where somebody edits their cell."""


class XlsxFormat:
    """Writes the ledger as a workbook."""

    name = "xlsx"
    suffix = ".xlsx"

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write the workbook; raises ExtraError where XlsxWriter is not installed."""
        with extra("xlsx"):
            from xlsxwriter import Workbook  # noqa: PLC0415 - an extra
        with Workbook(str(goal), {"in_memory": True}) as book:
            book.set_properties({"created": MADE, "title": "Claims", "author": "crosswire"})
            writer = _Writer(book)
            for sheet in sheets(ledger):
                writer.write(sheet)


def shown(text: str) -> str:
    """Words as a cell can hold them: harmless, on one line, with a cut that is seen."""
    words = NEGLECTED.sub("\N{REPLACEMENT CHARACTER}", inert(text))
    if _units(words) <= LONGEST:
        return words
    kept = words[: LONGEST - len(CUT)]
    while _units(kept) > LONGEST - len(CUT):
        kept = kept[: -max(1, (_units(kept) - LONGEST + len(CUT)) // 2)]
    return kept + CUT


def _units(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le")) // 2


def _lines(row: Cells, sheet: Sheet) -> int:
    """How many lines the longest cell of a row wraps to, as far as a row grows.

    Excel would see to that itself; LibreOffice lets the lines of one row run into the next.
    """
    pairs = zip(row, sheet.columns, strict=True)
    texts = (
        (cell.words if isinstance(cell, Address) else cell, width) for cell, (_, width) in pairs
    )
    lines = (ceil(len(text) / width) for text, width in texts if isinstance(text, str))
    return min(max(lines, default=1), MOST_LINES)


class _Writer:
    """Writes sheets into a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        top = {"valign": "top", "text_wrap": True}
        self._head = book.add_format({"bold": True, "bottom": 1, **top})
        self._plain = book.add_format(top)
        self._quoted = book.add_format({"quote_prefix": True, **top})
        self._denied = book.add_format({"italic": True, "font_color": "#8C1D18", **top})
        self._number = book.add_format({"valign": "top"})
        self._day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd"})
        self._link = book.add_format({"font_color": "#0B5394", "underline": 1, **top})

    def write(self, sheet: Sheet) -> None:
        """A sheet with its titles, which stay in view, on paper too, and filter what is below."""
        page = self._book.add_worksheet(sheet.name)
        for at, (title, width) in enumerate(sheet.columns):
            page.set_column(at, at, width)
            page.write_string(0, at, title, self._head)
        for number, row in enumerate(sheet.rows, 1):
            page.set_row(number, LINE * _lines(row, sheet))
            for at, cell in enumerate(row):
                self._cell(page, number, at, cell, links=number < MOST_ADDRESSES)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)

    def _cell(self, page: Worksheet, row: int, at: int, cell: Cell, *, links: bool) -> None:
        """A value as what it is."""
        if isinstance(cell, date) and cell.year >= FIRST_YEAR:
            page.write_datetime(row, at, datetime(*cell.timetuple()[:3]), self._day)
        elif isinstance(cell, int | float):
            page.write_number(row, at, cell, self._number)
        elif isinstance(cell, Address) and cell.url and links and len(cell.url) < LONGEST_ADDRESS:
            page.write_url(row, at, cell.url, self._link, shown(cell.words))
        elif cell is not None:
            self._string(page, row, at, cell.words if isinstance(cell, Address) else str(cell))

    def _string(self, page: Worksheet, row: int, at: int, text: str) -> None:
        """Words, which stay words when their cell is edited."""
        words = shown(text)
        page.write_string(row, at, words, self._style(words))

    def _style(self, words: str) -> Format:
        """How words look."""
        if words.startswith("DENIED"):
            return self._denied
        return self._quoted if words.startswith(_FORMULA) else self._plain
