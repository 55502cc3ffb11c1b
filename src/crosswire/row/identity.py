"""Ids from content: the same words in the same document always get the same id."""

from __future__ import annotations

import hashlib

DIGEST_BYTES = 8


def identity(kind: str, document: str, *parts: object) -> str:
    """A short id for a row: its kind's name and a hash of its document and what tells it apart.

    `parts` are the span's bounds and, where two rows share a span, what tells them apart.
    """
    content = "\x1f".join([kind, document, *(str(part) for part in parts)])
    digest = hashlib.blake2b(content.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES)
    return f"{kind}-{digest.hexdigest()}"
