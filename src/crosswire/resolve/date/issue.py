"""A report as it came out, and what is found of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crosswire.extract.time.timex import Timex
from crosswire.parse import Parse
from crosswire.row import Reason, Window


@dataclass(frozen=True, slots=True)
class Issue:
    """A report as it came out: `published` is what was given with it, `url` where it stood."""

    document: str
    parse: Parse
    times: tuple[Timex, ...]
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Dating:
    """The day of a report, or the days of which one is it, and the words that tell."""

    window: Window
    because: Reason

    @property
    def day(self) -> date | None:
        """The day, where it is a single one."""
        return self.window.last if self.window.first == self.window.last else None
