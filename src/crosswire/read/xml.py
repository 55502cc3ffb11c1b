"""XML from strangers: no document type, no entity, no address is ever followed.

News is sent without a document type; the entities in one are how a few lines become gigabytes
(billion laughs, quadratic blowup) or read another file (external entities), so it is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crosswire.error import InputError

if TYPE_CHECKING:
    from lxml.etree import _Element

REMEDY = "Save it again as it was sent: whole, well formed and in the encoding that it declares."

_TAG = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?"
    rb"(?>\s|<\?.*?\?>|<!--.*?-->|<!\w[^>[]*(?:\[.*?\]\s*)?>)*+(<[^!?>]*)",
    re.DOTALL,
)
_MARK = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SKIPPED = re.compile(rb"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)


def first_tag(head: bytes) -> bytes:
    """The first start tag of a document that begins like this, or no bytes where it has none."""
    found = _TAG.match(head.replace(b"\0", b""))
    return found[1] if found else b""


def parsed(raw: bytes) -> _Element:
    """The root of a document; raises InputError, with the line, where it is none or has a type."""
    from lxml import etree  # noqa: PLC0415 (slow to load)

    refuse_doctype(raw)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=False
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        detail = " ".join(error.msg.split())
        raise InputError(f"not well formed: {detail}", remedy=REMEDY) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _typed()
    return root


def fault(raw: bytes) -> str | None:
    """Why some XML without a document type is not well formed, and where; None where it is."""
    try:
        parsed(raw)
    except InputError as error:
        return str(error)
    return None


def refuse_doctype(raw: bytes) -> None:
    """Raises InputError where some XML, in whatever encoding, declares a type or an entity."""
    for plain in (raw, raw.replace(b"\0", b"")) if b"\0" in raw else (raw,):
        if _MARK.search(plain) and _MARK.search(_SKIPPED.sub(b"", plain)):
            raise _typed()


def _typed() -> InputError:
    """What is said of a document with a type."""
    return InputError(
        "XML with a document type: its entities could be a bomb or read other files",
        remedy="Ask for it without <!DOCTYPE>, as news is sent.",
    )
