"""An answer as the rest of the program sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from email.utils import parsedate_to_datetime

from crosswire.error import FetchError
from crosswire.fetch.limit import DAY
from crosswire.read.payload import Answer

LONGEST_TAG = 1_000
"""Characters of a version's name (ETag, Last-Modified) that are kept and sent back."""

_TAG = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")

_WORDS = {
    401: "it asks for a password",
    402: "it asks for payment",
    403: "it refuses to be fetched",
    404: "there is no such page",
    410: "it is gone for good",
    429: "it has been asked too often",
    451: "it is withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Response:
    """What came from an address: `url` is where it was found, after redirects.

    `moved` is its new address, where all redirects to it are for good. `etag` and `modified` name
    the version. `wait` is for how many seconds it asks to be left alone. `is_inside` says that it
    came from a network of one's own.
    """

    asked: str
    url: str
    at: datetime
    status: int
    media: str
    charset: str | None
    body: bytes
    etag: str | None = None
    modified: str | None = None
    wait: float | None = None
    moved: str | None = None
    is_inside: bool = False

    @property
    def is_found(self) -> bool:
        """Whether it is what was asked for."""
        return 200 <= self.status < 300

    def check(self) -> None:
        """Raises FetchError where it is not what was asked for."""
        if not self.is_found:
            why = _WORDS.get(self.status, "it has no answer now" if self.status >= 500 else "")
            told = f": {why}" if why else ""
            raise FetchError(
                f"status {self.status}{told}",
                remedy="Open it in a browser; save the page and give the file.",
                wait=self.wait,
            )


def response(  # noqa: PLR0913 - what is known beside the answer
    answer: Answer, *, asked: str, url: str, at: datetime, moved: str | None, is_inside: bool
) -> Response:
    """The answer with what its headers say."""
    return Response(
        asked=asked,
        url=url,
        at=at,
        status=answer.status,
        media=answer.media,
        charset=answer.headers.get_content_charset(),
        body=answer.body,
        etag=_tag(answer.headers, "ETag"),
        modified=_tag(answer.headers, "Last-Modified"),
        wait=_wait(answer.headers, at),
        moved=moved,
        is_inside=is_inside,
    )


def _tag(headers: Message, name: str) -> str | None:
    """A header that is sent back as it came, if that can be done."""
    value = str(headers.get(name, "")).strip()
    return value if len(value) <= LONGEST_TAG and _TAG.fullmatch(value) else None


def _wait(headers: Message, at: datetime) -> float | None:
    """The seconds of a Retry-After, which may be a date (RFC 9110, 10.2.3); a day at most."""
    value = str(headers.get("Retry-After", "")).strip()
    if not value:
        return None
    if value.isdecimal() and value.isascii():
        return float(min(int(value[:9]), DAY))
    try:
        until = parsedate_to_datetime(value)
        seconds = (until if until.tzinfo else until.replace(tzinfo=at.tzinfo)) - at
    except (ValueError, OverflowError):
        return None
    return min(max(seconds.total_seconds(), 0.0), float(DAY))
