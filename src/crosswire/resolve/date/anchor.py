"""What expressions are counted from: the day of publication, an utterance, the time last told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from crosswire.extract.time.timex import Timex
from crosswire.resolve.date.granule import ORDER, Grain, Granule
from crosswire.row import Span

Genre = Literal["news", "narrative"]

NEARBY = 6
"""Sentences over which a day stays the one that is spoken of in news."""

LEAP = 15
"""Years: a story that jumps further tells something by the way, unless it stays there."""


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
    """A time that was told: what it is, and the expression that told it."""

    granule: Granule
    timex: Timex

    def anchor(self, rule: str) -> Anchor:
        """This time as what another is counted from."""
        return Anchor(self.granule, rule, (self.timex.span,))


@dataclass(frozen=True, slots=True)
class Discourse:
    """How far a text has been read: its publication, and the times told so far.

    `told` is the latest, `day` the latest day, `uttered` the latest day outside quotations that
    is not to come, `happened` the latest such day on which more was done than said, `heading` the
    day that stands over the entries below it, `aside` a time far off that was told by the way, and
    `onset` the day on which something is said to have begun.
    """

    published: Anchor | None
    genre: Genre
    told: Mention | None = None
    day: Mention | None = None
    uttered: Mention | None = None
    happened: Mention | None = None
    heading: Mention | None = None
    aside: Mention | None = None
    onset: Mention | None = None

    def heard(self, granule: Granule, timex: Timex) -> Discourse:
        """The discourse after one more time was told."""
        mention = Mention(granule, timex)
        if self.genre == "narrative" and self._is_aside(granule):
            return replace(self, aside=mention)
        is_day = granule.grain == "day"
        told = timex.tense != "future" and self._is_past(granule)
        uttered = is_day and told and not timex.quoted
        return replace(
            self,
            told=mention,
            day=mention if is_day else self.day,
            uttered=mention if uttered else self.uttered,
            happened=mention if uttered and not timex.saying else self.happened,
            heading=mention if is_day and timex.standing == "heading" else self.heading,
            onset=mention if told and is_day and timex.onset else self.onset,
            aside=None,
        )

    def _is_past(self, granule: Granule) -> bool:
        """Whether a day was there when the report was published."""
        last = self.published.day if self.published else None
        window = granule.window
        return last is None or window is None or window[0] <= last

    def _is_aside(self, granule: Granule) -> bool:
        """Whether a story that was elsewhere only mentions a time, and does not go there."""
        return _leaps(self.told, granule) and (self.aside is None or _leaps(self.aside, granule))

    def utterance(self, timex: Timex) -> Anchor | None:
        """The time of the utterance: inside a quotation its day, where the sentence tells it."""
        uttered = self.uttered
        if timex.quoted and uttered and uttered.timex.sentence == timex.sentence:
            return uttered.anchor("utterance")
        if self.genre == "narrative" and self.told:
            return self._last(timex, self.told).anchor("last mentioned time")
        return self.published

    def told_beside(self, timex: Timex) -> Anchor | None:
        """The day that was told before in the same sentence: "on Monday said that over a day"."""
        told = self.uttered
        if self.genre == "narrative" or told is None or told.timex.sentence != timex.sentence:
            return None
        if not told.timex.saying:
            return None
        return told.anchor("day of the report")

    def mentioned(self, timex: Timex, grain: Grain) -> Anchor | None:
        """The time last told, in news one that is no coarser than a grain; else the utterance."""
        told = self.told
        if told and self.genre == "news" and ORDER[told.granule.grain] > ORDER[grain]:
            told = self.day if self.day and _near(self.day, timex) else None
        if told is None:
            return self.utterance(timex)
        return self._last(timex, told).anchor("last mentioned time")

    def _last(self, timex: Timex, told: Mention) -> Mention:
        """What was told by the way still holds inside its own sentence."""
        aside = self.aside
        return aside if aside and aside.timex.sentence == timex.sentence else told

    def day_of_hours(self, timex: Timex) -> Anchor | None:
        """The day that a time of day belongs to: in news the one just told, else publication.

        The hour of something that happened is of a day on which something did, if there is one;
        the hour of an entry is of the day over it.
        """
        if self.genre == "narrative":
            return self.day.anchor("last mentioned day") if self.day else None
        if timex.standing == "entry":
            return self.heading.anchor("day of the heading") if self.heading else self.published
        for told in self._days_of(timex):
            if told and _near(told, timex):
                return told.anchor("last mentioned day")
        return self.published

    def _days_of(self, timex: Timex) -> tuple[Mention | None, ...]:
        """The days that an hour can be of: things stand so on the day on which it is said."""
        if timex.as_of:
            return (self.uttered,) if self.uttered and self.uttered.timex.saying else ()
        return (self.uttered,) if timex.saying else (self.happened, self.uttered)


def _near(mention: Mention, timex: Timex) -> bool:
    """Whether a day that was told is still the one that is spoken of."""
    return timex.sentence - mention.timex.sentence <= NEARBY


def _leaps(mention: Mention | None, granule: Granule) -> bool:
    """Whether a time is many years from one that was told."""
    if mention is None or mention.granule.year is None or granule.year is None:
        return False
    return abs(mention.granule.year - granule.year) > LEAP
