"""What a site lets robots fetch: its robots.txt, by RFC 9309, as protego reads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from crosswire.error import FetchError, extra
from crosswire.fetch.address import Address
from crosswire.fetch.limit import DAY

with extra("desk"):
    from protego import Protego

TOKEN = "crosswire"  # noqa: S105 - RFC 9309 calls a robot's name its product token
"""The name under which a robots.txt may speak of this program."""

LARGEST = 512_000
"""Bytes of a robots.txt that are read, as the RFC has it; what follows is left."""

MOST_PAIRS = 2_000_000
"""Robots times rules: a file of half a megabyte can ask for a hundred times as many."""

KEPT = DAY
"""Seconds that a robots.txt holds."""

RETRIED = 600
"""Seconds after which a site whose robots.txt could not be had is asked for it again."""

_AGENT = re.compile(r"^\s*user-?\s?agent", re.IGNORECASE | re.MULTILINE)
_RULE = re.compile(r"^\s*(?!user|#)\S", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Robots:
    """The robots.txt of a site and when it was asked for; `text` is None where it can't be had.

    A site without one has an empty text: everything may be fetched.
    """

    at: datetime
    text: str | None

    def is_stale(self, now: datetime) -> bool:
        """Whether it must be asked for again; a clock that was set back makes it so too."""
        kept = timedelta(seconds=RETRIED if self.text is None else KEPT)
        return not self.at <= now < self.at + kept

    def delay(self) -> float:
        """The seconds between two requests that the site asks for, or 0."""
        return 0.0 if self.text is None else _rules(self.text).crawl_delay(TOKEN) or 0.0

    def check(self, address: Address) -> None:
        """Raises FetchError where the address must not be fetched, or not now."""
        if self.text is None:
            raise FetchError(
                f"the robots.txt of {address.host} cannot be had, so nothing is fetched from it",
                remedy="Ask again later.",
                wait=RETRIED,
            )
        if not _rules(self.text).can_fetch(str(address), TOKEN):
            raise FetchError(
                f"the robots.txt of {address.host} doesn't let programs fetch it",
                remedy="Save the page from your browser and give the file.",
                wait=KEPT,
            )


def answered(status: int, body: bytes, at: datetime) -> Robots:
    """What an answer to the request for a robots.txt says.

    None where it cannot be had now: the site is broken, or busy (429 says so, although the RFC
    counts it as "there is none").
    """
    if 200 <= status < 300:
        text = body.decode("utf-8", "replace").lstrip("\ufeff")
        return Robots(at, text if _is_small(text) else None)
    is_none = 400 <= status < 500 and status != 429
    return Robots(at, "" if is_none else None)


def _is_small(text: str) -> bool:
    """Whether it can be parsed in reasonable time: each robot named may be given each rule."""
    agents = sum(1 for _ in _AGENT.finditer(text))
    return agents * sum(1 for _ in _RULE.finditer(text)) <= MOST_PAIRS


@lru_cache(maxsize=64)
def _rules(text: str) -> Protego:
    """The rules of a robots.txt."""
    return Protego.parse(text)
