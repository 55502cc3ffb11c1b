"""The Atom feed of changes: what RFC 4287 requires, and no word of a report that is markup."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import feedparser
import pytest
from lxml import etree

from crosswire.desk.change import Change, Logged, Telling, changes
from crosswire.desk.change.atom import EPOCH, NAMESPACE, Feed, rendered
from crosswire.ledger import Ledger
from dispute import dispute
from hostile import ADDRESSES, WORDS, hostile
from sample import run

FEED = Feed("desk-1", "event=e", "What changed", EPOCH, {"event-1": "Flood at <Tarrow>"})
AT = "2031-03-04T05:06:07.000008Z"

TAG = re.compile(r"tag:[a-z0-9.\-]+,\d{4}(-\d\d){0,2}:[A-Za-z0-9\-._~!$&'()*+,;=:@/?%]+")
"""A tag URI (RFC 4151, 2.1)."""


def logged(found: list[Change]) -> list[Logged]:
    return [Logged(seq, AT, "event-1", one) for seq, one in enumerate(found, 1)]


def of_dispute() -> list[Logged]:
    return logged(list(changes(Ledger(run()), dispute())))


def of_hostile() -> list[Logged]:
    moved = {row.id: "moved" for row in hostile().documents}
    gone = changes(hostile(), Ledger(run()), left=moved)
    return logged([*changes(Ledger(run()), hostile()), *gone])


def tree(found: list[Logged], feed: Feed = FEED) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(rendered(found, feed), parser)


def one(parent: Any, name: str) -> str:
    """The words of the one child of that name."""
    (found,) = parent.findall(f"{{{NAMESPACE}}}{name}")
    return found.text or ""


@pytest.mark.parametrize("found", [[], of_dispute(), of_hostile()], ids=["none", "few", "hostile"])
def test_the_feed_has_what_the_standard_requires(found: list[Logged]) -> None:
    root = tree(found)
    assert root.tag == f"{{{NAMESPACE}}}feed"
    assert one(root, "title")
    (author,) = root.findall(f"{{{NAMESPACE}}}author")
    assert one(author, "name")
    ids = [one(root, "id")]
    _is_a_moment(one(root, "updated"))
    entries = root.findall(f"{{{NAMESPACE}}}entry")
    assert len(entries) == len(found)
    for entry in entries:
        ids.append(one(entry, "id"))
        assert one(entry, "title").strip()
        assert one(entry, "content").strip()
        _is_a_moment(one(entry, "updated"))
        links = entry.findall(f"{{{NAMESPACE}}}link")
        assert len([each for each in links if each.get("rel") == "alternate"]) <= 1
    assert len(set(ids)) == len(ids)
    assert all(TAG.fullmatch(name) for name in ids)


def _is_a_moment(words: str) -> None:
    """RFC 3339, as section 3.3 of RFC 4287 asks."""
    assert datetime.fromisoformat(words).tzinfo is not None


def test_the_last_change_stands_first() -> None:
    found = of_dispute()
    ids = [one(entry, "id") for entry in tree(found).findall(f"{{{NAMESPACE}}}entry")]
    assert [int(name.rpartition("/")[2]) for name in ids] == [each.seq for each in found][::-1]


def test_an_entry_keeps_its_id_whatever_else_is_told() -> None:
    found = of_dispute()
    few, all_ = (tree(some) for some in (found[:2], found))
    entries = f"{{{NAMESPACE}}}entry"
    known = {one(entry, "id") for entry in few.findall(entries)}
    assert known < {one(entry, "id") for entry in all_.findall(entries)}
    other = tree(found[:2], replace(FEED, path=""))
    assert known == {one(entry, "id") for entry in other.findall(entries)}


def test_words_of_reports_are_text_and_never_markup() -> None:
    root = tree(of_hostile())
    names = {etree.QName(each).localname for each in root.iter()}
    assert names == {
        *("feed", "id", "title", "updated", "author", "name", "generator"),
        *("entry", "published", "category", "link", "content"),
    }
    for each in root.iter(f"{{{NAMESPACE}}}content", f"{{{NAMESPACE}}}title"):
        assert each.get("type", "text") == "text"
        assert not set(each.text) & set("\x00\x1b\x07\u202e\u2066\u200b\ufffe\uffff")
    assert any("<script>alert(1)</script>" in (each.text or "") for each in root.iter())


def test_only_addresses_of_the_web_are_links() -> None:
    links = [each.get("href") for each in tree(of_hostile()).iter(f"{{{NAMESPACE}}}link")]
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert not [link for link in links if set(link) & set(' "<>\x00')]
    assert any(not address.startswith("http") for address in ADDRESSES)


def test_feed_readers_take_hostile_words() -> None:
    feed = feedparser.parse(rendered(of_hostile(), FEED))
    assert not feed.bozo
    assert len(feed.entries) == len(of_hostile()) > len(WORDS)


def test_a_report_without_words_leads_nowhere() -> None:
    gone = Telling("document", "a", "https://news.example/a", url="https://news.example/a")
    change = Change("report_withdrawn", "document", "a", "a", before=(gone.without_words(),))
    root = tree(logged([change]))
    assert not list(root.iter(f"{{{NAMESPACE}}}link"))


def test_the_feed_is_called_after_what_it_tells() -> None:
    root = tree([], replace(FEED, title="What changed: a & b <c>"))
    assert one(root, "title") == "What changed: a & b <c>"
    assert one(root, "updated") == EPOCH
