"""Whose voice a report's own words are: agencies that are credited, publishers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

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


@pytest.mark.parametrize(
    ("credit", "byline", "id_", "rule"),
    [
        (("Reuters",), None, "agency Reuters", "stated_credit"),
        (("Harbour Office", "the AP"), None, "agency Associated Press", "stated_credit"),
        (("Coast Wire/AFP",), None, "agency Agence France-Presse", "stated_credit"),
        (("Harbour Gazette with Reuters",), None, "agency Reuters", "stated_credit"),
        ((), "By Lena Holt, AP", "agency Associated Press", "stated_credit"),
        ((), "By Lena Holt, Staff Reporter", "publisher harbourgazette", "publisher"),
        (("Coast Wire",), "By Lena Holt", "publisher coastwire", "stated_source"),
        (("The Harbour Gazette", "Coast Wire"), None, "publisher coastwire", "stated_source"),
        (("The Harbour Gazette",), None, "publisher harbourgazette", "publisher"),
        (("nampa",), None, "agency Namibia Press Agency", "stated_credit"),
        ((), "By Lena Holt and Petra Una, Map", "publisher harbourgazette", "publisher"),
        (("—",), None, "publisher harbourgazette", "publisher"),
    ],
)  # fmt: skip
def test_what_a_wire_or_a_feed_states(
    credit: tuple[str, ...], byline: str | None, id_: str, rule: str
) -> None:
    report = document(TEXT.format("", ""), outlet="Harbour Gazette")
    found = voice(replace(report, credit=credit, byline=byline))
    assert (found.id, found.because.rule) == (id_, rule)


def test_an_account_is_its_source_s_wherever_it_is_found() -> None:
    """The wire itself, a paper that prints it, and a feed that takes it over, are one voice."""
    text = TEXT.format("", "")
    ways = (
        document(text, outlet="Coast Wire"),
        replace(document(text, outlet="Harbour Gazette"), credit=("Coast Wire",)),
        replace(document(text, url="https://coastwire.example/1"), credit=("Coast Wire",)),
    )
    assert {voice(way).id for way in ways} == {"publisher coastwire"}


def test_the_text_s_own_credit_goes_first() -> None:
    report = document(TEXT.format("TARROW (AP) — ", ""), outlet="Harbour Gazette")
    found = voice(replace(report, credit=("Coast Wire",)))
    assert found.because.rule == "dateline"


def test_an_agency_is_known_by_each_of_its_names() -> None:
    assert agency("the Associated Press") == agency("AP") == "agency Associated Press"
    assert agency("Harbour Gazette") is None


def test_no_form_is_two_agencies() -> None:
    agencies = load("agency.toml")["agency"]["forms"]
    forms = Counter(form for listed in agencies for form in {one.casefold() for one in listed})
    assert len(forms) > 100
    assert [form for form, times in forms.items() if times > 1] == []
    assert all(form == form.strip() and len(form) > 1 for listed in agencies for form in listed)
