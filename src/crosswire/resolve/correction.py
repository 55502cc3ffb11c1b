"""Who said it, and when, where people have put it right: rows of one report, corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from crosswire.judgement.ruling import Ruling, Rulings
from crosswire.judgement.value import DateField, Days
from crosswire.row import Document, Figure, Mention, Reason, Statement, Window, Witness


def published(document: Document, rulings: Rulings) -> Document:
    """A report with the day, or days, on which people know that it was published, if they do."""
    ruling = rulings.dates.get((document.id, "published"))
    days = _days(ruling)
    if ruling is None or days is None:
        return document
    first, last = days.first or days.last, days.last or days.first
    because = {**document.because, "published_from": ruling.reason()}
    if first == last:
        because["published"] = ruling.reason()
    return replace(
        document,
        published=first if first == last else None,
        published_from=first,
        published_to=last,
        dated_by="given" if first else None,
        because=because,
    )


def is_published(document: Document, rulings: Rulings) -> bool:
    """Whether people have put right when a report was published."""
    return (document.id, "published") in rulings.dates


@dataclass(frozen=True, slots=True)
class Correction:
    """What people have put right of claims, and the mentions that they name as speakers."""

    rulings: Rulings
    mentions: Mapping[str, Mention]

    @classmethod
    def of(cls, rulings: Rulings, mentions: Iterable[Mention]) -> Correction:
        """What rulings put right, where these are all mentions."""
        named = {one.value for one in rulings.speakers.values()}
        return cls(rulings, {row.id: row for row in mentions if row.id in named} if named else {})

    def statements(self, rows: tuple[Statement, ...]) -> tuple[Statement, ...]:
        """The statements of a report; who was put right as speaker is the last of the chain."""
        return tuple(map(self._statement, rows)) if self._any else rows

    def figures(self, rows: tuple[Figure, ...]) -> tuple[Figure, ...]:
        """The figures of a report."""
        return tuple(map(self._figure, rows)) if self._any else rows

    @property
    def _any(self) -> bool:
        return bool(self.rulings.speakers or self.rulings.dates)

    def _statement(self, row: Statement) -> Statement:
        here = Witness(row.document, row.content)
        for speaker, why in self._speaker(row.id, here):
            carriers = tuple(one for one in row.chain[:-1] if one != speaker)
            chain = (*carriers, speaker) if speaker else ()
            because = {**row.because, "speaker": why, "chain": why}
            row = replace(row, speaker=speaker, chain=chain, because=because)
        for window, why in self._window(row.id, "said", here):
            row = replace(row, said=window, because={**row.because, "said": why})
        for window, why in self._window(row.id, "when", here):
            row = replace(row, when=window, because={**row.because, "when": why})
        return row

    def _figure(self, row: Figure) -> Figure:
        here = Witness(row.document, row.span)
        for speaker, why in self._speaker(row.id, here):
            row = replace(row, speaker=speaker, because={**row.because, "speaker": why})
        for window, why in self._window(row.id, "when", here):
            row = replace(row, when=window, because={**row.because, "when": why})
        return row

    def _speaker(self, name: str, here: Witness) -> Iterator[tuple[str | None, Reason]]:
        """Who was put right as the speaker of a row, if anybody: None is the outlet itself."""
        ruling = self.rulings.speakers.get(name)
        if ruling is None:
            return
        if ruling.value is None:
            yield None, ruling.reason(here)
        elif isinstance(ruling.value, str) and (who := self.mentions.get(ruling.value)):
            yield who.entity, ruling.reason(here, Witness(who.document, who.span))

    def _window(
        self, name: str, field: DateField, here: Witness
    ) -> Iterator[tuple[Window | None, Reason]]:
        """The days that were put right of a row, if any."""
        ruling = self.rulings.dates.get((name, field))
        days = _days(ruling)
        if ruling and days:
            known = days.first or days.last
            yield Window(days.first, days.last) if known else None, ruling.reason(here)


def _days(ruling: Ruling | None) -> Days | None:
    return ruling.value if ruling and isinstance(ruling.value, Days) else None
