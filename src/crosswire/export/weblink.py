"""Addresses that may be followed: those of web pages, and no others."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from crosswire.export.jsontext import whole

_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What a URI may hold beside letters, digits and -._ (RFC 3986)."""

_BAD_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")

_OUTSIDE_HOST = re.compile(r"[^\w.\-:@]")
"""Letters of no host by name; one by number in brackets (IPv6) publishes no news."""


def weblink(address: str | None) -> str | None:
    """An address as a URI, if it is that of a web page (http or https), else None.

    What a URI cannot hold (blanks, quotes, controls, letters beyond ASCII) is percent-encoded.
    """
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    host = parts.netloc
    if parts.scheme not in ("http", "https") or not host or _OUTSIDE_HOST.search(host):
        return None
    found = quote(whole(parts.geturl()), safe=_SAFE)
    return _BAD_PERCENT.sub("%25", found).replace("[", "%5B").replace("]", "%5D")
