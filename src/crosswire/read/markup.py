"""Marked-up copy as text: all of it is the report's own, so each block becomes a line.

A page is searched for its report (`html`); copy that a wire or feed delivers is the report, and
nothing of it may be taken for furniture.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from crosswire.read.tangle import refuse_tangled

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details",
    "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "td", "th", "tr",
    "ul", "abstract", "block", "body.content", "body.end", "body.head", "bq", "byline", "bytag",
    "copyrite", "dateline", "distributor", "fn", "hedline", "hl1", "hl2", "note", "series",
    "tagline",
})  # fmt: skip
"""What stands on lines of its own in HTML (WHATWG, Rendering) and in NITF 3.6."""

UNREAD = frozenset({
    "applet", "audio", "button", "canvas", "embed", "form", "frame", "head", "iframe", "input",
    "math", "media", "nav", "noscript", "object", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
})  # fmt: skip
"""What holds no words of a report."""

FRAME = "<html><body>{}</body></html>"


def copy(markup: str) -> str:
    """The text of HTML copy, whole or a part of a page; "" where it has none.

    Raises InputError for a tangle.
    """
    from lxml import html  # noqa: PLC0415 (slow to load)

    if not markup.strip():
        return ""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True)
    whole = FRAME.format(markup).encode("utf-8", "replace")
    refuse_tangled(whole)
    root = html.document_fromstring(whole, parser=parser, ensure_head_body=True)
    return text(root)


def text(root: _Element) -> str:
    """The text of an element, a line for each block in it."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in _lines(root))))


def _lines(root: _Element) -> Iterator[str]:
    """The lines as the mark-up has them, with all its spaces and empty ones among them."""
    from lxml import etree  # noqa: PLC0415 (slow to load)

    line: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        name = local(element) if event in {"start", "end"} else ""
        if name in BLOCKS:
            yield "".join(line)
            line.clear()
        if event == "start":
            if name in UNREAD:
                walk.skip_subtree()
            else:
                line.append(element.text or "")
        elif element is not root:
            line.append(element.tail or "")
    yield "".join(line)


def local(element: _Element) -> str:
    """The name of an element without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()
