"""Hostile requests, byte by byte, to a real server: each is refused or inert.

A case is a name, a request, and what must happen. In a request `{editor}` stands for an editor's
token, `{host}` for the server's own name, and so on (`WORDS`).
"""

# ruff: noqa: E501 - a case a line

from __future__ import annotations

import gzip
import json
import re
import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from crosswire.desk.access import secret, session, token
from crosswire.desk.desk import Desk
from crosswire.desk.storage.store import Store, utc
from crosswire.desk.submission import inputs
from crosswire.row import Problem
from crosswire.web.app import app
from crosswire.web.guard.limit import Limits, Rate
from crosswire.web.layout import Setup
from crosswire.web.reach import Reach
from crosswire.web.setting import Settings
from crosswire.web.worker import fetcher
from web.hosted import HERE, Reply, exchange, hosted

NEVER = Rate(1e9, 1e9)
LIMITS = Limits(
    body=5_000,
    body_of_import=20_000,
    body_seconds=0.3,
    head_seconds=0.3,
    person=NEVER,
    stranger=NEVER,
    failure=NEVER,
    sign_in=NEVER,
)
"""Limits that nobody waits for; how often one may ask is tested below."""

LEAST = 40
"""Cases that there must be."""

JSON = "Content-Type: application/json"
MARK = "X-Crosswire: 1"
EDITOR = "Authorization: Bearer {editor}"
HOST = "Host: {host}"


@dataclass(frozen=True)
class Case:
    """A request and what must happen: one of these statuses (0: the server hangs up)."""

    name: str
    request: tuple[bytes, ...]
    status: tuple[int, ...]
    at: str = "beyond"
    pause: float = 0
    never: bytes = b"\xff\xff"
    then: Callable[[Reply], bool] = field(default=lambda _: True)


def asks(
    line: str, *headers: str, host: str | None = HOST, body: bytes = b"", length: bool = True
) -> tuple[bytes, ...]:
    """A request of one part: its line (method and target), headers, body."""
    shown = [host] if host else []
    sized = [f"Content-Length: {len(body)}"] if body and length else []
    head = "\r\n".join([f"{line} HTTP/1.1", *shown, "Connection: close", *sized, *headers])
    return (head.encode("utf-8") + b"\r\n\r\n" + body,)


def posts(
    body: bytes | str, *headers: str, to: str = "/api/sessions", length: bool = True
) -> tuple[bytes, ...]:
    """A request of an editor that adds something, with all that it must have."""
    raw = body.encode() if isinstance(body, str) else body
    more = headers or (JSON,)
    return asks(f"POST {to}", EDITOR, MARK, *more, body=raw, length=length)


def chunked(*parts: bytes) -> bytes:
    """A body in parts, as HTTP/1.1 has them."""
    return b"".join(b"%x\r\n%b\r\n" % (len(one), one) for one in (*parts, b""))


def bears(words: str) -> tuple[bytes, ...]:
    """A request of who shows this as a token."""
    return asks("GET /api/events", f"Authorization: Bearer {words}")


def signs_in(words: str) -> tuple[bytes, ...]:
    """A request of who signs in with this."""
    body = json.dumps({"token": words}).encode()
    return asks("POST /api/sessions", MARK, JSON, body=body, length=False, host=HOST)


UNKNOWN = (401,)
CHUNKS = "Transfer-Encoding: chunked"
FORM = b"token=x"
GIVEN = '{"token": "x"}'

IDENTITY = (
    Case("nobody", asks("GET /api/events"), UNKNOWN),
    Case("nobody asks for the description", asks("GET /openapi.json"), UNKNOWN),
    Case("an empty bearer", bears(""), UNKNOWN),
    Case("a forged token", bears("cw.0123456789ab." + "A" * 43), UNKNOWN),
    Case("another's secret", bears("{mixed}"), UNKNOWN),
    Case("a truncated token", bears("{truncated}"), UNKNOWN),
    Case("a token with a letter more", bears("{editor}A"), UNKNOWN),
    Case("a token in capitals", bears("{capitals}"), UNKNOWN),
    Case("an expired token", bears("{expired}"), UNKNOWN),
    Case("a revoked token", bears("{revoked}"), UNKNOWN),
    Case("its digest for the token", bears("{digest}"), UNKNOWN),
    Case("two tokens", asks("GET /api/events", EDITOR, "Authorization: Bearer x"), UNKNOWN),
    Case(
        "a token as a password", asks("GET /api/events", "Authorization: Basic {editor}"), UNKNOWN
    ),
    Case("a token in the address", asks("GET /api/events?token={editor}"), UNKNOWN),
    Case("a token as a cookie", asks("GET /api/events", "Cookie: crosswire={editor}"), UNKNOWN),
    Case("a cookie as a token", bears("{cookie}"), UNKNOWN),
    Case("a forged cookie", asks("GET /api/events", "Cookie: crosswire=" + "A" * 43), UNKNOWN),
    Case(
        "two cookies",
        asks("GET /api/events", "Cookie: crosswire={cookie}; crosswire=x"),
        UNKNOWN,
    ),
    Case(
        "the cookie of an expired session",
        asks("GET /api/events", "Cookie: crosswire={old}"),
        UNKNOWN,
    ),
    Case(
        "the cookie of a revoked token",
        asks("GET /api/events", "Cookie: crosswire={gone}"),
        UNKNOWN,
    ),
    Case("SQL for a token", bears("' OR 1=1; DROP TABLE token; --"), UNKNOWN),
    Case("letters of no alphabet", bears("cw.é\x01\x7f"), (400, 401)),
    Case("a name for a token", asks("GET /api/events", "X-Crosswire-Name: Rhea"), UNKNOWN),
    Case("a role of one's own", asks("GET /api/events", "X-Role: editor", "Role: editor"), UNKNOWN),
    Case("a wrong token signs in", signs_in("cw.0123456789ab." + "A" * 43), UNKNOWN),
    Case("a revoked token signs in", signs_in("{revoked}"), UNKNOWN),
    Case("an endless token signs in", signs_in("A" * 900), (422,)),
    Case("more than a token signs in", posts('{"token": "x", "role": "editor"}'), (422,)),
)

CROSS_SITE = (
    Case("a form", asks("POST /api/sessions", "Content-Type: application/x-www-form-urlencoded", body=FORM), (403,)),
    Case("a form with the mark", posts(FORM, "Content-Type: application/x-www-form-urlencoded"), (415,)),
    Case("a simple request", asks("POST /api/sessions", "Content-Type: text/plain", body=GIVEN.encode()), (403,)),
    Case("JSON as plain text", posts(GIVEN, "Content-Type: text/plain"), (415,)),
    Case("a form of several parts", posts(b"--x--", "Content-Type: multipart/form-data; boundary=x"), (415,)),
    Case("JSON of no type", posts(GIVEN, "X-None: 1"), (415,)),
    Case("JSON of two types", posts(GIVEN, JSON, "Content-Type: text/plain"), (415,)),
    Case("no mark", asks("POST /api/sessions", EDITOR, JSON, body=GIVEN.encode()), (403,)),
    Case("another origin", posts(GIVEN, JSON, "Origin: http://evil.example"), (403,)),
    Case("no origin at all (null)", posts(GIVEN, JSON, "Origin: null"), (403,)),
    Case("this machine's other port", posts(GIVEN, JSON, f"Origin: http://{HERE}:1"), (403,)),
    Case("an origin with a name before it", posts(GIVEN, JSON, "Origin: http://{host}@evil.example"), (403,)),
    Case("an origin that begins alike", posts(GIVEN, JSON, "Origin: http://{host}.evil.example"), (403,)),
    Case("two origins", posts(GIVEN, JSON, "Origin: http://{host}", "Origin: http://evil.example"), (403,)),
    Case("another site", posts(GIVEN, JSON, "Sec-Fetch-Site: cross-site"), (403,)),
    Case("a neighbouring site", posts(GIVEN, JSON, "Sec-Fetch-Site: same-site"), (403,)),
    Case("a page that reads across", asks("GET /api/events", EDITOR, "Sec-Fetch-Site: cross-site"), (403,)),
    Case("a script that reads across", asks("GET /api/events", "Origin: http://evil.example"), (403,), at="here"),
    Case("a picture of another site", asks("GET /api/events", "Sec-Fetch-Site: cross-site"), (403,), at="here"),
    Case(
        "a preflight",
        asks("OPTIONS /api/sessions", "Origin: http://evil.example", "Access-Control-Request-Method: POST"),
        (405,),
        then=lambda got: not any(name.startswith("access-control") for name in got.headers),
    ),
    Case("a method in a header", asks("GET /api/sessions", EDITOR, "X-HTTP-Method-Override: DELETE"), (405,)),
    Case("a method in the address", asks("GET /api/sessions?_method=DELETE", EDITOR), (405, 422)),
)  # fmt: skip

REBINDING = (
    Case("a stranger's name", asks("GET /api/events", host="Host: evil.example"), (421,), at="here"),
    Case("a name that begins alike", asks("GET /api/events", host="Host: 127.0.0.1.evil.example"), (421,), at="here"),
    Case("a name before the host", asks("GET /api/events", host="Host: localhost@evil.example"), (421,), at="here"),
    Case("a port that is none", asks("GET /api/events", host="Host: localhost:80:80"), (421,), at="here"),
    Case("the machine as a number", asks("GET /api/events", host="Host: 2130706433"), (421,), at="here"),
    Case("a name that ends in a dot", asks("GET /api/events", host="Host: localhost."), (421,), at="here"),
    Case("an empty name", asks("GET /api/events", host="Host:"), (421,), at="here"),
    Case("no name", asks("GET /api/events", host=None), (400,), at="here"),
    Case("no name in HTTP/1.0", (b"GET /api/events HTTP/1.0\r\n\r\n",), (421,), at="here"),
    Case("two names", asks("GET /api/events", "Host: evil.example"), (400, 421), at="here"),
    Case("a name in a header beside", asks("GET /", "X-Forwarded-Host: evil.example"), (200, 404), never=b"evil"),
    Case("a name in the address", asks("GET http://evil.example/api/events"), (400,), at="here"),
    Case("a proxy before an open server", asks("GET /api/events", "X-Forwarded-For: 8.9.10.11"), (403,), at="here"),
    Case("a proxy that tells by RFC 7239", asks("GET /api/events", "Forwarded: for=8.9.10.11"), (403,), at="here"),
    Case("a stranger who is his own proxy", asks("GET /api/events", "X-Forwarded-For: 127.0.0.1"), UNKNOWN),
    Case("another name that a cache would keep", asks("GET /", host="Host: evil.example"), (421,), never=b"evil"),
)  # fmt: skip

PATHS = (
    Case("up from the assets", asks("GET /assets/../../etc/passwd"), (400,), never=b"root:"),
    Case("up, in numbers", asks("GET /assets/%2e%2e/%2e%2e/etc/passwd"), (400,), never=b"root:"),
    Case("up, with numbered strokes", asks("GET /assets/..%2f..%2fetc%2fpasswd"), (400,), never=b"root:"),
    Case("up, twice in numbers", asks("GET /assets/%252e%252e/etc/passwd"), (404,), never=b"root:"),
    Case("up, by backslashes", asks("GET /assets/..%5c..%5cetc%5cpasswd"), (400,), never=b"root:"),
    Case("up, in too many bytes", asks("GET /assets/%c0%ae%c0%ae/etc/passwd"), (404,), never=b"root:"),
    Case("the root of another", asks("GET //etc/passwd"), (400,), never=b"root:"),
    Case("a report's id that goes up", asks("GET /api/documents/..%2f..%2fetc%2fpasswd/versions", EDITOR), (400,)),
    Case("NUL in the path", asks("GET /api/events/a%00b", EDITOR), (400,)),
    Case("NUL in a parameter", asks("GET /api/events?limit=%00", EDITOR), (400,)),
    Case("half a character in a parameter", asks("GET /api/events/%ed%a0%80", EDITOR), (404,)),
    Case("a line's end in the path", asks("GET /%0d%0aSet-Cookie:%20a=b", EDITOR), (400,), never=b"a=b"),
    Case("a line's end in a parameter", asks("GET /search?q=%0d%0aSet-Cookie:%20a=b"), (200, 404), never=b"a=b"),
    Case("SQL for an event", asks("GET /api/events/'%20OR%201=1;--", EDITOR), (404,)),
    Case("an endless path", asks("GET /" + "a" * 20_000), (400, 431)),
    Case("a stroke at the end", asks("GET /api/events/", EDITOR), (404,), never=b"location"),
)  # fmt: skip

BODIES = (
    Case("a long body", posts(b" " * 5_001, to="/api/judgements"), (413,)),
    Case("a body that is said to be long", asks("POST /api/sessions", EDITOR, MARK, JSON, "Content-Length: 99999999999999999999"), (413, 400)),
    Case("a long body in chunks", posts(chunked(b" " * 4_000, b" " * 4_000), JSON, CHUNKS, to="/api/judgements", length=False), (413,)),
    Case("a long token", posts(b" " * 1_001), (413,)),
    Case("a long body of nobody", asks("POST /api/judgements", MARK, JSON, "Content-Length: 4000"), UNKNOWN),
    Case("a packed body", posts(gzip.compress(b" " * 9_000_000), JSON, "Content-Encoding: gzip", to="/api/judgements"), (413, 415)),
    Case("a small bomb", posts(gzip.compress(b"{}"), JSON, "Content-Encoding: gzip"), (415,)),
    Case("a body packed twice", posts(b"x", JSON, "Content-Encoding: identity, gzip"), (415,)),
    Case("a body of GET", asks("GET /api/events", EDITOR, body=b"x"), (413,)),
    Case("depth 10,000", posts("[" * 400 + "]" * 400), (400,)),
    Case("depth without end", posts('{"a":' * 900, to="/api/judgements"), (400,)),
    Case("no number", posts('{"token": NaN}'), (400,)),
    Case("infinity", posts('{"token": -Infinity}'), (400,)),
    Case("a number too large", posts('{"token": 1e999}'), (400,)),
    Case("a number of 4,500 digits", posts("9" * 4_500, to="/api/judgements"), (400,)),
    Case("a name twice", posts('{"token": "x", "token": "y"}'), (400,)),
    Case("NUL", posts('{"token": "a\\u0000b"}'), (400,)),
    Case("half a character", posts('{"token": "\\ud800"}'), (400,)),
    Case("no UTF-8", posts(b'{"token": "\xff"}'), (400,)),
    Case("UTF-16", posts(GIVEN.encode("utf-16")), (400,)),
    Case("no JSON", posts("token=x"), (400,)),
    Case("nothing", posts("", JSON, "Content-Length: 0"), (422,)),
    Case("a list for an object", posts("[1]"), (422,)),
    Case("a number for a word", posts('{"token": 1}'), (422,)),
)  # fmt: skip

FORMS = (
    Case("TRACE", asks("TRACE /api/events", EDITOR), (405,), never=b"Bearer"),
    Case("CONNECT", asks("CONNECT evil.example:443"), (400, 405)),
    Case("PUT", asks("PUT /api/sessions", EDITOR, MARK), (405,)),
    Case("a method of another protocol", asks("PROPFIND /", EDITOR, MARK), (405,)),
    Case("a method in small letters", asks("get /api/events", EDITOR), (405,)),
    Case("two lengths", posts(GIVEN, JSON, "Content-Length: 3"), (400,)),
    Case("a length and chunks", posts(chunked(b"{}"), JSON, CHUNKS), (400,)),
    Case("chunks within chunks", posts(chunked(b"{}"), JSON, CHUNKS, CHUNKS, length=False), (400, 501)),
    Case("chunks in disguise", posts(chunked(b"{}"), JSON, "Transfer-Encoding: xchunked", length=False), (400, 501)),
    Case("chunks by another name", posts(chunked(b"{}"), JSON, "Transfer-Encoding : chunked", length=False), (400,)),
    Case("chunks and packed", posts(chunked(b"{}"), JSON, "Transfer-Encoding: gzip, chunked", length=False), (400, 501)),
    Case("a length with a sign", asks("POST /api/sessions", EDITOR, MARK, JSON, "Content-Length: +2", body=b"{}", length=False), (400,)),
    Case("a length below nothing", asks("POST /api/sessions", EDITOR, MARK, JSON, "Content-Length: -2", body=b"{}", length=False), (400,)),
    Case("a chunk of no size", posts(b"zz\r\n{}\r\n0\r\n\r\n", JSON, CHUNKS, length=False), (400,)),
    Case("a second request in the body", (*posts(b"0\r\n\r\nGET /api/me HTTP/1.1\r\nHost: x\r\n\r\n", JSON, CHUNKS),), (400,), never=b"200 OK"),
    Case("a header in two lines", asks("GET /api/events", EDITOR, "X-A: b\r\n c: d\r\n\tHost: evil.example"), (200, 400), never=b"evil"),
    Case("a header without a name", asks("GET /api/events", EDITOR, ": x"), (400,)),
    Case("a line's end in a header", asks("GET /api/events", EDITOR, "X-A: b\rX-B: c"), (400,)),
    Case("endless headers", asks("GET /api/events", *(f"X-{n}: {n}" for n in range(3_000))), (400, 431)),
    Case("a web socket", asks("GET /api/stream", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Key: AA==", "Sec-WebSocket-Version: 13"), UNKNOWN),
    Case("HTTP/2 in the clear", asks("GET /api/events", "Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: AA"), UNKNOWN),
    Case("HTTP/2 from the first", (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",), (400, 421)),
    Case("HTTP/0.9", (b"GET /api/events\r\n\r\n",), (400,)),
    Case("TLS to a server without", (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64,), (400, 0)),
)  # fmt: skip

SLOW = (
    Case("a head that drips", (b"GET / HTTP/1.1\r\n", *[b"X-A: b\r\n"] * 9), (0,), pause=0.1),
    Case("a head that stops", (b"GET / HTTP/1.1\r\n",), (0,)),
    Case("a client who says nothing", (b"",), (0,)),
    Case(
        "a body that drips",
        (posts(b"", JSON, "Content-Length: 900", to="/api/judgements")[0], *[b" "] * 9),
        (408,),
        pause=0.1,
    ),
    Case(
        "a body that stops",
        posts(b"", JSON, "Content-Length: 900", to="/api/judgements"),
        (408,),
    ),
    Case(
        "chunks that drip",
        (posts(b"", JSON, CHUNKS, to="/api/judgements")[0], *[b"1\r\n \r\n"] * 9),
        (408,),
        pause=0.1,
    ),
)

TO = "/api/submissions"
ADDRESSES = {
    "a file": "file:///etc/passwd",
    "a path": "/etc/passwd",
    "a path of this machine's desk": "desk.sqlite",
    "a path like an address": "//127.0.0.1/",
    "another protocol": "gopher://127.0.0.1:6379/_FLUSHALL",
    "a script": "javascript:alert(1)",
    "a password": "http://rhea:word@velmar.example/",
    "a host behind a name": "http://velmar.example@127.0.0.1/",
    "a backslash": "http://velmar.example\\@127.0.0.1/",
    "a line's end": "http://velmar.example/\r\nHost: 127.0.0.1",
    "a number for a host": "http://2130706433/",
    "an octal host": "http://0177.0.0.1/",
    "a short host": "http://127.1/",
    "a hexadecimal host": "http://0x7f.0.0.1/",
    "a host in other letters": "http://１２７.0.0.1/",
    "a host with another full stop": "http://127。0。0。1/",
    "a host that ends in a dot": "http://localhost./",
    "a zone": "http://[fe80::1%25eth0]/",
    "an endless address": "http://velmar.example/" + "a" * 2_000,
}
"""Addresses that are refused when they are handed in; nothing of them is kept."""

HANDED = (
    *(Case(f"handed in: {name}", posts(json.dumps({"url": one}), to=TO), (422,)) for name, one in ADDRESSES.items()),
    Case("handed in: a file beside", posts('{"text": "a", "path": "/etc/passwd"}', to=TO), (422,)),
    Case("handed in: a text and an address", posts('{"text": "a", "url": "http://velmar.example"}', to=TO), (422,)),
    Case("handed in: somebody else's name", posts('{"text": "a", "by": "Bo"}', to=TO), (422,)),
    Case("handed in: an event by SQL", posts('{"text": "a", "event": "event-\' OR 1=1"}', to=TO), (404, 422)),
    Case("handed in by nobody", asks(f"POST {TO}", MARK, JSON, body=b"{}"), UNKNOWN),
    Case("handed in with an empty text", posts('{"text": " "}', to=TO), (422,)),
)  # fmt: skip

JUDGE, IMPORT = "/api/judgements", "/api/judgements/import"
JUDGED = '{"kind": "note", "subject": "x", "verdict": "note", "note": "a"%s}'
REVIEWER = "Authorization: Bearer {reviewer}"
LINED = "Content-Type: application/jsonl"

JUDGEMENTS = (
    Case("judged by a reader", asks(f"POST {JUDGE}", "Authorization: Bearer {reader}", MARK, JSON, body=(JUDGED % "").encode()), (403,)),
    Case("judged under another's name", posts(JUDGED % ', "by": "Bo Example"', to=JUDGE), (422,)),
    Case("judged at another time", posts(JUDGED % ', "at": "2001-01-01T00:00:00.000000Z"', to=JUDGE), (422,)),
    Case("judged under an id of one's own", posts(JUDGED % ', "id": "judgement-0123456789abcdef"', to=JUDGE), (422,)),
    Case("judged with SQL", posts(JUDGED.replace('"x"', '"x\' OR 1=1; --"') % "", to=JUDGE), (404, 422)),
    Case("judged of a list", posts(JUDGED.replace('"x"', '["x"]') % "", to=JUDGE), (422,)),
    Case("judged with a member of the program", posts(JUDGED % ', "__class__": "x"', to=JUDGE), (422,)),
    Case("judged at length", posts(json.dumps({"kind": "note", "subject": "x", "verdict": "note", "note": "a" * 4_700}), to=JUDGE), (404, 422)),
    Case("undone by SQL", posts("{}", to=f"{JUDGE}/1'%20OR%201=1/undo"), (404, 422)),
    Case("undone that is not there", posts("{}", to=f"{JUDGE}/judgement-0123456789abcdef/undo"), (404,)),
    Case("imported by a reviewer", asks(f"POST {IMPORT}", REVIEWER, MARK, LINED, body=b"{}\n"), (403,)),
    Case("imported as a form", posts("a=b", "Content-Type: application/x-www-form-urlencoded", to=IMPORT), (415,)),
    Case("imported, one line of NaN", posts('{}\n{"a": NaN}\n', LINED, to=IMPORT), (400,)),
    Case("imported, deep lines", posts("[" * 90 + "]" * 90, LINED, to=IMPORT), (400,)),
    Case("imported, at length", posts(b"{}\n" * 7_000, LINED, to=IMPORT), (413,)),
    Case("imported, lines where one is wanted", posts("{}\n{}", LINED, to=JUDGE), (415,)),
    Case("imported, forged", posts(JUDGED % ', "by": "Bo", "at": "2001-01-01T00:00:00.000000Z", "id": "judgement-0123456789abcdef"', LINED, to=IMPORT), (200,), then=lambda got: json.loads(got.body)["new"] == 0),
)  # fmt: skip

CASES = (*HANDED, *JUDGEMENTS, *IDENTITY, *CROSS_SITE, *REBINDING, *PATHS, *BODIES, *FORMS, *SLOW)


@dataclass(frozen=True)
class Served:
    """A desk that is served twice: to its own machine, and beyond it to who has a token."""

    here: int
    beyond: int
    words: Mapping[str, str]
    desk: Desk


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    where = tmp_path_factory.mktemp("hostile") / "desk.sqlite"
    with Desk.open(where, create=True) as desk:
        words = secrets_of(desk.store)
        beyond = Settings(reach=Reach(signs_in=True), limits=LIMITS)
        with (
            hosted(app(desk, Settings(limits=LIMITS)), LIMITS) as here,
            hosted(app(desk, beyond), LIMITS) as outside,
        ):
            yield Served(here, outside, words, desk)


def secrets_of(store: Store) -> dict[str, str]:
    """Tokens and cookies, good and bad, under the words by which requests name them."""
    now = utc()
    with store.writing() as connection:
        editor = token.grant(store, connection, "Rhea Example", "editor")
        reader = token.grant(store, connection, "Ed Example", "reader")
        reviewer = token.grant(store, connection, "Fay Example", "reviewer")
        other = token.grant(store, connection, "Bo Example", "editor")
        expired = token.grant(store, connection, "Cy", "editor", until=now - timedelta(seconds=1))
        revoked = token.grant(store, connection, "Di", "editor")
        ids = {name: one.split(".")[1] for name, one in (("editor", editor), ("revoked", revoked))}
        gone = session.begin(connection, ids["revoked"], now=now)
        token.revoke(store, connection, ids["revoked"])
        cookie = session.begin(connection, ids["editor"], now=now)
        old = session.begin(connection, ids["editor"], now=now - timedelta(hours=12))
        digest = secret.digest("token", editor.split(".")[2])
    return {
        "editor": editor,
        "reader": reader,
        "reviewer": reviewer,
        "mixed": ".".join([*other.split(".")[:2], editor.split(".")[2]]),
        "truncated": editor[:-1],
        "capitals": editor.upper(),
        "expired": expired,
        "revoked": revoked,
        "cookie": cookie,
        "old": old,
        "gone": gone,
        "digest": digest,
    }


def filled(part: bytes, words: Mapping[str, str]) -> bytes:
    """A part of a request with the secrets that it names, and the length of its JSON."""
    for name, value in words.items():
        part = part.replace(b"{%b}" % name.encode(), value.encode())
    head, gap, body = part.partition(b"\r\n\r\n")
    if body and not re.search(rb"(?i)content-length|transfer-encoding", head):
        head += b"\r\nContent-Length: %d" % len(body)
    return head + gap + body


def test_there_are_enough() -> None:
    assert len(CASES) >= LEAST
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_request_is_refused_or_inert(case: Case, served: Served) -> None:
    port = getattr(served, case.at)
    words = {**served.words, "host": f"{HERE}:{port}"}
    got = exchange(port, [filled(part, words) for part in case.request], pause=case.pause)
    assert got.status in case.status, got
    assert case.never not in got.body
    assert case.then(got)
    told = got.body + "\n".join(f"{name}: {value}" for name, value in got.headers.items()).encode()
    for word in served.words.values():
        assert word.encode() not in told
    for betrayed in (b"Traceback", b"uvicorn", b"fastapi", b"starlette", b".py", b"sqlite"):
        assert betrayed not in told.lower()
    if got.status and got.status != 400:
        assert got.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in got.headers["content-security-policy"]
    assert exchange(port, asks_health(port)).status == 200


def asks_health(port: int) -> tuple[bytes, ...]:
    """A request that is always served."""
    return tuple(filled(part, {"host": f"{HERE}:{port}"}) for part in asks("GET /healthz"))


INSIDE = (
    "http://127.0.0.1:{port}/",
    "http://127.8.8.8:{port}/",
    "http://0.0.0.0:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]/",
    "http://10.0.0.1/",
    "http://192.168.1.1/admin",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://[fd00::1]/",
    "http://224.0.0.1/",
    "http://localhost:{port}/",
    "http://8.9.10.11:22/",
)
"""Addresses that are refused when they are fetched: of this machine and its network."""


@pytest.mark.parametrize("form", INSIDE)
def test_an_address_of_ones_own_network_is_never_asked(form: str, served: Served) -> None:
    with socket.create_server((HERE, 0)) as listening:
        url = form.format(port=listening.getsockname()[1])
        words = {**served.words, "host": f"{HERE}:{served.beyond}"}
        request = posts(json.dumps({"url": url}), to=TO)
        got = exchange(served.beyond, [filled(part, words) for part in request])
        if got.status != 422:
            assert got.status == 202
            submissions = served.desk.submissions
            waiting = submissions.waiting()
            assert waiting
            setup = Setup(where="", cache="", pause=0)
            (found,) = inputs(waiting, lambda: fetcher(setup))
            assert isinstance(found, Problem)
            submissions.refuse(waiting, found.reason, found.remedy)
        listening.settimeout(0.01)
        with pytest.raises(TimeoutError):
            listening.accept()
