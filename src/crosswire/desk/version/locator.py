"""Where a report is to be found: what its versions share, so that a later one is told from another.

A wire's item, an address, or the place of a file: in this order, whichever is known.
"""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit, urlunsplit

from crosswire.read import Article

STANDARD_INPUT = "-"
_PORTS = {"http": 80, "https": 443}


def locator(article: Article, digest: str) -> str:
    """The locator of a report; `digest` tells apart what came through standard input."""
    item, url = article.delivery.item, article.url
    if item or url:
        return canonical(item or url or "")
    if article.found_at:
        return article.found_at
    name, colon, _ = article.id.partition(":")
    is_place = name == STANDARD_INPUT and (colon or article.id == STANDARD_INPUT)
    return f"{article.id}#{digest[:8]}" if is_place else canonical(article.id)


def names(article: Article) -> tuple[str, ...]:
    """All by which the other versions of a report may be known: its wire's item, its address."""
    found = (article.delivery.item, article.url)
    return tuple(dict.fromkeys(canonical(name) for name in found if name))


def canonical(name: str) -> str:
    """An address as all spell it: host in lower case, no usual port, no fragment; else as it is.

    >>> canonical("HTTPS://News.Example:443/a?b=1#top"), canonical("urn:x:7#2")
    ('https://news.example/a?b=1', 'urn:x:7#2')
    """
    try:
        parts = urlsplit(name.strip())
        port = parts.port
    except ValueError:
        return name
    if parts.scheme not in _PORTS or not parts.hostname:
        return name
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    if port and port != _PORTS[parts.scheme]:
        host = f"{host}:{port}"
    return urlunsplit((parts.scheme, host, parts.path or "/", parts.query, ""))


def longer(article: Article) -> str | None:
    """The id of a report with the name of its folder before it, where it came from one."""
    tail = f"/{article.id}"
    if not article.found_at or not article.found_at.endswith(tail):
        return None
    folder = PurePath(article.found_at.removesuffix(tail)).name
    return f"{folder}/{article.id}" if folder else None
