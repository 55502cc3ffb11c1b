"""Whose voice a report's own words are: the agency that it credits, else its publisher.

A report that carries an agency's tag is the agency's account wherever it is printed; two reports of
one publisher are no two accounts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from crosswire.lexicon import load
from crosswire.row import Document, Reason, Span, reason

HEAD = 800
"""Characters at the start of a text where dateline and byline stand."""

TAIL = 400
"""Characters at its end where the closing credit stands."""

LINE = 100
"""Characters around "contributed" where the contributor stands."""

_SECOND_LEVEL = frozenset(("co", "com", "org", "net", "gov", "gob", "ac", "edu", "or", "ne", "go"))

_JOINTS = re.compile(r"[/,|;&()]|\b(?:and|by|from|source:?|via|with)\b", re.IGNORECASE)
"""What stands between the names in a credit: "Jane Doe / AFP", "Harbour Gazette with Reuters"."""

_WIRES = re.compile(r"/wires?/(?P<agency>[\w-]+)/")


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks where nobody is named: an id, and the words that say so."""

    id: str
    because: Reason


def voice(document: Document) -> Voice:
    """Whose voice a report's own words are."""
    return next(_agency(document), None) or _publisher(document)


def _publisher(document: Document) -> Voice:
    """The publisher by the site's domain, else by the outlet's name, else the report for itself."""
    site = document.url or document.outlet or ""
    host = urlsplit(site if "//" in site else f"//{site}").hostname or ""
    if "." in host and " " not in host:
        return Voice(f"publisher {_domain(host)}", Reason("publisher"))
    name = plain(document.outlet or "")
    if name:
        return Voice(f"publisher {name}", Reason("publisher"))
    return Voice(f"report {document.id}", Reason("own_voice"))


def plain(name: str) -> str:
    """A publisher's name as it is compared: without article, spaces and marks."""
    return re.sub(r"^the |\W", "", name.lower())


def agency(name: str) -> str | None:
    """The id of the voice of the agency that a name stands for."""
    found = _ids().get(_unarticled(name).casefold())
    return f"agency {found}" if found else None


def _unarticled(name: str) -> str:
    return name.removeprefix("the ").removeprefix("The ")


def _domain(host: str) -> str:
    """The name that was registered: "news.example.co.uk" is "example"."""
    labels = host.lower().split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2]


def _agency(document: Document) -> Iterator[Voice]:
    """The agencies that a report credits, by the first sign of each kind."""
    text = document.text
    thanks = text.rfind(" contributed ")
    for rule, pattern, start, end in (
        ("dateline", _patterns().dateline, 0, HEAD),
        ("byline", _patterns().byline, 0, HEAD),
        ("closing_credit", _patterns().closing, max(0, len(text) - TAIL), len(text)),
        ("contributed", _patterns().contributed, max(0, thanks - LINE), thanks + LINE),
    ):
        found = pattern.search(text, start, end)
        if found:
            span = Span(*found.span("agency"))
            because = reason(rule, document.id, span)
            yield Voice(f"agency {_ids()[found['agency'].casefold()]}", because)
    yield from _stated(document)
    page = _patterns().outlet.search(document.outlet or "") or _WIRES.search(document.url or "")
    if page and page["agency"].casefold() in _ids():
        yield Voice(f"agency {_ids()[page['agency'].casefold()]}", Reason("wire_page"))


def _stated(document: Document) -> Iterator[Voice]:
    """The agency, else the other source, that its wire or feed names beside the text.

    A part of a credit is an agency's tag only as that is written: "Ana" is somebody's name. A
    source that only rewrites the name of the publisher's own site is no other voice.
    """
    for words in (*document.credit, document.byline or ""):
        named = (part.strip() for part in _JOINTS.split(words))
        for part in (words, *(part for part in named if _unarticled(part) in _written())):
            if found := agency(part):
                yield Voice(found, Reason("stated_credit"))
    own = plain(_publisher(document).id.removeprefix("publisher "))
    for words in document.credit:
        name = plain(words)
        if name and name not in {own, plain(document.outlet or "")}:
            yield Voice(f"publisher {name}", Reason("stated_source"))


@dataclass(frozen=True, slots=True)
class _Patterns:
    """How agencies are credited.

    Dateline: "HARBOUR TOWN (AFP) —". Byline: "By Jane Doe, Associated Press". Closing credit: a
    line at the end that has nothing but the tag. Contributed: "Reuters contributed to this report".
    """

    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    closing: re.Pattern[str]
    contributed: re.Pattern[str]
    outlet: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    forms = sorted(_ids_as_written(), key=lambda form: (-len(form), form))
    agency = f"(?P<agency>{'|'.join(map(re.escape, forms))})"
    return _Patterns(
        re.compile(rf"\((?:The )?{agency}\)\s*[-–—:]"),
        re.compile(rf"^By [^\n]{{2,60}}?[,|/\n]\s*(?:[Tt]he )?{agency}\s*$", re.MULTILINE),
        re.compile(
            rf"^\W{{0,4}}(?:Source: |© |\(c\) )?(?:[Tt]he )?{agency}\W{{0,3}}$", re.MULTILINE
        ),
        re.compile(rf"\b{agency}(?: \w+){{0,3}} contributed (?:reporting|to this)"),
        re.compile(rf"\b{agency}(?= wire\b|\))"),
    )


def _ids_as_written() -> Iterator[str]:
    for forms in load("agency.toml")["agency"]["forms"]:
        yield from forms


@cache
def _written() -> frozenset[str]:
    """All names and tags as they are written."""
    return frozenset(_ids_as_written())


@cache
def _ids() -> Mapping[str, str]:
    """The agency of each form, by its first."""
    return {
        form.casefold(): forms[0]
        for forms in load("agency.toml")["agency"]["forms"]
        for form in forms
    }
