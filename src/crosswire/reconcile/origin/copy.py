"""Which rows of one report are copied from another, and what the copy dropped.

Two reports that print one quotation have it of one speaker, not of each other: reuse is seen in the
words around (Clough, Gaizauskas, Piao & Wilks 2002 set quotations apart for the same reason). So a
run counts by its words outside quotation marks, and what it covers is a copy, quotations included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from crosswire.reconcile.account import Account, Dossier
from crosswire.reconcile.amount import agree
from crosswire.reconcile.erosion import Erosion, hedges
from crosswire.reconcile.reuse import Reuse, Run
from crosswire.reconcile.standing import Sources
from crosswire.reconcile.verdict import accepted
from crosswire.row import Because, Figure, Link, Reason, Span, Statement, identity

OWN_WORDS = 8
"""Words in a row, outside quotation marks, that two writers don't choose alike."""

MOST = 0.8
"""The share of a row's words that a copy has in runs."""


def copies(dossier: Dossier, reuse: Reuse) -> tuple[Link, ...]:
    """Links from rows to those of earlier reports whose words they repeat.

    From the later published to the earlier, of one day by the reports' ids; a report whose day
    isn't known counts by the end of its window, else after all others. Each row is linked to one
    other: the one that shares most with it, unless people judged it to be a copy of others too.
    """
    reports = {account.document.id: _Report.of(account) for account in dossier.accounts}
    prose = reuse.only(lambda run: _own_words(run, reports, reuse) >= OWN_WORDS)
    erosion = Erosion.of(Sources(dossier.entities), dossier.statements)
    shelf = _Shelf(reports, prose, erosion)
    found = tuple(link for report in reports.values() for link in shelf.copied(report))
    return (*found, *accepted(dossier, "copies", found))


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with its place in time and its quotations."""

    account: Account
    order: tuple[date, str]
    quotations: tuple[Span, ...]

    @classmethod
    def of(cls, account: Account) -> _Report:
        document = account.document
        quoted = (row.spans for row in account.statements if row.kind == "direct")
        spans = tuple(span for group in quoted for span in group)
        return cls(
            account, (document.published or document.published_to or date.max, document.id), spans
        )


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What a row shares with one earlier report."""

    report: _Report
    runs: tuple[Run, ...]

    @property
    def words(self) -> int:
        return sum(run.words for run in self.runs)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All reports, to find what a row is copied from."""

    reports: Mapping[str, _Report]
    reuse: Reuse
    erosion: Erosion

    def copied(self, report: _Report) -> Iterator[Link]:
        """The links of one report's rows."""
        for row in report.account.statements:
            for pieces in self._matching(report, row.content):
                other = _statement(pieces)
                if other is not None:
                    yield _link(row, other, pieces, self._erosion(row, other))
                    break
        for figure in report.account.figures:
            for pieces in self._matching(report, figure.span):
                same = _figure(pieces, figure)
                if same is not None:
                    yield _link(figure, same, pieces, _figure_erosion(figure, same))
                    break

    def _matching(self, report: _Report, span: Span) -> list[_Pieces]:
        """The earlier reports that have most of a stretch in their own prose, the best first."""
        document = report.account.document.id
        by_report: dict[str, list[Run]] = {}
        for run in self.reuse.over(document, span):
            by_report.setdefault(run.there.document, []).append(run)
        least = MOST * self.reuse.words(document, span)
        found = [
            pieces
            for other, runs in by_report.items()
            if (pieces := _Pieces(self.reports[other], tuple(runs))).report.order < report.order
            and pieces.words >= least
        ]
        return sorted(found, key=lambda pieces: (-pieces.words, pieces.report.order))

    def _erosion(self, row: Statement, other: Statement) -> Because:
        figures = tuple(self._inside(row)), tuple(self._inside(other))
        return self.erosion.between(row, other, *figures)

    def _inside(self, row: Statement) -> Iterator[Figure]:
        """The figures of a statement."""
        for figure in self.reports[row.document].account.figures:
            if figure.span in row.content:
                yield figure


def _own_words(run: Run, reports: Mapping[str, _Report], reuse: Reuse) -> int:
    """How many words of a run stand outside quotations."""
    at, span = run.here.document, run.here.span
    quoted = (each for each in reports[at].quotations if each.overlaps(span))
    return run.words - sum(reuse.words(at, _common(each, span)) for each in quoted)


def _common(one: Span, other: Span) -> Span:
    """What two overlapping stretches have in common."""
    return Span(max(one.start, other.start), min(one.end, other.end))


def _statement(pieces: _Pieces) -> Statement | None:
    """The statement that stands where the words were copied from."""
    places = [run.there.span for run in pieces.runs]
    for row in pieces.report.account.statements:
        within = sum(len(_common(row.content, at)) for at in places if row.content.overlaps(at))
        if 2 * within > len(row.content):
            return row
    return None


def _figure(pieces: _Pieces, figure: Figure) -> Figure | None:
    """The figure that stands where the words were copied from."""
    places = [run.there.span for run in pieces.runs]
    for row in pieces.report.account.figures:
        if any(row.span.overlaps(at) for at in places) and agree(row, figure):
            return row
    return None


def _figure_erosion(row: Figure, other: Figure) -> Because:
    """The hedge that either figure dropped."""
    spans = tuple(hedges(row, other))
    return {"dropped_hedge": Reason("dropped_hedge", spans)} if spans else {}


def _link(
    row: Statement | Figure, other: Statement | Figure, pieces: _Pieces, lost: Because
) -> Link:
    spans = tuple(place for run in pieces.runs for place in (run.here, run.there))
    name = identity("link", row.document, row.id, other.id, "copies")
    because = {"kind": Reason("shared_words", spans), **lost}
    return Link(name, "copies", row.id, other.id, because)
