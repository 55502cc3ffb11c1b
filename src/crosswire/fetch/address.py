"""An address as somebody wrote it, told apart into its parts, or why it is none that is fetched.

What two programs read differently is how one slips past a check (OWASP, Server-Side Request
Forgery Prevention): an address of which there can be two opinions is refused, and no other program
is asked afterwards. RFC 3986 for the parts, RFC 5891 for names that aren't in ASCII.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address

from crosswire.error import FetchError, extra

with extra("desk"):
    import httpx

PORTS = frozenset({80, 443, 8080, 8443})
"""Where web servers listen; at the others something else does."""

LONGEST = 2_000
"""Characters of an address; no feed or page needs more."""

_DEFAULT = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAD = re.compile(r"[\x00-\x20\x7f\\\u0080-\u00a0\u2028\u2029]")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_DECIMAL = re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}")
_DOT = re.compile("[\u3002\uff0e\uff61]")


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address: `host` is in ASCII and lower case, `target` the path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The host as a header names it, with the port where it isn't the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT[self.scheme] else f"{host}:{self.port}"

    @property
    def site(self) -> str:
        """Scheme, host and port, which share one robots.txt."""
        return f"{self.scheme}://{self.authority}"

    def __str__(self) -> str:
        return f"{self.site}{self.target}"

    def joined(self, reference: str) -> str:
        """Another address, as this one's answer names it."""
        try:
            return str(httpx.URL(str(self)).join(reference))
        except (httpx.InvalidURL, ValueError) as error:
            raise _refused(f"{reference!r:.80} is no address") from error


def address(text: str) -> Address:
    """The parts of an address; raises FetchError where it is none that is fetched."""
    if len(text) > LONGEST:
        raise _refused(f"longer than {LONGEST:,} characters")
    if bad := _BAD.search(text):
        raise _refused(f"a {bad[0]!r} in the address")
    url = _parsed(text)
    if url.scheme not in _DEFAULT:
        raise _refused(f"{url.scheme or 'an address without a scheme'!r} is not fetched")
    if url.userinfo or "@" in text.partition("//")[2].partition("/")[0]:
        raise _refused("a name or password in the address")
    host = _host(url)
    port = _DEFAULT[url.scheme] if url.port is None else url.port
    if not 0 < port < 65_536:
        raise _refused(f"there is no port {port}")
    return Address(url.scheme, host, port, url.raw_path.decode("ascii"))


def is_address(text: str) -> bool:
    """Whether somebody gave the address of a page, and no path of a file."""
    return bool(re.match(r"https?://", text, re.IGNORECASE))


def _parsed(text: str) -> httpx.URL:
    """The address as httpx tells it apart, which knows the rules for names in all scripts."""
    if _DOT.search(text.partition("//")[2].partition("/")[0]):
        raise _refused("a dot in its host that is no full stop")
    try:
        url = httpx.URL(text)
        url.host.encode("utf-8")
    except (httpx.InvalidURL, ValueError) as error:
        raise _refused(f"no address: {' '.join(str(error).split())[:120]}") from error
    return url


def _host(url: httpx.URL) -> str:
    """The host in the one spelling that is taken; raises FetchError for every other."""
    host = url.raw_host.decode("ascii")
    if not host:
        raise _refused("an address without a host")
    if ":" in host:
        return _six(host)
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _four(host)
    if len(host) > 253 or not all(map(_LABEL.fullmatch, labels)):
        raise _refused(f"{host!r:.80} is no name of a host")
    return host


def _four(host: str) -> str:
    """An IPv4 address, of which only four decimal numbers are read alike by everybody."""
    if not _DECIMAL.fullmatch(host):
        raise _refused(f"{host!r:.80} is an IP address in an unusual spelling")
    try:
        return str(IPv4Address(host))
    except AddressValueError as error:
        raise _refused(f"{host!r:.80} is no IP address") from error


def _six(host: str) -> str:
    """An IPv6 address in its usual spelling, without a zone."""
    try:
        ip = IPv6Address(host)
    except AddressValueError as error:
        raise _refused(f"{host!r:.80} is no IP address") from error
    if ip.scope_id is not None:
        raise _refused(f"{host!r:.80} names a zone of this machine")
    return str(ip)


def _refused(why: str) -> FetchError:
    """What is said of an address that is not fetched."""
    return FetchError(
        f"refused: {why}",
        remedy="Give the plain address of a page or feed: https://host/path.",
    )
