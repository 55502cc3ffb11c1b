"""The report: a ledger as one HTML file that opens anywhere and asks for nothing."""

from crosswire.report.borders import read_borders
from crosswire.report.model import Report, report
from crosswire.report.page import render

__all__ = ["Report", "read_borders", "render", "report"]
