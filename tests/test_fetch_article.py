"""What was fetched becomes articles: pages, feeds and the pages that their entries lead to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from crosswire.fetch import Fetcher, articles, taken
from crosswire.fetch import article as family
from crosswire.read import Article, Given, Sent, earlier, received
from crosswire.read.sent import is_same_host
from crosswire.row import Problem
from served import OUTSIDE, SMALL, Site, answer, outside, redirect, served
from wire import PAGE, SECOND, SENTENCE, Found, apart

HOST = "http://velmar-herald.example"
HTML = "text/html; charset=utf-8"
TEXT = f"{SENTENCE}\n{SECOND}"
FULL = f"<p>{SENTENCE}</p><p>{SECOND}</p>"


def entry(number: int, *, content: str = "", summary: str = "The harbour is shut.") -> str:
    whole = f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else ""
    return (
        f"<item><title>Harbour {number}</title><link>{HOST}/{number}</link>"
        f"<pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate><dc:creator>Lena Holt</dc:creator>"
        f'<source url="https://coastwire.example/rss">Coast Wire</source>'
        f"<description>{summary}</description>{whole}</item>"
    )


def rss(*items: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Velmar Herald</title>{''.join(items)}</channel></rss>"
    )


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def asking(site: Site) -> Fetcher:
    return outside(site, limits=replace(SMALL, largest=2_000_000))


def one(found: Found) -> Article:
    (article,), problems = found
    assert not problems
    return article


def test_a_page(site: Site, asking: Fetcher) -> None:
    site.pages |= {"/old": redirect("/1", 301), "/1": answer(PAGE, media=HTML)}
    article = one(apart(articles(asking, [f"{HOST}/old"])))
    assert (article.id, article.url, article.text) == (f"{HOST}/1", f"{HOST}/1", TEXT)
    assert (article.title, article.published, article.dated_by) == ("Harbour shut", None, None)
    assert article.delivery.item == f"{HOST}/1"
    assert article.delivery.fetched == article.delivery.version == "2031-03-04T12:00:00Z"


@pytest.mark.parametrize(
    ("canonical", "name"),
    [
        ("https://www.velmar-herald.example/harbour", "https://www.velmar-herald.example/harbour"),
        ("https://coastwire.example/harbour", f"{HOST}/1?from=feed"),
        ("javascript:alert(1)", f"{HOST}/1?from=feed"),
    ],
)
def test_a_page_goes_by_its_canonical_address_on_its_own_host(
    site: Site, asking: Fetcher, canonical: str, name: str
) -> None:
    head = f'<head><link rel="canonical" href="{canonical}">'
    site.pages["/1?from=feed"] = answer(PAGE.replace("<head>", head), media=HTML)
    article = one(apart(articles(asking, [f"{HOST}/1?from=feed"])))
    assert article.id == article.delivery.item == name


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("https://velmar.example/a", "http://www.velmar.example/b", True),
        ("https://amp.velmar.example/a", "https://m.velmar.example", True),
        ("https://velmar.example", "https://velmar.example.evil.example", False),
        ("https://velmar.example", "https://news.velmar.example", False),
        ("urn:velmar", "urn:velmar", False),
        ("http://[", "http://[", False),
    ],
)
def test_what_one_host_is(one: str, other: str, is_same: bool) -> None:
    assert is_same_host(one, other) is is_same


def test_a_page_that_changed_is_a_version(asking: Fetcher) -> None:
    def page(hour: int, text: str) -> Sent:
        body = PAGE.replace("Monday", text).encode()
        return Sent(f"{HOST}/1", body, "text/html", None, f"2031-03-04T{hour}:00:00Z")

    first = one(apart(received([page(10, "Monday")])))
    second = one(apart(received([page(11, "Tuesday")])))
    assert first.id == second.id
    assert earlier([second, replace(first, id="a")]) == {second.id: "a"}


def test_the_encoding_that_the_server_declares(site: Site, asking: Fetcher) -> None:
    page = PAGE.replace("Velmar", "Vélmar").encode("cp1252")
    site.pages |= {
        "/1": answer(page, media="text/html; charset=windows-1252"),
        "/2": answer(rss(entry(1, content=FULL)).replace("Velmar", "Vélmar").encode("latin-1"),
                     media="application/rss+xml; charset=iso-8859-1"),
    }  # fmt: skip
    for path in ("/1", "/2"):
        article = one(apart(articles(asking, [HOST + path])))
        assert "Vélmar" in article.text
        assert article.encoding_by == "declared"


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (PAGE, ""),
        (PAGE, "text/plain"),
        (f"<!--{'x' * 9_000}-->{PAGE}", HTML),
        (f"{SENTENCE}\n{SECOND}", "text/plain; charset=utf-8"),
        (rss(entry(1, content=FULL)), "application/rss+xml"),
        (rss(entry(1, content=FULL)), HTML),
        (json.dumps({"text": TEXT, "id": "a"}), "application/json"),
        (json.dumps({"version": "https://jsonfeed.org/version/1.1",
                     "items": [{"id": "urn:a", "content_text": TEXT}]}), "application/feed+json"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/1.jsonl", "/1.html?a=b.rss", "/"])
def test_a_format_is_told_by_its_bytes(
    site: Site, asking: Fetcher, body: str, media: str, path: str
) -> None:
    site.pages[path] = answer(body, media=media)
    assert one(apart(articles(asking, [HOST + path]))).text == TEXT


def test_the_entries_of_a_feed(site: Site, asking: Fetcher) -> None:
    site.pages["/feed"] = answer(rss(entry(1, content=FULL), entry(2)), media="text/xml")
    (first, second), problems = apart(articles(asking, [f"{HOST}/feed"]))
    assert not problems
    assert (first.id, first.text, second.text) == (f"{HOST}/1", TEXT, "The harbour is shut.")
    assert (first.outlet, first.title) == ("Velmar Herald", "Harbour 1")
    assert (first.published, first.dated_by) == (date(2031, 3, 4), "given")
    assert (first.delivery.credit, first.delivery.byline) == (("Coast Wire",), "Lena Holt")
    assert first.delivery.fetched == "2031-03-04T12:00:00Z"
    assert site.paths == ["/robots.txt", "/feed"]


def test_entries_without_a_name_are_called_alike_wherever_they_stand(
    site: Site, asking: Fetcher
) -> None:
    items = [f"<item><description>{text}</description></item>" for text in (SENTENCE, SECOND)]
    site.pages |= {"/feed": answer(rss(items[0])), "/later": answer(rss(*reversed(items)))}
    first = one(apart(articles(asking, [f"{HOST}/feed"])))
    site.pages["/feed"] = site.pages["/later"]
    (_, second), _ = apart(articles(asking, [f"{HOST}/feed"]))
    assert first.id == second.id
    assert first.id.startswith(f"{HOST}/feed#")


def test_entries_lead_to_their_pages(site: Site, asking: Fetcher) -> None:
    long = f"{SENTENCE} " * 40
    site.pages |= {
        "/feed": answer(rss(entry(1), entry(1), entry(2, content=FULL), entry(3, summary=long))),
        "/1": answer(PAGE, media=HTML),
    }
    (first, *_), problems = apart(articles(asking, [f"{HOST}/feed"], follow=True))
    assert not problems
    assert (first.id, first.text, first.title) == (f"{HOST}/1", TEXT, "Harbour 1")
    assert (first.published, first.dated_by) == (date(2031, 3, 4), "given")
    assert (first.outlet, first.delivery.credit) == ("Velmar Herald", ("Coast Wire",))
    assert site.paths == ["/robots.txt", "/feed", "/1"]


def test_what_is_known_is_not_fetched_again(site: Site, asking: Fetcher) -> None:
    site.pages |= {"/feed": answer(rss(entry(1), entry(2))), "/2": answer(PAGE, media=HTML)}
    known = {f"{HOST}/1"}
    found = articles(asking, [f"{HOST}/feed"], follow=True, known=lambda entry: entry.id in known)
    assert one(apart(found)).id == f"{HOST}/2"
    assert "/1" not in site.paths


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (answer(status=403), "status 403: it refuses to be fetched"),
        (answer("<html><body></body></html>", media=HTML), "without the text of a report"),
        (redirect("http://10.0.0.1/"), "a private network"),
    ],
)
def test_a_page_that_cannot_be_had_leaves_the_summary(
    site: Site, asking: Fetcher, page: object, reason: str
) -> None:
    site.pages |= {"/feed": answer(rss(entry(1))), "/1": page}  # type: ignore[dict-item]
    (article,), (problem,) = apart(articles(asking, [f"{HOST}/feed"], follow=True))
    assert article.text == "The harbour is shut."
    assert reason in problem.reason


def test_a_stranger_s_feed_leads_to_no_place_of_one_s_own(site: Site) -> None:
    inner = outside(site, allowed=["10.0.0.0/8"], names={"inner.example": ["10.0.0.7"]})
    feed = rss(entry(1).replace(HOST, "http://inner.example"))
    site.pages |= {"/feed": answer(feed), "/1": answer(PAGE, media=HTML)}
    _, (problem,) = apart(articles(inner, [f"{HOST}/feed"], follow=True))
    assert "an address outside leads to it" in problem.reason
    article = one(apart(articles(inner, ["http://inner.example/feed"], follow=True)))
    assert article.text == TEXT


def test_a_feed_that_would_have_the_whole_web_fetched(
    site: Site, asking: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(family, "MOST_PAGES", 3)
    site.pages |= {"/feed": answer(rss(*map(entry, range(9))))}
    site.pages |= {f"/{n}": answer(PAGE.replace("Three", str(n)), media=HTML) for n in range(9)}
    found, (problem,) = apart(articles(asking, [f"{HOST}/feed"], follow=True))
    assert [article.id for article in found] == [f"{HOST}/{n}" for n in range(3)]
    assert "6 entries more than the 3" in problem.reason


def test_what_is_refused_of_a_file_is_refused_of_a_page(site: Site, asking: Fetcher) -> None:
    french = "Le port de Velmar a été fermé lundi après l'échouement d'un pétrolier, dit le maire."
    site.pages |= {
        "/1": answer(french, media="text/plain; charset=utf-8"),
        "/2": answer("The harbour was closed. " * 30_000, media="text/plain"),
        "/3": answer("", media=HTML),
        "/4": answer(b"PK\3\4" + b"x" * 99, media="application/octet-stream"),
        "/5": answer(rss().replace("<rss", '<!DOCTYPE rss [<!ENTITY a "aa">]><rss')),
        "/6": answer('<?xml version="1.0"?><plan/>', media="text/xml"),
    }
    reasons = ["'fr'", "longer than", "empty", "ZIP", "document type", "no reader", "status 404"]
    found, problems = apart(articles(asking, [f"{HOST}/{n}" for n in range(1, 8)]))
    assert not found
    assert len(problems) == len(reasons)
    for problem, reason in zip(problems, reasons, strict=True):
        assert reason in problem.reason
        assert problem.document.startswith(HOST)


def test_what_cannot_be_fetched_doesn_t_stop_the_others(site: Site, asking: Fetcher) -> None:
    site.pages["/1"] = answer(PAGE, media=HTML)
    urls = ["http://127.0.0.1/", "ftp://a.example/", f"{HOST}/9", f"{HOST}/1"]
    found, problems = apart(articles(asking, urls))
    assert [article.id for article in found] == [f"{HOST}/1"]
    assert [problem.document for problem in problems] == urls[:3]


def test_an_answer_is_taken_in_by_itself(site: Site, asking: Fetcher) -> None:
    site.pages["/1"] = answer(PAGE, media=HTML)
    found = asking.get(f"{HOST}/1")
    article = one(apart(taken(asking, found, given=Given(outlet="Velmar Echo"))))
    assert article.outlet == "Velmar Echo"
    assert OUTSIDE not in article.id


def test_an_address_too_long_for_a_name() -> None:
    url = f"{HOST}/{'a' * 900}"
    (article,) = received([Sent(url, PAGE.encode(), "text/html", None, "2031-03-04T10:00:00Z")])
    assert isinstance(article, Article)
    assert article.url == url
    assert len(article.id) < 500
    assert article.id.startswith(HOST)


def test_problems_pass_through() -> None:
    problem = Problem.of("a", "b", "c.")
    assert list(received([problem])) == [problem]
