"""A ledger from a few short reports, read as `crosswire ledger` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from spacy.language import Language

from crosswire.collation import collated
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger
from crosswire.read import Article
from crosswire.read.delivery import Delivery
from crosswire.reading import Reading, readings, report
from sample import run


def article(name: str, told: Mapping[str, Any]) -> Article:
    """A report of a case: its text, outlet and day."""
    text = told["text"].strip() + "\n"
    published: date = told.get("day", date(2031, 3, 4))
    return Article(
        id=name,
        text=text,
        raw_sha256=sha256(text.encode()).hexdigest(),
        outlet=told.get("outlet", name),
        published=published,
        dated_by="given",
        language="en",
        delivery=Delivery(),
    )


def read_alone(
    nlp: Language, gazetteer: Gazetteer, told: Mapping[str, Mapping[str, Any]]
) -> list[Reading]:
    """What each report says alone, in the order of their names."""
    found = []
    for name in sorted(told):
        one = report(article(name, told[name]), before=told[name].get("version_of"))
        found.append(one)
    return list(readings(nlp, found, gazetteer))


def collate(gazetteer: Gazetteer, alone: list[Reading]) -> Ledger:
    """The ledger of reports that were read."""
    return collated(run(), alone, gazetteer)
