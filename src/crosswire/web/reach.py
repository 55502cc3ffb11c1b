"""From where a desk is served: to its own machine without signing in, or beyond it with tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address, ip_network

from crosswire.error import ServeError

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""What a browser of this machine calls it."""

UNIX = "unix"
"""What a neighbour on a Unix socket is called, who has no address."""

_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Reach:
    """How the server is reached, and whether people sign in.

    `names` are the hosts that it answers to; with `any_address` all numeric ones too. `proxies` are
    the addresses whose forwarded headers count, and no other's.
    """

    names: frozenset[str] = LOOPBACK_NAMES
    any_address: bool = False
    signs_in: bool = False
    proxies: tuple[str, ...] = ()


def reach(
    host: str,
    *,
    has_tokens: bool,
    socket: str | None = None,
    names: tuple[str, ...] = (),
    proxies: tuple[str, ...] = (),
) -> Reach:
    """How a server on an address may be reached; `has_tokens`: whether any was ever given out.

    Beyond this machine, behind a proxy, on a socket, and once there is a token, people sign in.
    Raises ServeError where they would have to and there are no tokens, and for names and addresses
    that are none.
    """
    beyond = not is_loopback(host) or socket is not None or bool(proxies) or bool(names)
    if beyond and not has_tokens:
        raise ServeError(
            "whoever reaches this server could do everything: there are no tokens",
            remedy="Make one first: crosswire token add DESK NAME --role editor",
        )
    return Reach(
        LOOPBACK_NAMES | {_bracketed(host)} | {_name(one) for one in names},
        any_address=not is_loopback(host),
        signs_in=beyond or has_tokens,
        proxies=tuple(map(_proxy, proxies)),
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_answered(reach: Reach, host: str) -> bool:
    """Whether the server goes by the name in a Host header, which may end in a port.

    A page of a stranger that had its own name lead here (DNS rebinding) sends that name.
    """
    name = re.sub(r":[0-9]{1,5}$", "", host.lower(), flags=re.ASCII)
    return name in reach.names or (reach.any_address and _is_address(name))


def _is_address(name: str) -> bool:
    """Whether a host is numeric, IPv6 in brackets."""
    try:
        is_six = ip_address(name.strip("[]")).version == 6
    except ValueError:
        return False
    return is_six == (name.startswith("[") and name.endswith("]"))


def _bracketed(host: str) -> str:
    """An address as it stands in a Host header."""
    return f"[{host.lower()}]" if ":" in host else host.lower()


def _name(words: str) -> str:
    """A name of the server; raises ServeError."""
    if not _NAME.fullmatch(words.lower()):
        raise ServeError(
            f"{words!r} is no name of a host", remedy="Give it as in an address: news.example"
        )
    return words.lower()


def _proxy(words: str) -> str:
    """The address or network of a proxy; raises ServeError."""
    try:
        return words if words == UNIX else str(ip_network(words))
    except ValueError:
        raise ServeError(
            f"{words!r} is no address of a proxy",
            remedy="Give an address or a network: 10.0.0.5, 10.0.0.0/24, or unix.",
        ) from None
