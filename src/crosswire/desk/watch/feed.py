"""A feed that is watched: what of it is new, asked for only where it has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from crosswire.desk.watch.news import Input, Look, News, digest
from crosswire.desk.watch.source import Source, key
from crosswire.fetch import Fetcher, Response, Schedule, answered, taken
from crosswire.read import Article, Draft, Given
from crosswire.row import Problem

LACKING = "!"
"""What the digest begins with of an entry of which there is no report, or only a summary."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; `given` holds for all its reports."""

    source: Source
    fetcher: Fetcher
    given: Given = Given()  # noqa: RUF009 - frozen

    def look(self, schedule: Schedule, seen: Mapping[str, str]) -> Look:
        """The entries that are new or changed; raises FetchError where the feed cannot be had."""
        found = self.fetcher.get(
            self.source.location, etag=schedule.etag, modified=schedule.modified
        )
        visit = answered(found)
        if visit.outcome in ("same", "gone"):
            return Look(visit, iter(()), moved=found.moved)
        found.check()
        look = Look(visit, iter(()), moved=found.moved)
        look.news = self._news(found, seen, look)
        return look

    def _news(self, found: Response, seen: Mapping[str, str], look: Look) -> Iterator[News]:
        """What has not been seen so; each entry with the problems that stand beside it.

        Of a feed that could not be read whole the version is not kept, nor of one with more pages
        than are fetched at once: it must be sent again.
        """
        entries = _Entries(seen)
        inputs = taken(
            self.fetcher, found, follow=self.source.pages, known=entries.known, given=self.given
        )
        refused: set[str | None] = set()
        times: dict[str, int] = {}
        for name, group in groupby(inputs, key=_name):
            same = tuple(group)
            times[name] = times.get(name, 0) + 1
            refused |= {one.document for one in same if isinstance(one, Problem)}
            look.is_whole &= found.url not in refused
            called = key(name if times[name] == 1 else f"{name} ({times[name]})")
            content = _digest(same, refused) + entries.mark(name)
            if seen.get(called) != content:
                yield News(called, content, partial(iter, same))


@dataclass(slots=True)
class _Entries:
    """What the entries say whose pages are read: a page is asked for again when that changes."""

    seen: Mapping[str, str]
    marks: dict[str, str] = field(default_factory=dict)

    def known(self, entry: Draft) -> bool:
        """Whether the page of an entry was read, and the entry reads as it did then."""
        if entry.id in self.marks:
            return True
        self.marks[entry.id] = f"/{digest(entry.text, entry.facts)}"
        old = self.seen.get(key(entry.id), LACKING)
        return not old.startswith(LACKING) and old.endswith(self.marks[entry.id])

    def mark(self, name: str) -> str:
        """What is kept of an entry beside the digest of its page; "" where none is read."""
        return self.marks.get(name, "")


def _digest(same: tuple[Input, ...], refused: Collection[str | None]) -> str:
    """The digest of what came under one name, marked where it is not the whole report."""
    articles = [one for one in same if isinstance(one, Article)]
    is_lacking = not articles or any(one.url in refused for one in articles)
    return (LACKING if is_lacking else "") + digest(*map(_lasting, same))


def _name(found: Input) -> str:
    """The id of an article, or of what a problem is about."""
    return found.document if isinstance(found, Problem) else found.id


def _lasting(found: Input) -> Input:
    """What came, without what is another every time it is asked for."""
    if not isinstance(found, Article):
        return found
    return replace(found, raw_sha256="", delivery=replace(found.delivery, fetched=None))
