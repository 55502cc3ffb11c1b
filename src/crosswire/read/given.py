"""What stands beside an article and not in it: the outlet, day, title and address it was given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime

from crosswire.error import InputError

_ISO_DAY = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")

YEARS = range(1600, 2400)
"""In which a report may appear, from the first newspapers on. What programs write where they know
no date, as 0001-01-01 and 9999-12-31, lies outside."""


@dataclass(frozen=True, slots=True)
class Given:
    """Facts about an article that its reader or its user supplies; None is "not known"."""

    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None

    def over(self, other: Given) -> Given:
        """These facts where they are known, else the other's."""
        return Given(
            outlet=self.outlet or other.outlet,
            title=self.title or other.title,
            url=self.url or other.url,
            published=self.published or other.published,
        )


UNKNOWN = Given()
"""Nothing is known."""


def day(text: str) -> date:
    """The local day of a date, or of a time of day with its zone, as it is written.

    Reads ISO 8601 and the dates of mail and feeds (RFC 2822). The zone is that of whoever wrote
    the time, so the day is never moved to another one. Raises InputError for anything else, and for
    days on which no report can have appeared.
    """
    found = _day(text)
    if found is None:
        raise InputError(f"{text!r} is no date", remedy="Write it as YYYY-MM-DD.")
    if found.year not in YEARS:
        raise InputError(
            f"on {text!r} no report appeared", remedy="Leave the date out where it is not known."
        )
    return found


def _day(text: str) -> date | None:
    """The day that a text writes; None where it is no date."""
    try:
        if found := _ISO_DAY.match(text):
            return date(*(int(part) for part in found.groups()))
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None
