"""The dateline in front of a report's first sentence: "LIMA, Peru, May 3 (Andes Wire) - "."""

from __future__ import annotations

import re

from crosswire.row import Span

LONGEST = 120
"""Characters of the longest dateline."""

_CAPITALS = r"[^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]+(?:[ /-][^\W\d_a-zß-ÿ][^\W\d_a-zß-ÿ.'’-]+)*"
_NAME = r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]+){0,2}"
_MORE = r"(?:,\s?[\w.'’ ]{2,30}){0,2}"
_AGENCY = r"\([^\W\d_][^()\n]{1,40}\)"
_DASH = r"\s*(?:—|–|--|(?<=\s)-|(?<=\))\s?-)\s*"
_BODY = r"(?=[^\W\d_a-z]|[“\"‘'«\d])"
_DATELINE = re.compile(
    rf"(?:{_CAPITALS}{_MORE}(?:\s?{_AGENCY})?(?:{_DASH}|:\s+)"
    rf"|{_NAME}{_MORE}\s?{_AGENCY}{_DASH}"
    rf"|{_AGENCY}\s+{_NAME}{_MORE}{_DASH}"
    rf"|{_AGENCY}{_DASH}){_BODY}"
)


def dateline(text: str, span: Span) -> Span | None:
    """The dateline at the head of a paragraph, or None.

    A city in capitals, or any city with the agency behind it in brackets, before a dash; with a
    colon for the dash where the city is in capitals ("NEW DELHI: ..."); or the agency first:
    "(KWN) Vientiane, June 6 -- ...".
    """
    found = _DATELINE.match(text, span.start, min(span.end, span.start + LONGEST))
    return Span(span.start, found.end()) if found and found.end() < span.end else None
