"""One question to one host and its answer, whole and unpacked, within its bounds."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message

from crosswire.error import ExtraError, FetchError, InputError, extra
from crosswire.fetch.connection import Pinned
from crosswire.fetch.limit import REMEDY, Budget, too_large
from crosswire.fetch.resolver import Destination
from crosswire.read.payload import Answer, unpacked

with extra("desk"):
    import httpcore

MOST_HEADERS = 200
"""Headers of one answer."""

FOUND = range(200, 300)
"""The statuses of answers whose bodies are what was asked for; other bodies are not fetched."""

_UNREAD = re.compile(r"(?:audio|font|image|model|video)/|application/(?:pdf|zip|wasm|java)")

CODINGS = "gzip, deflate"
"""How a body may be compressed; what else comes is told."""


@dataclass(frozen=True, slots=True)
class Line:
    """The machinery that questions go through: the network, and whom TLS trusts."""

    network: httpcore.NetworkBackend
    context: ssl.SSLContext


def exchange(
    to: Destination,
    headers: Mapping[str, str],
    line: Line,
    budget: Budget,
    *,
    is_cut: bool = False,
) -> Answer:
    """The answer of a host, its body unpacked; raises FetchError where there is none.

    With `is_cut` a body that is too large is cut off instead of refused.
    """
    try:
        found = _sent(to, headers, line, budget, is_cut=is_cut)
        body = unpacked(found, budget.limits.largest).body
    except InputError as error:
        raise FetchError(str(error), remedy=REMEDY) from error
    except ExtraError as error:
        raise FetchError(f"compressed as nobody asked: {error}", remedy=error.remedy) from error
    except httpcore.TimeoutException as error:
        budget.left()
        raise FetchError("it cannot be reached in time", remedy=REMEDY) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise _failed(error) from error
    return Answer(found.status, found.headers, body)


def _sent(
    to: Destination, headers: Mapping[str, str], line: Line, budget: Budget, *, is_cut: bool
) -> Answer:
    """The answer as it was sent."""
    url = httpcore.URL(
        scheme=to.address.scheme,
        host=to.address.host,
        port=to.address.port,
        target=to.address.target,
    )
    usual = {"Host": to.address.authority, "Accept-Encoding": CODINGS, "Connection": "close"}
    asked = list((usual | dict(headers)).items())
    backend = Pinned(to.ips, budget, line.network)
    with (
        httpcore.ConnectionPool(ssl_context=line.context, network_backend=backend) as pool,
        pool.stream("GET", url, headers=asked) as response,
    ):
        found = Answer(response.status, _head(response.headers), b"")
        if response.status not in FOUND:
            return found
        _refuse_media(found.media)
        body = _body(response, found.headers, budget.limits.largest, is_cut=is_cut)
        return Answer(found.status, found.headers, body)


def _refuse_media(media: str) -> None:
    """Raises FetchError for what can hold no report, before it is fetched."""
    if _UNREAD.match(media):
        raise FetchError(
            f"it is {media:.60} and no page or feed", remedy="Give the address of its page."
        )


def _head(headers: list[tuple[bytes, bytes]]) -> Message:
    """The headers of an answer, but for how it was transported, which is over."""
    if len(headers) > MOST_HEADERS:
        raise FetchError(f"an answer with more than {MOST_HEADERS} headers", remedy=REMEDY)
    head = Message()
    for name, value in headers:
        if name.lower() != b"transfer-encoding":
            head[name.decode("ascii")] = value.decode("utf-8", "replace")
    return head


def _body(response: httpcore.Response, head: Message, largest: int, *, is_cut: bool) -> bytes:
    """The body as it was sent, compressed or not."""
    stated = str(head.get("Content-Length", ""))
    if stated.isdecimal() and int(stated[:20]) > largest and not is_cut:
        raise too_large(largest)
    parts: list[bytes] = []
    size = 0
    for part in response.iter_stream():
        parts.append(part)
        size += len(part)
        if size > largest and is_cut:
            break
        if size > largest:
            raise too_large(largest)
    return b"".join(parts)[:largest]


def _failed(error: Exception) -> FetchError:
    """What is said where the connection or the protocol failed."""
    detail = " ".join(str(error).split())[:160] or type(error).__name__
    if isinstance(error, httpcore.ConnectError):
        return FetchError(
            f"no connection: {detail}",
            remedy="Check the address, its certificate and the connection to the internet.",
        )
    return FetchError(f"its answer broke off or is no HTTP: {detail}", remedy=REMEDY)
