"""Fetches addresses: checked, bounded, and with the manners that a guest has."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from threading import Lock
from time import monotonic, sleep
from types import MappingProxyType

from crosswire.error import FetchError, extra
from crosswire.fetch import robots
from crosswire.fetch.address import Address, address
from crosswire.fetch.exchange import Line, exchange
from crosswire.fetch.limit import REMEDY, Budget, Limits, Manners
from crosswire.fetch.network import Allowed
from crosswire.fetch.resolver import Destination, Resolver, destination, system
from crosswire.fetch.response import Response, response
from crosswire.fetch.robots import Robots
from crosswire.fetch.turn import Turns

with extra("desk"):
    import httpcore
    import httpx

REDIRECTS = frozenset({301, 302, 303, 307, 308})
"""The statuses that lead elsewhere (RFC 9110, 15.4)."""

FOR_GOOD = frozenset({301, 308})
"""Those that say that it stays there."""

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, text/html, "
    "application/xhtml+xml, application/xml;q=0.9, application/json;q=0.8, text/plain;q=0.7"
)

_PLAIN: Mapping[str, str] = MappingProxyType(
    {"Accept-Encoding": "identity", "Accept": "text/plain"}
)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Machine:
    """What a fetcher uses of the machine it runs on; a test gives it another one."""

    resolve: Resolver = system
    network: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    context: ssl.SSLContext = field(default_factory=httpx.create_ssl_context)
    now: Callable[[], datetime] = _now
    clock: Callable[[], float] = monotonic
    sleep: Callable[[float], None] = sleep


class Fetcher:
    """Fetches addresses; one for the whole program, so that it knows when each host was asked.

    `remembered` keeps the robots.txt of each site, and may outlive the program. A proxy of the
    environment is never used: it would look up names by itself, and nothing could be pinned.
    """

    def __init__(
        self,
        *,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        manners: Manners = Manners(),  # noqa: B008 - frozen
        allowed: Allowed = Allowed(),  # noqa: B008 - frozen
        remembered: MutableMapping[str, Robots] | None = None,
        machine: Machine | None = None,
    ) -> None:
        self._limits = limits
        self._allowed = allowed
        self._robots = {} if remembered is None else remembered
        self._machine = machine or Machine()
        self._line = Line(self._machine.network, self._machine.context)
        self._turns = Turns(
            self._machine.clock, self._machine.sleep, manners.pause, manners.longest
        )
        self._asking = Lock()
        self._agent = agent(manners.contact)

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        modified: str | None = None,
        is_inside: bool = True,
    ) -> Response:
        """The answer of an address, after redirects; raises FetchError where there is none.

        `etag` and `modified` are those of the version that one has: the status is 304 where there
        is no other. `is_inside` says whether the address may lead into a network of one's own, as
        one that a stranger's page names must not.
        """
        headers = {"Accept": ACCEPT}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        return self._follow(url, headers, self._limits, is_inside=is_inside, is_page=True)

    def _follow(
        self,
        url: str,
        headers: Mapping[str, str],
        limits: Limits,
        *,
        is_inside: bool,
        is_page: bool,
    ) -> Response:
        """The answer after redirects, each of which is checked as the first address was."""
        budget = Budget(limits, self._machine.clock)
        here, is_lasting = address(url), True
        moved: str | None = None
        for _ in range(limits.redirects + 1):
            to = self._destination(here, budget, is_inside=is_inside)
            is_inside = to.is_inside
            delay = self._delay(to) if is_page else 0.0
            with self._turns.turn(here.host, is_page=is_page, delay=delay):
                budget.start()
                asked = {"User-Agent": self._agent, **headers}
                answer = exchange(to, asked, self._line, budget, is_cut=not is_page)
                budget.stop()
            place = answer.headers.get("Location")
            if answer.status not in REDIRECTS or not place:
                return response(
                    answer,
                    asked=url,
                    url=str(here),
                    at=self._machine.now(),
                    moved=moved,
                    is_inside=to.is_inside,
                )
            here = redirected(here, str(place))
            is_lasting = is_lasting and answer.status in FOR_GOOD
            moved = str(here) if is_lasting else moved
        raise FetchError(f"more than {limits.redirects} redirects", remedy=REMEDY)

    def _destination(self, here: Address, budget: Budget, *, is_inside: bool) -> Destination:
        """Where an address leads; FetchError where that is inside and it comes from outside."""
        budget.start()
        to = destination(here, self._machine.resolve, self._allowed, within=budget.left())
        budget.stop()
        if to.is_inside and not is_inside:
            raise FetchError(
                f"refused: {here.host} is in your own network, and an address outside leads to it",
                remedy="Give its address yourself, if you trust it.",
            )
        return to

    def _delay(self, to: Destination) -> float:
        """The pause that a site asks for; FetchError where it doesn't let a program fetch this."""
        site = to.address.site
        with self._asking:
            known = self._robots.get(site)
            if known is None or known.is_stale(self._machine.now()):
                known = self._asked(site, is_inside=to.is_inside)
                self._robots[site] = known
        known.check(to.address)
        return known.delay()

    def _asked(self, site: str, *, is_inside: bool) -> Robots:
        """The robots.txt of a site, fetched as everything else is."""
        limits = replace(self._limits, largest=robots.LARGEST)
        try:
            found = self._follow(
                f"{site}/robots.txt", _PLAIN, limits, is_inside=is_inside, is_page=False
            )
        except FetchError:
            return Robots(self._machine.now(), None)
        return robots.answered(found.status, found.body, found.at)


def agent(contact: str | None) -> str:
    """How this program names itself, with whom to write to where that is configured.

    >>> agent("desk@example.org").partition(" ")[2]
    '(+desk@example.org)'
    """
    name = f"{robots.TOKEN}/{version('crosswire')}"
    if not contact:
        return name
    if not contact.isascii() or not contact.isprintable() or set("()\\") & set(contact):
        raise FetchError(
            f"{contact!r:.80} cannot be sent as a contact",
            remedy="Give an address of mail or of a page, in ASCII and without brackets.",
        )
    return f"{name} (+{contact})"


def redirected(here: Address, place: str) -> Address:
    """Where an answer leads; raises FetchError where nobody should follow."""
    to = address(here.joined(place.strip()))
    if here.scheme == "https" and to.scheme == "http":
        raise FetchError(
            f"refused: it leads from https to http, to {to.host}",
            remedy="Give the address it leads to, if you trust it.",
        )
    return to
