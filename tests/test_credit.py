"""Whose voice a report's own words are: agencies that are credited, publishers."""

from __future__ import annotations

from collections import Counter

import pytest

from crosswire.lexicon import load
from crosswire.reconcile.origin.credit import agency, voice
from crosswire.row import Document, Span

TEXT = "Mill burns in Tarrow\n\n{}The mill burned for hours. Nobody was hurt.\n\n{}"


def document(text: str, **more: str | None) -> Document:
    given = {"outlet": None, "url": None} | more
    return Document(
        id="0.txt",
        sha256="",
        raw_sha256="",
        outlet=given["outlet"],
        title=None,
        url=given["url"],
        published=None,
        published_from=None,
        published_to=None,
        dated_by=None,
        language="en",
        encoding=None,
        text=text,
        story=(Span(0, len(text)),),
    )


@pytest.mark.parametrize(
    ("head", "foot", "id_", "rule", "words"),
    [
        ("TARROW (AP) — ", "", "agency Associated Press", "dateline", "AP"),
        ("TARROW, May 3 (Reuters) - ", "", "agency Reuters", "dateline", "Reuters"),
        ("By Lena Holt, Associated Press\n", "", "agency Associated Press", "byline", None),
        ("By LENA HOLT | AFP\n", "", "agency Agence France-Presse", "byline", "AFP"),
        ("", "© AFP", "agency Agence France-Presse", "closing_credit", "AFP"),
        ("", "Source: Xinhua", "agency Xinhua", "closing_credit", "Xinhua"),
        ("", "Kyodo staff contributed to this.", "agency Kyodo", "contributed", "Kyodo"),
    ],
)  # fmt: skip
def test_an_agency_is_credited(
    head: str, foot: str, id_: str, rule: str, words: str | None
) -> None:
    text = TEXT.format(head, foot)
    found = voice(document(text, outlet="Harbour Gazette"))
    assert (found.id, found.because.rule) == (id_, rule)
    assert [spot.span.of(text) for spot in found.because.spans] == [words or "Associated Press"]


@pytest.mark.parametrize(
    "foot", ["The bakers' PA system failed.", "The AP exam is in May.", "Photo: AFP/Lena Holt"]
)
def test_letters_of_an_agency_are_no_credit(foot: str) -> None:
    found = voice(document(TEXT.format("", foot), outlet="Harbour Gazette"))
    assert found.id == "publisher harbourgazette"


@pytest.mark.parametrize(
    ("outlet", "url", "id_"),
    [
        ("The Harbour Gazette", None, "publisher harbourgazette"),
        ("Harbour Gazette", None, "publisher harbourgazette"),
        ("Harbour Gazette", "https://www.hgazette.example/mill", "publisher hgazette"),
        ("www.hgazette.co.uk", None, "publisher hgazette"),
        (None, "https://news.hgazette.com.au/mill", "publisher hgazette"),
        (None, "https://hgazette.example/wires/ap/mill", "agency Associated Press"),
        ("Harbour Gazette (AFP wire page)", None, "agency Agence France-Presse"),
        (None, None, "report 0.txt"),
    ],
)
def test_a_publisher(outlet: str | None, url: str | None, id_: str) -> None:
    assert voice(document(TEXT.format("", ""), outlet=outlet, url=url)).id == id_


def test_an_agency_is_known_by_each_of_its_names() -> None:
    assert agency("the Associated Press") == agency("AP") == "agency Associated Press"
    assert agency("Harbour Gazette") is None


def test_no_form_is_two_agencies() -> None:
    agencies = load("agency.toml")["agency"]["forms"]
    forms = Counter(form for listed in agencies for form in {one.casefold() for one in listed})
    assert len(forms) > 100
    assert [form for form, times in forms.items() if times > 1] == []
    assert all(form == form.strip() and len(form) > 1 for listed in agencies for form in listed)
