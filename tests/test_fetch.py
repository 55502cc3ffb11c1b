"""Answers of hostile and broken servers: each is refused in time, with a line that says why."""

from __future__ import annotations

import gzip
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import Any

import pytest

from crosswire.error import FetchError
from crosswire.fetch import Limits
from crosswire.fetch.address import address
from crosswire.fetch.fetcher import redirected
from served import (
    NOON,
    OUTSIDE,
    QUICK,
    SMALL,
    Network,
    Send,
    Site,
    answer,
    fetcher,
    known_robots,
    outside,
    redirect,
    served,
)
from wire import PAGE, SENTENCE


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@contextmanager
def refused(reason: str) -> Iterator[None]:
    """What is within is refused for that reason, long before a person would ask."""
    start = perf_counter()
    with pytest.raises(FetchError) as error:
        yield
    assert reason in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.remedy.endswith(".")
    assert perf_counter() - start < 5


def test_what_an_answer_says(site: Site) -> None:
    site.pages["/a"] = answer(
        PAGE,
        media="Text/HTML; charset=UTF-8",
        etag='W/"7"',
        last_modified="Tue, 04 Mar 2031 10:00:00 GMT",
        retry_after=120,
    )
    found = fetcher().get(f"{site.url}/a#part")
    assert (found.url, found.asked) == (f"{site.url}/a", f"{site.url}/a#part")
    assert (found.status, found.body, found.media, found.charset) == (
        200, PAGE.encode(), "text/html", "utf-8"
    )  # fmt: skip
    assert (found.etag, found.modified) == ('W/"7"', "Tue, 04 Mar 2031 10:00:00 GMT")
    assert (found.wait, found.at, found.moved, found.is_inside) == (120, NOON, None, True)


def test_the_host_is_told_its_name_and_ours(site: Site) -> None:
    site.pages["/"] = answer(PAGE)
    outside(site).get("http://Velmar.Example/")
    (_, headers) = site.asked[-1]
    assert headers["Host"] == "velmar.example"
    assert headers["User-Agent"].startswith("crosswire/")
    assert headers["Connection"] == "close"
    assert headers.get("Cookie") is headers.get("Authorization") is headers.get("Referer") is None


def test_a_version_that_is_known_is_not_sent_again(site: Site) -> None:
    site.pages["/feed"] = answer(status=304, etag='"7"')
    found = fetcher().get(f"{site.url}/feed", etag='"7"', modified="Tue, 04 Mar 2031 10:00:00 GMT")
    assert (found.status, found.body, found.etag) == (304, b"", '"7"')
    headers = site.asked[-1][1]
    assert headers["If-None-Match"] == '"7"'
    assert headers["If-Modified-Since"] == "Tue, 04 Mar 2031 10:00:00 GMT"


@pytest.mark.parametrize("etag", ["é", "a" * 1_001, "", "a\tb"])
def test_a_name_of_a_version_that_cannot_be_sent_back_is_not_kept(site: Site, etag: str) -> None:
    site.pages["/"] = answer(PAGE, etag=etag)
    assert fetcher().get(f"{site.url}/").etag is None


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("30", 30),
        ("99999999999999999999", 86_400),
        ("Tue, 04 Mar 2031 12:01:00 GMT", 60),
        ("Tue, 04 Mar 2031 07:01:00 -0500", 60),
        ("Tue, 04 Mar 2003 12:01:00 GMT", 0),
        ("Tue, 04 Mar 9999 12:01:00 GMT", 86_400),
        ("soon", None),
        ("-5", None),
        ("1e9", None),
        ("٣", None),
    ],
)
def test_how_long_a_host_asks_to_be_left_alone(
    site: Site, value: str, seconds: float | None
) -> None:
    site.pages["/"] = answer(status=503, retry_after=value)
    found = fetcher().get(f"{site.url}/")
    assert found.wait == seconds
    with pytest.raises(FetchError, match="status 503: it has no answer now") as error:
        found.check()
    assert error.value.wait == seconds


@pytest.mark.parametrize("status", [201, 300, 401, 403, 404, 410, 418, 429, 451, 500, 503])
def test_every_status_is_told(site: Site, status: int) -> None:
    site.pages["/"] = answer("x" * 200_000, status=status)
    found = fetcher(limits=replace(SMALL, largest=300_000)).get(f"{site.url}/")
    assert found.status == status
    if status == 201:
        found.check()
        return
    assert found.body == b""
    with pytest.raises(FetchError, match=f"status {status}"):
        found.check()


# Redirects


def test_redirects_are_followed_and_told_apart(site: Site) -> None:
    site.pages |= {
        "/1": redirect("/2", 301),
        "/2": redirect(f"{site.url}/3", 308),
        "/3": redirect("4?a=ü", 302),
        "/4?a=%C3%BC": redirect("//" + site.url.partition("//")[2] + "/5", 301),
        "/5": answer(PAGE),
    }
    found = fetcher().get(f"{site.url}/1")
    assert (found.url, found.moved) == (f"{site.url}/5", f"{site.url}/3")
    assert fetcher().get(f"{site.url}/3").moved is None


def test_five_redirects_and_no_more(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(9)} | {"/9": answer(PAGE)}
    assert fetcher().get(f"{site.url}/4").body == PAGE.encode()
    with refused("more than 5 redirects"):
        fetcher().get(f"{site.url}/3")
    site.pages["/round"] = redirect("/round")
    with refused("more than 5 redirects"):
        fetcher().get(f"{site.url}/round")


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", "the local link"),
        ("http://10.0.0.1/", "a private network"),
        ("http://inner.example/", "inner.example leads to 10.0.0.7"),
        ("//[::1]/", "this machine"),
        ("http://2130706433/", "unusual spelling"),
        ("http://velmar.example:25/", "port 25 is none of"),
        ("file:///etc/passwd", "'file' is not fetched"),
        ("http://reader:word@velmar.example/", "a name or password"),
        ("http://velmar.example:99999/", "there is no port"),
        ("http://[/", "no name of a host"),
    ],
)
def test_a_redirect_is_checked_as_the_first_address_was(
    site: Site, place: str, reason: str
) -> None:
    network = Network(site)
    site.pages["/"] = redirect(place)
    with refused(reason):
        outside(site, names={"inner.example": ["10.0.0.7"]}, network=network).get(
            "http://velmar.example/"
        )
    assert set(network.meant) == {f"{OUTSIDE}:80"}


def test_nobody_outside_leads_into_a_network_of_one_s_own(site: Site) -> None:
    site.pages |= {"/": redirect("http://10.0.0.7/in"), "/in": answer(PAGE)}
    inner = outside(site, allowed=["10.0.0.0/8"])
    assert inner.get("http://10.0.0.7/in").is_inside
    with refused("10.0.0.7 is in your own network, and an address outside leads to it"):
        inner.get("http://velmar.example/")
    with refused("an address outside leads to it"):
        inner.get("http://10.0.0.7/in", is_inside=False)


def test_out_of_one_s_own_network_and_back_in(site: Site) -> None:
    site.pages |= {"/": redirect("http://velmar.example/1"), "/1": redirect("http://10.0.0.7/")}
    with refused("an address outside leads to it"):
        outside(site, allowed=["10.0.0.0/8"]).get("http://10.0.0.7/")


def test_from_https_to_http_is_refused() -> None:
    here = address("https://velmar.example/a")
    assert redirected(here, "/b").scheme == "https"
    with refused("from https to http"):
        redirected(here, "http://velmar.example/a")


# What a name leads to


def test_a_name_is_looked_up_once_and_its_answer_is_what_is_connected_to(site: Site) -> None:
    """DNS rebinding: the second time the name would lead into our own network."""
    asked: list[str] = []

    def turning(host: str, port: int) -> list[str]:
        asked.append(host)
        return [OUTSIDE] if len(asked) % 2 else ["10.0.0.7"]

    network = Network(site)
    site.pages |= {"/robots.txt": answer(), "/": answer(PAGE)}
    with refused("robots.txt of velmar.example cannot be had"):
        fetcher(allowed=(), resolve=turning, network=network).get("http://velmar.example/")
    assert (len(asked), network.meant) == (2, [])
    site.asked.clear()
    known = outside(site, network=network)
    known.get("http://velmar.example/")
    assert network.meant == [f"{OUTSIDE}:80"] * 2


def test_all_addresses_of_a_host_are_checked_and_tried(site: Site) -> None:
    site.pages["/"] = answer(PAGE)
    network = Network(site, dead=frozenset({OUTSIDE}))
    names = {"two.example": [OUTSIDE, "8.9.10.12"]}
    assert outside(site, names=names, network=network).get("http://two.example/").body
    assert network.meant == [f"{OUTSIDE}:80", "8.9.10.12:80"] * 2
    with refused("leads to 10.0.0.7"):
        outside(site, names={"two.example": [OUTSIDE, "10.0.0.7"]}).get("http://two.example/")
    with refused("leads both into your own network and out of it"):
        outside(site, names={"two.example": [OUTSIDE, "10.0.0.7"]}, allowed=["10.0.0.7"]).get(
            "http://two.example/"
        )


def test_a_name_server_that_says_nothing_or_nonsense(site: Site) -> None:
    def silent(host: str, port: int) -> list[str]:
        time.sleep(0.7)
        return []

    def failing(host: str, port: int) -> list[str]:
        raise OSError(-2, "Name or service not known")

    with refused("no answer within 0.1 s"):
        fetcher(resolve=silent, limits=Limits(whole=0.1)).get("http://velmar.example/")
    with refused("velmar.example cannot be found: Name or service not known"):
        fetcher(resolve=failing).get("http://velmar.example/")
    with refused("velmar.example cannot be found"):
        outside(Site(), names={"velmar.example": ["soon"]}).get("http://velmar.example/")


def test_a_proxy_of_the_environment_is_not_asked(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = answer(PAGE)
    assert fetcher().get(f"{site.url}/").status == 200


# TLS


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for feed.example, with its key."""
    if which("openssl") is None:
        pytest.skip("there is no openssl to make a certificate with")
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=feed.example", "-addext",
         "subjectAltName=DNS:feed.example", "-keyout", "key.pem", "-out", "both.pem"],
        cwd=path.parent, check=True, capture_output=True,
    )  # fmt: skip
    path.write_text(path.read_text() + path.with_name("key.pem").read_text())
    return path


def test_tls_is_for_the_name_though_the_connection_is_to_an_address(certificate: Path) -> None:
    trusting = ssl.create_default_context(cafile=certificate)
    with served(certificate=certificate) as site:
        site.pages["/"] = answer(PAGE)
        found = outside(site, context=trusting).get("https://feed.example/")
        assert (found.url, found.body) == ("https://feed.example/", PAGE.encode())
        known = known_robots("https://other.example", "https://feed.example")
        with refused("certificate verify failed: Hostname mismatch"):
            outside(site, context=trusting, remembered=known).get("https://other.example/")
        with refused("certificate verify failed"):
            outside(site, remembered=known).get("https://feed.example/")


# Sizes and times


def forever(send: Send, raw: bytes, pause: float = 0.0) -> None:
    """Sends the same again and again until nobody listens."""
    while True:
        send(raw)
        time.sleep(pause)


def drip(send: Send) -> None:
    """A byte now and then, each in time."""
    send(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
    forever(send, b"x", 0.05)


def drip_head(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nX: ")
    forever(send, b"x", 0.05)


def endless(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n\r\n")
    forever(send, b"x" * 50_000)


def endless_chunks(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    forever(send, (b"64\r\n" + b"x" * 100 + b"\r\n") * 100)


def endless_head(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\n")
    forever(send, b"X: y\r\n" * 1_000)


def endless_line(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nX: ")
    forever(send, b"x" * 50_000)


def endless_hints(send: Send) -> None:
    forever(send, b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.05)


def silent(send: Send) -> None:
    time.sleep(0.8)


def half(send: Send) -> None:
    send(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nThe harbour")


def nothing(send: Send) -> None:
    pass


def sending(raw: bytes) -> Any:
    return lambda send: send(raw)


BOMB = gzip.compress(b"\0" * 30_000_000, 9)
DEFLATED = zlib.compress(b"\0" * 30_000_000, 9)
HEADERS = "".join(f"X-{n}: y\r\n" for n in range(300)).encode()

HOSTILE: list[tuple[Any, str]] = [
    (drip, "no whole answer within 0.5 s"),
    (drip_head, "no whole answer within 0.5 s"),
    (silent, "no word from it for 0.3 s"),
    (endless, "it sends more than 100,000 bytes"),
    (endless_chunks, "it sends more than 100,000 bytes"),
    (endless_head, "no HTTP"),
    (endless_line, "no HTTP"),
    (endless_hints, "no whole answer within 0.5 s"),
    (half, "its answer broke off"),
    (nothing, "its answer broke off or is no HTTP: Server disconnected"),
    (sending(b"SSH-2.0-Velmar\r\n"), "no HTTP"),
    (sending(b"<html>old</html>"), "no HTTP"),
    (sending(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n"), "more than 100,000 bytes"),
    (sending(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx"), "no HTTP"),
    (sending(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nx"), "no HTTP"),
    (sending(b"HTTP/1.1 200 OK\r\n" + HEADERS + b"\r\n"), "more than 200 headers"),
    (sending(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "no HTTP"),
    (answer(BOMB, content_encoding="gzip"), "a compression bomb"),
    (answer(gzip.compress(BOMB), content_encoding="gzip, gzip"), "a compression bomb"),
    (answer(DEFLATED, content_encoding="deflate"), "a compression bomb"),
    (answer(b"x", content_encoding=", ".join(["gzip"] * 99)), "compressed 99 times over"),
    (answer(b"\x1f\x8b\x08" + b"x" * 99, content_encoding="gzip"), "its compression is broken"),
    (answer(gzip.compress(PAGE.encode())[:-9], content_encoding="gzip"), "is cut off"),
    (answer(b"x", content_encoding="zstd"), "Zstandard"),
    (answer(b"\x89PNG", media="image/png"), "it is image/png and no page or feed"),
    (answer(b"%PDF", media="application/pdf"), "it is application/pdf and no page"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "reason"), HOSTILE)
def test_hostile_answers(site: Site, page: Any, reason: str) -> None:
    site.pages["/"] = page
    with refused(reason):
        fetcher(limits=QUICK, remembered=known_robots(site.url)).get(f"{site.url}/")


def test_the_deadline_holds_over_all_redirects(site: Site) -> None:
    def slow(send: Send) -> None:
        time.sleep(0.2)
        redirect("/")(send)

    site.pages["/"] = slow
    with refused("no whole answer within 0.5 s"):
        fetcher(limits=QUICK, remembered=known_robots(site.url)).get(f"{site.url}/")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw", "identity"])
def test_compressed_answers_are_unpacked(site: Site, coding: str) -> None:
    raw = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE.encode()),
        "deflate": zlib.compress(PAGE.encode()),
        "raw": raw.compress(PAGE.encode()) + raw.flush(),
        "identity": PAGE.encode(),
    }[coding]
    site.pages["/"] = answer(packed, content_encoding=coding.replace("raw", "deflate"))
    assert fetcher().get(f"{site.url}/").body == PAGE.encode()


def test_chunks_and_what_follows_the_length(site: Site) -> None:
    body = b"".join(b"%x\r\n%c\r\n" % (1, char) for char in SENTENCE.encode())
    site.pages["/"] = sending(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body + b"0\r\n\r\n"
    )
    assert fetcher().get(f"{site.url}/").body == SENTENCE.encode()
    site.pages["/"] = sending(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nThe harbour")
    assert fetcher().get(f"{site.url}/").body == b"The"


def test_a_body_as_large_as_the_limit(site: Site) -> None:
    site.pages["/"] = answer(b"x" * 100_000)
    assert len(fetcher().get(f"{site.url}/").body) == 100_000


def test_nobody_listens(site: Site) -> None:
    with served() as gone:
        url = gone.url
    with refused("no connection"):
        fetcher(remembered=known_robots(url)).get(f"{url}/")
