"""JSON that any program reads and that no terminal or editor is led astray by."""

from __future__ import annotations

import json
import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which UTF-8 lacks and I-JSON forbids (RFC 7493)."""

_MOVING = re.compile("[\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What is not seen, or reorders what is seen beside it (Unicode TR36). JSON has it in strings
alone, where an escape stands for the same letter."""


def encode(value: Any) -> bytes:
    """A value as one line of JSON in UTF-8; the same value is always the same bytes.

    Half of a surrogate pair becomes U+FFFD, a letter for a letter, so that offsets still hold;
    control characters and those of direction are written as escapes.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _MOVING.sub(_escaped, whole(text)).encode()


def whole(text: str) -> str:
    """The text with U+FFFD for what is no letter: half of a surrogate pair."""
    return _HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def _escaped(letter: re.Match[str]) -> str:
    return f"\\u{ord(letter[0]):04x}"
