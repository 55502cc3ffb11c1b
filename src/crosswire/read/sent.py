"""What was sent in answer to a request for an address, on its way to a reader.

Nothing is fetched here: `crosswire.fetch` did that. A page goes by its canonical address, as long
as that is on its own host: a stranger's page must not pass for another outlet's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlsplit

from crosswire.read.delivery import LONGEST_NAME, named
from crosswire.read.given import Given
from crosswire.read.reader import Draft

_USUAL = ("www.", "m.", "mobile.", "amp.")
"""What hosts of one outlet begin with."""


@dataclass(frozen=True, slots=True)
class Sent:
    """The bytes that were found at an address, with what was declared of them.

    `fetched` is when, as RFC 3339 writes times; `media` is "" where nothing was declared.
    """

    url: str
    body: bytes
    media: str
    charset: str | None
    fetched: str

    @property
    def id(self) -> str:
        """The name that its problems, and an article without a name of its own, go by."""
        return named(self.url, None, f"{self.url[: LONGEST_NAME - 80]}#{_digest(self.url)}")

    def delivered(self, draft: Draft) -> Draft:
        """A draft that was read from it, under a name that is the same at the next visit."""
        if draft.id == self.id:
            return self._page(draft)
        is_counted = draft.id.startswith(f"{self.id}:") and draft.delivery.item is None
        return replace(
            draft,
            id=f"{self.id}#{_digest(draft.text)}" if is_counted else draft.id,
            delivery=replace(draft.delivery, fetched=self.fetched),
        )

    def _page(self, draft: Draft) -> Draft:
        """The article of a page, which is a version of what stands at its address."""
        stated = draft.facts.url
        url = stated if stated and is_same_host(stated, self.url) else self.url
        name = named(url, None, self.id)
        return replace(
            draft,
            id=name,
            facts=Given(url=url).over(draft.facts),
            delivery=replace(draft.delivery, item=name, version=self.fetched, fetched=self.fetched),
        )


def is_same_host(one: str, other: str) -> bool:
    """Whether two addresses are of one host, on the web or made for telephones.

    >>> is_same_host("https://www.velmar.example/a", "http://m.velmar.example/a?x=1")
    True
    """
    return (host := _host(one)) != "" and host == _host(other)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""
    for prefix in _USUAL:
        host = host.removeprefix(prefix)
    return host


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
