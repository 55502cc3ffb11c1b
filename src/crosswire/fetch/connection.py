"""A connection to an address that was checked, and to no other, that ends with its budget.

httpcore lets one give it the network to connect through: here a name is never looked up again, and
each read is counted and timed, so that neither a head nor a body can be endless or drip.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.error import FetchError, extra
from crosswire.fetch.limit import REMEDY, Budget

with extra("desk"):
    import httpcore


@dataclass(slots=True)
class Pinned(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, whatever name is asked for."""

    ips: tuple[str, ...]
    budget: Budget
    network: httpcore.NetworkBackend

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - it was looked up before, and is not looked up again
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the budget's own holds
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream from the first address that answers."""
        failed: Exception | None = None
        for ip in self.ips:
            seconds = min(self.budget.limits.connect, self.budget.left())
            try:
                stream = self.network.connect_tcp(ip, port, seconds, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Metered(stream, self.budget)
        raise failed or httpcore.ConnectError("no address to connect to")


@dataclass(slots=True)
class _Metered(httpcore.NetworkStream):
    """A stream whose bytes and seconds are counted."""

    stream: httpcore.NetworkStream
    budget: Budget

    def _seconds(self) -> float:
        return min(self.budget.limits.silence, self.budget.left())

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """What comes next."""
        try:
            found = self.stream.read(max_bytes, self._seconds())
        except httpcore.ReadTimeout as error:
            self.budget.left()
            silence = self.budget.limits.silence
            raise FetchError(f"no word from it for {silence:g} s", remedy=REMEDY) from error
        self.budget.spend(len(found))
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Send a part of the request."""
        self.stream.write(buffer, self._seconds())

    def close(self) -> None:
        """Hang up."""
        self.stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """The stream, encrypted, once its host has shown that it has the name that was asked."""
        stream = self.stream.start_tls(ssl_context, server_hostname, self._seconds())
        return _Metered(stream, self.budget)

    def get_extra_info(self, info: str) -> object:
        """What httpcore asks of the socket."""
        return self.stream.get_extra_info(info)
