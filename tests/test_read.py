"""What the readers make of each format, and what is known beside an article."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

import pytest

from crosswire.error import InputError
from crosswire.read import Article, Draft, Reader, Source, day, event, read, reader
from crosswire.row import Problem

CASES = Path(__file__).parent / "cases" / "read"
SENTENCE = "The harbour of Velmar was closed on Monday, the harbour master said."


def articles(*paths: Path | str, **options: object) -> list[Article]:
    found = list(read(paths, **options))  # type: ignore[arg-type]
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def test_plain_text_keeps_its_line_ends(tmp_path: Path) -> None:
    raw = f"{SENTENCE}\r\n\r\nIt was “open” again on Friday.\r\n".encode()
    (tmp_path / "one.txt").write_bytes(raw)
    (article,) = articles(tmp_path / "one.txt")
    assert article.text == raw.decode()
    assert article.id == "one.txt"
    assert article.raw_sha256 == sha256(raw).hexdigest()
    assert (article.encoding, article.encoding_by, article.language) == ("utf-8", "utf-8", "en")
    assert (article.published, article.dated_by, article.outlet) == (None, None, None)


def test_page_gives_its_day_outlet_title_and_address() -> None:
    (article,) = articles(CASES / "page.html")
    assert article.outlet == "The Velmar Herald"
    assert article.title == "Tanker runs aground off Velmar"
    assert article.url == "https://velmar-herald.example/2023/tanker"
    assert (article.published, article.dated_by) == (date(2023, 5, 3), "metadata")
    assert (article.encoding, article.encoding_by) == ("utf-8", "declared")
    assert "the mayor said" in article.text
    assert "What divers saw\n" in article.text
    for other in ("alert", "color: red", "Nice article", "Weather"):
        assert other not in article.text


def test_page_in_another_encoding(tmp_path: Path) -> None:
    page = CASES.joinpath("page.html").read_text("utf-8")
    page = page.replace("Velmar", "Vélmar").replace('charset="utf-8"', 'charset="iso-8859-1"')
    (tmp_path / "page.htm").write_text(page, "cp1252")
    (article,) = articles(tmp_path / "page.htm")
    assert article.title == "Tanker runs aground off Vélmar"
    assert (article.encoding, article.encoding_by) == ("iso8859-1", "declared")


def test_json_lines_with_usual_names() -> None:
    one, two = articles(CASES / "usual.jsonl")
    assert (one.id, one.outlet, one.title) == ("a1", "The Velmar Herald", "Tanker off Velmar")
    assert (one.published, one.dated_by) == (date(2023, 5, 3), "given")
    assert (two.id, two.outlet) == ("https://echo.example/7", "Velmar Echo")
    assert two.published == date(2023, 5, 4)
    line = CASES.joinpath("usual.jsonl").read_bytes().splitlines(keepends=True)[0]
    assert one.raw_sha256 == sha256(line).hexdigest()


def test_json_lines_with_a_mapping() -> None:
    (article,) = articles(CASES / "mapped.jsonl", fields={"text": "words", "outlet": "paper"})
    assert article.text == SENTENCE
    assert article.outlet == "Velmar Echo"
    assert article.id == "mapped.jsonl:1"


def test_json_files_over_many_lines(tmp_path: Path) -> None:
    record = {"title": "Tanker off Velmar", "maintext": SENTENCE, "date_publish": "2023-05-04"}
    (tmp_path / "one.json").write_text(json.dumps(record, indent=2))
    (tmp_path / "two.json").write_text(json.dumps([{**record, "id": "x"}, record], indent=2))
    found = articles(tmp_path)
    assert [article.id for article in found] == ["one.json", "x", "two.json:2"]
    assert {article.text for article in found} == {SENTENCE}
    assert {article.published for article in found} == {date(2023, 5, 4)}


def test_meta_json_beside_the_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.txt").write_text(SENTENCE)
    meta = {
        "event": "The tanker off Velmar",
        "articles": [
            {"file": "a.txt", "outlet": "Velmar Echo", "published": "2023-05-03T23:50:00-05:00"},
            {"file": "sub/b.txt", "outlet": None, "published": None, "title": "Tanker"},
        ],
    }
    (tmp_path / "meta.json").write_text(json.dumps(meta))
    one, two = articles(tmp_path)
    assert (one.id, one.outlet, one.published) == ("a.txt", "Velmar Echo", date(2023, 5, 3))
    assert (two.id, two.title, two.published) == ("sub/b.txt", "Tanker", None)
    assert event([tmp_path]) == "The tanker off Velmar"
    (alone,) = articles(tmp_path / "a.txt")
    assert alone == one


def test_options_hold_for_all_articles(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    found = articles(
        tmp_path, CASES / "page.html", published=date(2024, 1, 2), outlet="Velmar Echo"
    )
    assert len(found) == 2
    assert {article.outlet for article in found} == {"Velmar Echo"}
    assert {(article.published, article.dated_by) for article in found} == {
        (date(2024, 1, 2), "given")
    }


def test_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", ".hidden/c.txt", ".d.txt", "c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{SENTENCE} {name}")
    assert [article.id for article in articles(tmp_path)] == ["a/z.txt", "a.txt", "b.txt", "c"]
    assert articles(tmp_path) == articles(tmp_path)


def test_two_folders_with_the_same_names(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"{SENTENCE} {folder}")
    found = articles(tmp_path / "one", tmp_path / "two")
    assert [article.id for article in found] == ["a.txt", "two/a.txt"]


@pytest.mark.parametrize(
    ("raw", "identifier"),
    [
        (SENTENCE.encode(), "-"),
        (json.dumps({"text": SENTENCE, "id": "x"}).encode(), "x"),
        (f"<html><body><p>{SENTENCE}</p></body></html>".encode(), "-"),
    ],
)
def test_standard_input(raw: bytes, identifier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(raw)))
    monkeypatch.setattr(sys, "stdin", stream)
    (article,) = articles("-")
    assert (article.id, article.text) == (identifier, SENTENCE)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-05-03", date(2023, 5, 3)),
        ("20230503", date(2023, 5, 3)),
        ("2023-05-03T23:59:59+13:00", date(2023, 5, 3)),
        ("2023-05-03 01:00:00Z", date(2023, 5, 3)),
        ("Wed, 03 May 2023 23:10:00 -0500", date(2023, 5, 3)),
    ],
)
def test_day_is_the_local_one(written: str, expected: date) -> None:
    assert day(written) == expected


@pytest.mark.parametrize("written", ["", "yesterday", "2023-13-01", "2023-02-30", "03/05/2023"])
def test_no_day(written: str) -> None:
    with pytest.raises(InputError) as caught:
        day(written)
    assert "YYYY-MM-DD" in caught.value.remedy


class ShoutReader:
    """A reader of another package: one article, in capitals."""

    name = "shout"
    suffixes = frozenset({".shout"})

    def sniff(self, head: bytes) -> bool:
        return head.startswith(b"SHOUT")

    def read(self, source: Source, fields: Mapping[str, str]) -> Iterator[Draft | Problem]:  # noqa: ARG002
        raw = source.raw()
        yield Draft(source.id, raw.decode().upper(), raw)
        if b"BANG" in raw:
            raise KeyError("bang")


class NoReader:
    """Something that was named as a reader and is none."""


def test_readers_of_other_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = entry_points(group=reader.GROUP)
    more = [
        EntryPoint("shout", f"{__name__}:ShoutReader", reader.GROUP),
        EntryPoint("none", f"{__name__}:NoReader", reader.GROUP),
        EntryPoint("gone", "no_such_module:Reader", reader.GROUP),
    ]
    monkeypatch.setattr(reader, "entry_points", lambda **_: [*known, *more])
    (tmp_path / "a.shout").write_text(SENTENCE)
    (tmp_path / "b.shout").write_text(f"{SENTENCE} BANG")
    found = list(read([tmp_path]))
    texts = [item.text for item in found if isinstance(item, Article)]
    assert texts == [SENTENCE.upper(), f"{SENTENCE} BANG".upper()]
    problems = {item.document: item for item in found if isinstance(item, Problem)}
    assert set(problems) == {"reader gone", "reader none", "b.shout"}
    assert "no_such_module" in problems["reader gone"].reason
    assert "KeyError" in problems["b.shout"].reason


def test_built_in_readers_are_readers() -> None:
    available, problems = reader.readers()
    assert [one.name for one in available] == [
        "feed",
        "json",
        "jsonl",
        "newsml",
        "parquet",
        "warc",
        "html",
        "text",
    ]
    assert not problems
    assert all(isinstance(one, Reader) for one in available)
