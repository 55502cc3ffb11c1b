"""NewsML-G2: items and messages are read, and no entity, type or address in them is followed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import pytest

from crosswire.read import Article
from wire import SECOND, SENTENCE, read_file

GUID = "urn:newsml:coastwire.example:20310304:harbour"
NITF = (
    '<inlineXML contenttype="application/nitf+xml">'
    '<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head><title>No words</title></head>'
    "<body><body.head><hedline><hl1>Harbour shut</hl1></hedline>"
    "<byline>By Lena Holt, <byttl>Coast Wire</byttl></byline></body.head><body.content>"
    f"<p>{SENTENCE}</p><media><caption>Boats</caption></media>"
    "<p>Three <em>divers</em> were hurt,\n she added.</p>"
    "</body.content></body></nitf></inlineXML>"
)  # fmt: skip
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
    f"<head><title>No words</title></head><body><p>{SENTENCE}</p><p>{SECOND}</p></body></html>"
    "</inlineXML>"
)  # fmt: skip
META = (
    '<itemClass qcode="ninat:text"/>'
    '<provider qcode="nprov:CoastWire"><name>Coast Wire</name></provider>'
    "<versionCreated>2032-01-01T00:00:00Z</versionCreated><embargoed>2031-03-05T06:00:00Z</embargoed>"
    '<pubStatus qcode="stat:usable"/>'
)  # fmt: skip
CONTENT = (
    "<contentCreated>2031-03-03T10:00:00-05:00</contentCreated>"
    "<contentModified>2031-03-04T23:50:00-05:00</contentModified>"
    '<located qcode="geo:1"><name>Velmar</name></located><infoSource qcode="is:AFP"/>'
    '<infoSource literal="Harbour Office"/><creator><name>Lena Holt</name></creator>'
    "<headline>Harbour of <em>Velmar</em> shut</headline><by>By Lena Holt</by>"
    "<creditline>Coast Wire/AFP</creditline><dateline>VELMAR, March 4</dateline>"
)
NAMESPACE = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'


def item(
    body: str = NITF, *, meta: str = META, content: str = CONTENT, head: str = "", guid: str = GUID
) -> str:
    return (
        f'{head}<newsItem {NAMESPACE} guid="{guid}" version="3" standard="NewsML-G2">'
        "<rightsInfo><copyrightHolder><name>Coast Wire Ltd</name></copyrightHolder></rightsInfo>"
        f"<itemMeta>{meta}</itemMeta><contentMeta>{content}</contentMeta>"
        f"<contentSet>{body}</contentSet></newsItem>"
    )


def one(folder: Path, raw: str | bytes, name: str = "a.xml") -> Article:
    (article,), problems = read_file(folder, name, raw)
    assert not problems
    return article


@pytest.mark.parametrize("name", ["a.xml", "a.newsml", "a"])
@pytest.mark.parametrize("head", ["", '<?xml version="1.0" encoding="UTF-8"?>\n<!-- sent --> '])
def test_the_parts_of_an_item(tmp_path: Path, name: str, head: str) -> None:
    article = one(tmp_path, item(head=head), name)
    assert article.id == f"{GUID}#3"
    assert article.text == f"Harbour shut\nBy Lena Holt, Coast Wire\n{SENTENCE}\n{SECOND}"
    assert article.title == "Harbour of Velmar shut"
    assert article.outlet == "Coast Wire"
    assert (article.published, article.dated_by) == (date(2031, 3, 4), "given")
    assert (article.delivery.item, article.delivery.version) == (GUID, "3")
    assert article.delivery.byline == "By Lena Holt"
    assert article.delivery.credit == (
        "Coast Wire/AFP", "AFP", "Harbour Office", "Coast Wire"
    )  # fmt: skip
    assert article.delivery.embargoed == "2031-03-05T06:00:00Z"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (XHTML, f"{SENTENCE}\n{SECOND}"),
        (f"<inlineData>{SENTENCE}\n\n {SECOND}</inlineData>", f"{SENTENCE}\n\n {SECOND}"),
        (
            '<inlineData contenttype="text/html">'
            f"<![CDATA[<p>{SENTENCE}<p>{SECOND}<script>1</script>]]></inlineData>",
            f"{SENTENCE}\n{SECOND}",
        ),
        (f"<remoteContent href='file:///etc/passwd'/>{XHTML}", f"{SENTENCE}\n{SECOND}"),
    ],
)
def test_bodies(tmp_path: Path, body: str, text: str) -> None:
    assert one(tmp_path, item(body)).text == text


def test_a_message_of_several_items(tmp_path: Path) -> None:
    items = (
        item(),
        item(guid="urn:two", meta=META.replace("usable", "canceled")),
        item(guid="urn:three", meta=META.replace("stat:usable", "stat:withheld")),
        item(guid="urn:four", meta=META.replace("ninat:text", "ninat:picture")),
        item("", guid="urn:five"),
        item(XHTML, guid="urn:six"),
    )
    raw = f"<newsMessage {NAMESPACE}><header/><itemSet>{''.join(items)}</itemSet></newsMessage>"
    articles, problems = read_file(tmp_path, "a.xml", raw)
    assert [article.id for article in articles] == [f"{GUID}#3", "urn:six#3"]
    assert [(each.document, each.reason.split(":")[0]) for each in problems] == [
        ("urn:two#3", "canceled by its provider"),
        ("urn:three#3", "withheld by its provider"),
        ("a.xml:4", "item 4"),
        ("urn:five#3", "an item without the text of a report"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'
    raw = item(XHTML.replace("Velmar", "Vélmar"), head=head).encode(encoding)
    article = one(tmp_path, raw, "a.newsml")
    assert "Vélmar" in article.text
    assert (article.encoding, article.encoding_by) == (encoding, "declared")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
TYPES = {
    "billion_laughs": f'<!DOCTYPE newsItem [<!ENTITY l0 "ha">{LAUGHS}]>',
    "quadratic_blowup": f'<!DOCTYPE newsItem [<!ENTITY a "{"a" * 100_000}">]>',
    "external_entity": '<!DOCTYPE newsItem [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    "parameter_entity": '<!DOCTYPE newsItem [<!ENTITY % x SYSTEM "http://192.0.2.1/x">%x;]>',
    "external_type": '<!DOCTYPE newsItem SYSTEM "http://192.0.2.1/newsml.dtd">',
    "public_type": '<!DOCTYPE newsItem PUBLIC "-//X//Y" "../../newsml.dtd">',
    "in_small_letters": "<!doctype newsItem>",
    "behind_a_comment": "<!-- <newsItem> --><!DOCTYPE newsItem>",
}


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_is_refused(tmp_path: Path, name: str, encoding: str) -> None:
    use = XHTML.replace("Velmar", "&l9; &a; &x;")
    raw = item(use, head=f'<?xml version="1.0"?>{TYPES[name]}').encode(encoding)
    start = perf_counter()
    articles, (problem,) = read_file(tmp_path, "a.newsml", raw)
    assert perf_counter() - start < 2
    assert not articles
    assert "XML with a document type" in problem.reason


def test_a_document_type_that_is_only_quoted_is_none(tmp_path: Path) -> None:
    body = f"<!-- <!DOCTYPE x> --><inlineData><![CDATA[{SENTENCE} <!DOCTYPE x>]]></inlineData>"
    assert one(tmp_path, item(body)).text.endswith("<!DOCTYPE x>")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (item().encode()[:-50], "not well formed"),
        (item(NITF.replace("Velmar", "V\xe9lmar")).encode("latin-1"), "not well formed"),
        (item(XHTML.replace("Velmar", "&undefined;")).encode(), "not well formed"),
        (item(XHTML.replace("Velmar", "\x01")).encode(), "not well formed"),
        (f"<newsItem>{'<a>' * 100_000}".encode(), "Excessive depth"),
        (f"<newsMessage {NAMESPACE}/>".encode(), "without a news item"),
        (b"<conceptItem/>", "without a news item, but a 'conceptitem'"),
        (item("<inlineData encoding='base64'>VGhl</inlineData>").encode(), "without the text"),
        (item(meta='<pubStatus qcode="x:lost"/>').encode(), "publishing status"),
        (item(f"<inlineData>{'The harbour. ' * 900_000}</inlineData>").encode(), "larger than"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_one_problem(tmp_path: Path, raw: bytes, reason: str) -> None:
    articles, (problem,) = read_file(tmp_path, "a.newsml", raw)
    assert not articles
    assert reason in problem.reason


@pytest.mark.parametrize("guid", ["", "../../etc x", "y" * 9_000, "a&#10;b", "\u202eurn:x"])
def test_hostile_names(tmp_path: Path, guid: str) -> None:
    article = one(tmp_path, item(guid=guid))
    assert article.id == "a.xml"
    assert article.text.endswith(SECOND)


def test_an_item_that_says_little(tmp_path: Path) -> None:
    raw = f"<newsItem {NAMESPACE}><contentSet>{XHTML}</contentSet></newsItem>"
    article = one(tmp_path, raw)
    assert article.id == "a.xml"
    assert (article.outlet, article.title, article.published) == (None, None, None)
    assert article.delivery.credit == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"<?x?>" * 800,
        b"<!-- -->" * 500,
        b"<!DOCTYPE a>" + b"<!--" * 2_000_000,
        b"<!DOCTYPE a>" + b"<![CDATA[" * 1_000_000,
        b" " * 9_000_000 + b"<newsItem>",
        b"<newsItem " + b"a='1' " * 500_000 + b"/>",
    ],
    ids=["instructions", "comments", "open_comments", "open_data", "spaces", "attributes"],
)
@pytest.mark.parametrize("name", ["a.newsml", "a.rss", "a.html", "a"])
def test_hostile_repetitions_end_soon(tmp_path: Path, raw: bytes, name: str) -> None:
    start = perf_counter()
    articles, problems = read_file(tmp_path, name, raw)
    assert perf_counter() - start < 10
    assert len(articles) + len(problems) >= 1
