"""Annotated events as the program reads them: each report once, however often it is asked for.

What a report says alone rests on it alone (`crosswire.reading`), so that one that is put beside
others is not parsed again. The language model is loaded once too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from crosswire import model, pipeline
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger
from crosswire.read import Article, read
from crosswire.reading import Reading, Report, readings, reports

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(slots=True)
class Library:
    """The readings of all reports so far, by their id and text."""

    nlp: Language
    known: dict[tuple[str, str], Reading] = field(default_factory=dict)

    def ledger(self, paths: Sequence[Path]) -> Ledger:
        """The ledger of the reports of some files and folders, as the command makes it."""
        with (
            mock.patch.object(model, "load", return_value=self.nlp),
            mock.patch.object(pipeline, "readings", self.readings),
        ):
            return pipeline.collate(paths)

    def alone(self, paths: Sequence[Path]) -> list[Reading]:
        """What each report of some files and folders says alone."""
        articles = [one for one in read(paths) if isinstance(one, Article)]
        with closing(Gazetteer.open()) as gazetteer:
            return list(self.readings(self.nlp, reports(articles), gazetteer))

    def readings(
        self, nlp: Language, given: Sequence[Report], gazetteer: Gazetteer, **_: Any
    ) -> Iterator[Reading]:
        """What each report says alone, in order: as `crosswire.reading.readings` has it."""
        fresh = [report for report in given if _key(report) not in self.known]
        for report, found in zip(fresh, readings(nlp, fresh, gazetteer), strict=True):
            self.known[_key(report)] = found
        for report in given:
            yield replace(self.known[_key(report)], document=report.document)


@cache
def library() -> Library:
    """The library of this process."""
    return Library(model.load(model.find()))


def _key(report: Report) -> tuple[str, str]:
    """What a reading rests on."""
    return report.document.id, report.document.text
