"""From bytes to text: which encoding, and how that is known.

The order is that of the HTML standard: byte order mark, what the page declares, then the bytes
themselves. Whatever was chosen is recorded with the article.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from crosswire.error import InputError
from crosswire.read.article import EncodingBy

SAMPLE = 65_536
"""Bytes that a guess rests on."""

WESTERN = "cp1252"
"""What stray bytes in English text are, by the encoding standard of the web."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ\x00": "an xz archive",
    b"Rar!\x1a": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3": "a database",
    b"{\\rtf": "a rich text document",
}
_NEVER = frozenset(
    ("idna", "mbcs", "oem", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7")
)
"""What Python calls an encoding and no text is sent in; some take hours for a few megabytes."""

_CONTROL = bytes(code for code in range(32) if code not in b"\t\n\x0b\x0c\r\x1b")
_STRAY = {0xDC00 + code: bytes([code]).decode(WESTERN, "replace") for code in range(0x80, 0x100)}
_STRAY_MARK = re.compile("[\udc80-\udcff]")
_DECLARED = re.compile(
    rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.:-]+)|<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in; `stray` counts bytes that did not belong there."""

    text: str
    encoding: str
    by: EncodingBy
    stray: int = 0


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """The text of some bytes, its line ends as they are; raises InputError for what is no text."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark) and (text := _strictly(raw, encoding)) is not None:
            return Decoded(text, encoding.removesuffix("-sig"), "mark")
    if wide := _wide(raw):
        return wide
    _refuse_binary(raw)
    if declared and (text := _strictly(raw, declared)) is not None:
        return Decoded(text, codecs.lookup(declared).name, "declared")
    if (text := _strictly(raw, "utf-8")) is not None:
        return Decoded(text, "utf-8", "utf-8")
    return _mended(raw) or _guessed(raw)


def declared_in(head: bytes) -> str | None:
    """The encoding that a page says it is in."""
    found = _DECLARED.search(head)
    return next(group for group in found.groups() if group).decode("ascii") if found else None


def _strictly(raw: bytes, encoding: str) -> str | None:
    """The text in that encoding, or None where the bytes are not or there is no such encoding."""
    try:
        return None if codecs.lookup(encoding).name in _NEVER else raw.decode(encoding)
    except (ValueError, LookupError):
        return None


def _wide(raw: bytes) -> Decoded | None:
    """The text of UTF-16 without its mark: every other byte of Western text is zero."""
    sample = raw[:SAMPLE]
    for encoding, zeros, others in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        is_wide = zeros.count(0) > len(zeros) / 2 and 0 not in others
        if is_wide and (text := _strictly(raw, encoding)) is not None:
            return Decoded(text, encoding, "guessed")
    return None


def _refuse_binary(raw: bytes) -> None:
    """Raises InputError for bytes that are no text in any encoding."""
    kind = next((name for magic, name in _MAGIC.items() if raw.startswith(magic)), None)
    sample = raw[:SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if kind or 0 in raw or controls > len(sample) / 20:
        at = f", a zero byte at {raw.index(0)}" if kind is None and 0 in raw else ""
        raise InputError(
            f"no text but {kind or 'binary data'}{at}",
            remedy="Give the text or HTML of the report.",
        )


def _mended(raw: bytes) -> Decoded | None:
    """The text of UTF-8 with stray bytes of another encoding, as joined files have them."""
    text = raw.decode("utf-8", "surrogateescape")
    stray = len(_STRAY_MARK.findall(text))
    others = sum(1 for mark in text[:SAMPLE] if mark > "\x7f") - stray
    return Decoded(text.translate(_STRAY), "utf-8", "mended", stray) if others > 0 else None


def _guessed(raw: bytes) -> Decoded:
    """The text in the likeliest encoding, Western where that fits as well as another."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 (slow to load, seldom needed)

    best = from_bytes(raw[:SAMPLE]).best()
    if best and WESTERN not in best.could_be_from_charset:
        text = _strictly(raw, best.encoding)
        if text is not None:
            return Decoded(text, codecs.lookup(best.encoding).name, "guessed")
    text = raw.decode(WESTERN, "replace")
    return Decoded(text, WESTERN, "guessed", text.count("\ufffd"))
