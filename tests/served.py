"""A web server on this machine that answers as a test says, and a network that leads only to it."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import httpcore

from crosswire.fetch import Allowed, Fetcher, Limits, Machine, Manners, Robots

HERE = "127.0.0.1"
OUTSIDE = "8.9.10.11"
"""An address that everybody reaches; no test connects to it."""

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)

Send = Callable[[bytes], None]
Page = Callable[[Send], None]


def answer(body: bytes | str = b"", status: int = 200, media: str = "", **headers: object) -> Page:
    """A page that answers like this; `last_modified` is the header Last-Modified."""
    raw = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    stated = {"Content-Length": len(raw), **({"Content-Type": media} if media else {}), **named}
    head = "".join(f"{name}: {value}\r\n" for name, value in stated.items())
    whole = f"HTTP/1.1 {status} So\r\n{head}\r\n".encode() + raw

    def page(send: Send) -> None:
        send(whole)

    return page


def redirect(place: str, status: int = 302) -> Page:
    """A page that leads elsewhere."""
    return answer(status=status, Location=place)


@dataclass
class Site:
    """The pages of a server by their paths, and which were asked for, with what headers."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{HERE}:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what many of these tests are about."""


@contextmanager
def served(*, certificate: Path | None = None) -> Iterator[Site]:
    """A server in a thread, with TLS where there is a certificate for it."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers))
            site.pages.get(self.path, answer(status=404))(self._send)
            self.close_connection = True

        def _send(self, raw: bytes) -> None:
            self.wfile.write(raw)
            self.wfile.flush()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Says nothing."""

    server = _Server((HERE, 0), Handler)
    site.port = server.server_port
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Network(httpcore.NetworkBackend):
    """Leads every connection to one server here, and knows for which address it was meant."""

    site: Site
    meant: list[str] = field(default_factory=list)
    dead: frozenset[str] = frozenset()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        self.meant.append(f"{ip_address(host)}:{port}")
        if host in self.dead:
            raise httpcore.ConnectError("Connection refused")
        return httpcore.SyncBackend().connect_tcp(HERE, self.site.port, timeout)


SMALL = Limits(largest=100_000)
"""For servers that answer: a machine may be busy."""

QUICK = Limits(largest=100_000, connect=0.3, silence=0.3, whole=0.5)
"""For servers that let one wait."""


def fetcher(
    *,
    allowed: Iterable[str] = (HERE,),
    limits: Limits = SMALL,
    manners: Manners = Manners(pause=0),  # noqa: B008
    remembered: dict[str, Robots] | None = None,
    **machine: Any,
) -> Fetcher:
    """A fetcher for a test: it waits for nobody, and knows the names that it is given."""
    return Fetcher(
        limits=limits,
        manners=manners,
        allowed=Allowed.of(allowed),
        remembered=remembered,
        machine=Machine(**({"now": lambda: NOON} | machine)),
    )


def outside(
    site: Site,
    *,
    names: dict[str, list[str]] | None = None,
    network: Network | None = None,
    allowed: Iterable[str] = (),
    **options: Any,
) -> Fetcher:
    """A fetcher to which every name leads to an address outside, behind which this server is."""

    def resolve(host: str, port: int) -> list[str]:
        return (names or {}).get(host, [OUTSIDE])

    return fetcher(resolve=resolve, network=network or Network(site), allowed=allowed, **options)


def known_robots(*sites: str) -> dict[str, Robots]:
    """A robots.txt that lets everything be fetched, for sites that are not asked for one."""
    return {site: Robots(NOON, "") for site in sites}
