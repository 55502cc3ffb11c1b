"""Which addresses may be followed, and as what they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crosswire.export.weblink import weblink


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://news.example/a?b=c&d=e#f", "https://news.example/a?b=c&d=e#f"),
        (" HTTP://news.example/ ", "http://news.example/"),
        ('https://news.example/a b"<c>', "https://news.example/a%20b%22%3Cc%3E"),
        ("https://news.example/é%C3%A9%zz", "https://news.example/%C3%A9%C3%A9%25zz"),
        ("https://news.example/[1]", "https://news.example/%5B1%5D"),
        ("https://news.example/\ud800", "https://news.example/%EF%BF%BD"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("//news.example/", None),
        ("https:news", None),
        ("https://a b/", None),
        ("https://[broken/", None),
        ("ftp://news.example/", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_pages_may_be_followed(address: str | None, found: str | None) -> None:
    assert weblink(address) == found


@given(st.text(st.characters(codec=None)))
def test_whatever_it_is_it_is_a_uri_or_nothing(tail: str) -> None:
    for address in (tail, f"https://news.example/{tail}"):
        found = weblink(address)
        assert found is None or (found.isascii() and found.isprintable() and " " not in found)
        assert weblink(found) == found
