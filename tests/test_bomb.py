"""Small files that would become large, or take for ever: each is refused or bounded, and told."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
import zlib
from pathlib import Path
from time import perf_counter

import pytest

from crosswire.read import Article, intake, read
from crosswire.row import Problem
from wire import SENTENCE, packed, page, read_file, record

LAUGHS = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
EXTERNAL = '<!ENTITY a SYSTEM "file:///etc/passwd">'
HEAD = record(b"").replace(b"Content-Length: 0", b"Content-Length: %d").rstrip()


def archive() -> bytes:
    """A hundred megabytes in a ZIP of a hundred kilobytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("report.txt", b"\0" * 20_000_000)
    return packed.getvalue()


def swollen(head: bytes, megabytes: int = 300, fill: bytes = b"\0") -> bytes:
    """A record, compressed, that goes on and on."""
    press = zlib.compressobj(1, zlib.DEFLATED, 31)
    parts = [press.compress(head)]
    parts += [press.compress(fill * 1_000_000) for _ in range(megabytes)]
    return b"".join([*parts, press.flush()])


ATTRIBUTES = {
    "plain": [f'a{n}="b"' for n in range(60_000)],
    "bare": [f"a{n}" for n in range(60_000)],
    "closing": [f'a{n}=">"' for n in range(25_000)],
    "opening": [f'a{n}="<b"' for n in range(25_000)],
    "tags": [f'a{n}="<b>"' for n in range(25_000)],
}

BOMBS: list[tuple[str, str | bytes, str]] = [
    ("a.zip", archive(), "a ZIP archive"),
    ("a.html", archive(), "a ZIP archive"),
    ("a.txt", archive(), "a ZIP archive"),
    ("a.txt.gz", gzip.compress(b"a " * 10_000_000), "a gzip archive"),
    ("a.jsonl.gz", gzip.compress(b"{}\n" * 1_000_000), "a gzip archive"),
    ("a.newsml", f"<!DOCTYPE n [{LAUGHS}]><newsItem>&j;</newsItem>", "a document type"),
    ("a.rss", f"<!DOCTYPE n [{LAUGHS}]><rss>&j;</rss>", "a document type"),
    ("a.newsml", f"<!DOCTYPE n [{EXTERNAL}]><newsItem>&a;</newsItem>", "a document type"),
    ("a.rss", '<!DOCTYPE rss SYSTEM "http://velmar.example/a.dtd"><rss/>', "a document type"),
    ("a.newsml", "<newsItem>" + "<a>" * 1_000_000, "Excessive depth"),
    ("a.rss", "<rss><channel>" + "<item>" * 9_000, "without the text"),
    ("a.rss", "<rss><channel>" + "<item/>" * 1_300_000, "more than 10,000 entries"),
    ("a.atom", "<feed>" + "<a:entry/>" * 900_000, "more than 10,000 entries"),
    ("a.rss", f"<rss {' '.join(ATTRIBUTES['plain'])}/>", "mark-up with a tag"),
    ("a.json", "[" * 9_000_000, "nested too deep"),
    ("a.json", '{"a":' * 1_500_000, "nested too deep"),
    ("a.json", '{"text": ' + "9" * 5_000_000 + "}", "a number too long"),
    ("a.html", "<html><body>" + "<div>" * 1_500_000 + SENTENCE, "without the text"),
    ("a.html", "<html><body>" + "<b><i><a>" * 900_000 + SENTENCE, "without the text"),
    ("a.html", "<html><body><p>" + "<a>b c</a> " * 5_100, "5,000 elements side by side"),
    ("a.html", "<html><body>" + "<p><b>a</b></p>" * 30_000, "more than 50,000 elements"),
    ("a.html", "<html><body>" + "<p class=a>b" * 40_000, "more than 30,000 attributes"),
    ("a.html", "<html>" + "x " * 4_900_000, "longer than 500,000 characters"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "raw", "reason"), BOMBS)
def test_a_bomb_is_refused_in_good_time(
    tmp_path: Path, name: str, raw: str | bytes, reason: str
) -> None:
    (tmp_path / "good.txt").write_text(SENTENCE)
    (tmp_path / name).write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    start = perf_counter()
    found = list(read([tmp_path]))
    assert perf_counter() - start < 8
    assert [one.text for one in found if isinstance(one, Article)] == [SENTENCE]
    problems = [one for one in found if isinstance(one, Problem)]
    assert any(reason in problem.reason for problem in problems), problems[:3]
    for problem in problems:
        assert problem.remedy
        assert len(problem.reason) < 300
        assert "\n" not in problem.reason


@pytest.mark.parametrize("kind", ATTRIBUTES)
def test_a_tag_of_very_many_attributes(tmp_path: Path, kind: str) -> None:
    raw = f"<html><body {' '.join(ATTRIBUTES[kind])}><p>{SENTENCE}"
    start = perf_counter()
    found, problems = read_file(tmp_path, "a.html", raw)
    assert perf_counter() - start < 3
    assert not found
    assert "mark-up with a tag of more than 2,000" in problems[0].reason
    feed = (
        f"<rss><channel><item><description><![CDATA[{raw}]]></description></item></channel></rss>"
    )
    found, problems = read_file(tmp_path, "a.rss", feed)
    assert not found
    assert "mark-up with" in problems[0].reason


def test_a_large_page_is_no_bomb(tmp_path: Path) -> None:
    paragraph = (
        f'<p class="copy" data-x="1">{SENTENCE} <a href="/a?b=c&amp;d=e">So it said.</a></p>'
    )
    script = "<script>" + "var a = '<b>' == \"<p>\";" * 20_000 + "</script>"
    raw = f"<html><body><article>{paragraph * 1_000}</article>{script}</body></html>"
    (article,), problems = read_file(tmp_path, "a.html", raw)
    assert article.text.count(SENTENCE) >= 1
    assert not problems


@pytest.mark.parametrize(
    "bomb",
    [
        swollen(HEAD % 100 + b"\r\n\r\n" + b"x" * 100),
        swollen(HEAD % 10**12 + b"\r\n\r\n"),
        swollen(b"WARC/1.0\r\nX: ", fill=b"a"),
        swollen(b"WARC/1.0\r\n", 30, fill=b"X: yyyyyyyyy\r\n"),
        swollen(HEAD % 0 + b"\r\n\r\nWARC/1.0\r\n"),
    ],
    ids=["small", "claimed", "line", "headers", "after"],
)
def test_a_record_that_unpacks_for_ever(tmp_path: Path, bomb: bytes) -> None:
    start = perf_counter()
    found, problems = read_file(tmp_path, "a.warc.gz", packed(page(1)) + bomb + packed(page(2)))
    assert perf_counter() - start < 8
    assert {article.id[-1] for article in found} == {"1", "2"}
    assert all("record at byte" in problem.reason for problem in problems)


@pytest.mark.parametrize("length", [10**9, 10**18, 10**30])
def test_a_record_that_claims_a_length(tmp_path: Path, length: int) -> None:
    raw = page(1) + HEAD % length + b"\r\n\r\n" + b"x" * 99 + page(2)
    found, problems = read_file(tmp_path, "a.warc", raw)
    assert {article.id[-1] for article in found} == {"1", "2"}
    assert f"record at byte {len(page(1))}" in problems[0].reason


def test_many_problems_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["{}"] * 1_500 + [json.dumps({"text": SENTENCE, "id": "a"})] + ["{}"] * 1_500
    found, problems = read_file(tmp_path, "a.jsonl", "\n".join(lines))
    assert [article.id for article in found] == ["a"]
    assert len(problems) == intake.MOST_PROBLEMS + 1
    assert problems[-1].document == "a.jsonl"
    assert problems[-1].reason == "2,000 more problems, which are not listed"


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.jsonl", "{}\n" * 200_000),
        ("a.json", f"[{'{},' * 900_000}{{}}]"),
        ("a.json", '{"version":"https://jsonfeed.org/version/1","items":['
                   f"{'{},' * 900_000}{{}}]}}"),
        ("a.newsml", f"<newsMessage>{'<newsItem/>' * 200_000}</newsMessage>"),
    ],
)  # fmt: skip
def test_nothing_but_problems(tmp_path: Path, name: str, raw: str) -> None:
    start = perf_counter()
    found, problems = read_file(tmp_path, name, raw)
    assert perf_counter() - start < 8
    assert not found
    assert len(problems) == intake.MOST_PROBLEMS + 2
    assert "10,000 problems without a report between them" in problems[-2].reason


def test_a_feed_of_many_entries_is_read(tmp_path: Path) -> None:
    item = f"<item><description>{SENTENCE}</description></item>"
    found, problems = read_file(tmp_path, "a.rss", f"<rss><channel>{item * 300}</channel></rss>")
    assert (len(found), len(problems)) == (300, 0)
