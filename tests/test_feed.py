"""Saved feeds: RSS, Atom and JSON Feed; nothing is fetched, what is broken is told."""

from __future__ import annotations

import json
import socket
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crosswire.read import Article, earlier
from wire import SECOND, SENTENCE, read_file

LINK = "https://velmar-herald.example/2031/harbour"
MARKUP = f"<p>{SENTENCE}</p><script>track()</script><p>{SECOND}</p>"
TEXT = f"{SENTENCE}\n{SECOND}"
RSS_ITEM = f"""<item><title>Harbour &amp;amp; port &lt;b&gt;shut&lt;/b&gt;</title>
<link>{LINK}</link>
<guid isPermaLink="false">7</guid><pubDate>Tue, 04 Mar 2031 23:50:00 -0500</pubDate>
<dc:creator>Lena Holt</dc:creator><source url="https://coastwire.example/rss">Coast Wire</source>
<description>A short one.</description>
<content:encoded><![CDATA[{MARKUP}]]></content:encoded></item>"""


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return (
        f'{head}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Velmar Herald</title><link>https://velmar-herald.example/</link>"
        f"<description>News</description>{''.join(items)}</channel></rss>"
    )


ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Velmar Herald</title>
<id>tag:velmar-herald.example,2031:feed</id><updated>2031-03-09T00:00:00Z</updated>
<entry><id>tag:velmar-herald.example,2031:7</id><title type="html">Harbour &amp;amp; port &lt;b&gt;shut&lt;/b&gt;</title>
<link href="{LINK}"/><published>2031-03-04T23:50:00-05:00</published><author><name>Lena Holt</name></author>
<source><id>urn:coastwire</id><title>Coast Wire</title></source><summary>A short one.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{SENTENCE}</p><p>{SECOND}</p></div></content>
</entry></feed>"""  # noqa: E501

JSON: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Velmar Herald",
    "items": [
        {
            "id": "7",
            "url": LINK,
            "title": "Harbour & port shut",
            "content_html": MARKUP,
            "summary": "A short one.",
            "date_published": "2031-03-04T23:50:00-05:00",
            "authors": [{"name": "Lena Holt"}],
        }
    ],
}


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens a connection fails."""

    def refusing(*_: object, **__: object) -> None:
        raise AssertionError("a saved feed was fetched")

    monkeypatch.setattr(socket.socket, "connect", refusing)


def one(folder: Path, name: str, raw: str | bytes) -> Article:
    (article,), problems = read_file(folder, name, raw)
    assert not problems
    return article


@pytest.mark.parametrize(
    ("name", "raw", "credit"),
    [
        ("feed.xml", rss(RSS_ITEM), ("Coast Wire",)),
        ("feed.rss", rss(RSS_ITEM), ("Coast Wire",)),
        ("feed", rss(RSS_ITEM), ("Coast Wire",)),
        ("feed.xml", ATOM, ("Coast Wire",)),
        ("feed.atom", ATOM, ("Coast Wire",)),
        ("feed.json", json.dumps(JSON), ()),
        ("feed", json.dumps(JSON, indent=1), ()),
    ],
)
def test_an_entry_of_each_kind(
    tmp_path: Path, name: str, raw: str, credit: tuple[str, ...]
) -> None:
    article = one(tmp_path, name, raw)
    assert (article.id, article.url, article.delivery.item) == (LINK, LINK, LINK)
    assert article.text == TEXT
    assert article.title == "Harbour & port shut"
    assert article.outlet == "Velmar Herald"
    assert (article.published, article.dated_by) == (date(2031, 3, 4), "given")
    assert article.delivery.byline == "Lena Holt"
    assert article.delivery.credit == credit


def test_rss_1_and_a_summary_alone(tmp_path: Path) -> None:
    raw = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns="http://purl.org/rss/1.0/"><channel><title>Velmar Herald</title></channel>'
        f"<item><title>Shut</title><link>{LINK}</link><description>{SENTENCE}</description></item>"
        "</rdf:RDF>"
    )
    assert one(tmp_path, "feed.xml", raw).text == SENTENCE


def test_an_entry_that_was_updated_is_a_version(tmp_path: Path) -> None:
    updated = "<updated>2031-03-05T01:00:00Z</updated>"
    later = ATOM.replace("</published>", f"</published>{updated}")
    folder = tmp_path / "feeds"
    folder.mkdir()
    first = one(folder, "a.xml", ATOM)
    second = one(folder, "b.xml", later)
    assert second.id == f"{LINK}#2031-03-05T01:00:00Z"
    assert second.published == first.published
    assert second.delivery.version == "2031-03-05T01:00:00Z"
    third = one(folder, "c.xml", later.replace("T01", "T02"))
    assert earlier([third, second]) == {third.id: second.id}


def test_ids_of_no_scheme_are_no_names(tmp_path: Path) -> None:
    feed = {**JSON, "items": [{"id": 7, "content_text": SENTENCE}, {"id": 8, "content_text": TEXT}]}
    articles, problems = read_file(tmp_path, "a.json", json.dumps(feed))
    assert not problems
    assert [article.id for article in articles] == ["a.json:1", "a.json:2"]
    assert [article.delivery.item for article in articles] == [None, None]


def test_a_bad_entry_doesn_t_stop_the_others(tmp_path: Path) -> None:
    undated = RSS_ITEM.replace("Tue, 04 Mar 2031 23:50:00 -0500", "soon").replace(LINK, "urn:b")
    bad = ["<item/>", "<item><title>Only a title</title></item>", undated]
    articles, problems = read_file(tmp_path, "a.xml", rss(*bad, RSS_ITEM))
    assert [article.id for article in articles] == ["urn:b", LINK]
    assert [(each.document, each.reason) for each in problems] == [
        ("a.xml:1", "an item without the text of a report"),
        ("a.xml:2", "an item without the text of a report"),
        ("urn:b", "'soon' is no date"),
    ]


def test_bad_items_of_a_json_feed(tmp_path: Path) -> None:
    items = [7, None, {"id": "urn:a"}, {"id": "urn:b", "content_html": 7}, *JSON["items"]]
    articles, problems = read_file(tmp_path, "a.json", json.dumps({**JSON, "items": items}))
    assert [article.id for article in articles] == [LINK]
    assert [each.document for each in problems] == ["a.json:1", "a.json:2", "urn:a", "urn:b"]


def test_a_feed_that_is_cut_off_or_not_well_formed(tmp_path: Path) -> None:
    whole = rss(RSS_ITEM, RSS_ITEM.replace(LINK, f"{LINK}/2"))
    cut_off = whole[: whole.rindex("<content:encoded>") + 30]
    articles, problems = read_file(tmp_path, "a.xml", cut_off)
    assert articles[0].text == TEXT
    assert "not well formed" in problems[0].reason
    assert "line 11, column" in problems[0].reason
    (article,), (problem,) = read_file(
        tmp_path, "b.xml", rss(RSS_ITEM.replace("Holt", "Holt & Co"))
    )
    assert article.text == TEXT
    assert "not well formed" in problem.reason


def test_a_feed_in_another_encoding_than_it_says(tmp_path: Path) -> None:
    raw = rss(RSS_ITEM.replace("Velmar", "Vélmar")).encode("cp1252")
    article = one(tmp_path, "a.xml", raw)
    assert "Vélmar" in article.text
    assert (article.encoding, article.encoding_by) == ("cp1252", "guessed")
    raw = rss(RSS_ITEM.replace("Velmar", "Vélmar“”")).encode() + b"<!-- caf\xe9 -->"
    (article,), (problem,) = read_file(tmp_path, "b.xml", raw)
    assert "1 bytes are not utf-8" in problem.reason


@pytest.mark.parametrize("encoding", ["punycode", "utf-7", "no-such", "u\xd3f-8", "a\0b", "utf-16"])
def test_hostile_encodings(tmp_path: Path, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    articles, problems = read_file(tmp_path, "a.rss", rss(RSS_ITEM, head=head).encode("latin-1"))
    assert [one.text for one in articles] + [one.reason for one in problems] in (
        [TEXT], ["no text but binary data, a zero byte at 31"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.rss", "<rss><channel>" + "<a " * 3_000_000, "too large to be mended"),
        ("a.rss", "<rss>" + "<" * 9_000_000, "too large to be mended"),
        ("a.rss", "", "empty"),
        ("a.rss", "<html><body><p>No feed.</p></body></html>", "no RSS or Atom feed"),
        ("a.rss", "\0\1\2" * 99, "binary data"),
        ("a.rss", "PK\3\4" * 99, "a ZIP archive"),
        ("a.xml", rss(), "a feed without entries"),
        ("a.json", json.dumps({**JSON, "items": []}), "a feed without items"),
        ("a.json", json.dumps({**JSON, "items": {"a": 1}}), "a feed without items"),
        ("a.json", json.dumps(JSON)[:-9], "no JSON"),
        ("a.rss", "x" * 10_000_001, "larger than 10,000,000 bytes"),
        (
            "a.xml",
            rss(RSS_ITEM, head='<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]>'),
            "XML with a document type",
        ),
        (
            "a.xml",
            rss(RSS_ITEM, head='<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
            "XML with a document type",
        ),
    ],
)
def test_what_is_no_feed_is_one_problem(tmp_path: Path, name: str, raw: str, reason: str) -> None:
    articles, (problem,) = read_file(tmp_path, name, raw)
    assert not articles
    assert reason in problem.reason


@pytest.mark.parametrize(
    "link",
    ["../../etc/passwd", "file:///etc/passwd", "javascript:alert(1) x", f"https://{'a' * 9_000}"],
)
def test_hostile_links_are_never_followed(tmp_path: Path, link: str) -> None:
    article = one(tmp_path, "a.xml", rss(RSS_ITEM.replace(LINK, link)))
    assert article.text == TEXT
    assert len(article.id) < 600


def test_a_page_that_names_its_feed_stays_a_page(tmp_path: Path) -> None:
    page = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="/rss"></head><body>'
        f"<article><p>{SENTENCE} Its feed is an &lt;rss&gt; file.</p></article></body></html>"
    )
    article = one(tmp_path, "a", page)
    assert article.delivery.item is None
