"""What expressions are counted from: the day of publication, an utterance, the time last told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from crosswire.extract.time.timex import Timex
from crosswire.resolve.date.granule import Granule
from crosswire.row import Span

Genre = Literal["news", "narrative"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """A known time, the name of the rule that chose it and the words it was read from."""

    granule: Granule
    rule: str
    spans: tuple[Span, ...] = ()

    @property
    def day(self) -> date | None:
        """Its last day."""
        window = self.granule.window
        return window[1] if window else None


@dataclass(frozen=True, slots=True)
class Mention:
    """A time that was told: what it is, where it stands, and the expression that told it."""

    granule: Granule
    timex: Timex


@dataclass(frozen=True, slots=True)
class Discourse:
    """How far a text has been read: its publication, and the times told so far, latest last."""

    published: Anchor | None
    genre: Genre
    told: Mention | None = None
    told_day: Mention | None = None
    told_outside: Mention | None = None

    def heard(self, granule: Granule, timex: Timex) -> Discourse:
        """The discourse after one more time was told."""
        mention = Mention(granule, timex)
        is_day = granule.grain == "day"
        outside = is_day and not timex.quoted and timex.tense != "future"
        return Discourse(
            self.published,
            self.genre,
            mention,
            mention if is_day else self.told_day,
            mention if outside else self.told_outside,
        )

    def now(self, timex: Timex) -> Anchor | None:
        """The time of the utterance: inside a quotation its day, where the sentence tells it."""
        outside = self.told_outside
        if timex.quoted and outside and outside.timex.sentence == timex.sentence:
            return Anchor(outside.granule, "utterance", (outside.timex.span,))
        if self.genre == "narrative" and self.told:
            return Anchor(self.told.granule, "last mentioned time", (self.told.timex.span,))
        return self.published

    def then(self, timex: Timex) -> Anchor | None:
        """The time last told before an expression, else that of the utterance."""
        if self.told:
            return Anchor(self.told.granule, "last mentioned time", (self.told.timex.span,))
        return self.now(timex)

    def day(self, timex: Timex) -> Anchor | None:
        """The day that a time of day belongs to: the one last told, if it was told nearby."""
        told = self.told_day
        near = told and (
            self.genre == "narrative" or timex.sentence - told.timex.sentence <= NEARBY
        )
        if told and near:
            return Anchor(told.granule, "last mentioned day", (told.timex.span,))
        return self.published if self.genre == "news" else None


NEARBY = 6
"""Sentences over which a day stays the one that is spoken of in news."""
