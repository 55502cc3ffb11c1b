"""The guards one by one: pace, streams, reach, cookies, what an answer may do, what is logged."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING, Annotated

import pytest
from fastapi import FastAPI
from starlette.responses import Response, StreamingResponse

from crosswire.cli import main
from crosswire.desk import log
from crosswire.desk.access import session, token
from crosswire.desk.storage.store import Store, utc
from crosswire.error import DeskError, JudgementError, ServeError
from crosswire.web.credential import Keeper
from crosswire.web.guard import Limits, install
from crosswire.web.guard.limit import Rate
from crosswire.web.guard.pace import Held, Pace
from crosswire.web.identity import Person, given_name, requires
from crosswire.web.problem import RefusedError
from crosswire.web.reach import Reach, is_answered, reach
from crosswire.web.route.session import router
from desk.desks import empty
from web.client import Client
from web.hosted import HERE, exchange, hosted, received

if TYPE_CHECKING:
    from pathlib import Path

BEYOND = Reach(signs_in=True)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "desk.sqlite").write_bytes(empty())
    with Store.open(tmp_path / "desk.sqlite") as opened:
        yield opened


def granted(store: Store, name: str = "Rhea Example") -> str:
    with store.writing() as connection:
        return token.grant(store, connection, name, "reviewer")


def application(store: Store, reach: Reach = BEYOND, **more: object) -> FastAPI:
    """A small application behind the guards, with a stream that says `beat` again and again."""
    made = FastAPI()
    made.include_router(router)

    @made.get("/api/broken", dependencies=[requires("reader")])
    async def broken() -> None:
        raise KeyError("words of a report")

    @made.get("/api/busy", dependencies=[requires("reader")])
    async def busy() -> None:
        raise DeskError("/srv/desk.sqlite is busy", remedy="Wait.")

    @made.post("/api/signed")
    async def signed(person: Annotated[Person, requires("reviewer")]) -> str:
        return person.name

    @made.get("/api/large", dependencies=[requires("reader")])
    async def large() -> Response:
        return Response(b" " * 20_000_000)

    @made.get("/api/stream", dependencies=[requires("reader")])
    async def stream() -> StreamingResponse:
        async def beats() -> AsyncIterator[str]:
            while True:
                yield ": beat\n\n"
                await asyncio.sleep(0.05)

        return StreamingResponse(beats(), media_type="text/event-stream")

    install(made, reach=reach, store=store, **more)  # type: ignore[arg-type]
    return made


def bearer(words: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {words}"}


class Ticks:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_bucket_empties_and_fills_again() -> None:
    clock = Ticks()
    pace = Pace(Rate(2, 0.5), remembered=9, clock=clock)
    pace.ask("a")
    pace.ask("a")
    with pytest.raises(RefusedError) as refused:
        pace.ask("a")
    assert refused.value.headers == {"Retry-After": "2"}
    pace.ask("b")
    clock.at = 2.0
    pace.ask("a")
    with pytest.raises(RefusedError):
        pace.ask("a")
    clock.at = 1e9
    assert pace.wait("a") == 0


def test_a_flood_of_addresses_is_not_remembered() -> None:
    pace = Pace(Rate(1, 1), remembered=50)
    for number in range(1_000):
        pace.ask(str(number))
    assert len(pace) == 50


def test_what_is_open_is_counted() -> None:
    held = Held()
    held.open("a", most=1)
    with pytest.raises(RefusedError):
        held.open("a", most=1)
    held.open("b", most=1)
    held.close("a")
    held.open("a", most=1)
    held.close("a")
    held.close("b")
    assert len(held) == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.9.10"])
def test_on_this_machine_nobody_signs_in_until_there_is_a_token(host: str) -> None:
    assert not reach(host, has_tokens=False).signs_in
    assert reach(host, has_tokens=True).signs_in


@pytest.mark.parametrize(
    "beyond",
    [
        {"host": "0.0.0.0"},  # noqa: S104 - what must be refused
        {"host": "::"},
        {"host": ""},
        {"host": "10.0.0.5"},
        {"host": "news.example"},
        {"host": "127.0.0.1", "proxies": ("127.0.0.1",)},
        {"host": "127.0.0.1", "socket": "/run/crosswire.sock"},
        {"host": "127.0.0.1", "names": ("news.example",)},
    ],
)
def test_beyond_this_machine_it_takes_tokens(beyond: dict[str, str]) -> None:
    with pytest.raises(ServeError, match="there are no tokens"):
        reach(**beyond, has_tokens=False)  # type: ignore[arg-type]
    assert reach(**beyond, has_tokens=True).signs_in  # type: ignore[arg-type]


def test_the_command_does_not_start_beyond_this_machine_without_tokens(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    for beyond in (["--host", "0.0.0.0"], ["--proxy", "unix"], ["--socket", "s"], ["--name", "a"]):  # noqa: S104 - as above
        with pytest.raises(SystemExit) as ended:
            main(["serve", store.name, "--port", "0", *beyond])
        assert ended.value.code == 1
        assert "crosswire token add" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [{"proxies": ("proxy.example",)}, {"names": ("a/b",)}])
def test_names_and_proxies_are_checked(wrong: dict[str, tuple[str]]) -> None:
    with pytest.raises(ServeError, match="no "):
        reach("127.0.0.1", has_tokens=True, **wrong)  # type: ignore[arg-type]


def test_the_names_that_a_server_goes_by() -> None:
    named = reach("0.0.0.0", names=("News.example",), has_tokens=True)  # noqa: S104 - as above
    for host in ("news.example", "NEWS.example:443", "10.0.0.5:8750", "[fd00::5]:80", "localhost"):
        assert is_answered(named, host), host
    for host in ("evil.example", "fd00::5", "news.example.", "10.0.0.5.evil.example", "a:b", ""):
        assert not is_answered(named, host), host
    assert not is_answered(Reach(), "10.0.0.5")


@pytest.mark.parametrize(
    "name", ["", "%20", "a%0ab", "a%00", "%e2%80%ae", "%ed%a0%80", "%ff", "a" * 101, "a%1b[2J"]
)
def test_a_name_that_cannot_sign(name: str, store: Store) -> None:
    with pytest.raises((ValueError, JudgementError)):
        given_name(name)
    client = Client(application(store, Reach()))
    client.headers["X-Crosswire-Name"] = name
    assert client.post("/api/signed").status_code == 400


def test_a_name_of_any_script_signs(store: Store) -> None:
    client = Client(application(store, Reach()))
    assert client.post("/api/signed").status_code == 400
    for header, name in (("Jos%C3%A9%20Example", "José Example"), ("%E9%99%B3", "陳")):
        client.headers["X-Crosswire-Name"] = header
        assert client.post("/api/signed").json() == name


def test_who_signed_in_signs_with_the_name_of_his_token(store: Store) -> None:
    client = Client(application(store), **bearer(granted(store)))
    client.headers["X-Crosswire-Name"] = "Somebody%20Else"
    assert client.post("/api/signed").json() == "Rhea Example"


def test_a_browser_signs_in_and_out(store: Store) -> None:
    client, words = Client(application(store)), granted(store)
    assert client.get("/api/me").json() == {"name": None, "role": None, "local": False}
    got = client.post("/api/sessions", json={"token": words})
    cookie = got.headers["set-cookie"]
    assert got.status_code == 201
    for part in ("crosswire=", "HttpOnly", "SameSite=strict", "Path=/", "Max-Age=43200"):
        assert part in cookie
    assert words not in cookie
    client.headers["Cookie"] = cookie.partition(";")[0]
    assert client.get("/api/me").json()["name"] == "Rhea Example"
    out = client.delete("/api/sessions")
    assert "Max-Age=0" in out.headers["set-cookie"]
    assert client.post("/api/signed").status_code == 401


def test_over_tls_the_cookie_is_bound_to_the_host(store: Store) -> None:
    client, words = Client(application(store)), granted(store)
    tls = "https://127.0.0.1:8750/api/"
    got = client.post(f"{tls}sessions", json={"token": words})
    cookie = got.headers["set-cookie"]
    assert cookie.startswith("__Host-crosswire=")
    assert "Secure" in cookie
    assert "Domain" not in cookie
    assert got.headers["strict-transport-security"]
    client.headers["Cookie"] = cookie.partition(";")[0]
    assert client.post(f"{tls}signed").status_code == 200
    assert client.post("/api/signed").status_code == 401


def test_an_old_cookie_is_renewed_when_a_page_asks_who_one_is(store: Store) -> None:
    words = granted(store)
    before = utc() - session.ROTATES - timedelta(minutes=1)
    with store.writing() as connection:
        old = session.begin(connection, words.split(".")[1], now=before)
    client = Client(application(store), Cookie=f"crosswire={old}")
    new = client.get("/api/me").headers["set-cookie"].partition(";")[0]
    assert new not in ("crosswire=", f"crosswire={old}")
    assert "set-cookie" not in client.get("/api/me").headers
    client.headers["Cookie"] = new
    assert client.get("/api/me").json()["name"] == "Rhea Example"


def test_a_desk_that_is_busy_does_not_keep_anybody_out(store: Store) -> None:
    class Busy(Keeper):
        def _renew(self, words: str) -> tuple[str, int] | None:  # noqa: ARG002 - as it is
            raise DeskError("busy", remedy="Wait.")

    with store.writing() as connection:
        ident = token.grant(store, connection, "Rhea Example", "reader").split(".")[1]
        cookie = session.begin(connection, ident, now=utc())
    client = Client(application(store, keeper=Busy(store)), Cookie=f"crosswire={cookie}")
    assert client.get("/api/me").json()["name"] == "Rhea Example"


def test_who_asks_too_often_waits(store: Store) -> None:
    limits = Limits(person=Rate(3, 0.01), stranger=Rate(2, 0.01), sign_in=Rate(1, 0.01))
    made = application(store, limits=limits)
    one, other = Client(made, **bearer(granted(store))), Client(made, **bearer(granted(store)))
    assert [one.get("/api/me").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert other.get("/api/me").status_code == 200
    stranger = Client(made)
    wrong = [stranger.post("/api/sessions", json={"token": "x"}) for _ in range(3)]
    assert [one.status_code for one in wrong] == [401, 429, 429]
    assert int(wrong[1].headers["retry-after"]) >= 1
    assert other.get("/api/me").status_code == 200


def test_wrong_tokens_are_slowed_down_and_right_ones_are_not(store: Store) -> None:
    made = application(store, limits=Limits(failure=Rate(2, 0.01)))
    wrong, right = Client(made, **bearer("x")), Client(made, **bearer(granted(store)))
    assert [wrong.post("/api/signed").status_code for _ in range(3)] == [401, 401, 429]
    assert right.post("/api/signed").status_code == 200


def test_an_unnamed_proxy_is_not_believed_and_a_named_one_is(store: Store) -> None:
    limits = Limits(stranger=Rate(1, 0.01))
    for proxies, expected in (((), 429), (("127.0.0.1",), 401)):
        made = application(store, Reach(signs_in=True, proxies=proxies), limits=limits)
        got = [
            Client(made).get("/api/busy", headers={"X-Forwarded-For": f"8.9.10.{n}"})
            for n in range(2)
        ]
        assert [one.status_code for one in got] == [401, expected]


def test_what_an_answer_may_do(store: Store) -> None:
    client = Client(application(store), **bearer(granted(store)))
    got = client.get("/api/me").headers
    assert got["cache-control"] == "no-store"
    assert "sandbox" in got["content-security-policy"]
    assert "Cookie" in got["vary"]
    assert "server" not in got
    for name in (
        "cross-origin-opener-policy", "cross-origin-resource-policy", "permissions-policy",
        "referrer-policy", "x-content-type-options", "x-frame-options",
    ):  # fmt: skip
        assert got[name]


@pytest.fixture
def logged() -> Iterator[StringIO]:
    root, stream = logging.getLogger(log.ROOT), StringIO()
    before = root.handlers, root.propagate, root.level
    log.set_up("json", "debug", stream=stream)
    yield stream
    root.handlers, root.propagate, root.level = before


def test_what_fails_inside_is_told_to_nobody(store: Store, logged: StringIO) -> None:
    client = Client(application(store), **bearer(granted(store)))
    broken, busy = client.get("/api/broken"), client.get("/api/busy")
    assert (broken.status_code, busy.status_code) == (500, 503)
    assert "report" not in broken.text
    assert "sqlite" not in busy.text
    told = logged.getvalue()
    assert '"kind": "KeyError", "at": "test_guard.py:' in told
    assert "words of a report" not in told
    assert "Traceback" not in told


def test_no_secret_is_logged(store: Store, logged: StringIO) -> None:
    words = granted(store)
    made = application(store)
    cookie = Client(made).post("/api/sessions", json={"token": words}).headers["set-cookie"]
    secret = cookie.partition("=")[2].partition(";")[0]
    Client(made, Cookie=f"crosswire={secret}").delete("/api/sessions")
    Client(made).post("/api/sessions", json={"token": words + "x"})
    Client(made, **bearer(words + "x")).get("/api/busy")
    told = logged.getvalue()
    for event in ("access.signed_in", "access.signed_out", "access.denied", "server.refused"):
        assert f'"{event}"' in told
    assert words.split(".")[2] not in told
    assert secret not in told


def asking(port: int, path: str, words: str) -> socket.socket:
    """A request that was sent, and whose answer is not read yet."""
    connection = socket.create_connection((HERE, port), timeout=5)
    head = f"GET {path} HTTP/1.1\r\nHost: {HERE}\r\nAuthorization: Bearer {words}\r\n\r\n"
    connection.sendall(head.encode())
    return connection


def test_a_stream_ends_with_its_token_and_nobody_has_too_many(store: Store) -> None:
    limits, words = Limits(streams=1), granted(store)
    with hosted(application(store, limits=limits), limits) as port:
        connection = asking(port, "/api/stream", words)
        assert connection.recv(9_000).startswith(b"HTTP/1.1 200")
        with asking(port, "/api/stream", words) as second:
            assert second.recv(9_000).startswith(b"HTTP/1.1 429")
        assert b"beat" in connection.recv(9_000)
        with store.writing() as writing:
            token.revoke(store, writing, "Rhea Example")
        since = time.monotonic()
        with connection:
            while not connection.recv(9_000).endswith(b"0\r\n\r\n"):
                pass
        assert time.monotonic() - since < 2
        with asking(port, "/api/stream", words) as again:
            assert again.recv(9_000).startswith(b"HTTP/1.1 401")


def test_a_stream_that_is_closed_is_no_longer_counted(store: Store) -> None:
    limits, words = Limits(streams=1), granted(store)
    with hosted(application(store, limits=limits), limits) as port:
        for _ in range(3):
            with asking(port, "/api/stream", words) as connection:
                assert connection.recv(9_000).startswith(b"HTTP/1.1 200")
            time.sleep(0.2)


def test_who_does_not_take_his_answer_is_left(store: Store) -> None:
    limits, words = Limits(read_seconds=0.2), granted(store)
    with (
        hosted(application(store, limits=limits), limits) as port,
        asking(port, "/api/large", words) as slow,
    ):
        time.sleep(0.8)
        assert len(received(slow)) < 20_000_000
        with asking(port, "/api/large", words) as quick:
            taken = 0
            while taken < 20_000_000:
                taken += len(quick.recv(1_000_000))


def test_there_are_only_so_many_connections(store: Store) -> None:
    limits, words = Limits(connections=3), granted(store)
    with (
        hosted(application(store, limits=limits), limits) as port,
        asking(port, "/api/me", words) as one,
        asking(port, "/api/me", words) as other,
    ):
        assert one.recv(12) == other.recv(12) == b"HTTP/1.1 200"
        with asking(port, "/api/me", words) as last:
            assert last.recv(12) == b"HTTP/1.1 503"


def test_nobody_sends_many_large_bodies_at_once(store: Store) -> None:
    limits, words = Limits(bodies=1, body_seconds=1.0), granted(store)
    head = (
        f"POST /api/signed HTTP/1.1\r\nHost: {HERE}\r\nAuthorization: Bearer {words}\r\n"
        "X-Crosswire: 1\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n"
    ).encode()
    with (
        hosted(application(store, limits=limits), limits) as port,
        socket.create_connection((HERE, port), timeout=5) as one,
    ):
        one.sendall(head)
        time.sleep(0.2)
        assert exchange(port, [head]).status == 429
        assert received(one).startswith(b"HTTP/1.1 408")
