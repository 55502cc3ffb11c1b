"""Mark-up that no page of news has, and that takes parsers minutes: refused before it is parsed.

A parser compares each attribute of a tag with those before it, and who looks for the report in a
page compares each element with its neighbours: both take four times as long for twice as many.
"""

from __future__ import annotations

import re

from crosswire.error import InputError

MOST_WORDS = 2_000
"""Words, or signs of equality, in one tag: each may be an attribute."""

MOST_EQUAL = 30_000
"""Signs of equality in a page outside its scripts: each may be that of an attribute."""

MOST_ELEMENTS = 50_000
"""Elements of a page; a large one has a fifth of it."""

MOST_CHILDREN = 5_000
"""Elements side by side in another."""

_TAG = re.compile(rb"<[A-Za-z][^>]{4000,}")
_PART = re.compile(rb"<(?=[A-Za-z/!?])")
_VALUE = re.compile(rb"=\s*[\"']")
_SCRIPT = re.compile(rb"<(script|style)\b.*?(?:</\1\b|\Z)", re.IGNORECASE | re.DOTALL)


def refuse_long_tags(raw: bytes) -> None:
    """Raises InputError for a tag with more attributes than can be parsed in good time.

    A value may look like tags itself (`a="<b>" c="<d>"`), and hide how long the tag is.
    """
    for tag in _TAG.finditer(raw):
        if len(tag[0].split(None, MOST_WORDS)) > MOST_WORDS:
            raise _tangle(f"a tag of more than {MOST_WORDS:,} words")
    if raw.count(b"=") <= MOST_WORDS:
        return
    hidden = 0
    for part in _PART.split(_SCRIPT.sub(b"<script></script>", raw)):
        _, closed, text = part.partition(b">")
        hidden += not closed or _VALUE.search(text) is not None
        if part.count(b"=") > MOST_WORDS or hidden > MOST_WORDS:
            raise _tangle(f"a tag of more than {MOST_WORDS:,} attributes")


def refuse_tangled(raw: bytes) -> None:
    """Raises InputError for a page with more attributes than can be parsed in good time."""
    refuse_long_tags(raw)
    if raw.count(b"=") > MOST_EQUAL and _SCRIPT.sub(b"", raw).count(b"=") > MOST_EQUAL:
        raise _tangle(f"more than {MOST_EQUAL:,} attributes")


def refuse_crowded(page: str) -> None:
    """Raises InputError for a page of more elements than can be searched in good time."""
    if page.count("<") <= MOST_CHILDREN:
        return
    from lxml import etree, html  # noqa: PLC0415 (slow to load)

    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"))
    except (etree.LxmlError, ValueError):
        return
    if root.xpath("count(//*)") > MOST_ELEMENTS:
        raise _tangle(f"more than {MOST_ELEMENTS:,} elements")
    if root.xpath(f"//*[count(*) > {MOST_CHILDREN}]"):
        raise _tangle(f"more than {MOST_CHILDREN:,} elements side by side")


def _tangle(what: str) -> InputError:
    """What is said of mark-up that is too much."""
    return InputError(
        f"mark-up with {what}: a bomb, or no report", remedy="Give the plain text of the report."
    )
