"""From the name of a host to addresses of the internet, each of which was checked.

The connection is made to the very addresses that are returned here, so that a name server that
says something else the next time (DNS rebinding) changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from queue import Empty, SimpleQueue
from threading import Thread

from crosswire.error import FetchError
from crosswire.fetch.address import PORTS, Address
from crosswire.fetch.network import Allowed, Ip, barred, refusal

Resolver = Callable[[str, int], Iterable[str]]
"""The IP addresses of a host, as text; raises OSError where it has none."""

MOST = 8
"""Addresses of one host that are tried; all are checked."""


@dataclass(frozen=True, slots=True)
class Destination:
    """An address with where it leads: `is_inside` where that is a network of one's own."""

    address: Address
    ips: tuple[str, ...]
    is_inside: bool


def system(host: str, port: int) -> list[str]:
    """The addresses of a host as this machine's own resolver knows them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def destination(
    address: Address, resolve: Resolver, allowed: Allowed, *, within: float
) -> Destination:
    """Where an address leads; raises FetchError unless all that its host resolves to may be asked.

    `within` is how many seconds the answer of the resolver may take.
    """
    ips = tuple(dict.fromkeys(_ips(address, resolve, within)))
    inside = [_is_inside(address.host, ip, allowed) for ip in ips]
    if any(inside) and not all(inside):
        raise FetchError(
            f"refused: {address.host} leads both into your own network and out of it",
            remedy="See who answers for its name; give the address in your network itself.",
        )
    if not any(inside) and address.port not in PORTS:
        ports = ", ".join(map(str, sorted(PORTS)))
        raise FetchError(
            f"refused: port {address.port} is none of {ports}",
            remedy=(
                "If it is in your own network, name its host under `allow` in [fetch] of"
                " crosswire.toml and fetch it with `crosswire add`; no served desk does."
            ),
        )
    return Destination(address, tuple(map(str, ips[:MOST])), all(inside))


def _is_inside(host: str, ip: Ip, allowed: Allowed) -> bool:
    """Whether it is in a network of one's own; FetchError where it is and nobody allowed it."""
    if allowed.covers(host, ip):
        return True
    if kind := barred(ip):
        raise refusal(host, ip, kind)
    return False


def _ips(address: Address, resolve: Resolver, within: float) -> list[Ip]:
    """What a host resolves to."""
    try:
        return [ip_address(address.host)]
    except ValueError:
        pass
    try:
        found = [ip_address(one.partition("%")[0]) for one in _asked(address, resolve, within)]
    except (OSError, ValueError) as error:
        raise _unknown(address.host, getattr(error, "strerror", None) or str(error)) from error
    if not found:
        raise _unknown(address.host, "it has no address")
    return found


def _asked(address: Address, resolve: Resolver, within: float) -> Iterable[str]:
    """The resolver's answer; a thread asks, because the system's own can't be given a deadline."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(list(resolve(address.host, address.port)))
        except Exception as error:  # noqa: BLE001 - raised again where it was asked
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=within)
    except Empty:
        raise _unknown(address.host, f"no answer within {within:.3g} s") from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _unknown(host: str, why: str) -> FetchError:
    """What is said of a host that cannot be found."""
    return FetchError(
        f"{host} cannot be found: {' '.join(why.split())[:120]}",
        remedy="Check the spelling of its name, and the connection to the internet.",
    )
