"""Which addresses of the internet may be asked: those that everybody can reach, and no others.

What a stranger's page or feed names must never lead into the network that this machine stands in.
An address is therefore global by the registries of special-purpose addresses that RFC 6890 began
(IANA, IPv4 and IPv6, as of 2025), or it is on a list that its user wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

from crosswire.error import FetchError

Ip = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_BARRED: tuple[tuple[Network, str], ...] = tuple(
    (ip_network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "this very network (RFC 791)"),
        ("10.0.0.0/8", "a private network (RFC 1918)"),
        ("100.64.0.0/10", "the network of a provider (RFC 6598)"),
        ("127.0.0.0/8", "this machine (RFC 1122)"),
        ("169.254.0.0/16", "the local link (RFC 3927)"),
        ("172.16.0.0/12", "a private network (RFC 1918)"),
        ("192.0.0.0/24", "reserved for protocols (RFC 6890)"),
        ("192.0.2.0/24", "for documentation (RFC 5737)"),
        ("192.88.99.0/24", "a retired relay (RFC 7526)"),
        ("192.168.0.0/16", "a private network (RFC 1918)"),
        ("198.18.0.0/15", "for measurements (RFC 2544)"),
        ("198.51.100.0/24", "for documentation (RFC 5737)"),
        ("203.0.113.0/24", "for documentation (RFC 5737)"),
        ("224.0.0.0/4", "a group of machines (RFC 5771)"),
        ("240.0.0.0/4", "reserved (RFC 1112)"),
        ("::/128", "no address (RFC 4291)"),
        ("::1/128", "this machine (RFC 4291)"),
        ("::/96", "an IPv4 address in disguise (RFC 4291)"),
        ("::ffff:0:0/96", "an IPv4 address in disguise (RFC 4291)"),
        ("64:ff9b:1::/48", "a local translation (RFC 8215)"),
        ("2001::/32", "a Teredo tunnel (RFC 4380)"),
        ("2001::/23", "reserved for protocols (RFC 2928)"),
        ("2001:db8::/32", "for documentation (RFC 3849)"),
        ("2002::/16", "a 6to4 tunnel (RFC 7526)"),
        ("3fff::/20", "for documentation (RFC 9637)"),
        ("fc00::/7", "a private network (RFC 4193)"),
        ("fe80::/10", "the local link (RFC 4291)"),
        ("fec0::/10", "a private network (RFC 3879)"),
        ("ff00::/8", "a group of machines (RFC 4291)"),
    )
)

_UNICAST = IPv6Network("2000::/3")
"""All that is given out for machines on the internet (RFC 4291); the rest is not in use."""

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""An IPv4 address as a network without IPv4 sees it (NAT64, RFC 6052)."""

_REMEDY = (
    "If it is in your own network and you trust it, name it under `allow` in [fetch] of"
    " crosswire.toml and fetch it with `crosswire add`; no served desk does."
)


def barred(ip: Ip) -> str | None:
    """What an address is that must not be asked, in a few words; None where everybody reaches it.

    >>> barred(IPv4Address("10.1.2.3")), barred(IPv4Address("1.1.1.1"))
    ('a private network (RFC 1918)', None)
    """
    if ip in _TRANSLATED:
        within = barred(IPv4Address(int(ip) & 0xFFFFFFFF))
        return within and f"{within}, translated (RFC 6052)"
    for network, kind in _BARRED:
        if ip in network:
            return kind
    is_unused = ip.version == 6 and ip not in _UNICAST
    return "not in use (RFC 4291)" if is_unused else None


@dataclass(frozen=True, slots=True)
class Allowed:
    """The hosts and networks of one's own that may be asked all the same, at any port."""

    hosts: frozenset[str] = frozenset()
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str]) -> Allowed:
        """What a list of hosts ("feeds.velmar.example") and networks ("10.3.0.0/16") allows."""
        hosts: set[str] = set()
        networks: list[Network] = []
        for name in names:
            try:
                networks.append(ip_network(name))
            except ValueError:
                hosts.add(_host(name))
        return cls(frozenset(hosts), tuple(networks))

    def covers(self, host: str, ip: Ip) -> bool:
        """Whether this address of this host is one of one's own that may be asked."""
        return host in self.hosts or any(ip in network for network in self.networks)


def _host(name: str) -> str:
    """The name of a host on the list; raises FetchError for what can be none."""
    host = name.strip().lower()
    if not host or any(mark in host for mark in "/:@*? "):
        raise FetchError(
            f"{name!r} is neither a host nor a network",
            remedy='Write a host ("feeds.example.org") or a network ("10.3.0.0/16").',
        )
    return host


def refusal(host: str, ip: Ip, kind: str) -> FetchError:
    """What is said of a host that leads to an address that must not be asked."""
    led = f"the address {ip}" if host == str(ip) else f"{host} leads to {ip}, which"
    return FetchError(f"refused: {led} is {kind}", remedy=_REMEDY)
