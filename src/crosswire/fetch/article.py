"""From addresses to articles: a page is one, a feed has many, and each may lead to its page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC

from crosswire.error import FetchError
from crosswire.fetch.address import is_address
from crosswire.fetch.fetcher import Fetcher
from crosswire.fetch.response import Response
from crosswire.read import Article, Draft, Given, Sent, received
from crosswire.read.given import UNKNOWN
from crosswire.read.intake import as_it_is, page
from crosswire.row import Problem

FULL = 1_500
"""Characters from which a summary is taken for the whole report: some feeds know no other place."""

MOST_PAGES = 100
"""Pages that the entries of one feed lead to at one visit; the next visit has the others."""

Known = Callable[[Draft], bool]
"""Whether the page of an entry that reads so is there already."""


def nothing(entry: Draft) -> bool:  # noqa: ARG001
    """Whether a page is there, where none is."""
    return False


def articles(
    fetcher: Fetcher,
    urls: Iterable[str],
    *,
    follow: bool = False,
    known: Known = nothing,
    given: Given = UNKNOWN,
) -> Iterator[Article | Problem]:
    """The articles at some addresses; one that cannot be fetched is a problem.

    `follow` fetches the page of each feed entry that has but a summary; what is `known` is not
    fetched again. `given` holds for every article.
    """
    for url in urls:
        try:
            found = fetcher.get(url)
            found.check()
        except FetchError as error:
            yield Problem.of(url, str(error), error.remedy)
            continue
        yield from taken(fetcher, found, follow=follow, known=known, given=given)


def taken(
    fetcher: Fetcher,
    found: Response,
    *,
    follow: bool = False,
    known: Known = nothing,
    given: Given = UNKNOWN,
) -> Iterator[Article | Problem]:
    """The articles in one answer; see `articles`."""
    pages = _Pages(fetcher, known, is_inside=found.is_inside)
    complete = pages.complete if follow else as_it_is
    yield from received([_sent(found)], given=given, complete=complete)
    if pages.left:
        yield Problem.of(
            found.url,
            f"{pages.left:,} entries more than the {MOST_PAGES} whose pages are fetched at once",
            "Ask again later: the next visit goes on with them.",
        )


def _sent(found: Response) -> Sent:
    """An answer as the readers take it."""
    at = found.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Sent(found.url, found.body, found.media, found.charset, at)


@dataclass(slots=True)
class _Pages:
    """Fetches the pages that the entries of a feed lead to; counts those that it `left`."""

    fetcher: Fetcher
    known: Known
    is_inside: bool
    asked: int = 0
    left: int = 0
    seen: set[str] = field(default_factory=set)

    def complete(self, draft: Draft) -> Iterator[Draft | Problem]:
        """The entry, with the text of its page where the feed has but a summary of it."""
        url = draft.facts.url
        if not draft.is_summary or len(draft.text) >= FULL or not url or not is_address(url):
            yield draft
        elif self.known(draft) or url in self.seen:
            return
        elif self.asked == MOST_PAGES:
            self.left += 1
        else:
            self.asked += 1
            self.seen.add(url)
            yield from self._page(draft, url)

    def _page(self, entry: Draft, url: str) -> Iterator[Draft | Problem]:
        """The text of a page as the entry's; where it can't be had, a problem and the summary."""
        try:
            found = self.fetcher.get(url, is_inside=self.is_inside)
            found.check()
        except FetchError as error:
            yield Problem.of(url, f"its summary is read instead: {error}", error.remedy)
            yield entry
            return
        texts = 0
        for one in page(_sent(found)):
            if isinstance(one, Problem):
                yield one
            elif not texts:
                texts += 1
                yield _joined(entry, one)
        if not texts:
            yield entry


def _joined(entry: Draft, found: Draft) -> Draft:
    """The text of a page under the name of its entry, and with what the feed states of it."""
    return replace(
        found,
        id=entry.id,
        facts=entry.facts.over(found.facts),
        stated=entry.stated and entry.facts.published is not None,
        delivery=replace(entry.delivery, fetched=found.delivery.fetched),
    )
