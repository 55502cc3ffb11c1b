"""Addresses as they may be shown: without the passwords and keys that stand in them."""

from __future__ import annotations

import re

HIDDEN = "***"

_PASSWORD = re.compile(r"(?<=://)([^\s/?#@:]*):[^\s/?#]*@")
_KEY = re.compile(
    r"([?&;](?:[\w.-]*(?:key|token|secret|password|passwd|pwd|auth|sig|signature|session)[\w.-]*)=)"
    r"[^\s&#;'\"]+",
    re.IGNORECASE,
)


def shown(text: str) -> str:
    """A text with addresses in it, as anybody may read it.

    >>> shown("postgresql://ana:rain@db/desk"), shown("https://a.example/rss?key=rain&n=5")
    ('postgresql://ana:***@db/desk', 'https://a.example/rss?key=***&n=5')
    """
    return _KEY.sub(rf"\1{HIDDEN}", _PASSWORD.sub(rf"\1:{HIDDEN}@", text))
