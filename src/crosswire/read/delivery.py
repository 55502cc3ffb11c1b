"""What an archive, a wire or a feed states of an article beside its text and its facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crosswire.read.article import Article

LONGEST_NAME = 500
"""Characters of the longest identifier that is taken for one."""

_NUMBER = re.compile(r"\d+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


@dataclass(frozen=True, slots=True)
class Delivery:
    """How an article came, in the words and times of whoever delivered it.

    `item` is the identifier that all versions of the article share, `version` tells them apart.
    `credit` names whom it comes from: the credit line, the information sources, a feed's source.
    `fetched` is when an archive took it, `embargoed` until when it is held back.
    """

    item: str | None = None
    version: str | None = None
    byline: str | None = None
    credit: tuple[str, ...] = ()
    fetched: str | None = None
    embargoed: str | None = None


DIRECT = Delivery()
"""Nothing is stated."""


def named(item: str | None, version: str | None, otherwise: str) -> str:
    """The id of a version of an item, or another name where the item's is none that can be shown.

    >>> named("urn:example:7", "2", "a.json"), named(None, None, "a.json")
    ('urn:example:7#2', 'a.json')
    """
    whole = f"{item}#{version}" if item and version else item
    is_name = whole and len(whole) <= LONGEST_NAME and whole.isprintable() and " " not in whole
    return whole if whole and is_name else otherwise


def address(*names: str | None) -> str | None:
    """The first name that has a scheme ("https:", "urn:", "tag:"), so that no other feed has it."""
    return next((name for name in names if name and _SCHEME.match(name)), None)


def earlier(articles: Iterable[Article]) -> Mapping[str, str]:
    """The ids of the articles that are a later version of another one, with the id of that one."""
    items: dict[str, list[Article]] = {}
    for article in articles:
        if article.delivery.item and article.delivery.version:
            items.setdefault(article.delivery.item, []).append(article)
    found: dict[str, str] = {}
    for versions in items.values():
        versions.sort(key=lambda one: (*order(one.delivery.version), one.id))
        found |= {after.id: before.id for before, after in pairwise(versions)}
    return found


def order(version: str | None) -> tuple[tuple[int, ...], str]:
    """What sorts versions by the numbers in them, so that 10 comes after 9."""
    written = version or ""
    return tuple(int(number[:18]) for number in _NUMBER.findall(written)), written
