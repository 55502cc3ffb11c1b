"""Web archives: whole ones are read, and of broken ones all that is whole."""

from __future__ import annotations

import builtins
import gzip
import hashlib
import io
import resource
import sys
import zlib
from base64 import b32encode
from datetime import date
from pathlib import Path
from typing import Any

import brotli
import pytest

from crosswire.read import read
from crosswire.read.archive import records
from crosswire.row import Problem
from wire import FETCHED, PAGE, SECOND, SENTENCE, URL, apart, http, packed, page, read_file, record

TEXT = f"{SENTENCE}\n{SECOND}"


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl"])
def test_pages_of_an_archive(tmp_path: Path, name: str, version: str) -> None:
    whole = [record(http(PAGE.encode()), url=f"{URL}/{n}", version=version) for n in range(3)]
    raw = packed(*whole) if name.endswith("gz") else b"".join(whole)
    articles, problems = read_file(tmp_path, name, raw)
    assert not problems
    assert [one.id for one in articles] == [f"{URL}/{n}" for n in range(3)]
    assert {one.text for one in articles} == {TEXT}
    assert articles[1].url == f"{URL}/1"
    assert articles[1].raw_sha256 == hashlib.sha256(PAGE.encode()).hexdigest()


def test_fetched_is_not_published(tmp_path: Path) -> None:
    stated = PAGE.replace(
        "<head>", '<head><meta property="article:published_time" content="2031-02-27">'
    )
    (one, two), _ = read_file(tmp_path, "a.warc", page(1) + page(2, stated))
    assert (one.published, one.dated_by, one.delivery.fetched) == (None, None, FETCHED)
    assert (two.published, two.dated_by) == (date(2031, 2, 27), "metadata")


def test_texts_and_json(tmp_path: Path) -> None:
    raw = (
        record(TEXT.encode(), kind="conversion", media="text/plain", url=f"{URL}/wet")
        + record(PAGE.encode(), kind="resource", media="text/html", url=f"{URL}/saved")
        + record(TEXT.encode(), kind="metadata", media="text/plain", url=f"{URL}/note")
        + record(http(f'{{"text": "{SENTENCE}"}}'.encode(), "application/json"), url=f"{URL}/api")
    )
    articles, problems = read_file(tmp_path, "a.warc.wet", raw)
    assert not problems
    assert [one.id.removeprefix(URL) for one in articles] == ["/wet", "/saved", "/note", "/api"]
    assert articles[3].text == SENTENCE


def test_what_holds_no_report_is_passed_over(tmp_path: Path) -> None:
    raw = b"".join(
        (
            record(b"software: a crawler", kind="warcinfo", media="application/warc-fields"),
            record(b"GET / HTTP/1.1\r\n\r\n", kind="request", media="application/http"),
            record(http(b""), kind="revisit"),
            record(b"outlinks: 7", kind="metadata", media="application/warc-fields"),
            record(b'{"Envelope": {}}', kind="metadata", media="application/json"),
            record(b"velmar. 300 IN A 192.0.2.1", media="text/dns"),
            record(b"HTTP/1.1 301 Moved\r\nLocation: /x\r\n\r\n"),
            record(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Not here."),
            record(http(b"\x89PNG" * 9, "image/png")),
            record(http(b'{"ads": []}', "application/json")),
            record(http(b"User-agent: *", "text/plain"), url="https://velmar.example/robots.txt"),
            page(1),
        )
    )
    articles, problems = read_file(tmp_path, "a.warc", raw)
    assert ([one.id for one in articles], problems) == ([f"{URL}/1"], [])


def _chunked(body: bytes) -> bytes:
    parts = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%x;note=1\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def _raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


def _chunked_brotli(body: bytes) -> bytes:
    return _chunked(brotli.compress(body))


@pytest.mark.parametrize(
    ("header", "coded"),
    [
        ("Transfer-Encoding: chunked", _chunked),
        ("Content-Encoding: gzip", gzip.compress),
        ("Content-Encoding: GZIP", lambda body: gzip.compress(body[:9]) + gzip.compress(body[9:])),
        ("Content-Encoding: deflate", zlib.compress),
        ("Content-Encoding: deflate", _raw_deflate),
        ("Content-Encoding: br", brotli.compress),
        ("Content-Encoding: gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("Content-Encoding: br\r\nTransfer-Encoding: chunked", _chunked_brotli),
        ("Content-Encoding: gzip", bytes),
        ("Content-Encoding: br", bytes),
        ("Transfer-Encoding: chunked", bytes),
    ],
)  # fmt: skip
def test_transports(tmp_path: Path, header: str, coded: Any) -> None:
    """Out of each; the last three are archives that unpacked the body and kept the header."""
    raw = record(http(coded(PAGE.encode()), more=f"{header}\r\n"))
    (article,), problems = read_file(tmp_path, "a.warc", raw)
    assert (article.text, problems) == (TEXT, [])


def test_encoding_of_the_answer_comes_before_the_page_s(tmp_path: Path) -> None:
    body = PAGE.replace("<head>", '<head><meta charset="cp1251">').replace("Velmar", "Vélmar")
    raw = record(http(body.encode("latin-1"), "text/html; charset=ISO-8859-1"))
    (article,), _ = read_file(tmp_path, "a.warc", raw)
    assert "Vélmar" in article.text
    assert (article.encoding, article.encoding_by) == ("iso8859-1", "declared")


@pytest.mark.parametrize("charset", ["punycode", "utf-7", "hex", "nonsense", '"a\0b"', "x" * 900])
def test_hostile_charset(tmp_path: Path, charset: str) -> None:
    raw = record(http(PAGE.encode(), f"text/html; charset={charset}"))
    (article,), _ = read_file(tmp_path, "a.warc", raw)
    assert (article.text, article.encoding) == (TEXT, "utf-8")


def test_a_page_fetched_again(tmp_path: Path) -> None:
    changed = record(
        http(PAGE.replace("Three", "Four").encode()), date="2031-03-05T08:00:00Z", url=f"{URL}/1"
    )
    articles, problems = read_file(tmp_path, "a.warc", page(1) + page(1) + changed)
    assert not problems
    assert [one.id for one in articles] == [f"{URL}/1", f"{URL}/1#2031-03-05T08:00:00Z"]
    assert {one.delivery.item for one in articles} == {f"{URL}/1"}


BLOCK = http(PAGE.encode())


@pytest.mark.parametrize(
    ("digest", "is_whole"),
    [
        ("sha1:" + b32encode(hashlib.sha1(BLOCK, usedforsecurity=False).digest()).decode(), True),
        ("sha256:" + hashlib.sha256(BLOCK).hexdigest(), True),
        ("sha-256:" + hashlib.sha256(BLOCK).hexdigest().upper(), True),
        ("md5:" + hashlib.md5(BLOCK, usedforsecurity=False).hexdigest(), True),
        ("blake3:00", True),
        ("sha1:" + "A" * 32, False),
        ("sha256:" + "0" * 64, False),
    ],
)
def test_digests(tmp_path: Path, digest: str, *, is_whole: bool) -> None:
    raw = record(BLOCK, more=f"WARC-Block-Digest: {digest}\r\n") + page(2)
    articles, problems = read_file(tmp_path, "a.warc", raw)
    assert len(articles) == 1 + is_whole
    assert [("its digest is not" in one.reason) for one in problems] == [True] * (not is_whole)


def _damaged(raw: bytes) -> bytes:
    """A compressed record with some bytes turned over."""
    middle = len(raw) // 2
    return (
        raw[:middle] + bytes(byte ^ 0xFF for byte in raw[middle : middle + 9]) + raw[middle + 9 :]
    )


BEFORE = page(1)
BAD = {
    "cut_off.warc": (BEFORE, page(2)[:-40], b"", "ends before its length"),
    "too_long.warc": (BEFORE, record(BLOCK, length=99_999), page(3), "ends before its length"),
    "too_short.warc": (BEFORE, record(BLOCK, length=9), page(3), "no HTTP answer"),
    "no_length.warc": (
        BEFORE, page(2).replace(b"Content-Length", b"X-Length"), page(3), "no length"
    ),
    "negative.warc": (BEFORE, record(BLOCK, length=-4), page(3), "no length"),
    "no_answer.warc": (BEFORE, record(b"The harbour"), page(3), "no HTTP answer"),
    "truncated.warc": (
        BEFORE, record(BLOCK, more="WARC-Truncated: time\r\n"), page(3), "WARC-Truncated: time"
    ),
    "chunk.warc": (
        BEFORE, record(http(b"fff\r\n<p>cut", more="Transfer-Encoding: chunked\r\n")), page(3),
        "in the middle of a chunk",
    ),
    "brotli.warc": (
        BEFORE, record(http(brotli.compress(PAGE.encode())[:-9], more="Content-Encoding: br\r\n")),
        page(3), "compression is cut off",
    ),
    "deflate.warc": (
        BEFORE, record(http(b"\0" * 99, more="Content-Encoding: deflate\r\n")), page(3),
        "compression is broken",
    ),
    "cut_gzip.warc": (
        BEFORE, record(http(gzip.compress(PAGE.encode())[:-9], more="Content-Encoding: gzip\r\n")),
        page(3), "compression is cut off",
    ),
    "pieces.warc": (
        BEFORE, record(http(gzip.compress(b"a") * 90_000, more="Content-Encoding: gzip\r\n")),
        page(3), "more than 100 pieces",
    ),
    "zstd.warc": (
        BEFORE, record(http(b"(\xb5/\xfd", more="Content-Encoding: zstd\r\n")), page(3), "Zstandard"
    ),
    "empty_page.warc": (BEFORE, record(http(b"")), page(3), "empty"),
    "binary.warc": (BEFORE, record(http(b"%PDF-1.7", "text/plain")), page(3), "a PDF file"),
    "large.warc": (BEFORE, record(http(b"x" * 10_000_001)), page(3), "larger than 10,000,000"),
    "bomb.warc": (
        BEFORE, record(http(gzip.compress(b"\0" * 50_000_000), more="Content-Encoding: gzip\r\n")),
        page(3), "a compression bomb",
    ),
    "brotli_bomb.warc": (
        BEFORE, record(http(brotli.compress(b"\0" * 50_000_000), more="Content-Encoding: br\r\n")),
        page(3), "a compression bomb",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_record_is_one_problem_and_the_others_are_read(tmp_path: Path, name: str) -> None:
    before, bad, after, reason = BAD[name]
    articles, (problem,) = read_file(tmp_path, name, before + bad + after)
    assert [one.text for one in articles] == [TEXT] * (1 + bool(after))
    assert problem.document == f"{name}:{len(before)}"
    assert f"byte {len(before)}" in problem.reason
    assert reason in problem.reason


@pytest.mark.parametrize("between", [b"no record\r\n\r\n", b"WARC/1.1\r\n\r\n", b"\0" * 3_000_000])
def test_rubbish_between_records(tmp_path: Path, between: bytes) -> None:
    articles, (problem,) = read_file(tmp_path, "a.warc", page(1) + between + page(2) + page(3))
    assert [one.id.removeprefix(URL) for one in articles] == ["/1", "/2", "/3"]
    assert problem.reason.startswith(
        ("what follows the record at byte 0 is no", f"record at byte {len(page(1))}: cut off")
    )


@pytest.mark.parametrize("cut", [3, 15, 60, 200, 300])
@pytest.mark.parametrize("is_packed", [False, True])
@pytest.mark.parametrize("before", [b"", page(1)])
def test_a_last_record_that_is_cut_off(
    tmp_path: Path, before: bytes, cut: int, *, is_packed: bool
) -> None:
    whole, last = (packed(before), packed(page(2))) if is_packed else (before, page(2))
    raw = (whole if before else b"") + last[:cut]
    articles, (problem,) = read_file(tmp_path, "a.warc", raw)
    assert len(articles) == bool(before)
    assert "record at byte" in problem.reason


def test_a_damaged_member_and_a_bomb_in_a_compressed_archive(tmp_path: Path) -> None:
    bomb = packed(record(http(b"\0" * 300_000_000)))
    assert len(bomb) < 400_000
    raw = packed(page(1)) + _damaged(packed(page(2))) + packed(page(3)) + bomb + packed(page(4))
    articles, problems = read_file(tmp_path, "a.warc.gz", raw)
    assert [one.id.removeprefix(URL) for one in articles] == ["/1", "/3", "/4"]
    assert len(problems) == 2
    assert "larger than" in problems[1].reason
    assert str(len(raw) - len(bomb) - len(packed(page(4)))) in problems[1].document
    articles, problems = read_file(tmp_path, "b.warc.gz", packed(page(1)) + bomb)
    assert (len(articles), len(problems)) == (1, 1)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "without a record"),
        (b"The harbour was closed.\n" * 99, "record at byte 0"),
        (b"WARC/1.0\r\n" * 100_000, "record at byte 0"),
        (packed(page(1))[:40], "record at byte 0"),
        (record(b"x", kind="warcinfo"), "without a record"),
    ],
)  # fmt: skip
def test_what_is_no_archive(tmp_path: Path, raw: bytes, reason: str) -> None:
    articles, (problem,) = read_file(tmp_path, "a.warc", raw)
    assert not articles
    assert reason in problem.reason


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)\x1b[31m", "../../etc/passwd x", "https://[bad", "a" * 9_000]
)
def test_hostile_addresses(tmp_path: Path, url: str) -> None:
    (article,), problems = read_file(tmp_path, "a.warc", record(BLOCK, url=url))
    assert not problems
    assert article.id in {"a.warc:0", "https://[bad"}
    assert article.id.isprintable()
    assert article.url in {None, "https://[bad"}


def test_a_reader_that_fails_ends_its_record_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crosswire.read import html  # noqa: PLC0415

    extracted = html._extracted

    def failing(text: str) -> Any:
        if "Four" in text:
            raise KeyError("four")
        return extracted(text)

    monkeypatch.setattr(html, "_extracted", failing)
    raw = page(1) + page(2, PAGE.replace("Three", "Four")) + page(3)
    articles, (problem,) = read_file(tmp_path, "a.warc", raw)
    assert len(articles) == 2
    assert "its reader failed (KeyError: 'four')" in problem.reason


def test_standard_input_cannot_be_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    raw = page(1) + b"no record" + page(2)
    stream = io.TextIOWrapper(io.BufferedReader(Pipe(raw)))
    monkeypatch.setattr(sys, "stdin", stream)
    articles, problems = apart(read(["-"]))
    assert [one.id for one in articles] == [f"{URL}/1"]
    assert len(problems) == 1


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    with (tmp_path / "a.warc").open("wb") as file:
        for number in range(60):
            file.write(record(b"x" * 5_000_000, kind="resource", media="video/mp4"))
            file.write(page(number))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with (tmp_path / "a.warc").open("rb") as stream:
        kinds = frozenset({"response", "resource"})
        count = sum(1 for _ in records(stream, 1_000_000, kinds))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert count == 120
    assert grown < 50, f"{grown:.0f} MB for an archive of 300 MB"


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def missing(name: str, *args: Any, **options: Any) -> Any:
        if name == "fastwarc":
            raise ModuleNotFoundError("No module named 'fastwarc'", name="fastwarc")
        return imported(name, *args, **options)

    monkeypatch.setattr(builtins, "__import__", missing)
    (tmp_path / "a.warc").write_bytes(page(1))
    (tmp_path / "b.txt").write_text(SENTENCE)
    articles, (problem,) = apart(read([tmp_path]))
    assert [one.id for one in articles] == ["b.txt"]
    assert problem == Problem.of(
        "a.warc", "fastwarc is not installed", "pip install 'crosswire[wire]'"
    )
