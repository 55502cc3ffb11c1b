"""Secrets that nobody can guess, and the digests by which they are known again.

A secret has 256 bits from the system's generator, so that its SHA-256 is enough at rest: a slow
digest protects words that people think up, and would only let strangers keep the machine busy
(docs/decisions/serve-safety.md).
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from hmac import compare_digest

BYTES = 32


def new() -> str:
    """A secret that nobody has had before: 43 letters of base64url."""
    return secrets.token_urlsafe(BYTES)


def digest(purpose: str, secret: str) -> str:
    """What is kept of a secret; `purpose` keeps a token's from being a session's."""
    told = f"crosswire {purpose}\x1f{secret}"
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def is_same(one: str, other: str) -> bool:
    """Whether two digests are the same, in a time that does not tell how far they agree."""
    return compare_digest(one.encode(), other.encode())
