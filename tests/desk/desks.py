"""Desks as tests use them: the model that is loaded already, a clock of their own, articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from unittest import mock

import pytest
from sqlalchemy import Table, select

from crosswire import model
from crosswire.desk import desk as desks
from crosswire.desk.desk import Desk
from crosswire.desk.intake.receipt import Receipt
from crosswire.desk.storage.store import Store
from crosswire.gazetteer import Gazetteer
from crosswire.parse import Parse
from crosswire.read import Article, Delivery, Notice
from crosswire.reading import Reading, Report, parses, reading

if TYPE_CHECKING:
    from spacy.language import Language

FERRY = "Ferry aground near Rovinka\n\nFour people died when a ferry ran aground near Rovinka on Monday, harbour master Lena Holt said.\n"  # fmt: skip  # noqa: E501
LATER = FERRY.replace("Four", "Five")
FIRE = "Mill burns in Tarnow\n\nTwo firefighters were hurt in a fire at a paper mill in Tarnow, fire chief Milo Brand said on Friday.\n"  # fmt: skip  # noqa: E501

ITEM = "urn:coastwire.example:ferry"


@dataclass
class Clock:
    """A clock that a test sets."""

    at: datetime = datetime(2031, 3, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **time: float) -> None:
        self.at += timedelta(**time)


on_sqlite = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
"""Runs a test on one database, where it says nothing to either that another doesn't."""


@cache
def found() -> model.Model:
    """The model, whose digest takes a moment."""
    return model.find()


@cache
def empty() -> bytes:
    """The file of an empty desk: making its tables takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite"
        Store.open(path, create=True).close()
        return path.read_bytes()


PARSES: dict[str, Parse] = {}
"""The parses of the texts that tests have read: no text is parsed twice."""


@contextmanager
def opened(where: str, nlp: Language, clock: Clock | None = None) -> Iterator[Desk]:
    """A desk that is there already, open."""

    def remembered(
        nlp: Language, reports: Sequence[Report], gazetteer: Gazetteer, **_: Any
    ) -> Iterator[Reading]:
        new = [one for one in reports if one.document.text not in PARSES]
        PARSES.update((row.text, parsed) for row, parsed in parses(nlp, new))
        for one in reports:
            yield reading(one.document, PARSES[one.document.text], gazetteer)

    known = found()
    with (
        mock.patch.object(model, "find", return_value=known),
        mock.patch.object(model, "load", return_value=nlp),
        mock.patch.object(desks, "readings", remembered),
        Desk.open(where, clock=clock or Clock()) as desk,
    ):
        yield desk


def article(name: str = "a.txt", text: str = FERRY, **more: Any) -> Article:
    """An article as a reader of files gives it, of a folder of its own."""
    raw = more.pop("raw", text)
    known: dict[str, Any] = {
        "published": date(2031, 3, 4),
        "dated_by": "given",
        "found_at": f"/reports/{name}",
    }
    return Article(
        name, text, sha256(raw.encode("utf-8", "surrogatepass")).hexdigest(), **(known | more)
    )


def item(
    version: str, text: str = FERRY, *, of: str = ITEM, embargoed: str | None = None, **more: Any
) -> Article:
    """A version of a wire's item."""
    delivery = Delivery(item=of, version=version, embargoed=embargoed)
    return article(f"{of}#{version}", text, delivery=delivery, **more)


def kill(version: str | None = None, *, of: str = ITEM, status: Any = "canceled") -> Notice:
    """What a provider says of an item."""
    name = f"{of}#{version}" if version else of
    return Notice.of_item(name, Delivery(item=of, version=version), status)


def add(desk: Desk, *inputs: Any, event: str | None = None) -> list[Receipt]:
    """Take in what comes."""
    return list(desk.add(inputs, event=event))


def outcomes(receipts: list[Receipt]) -> list[str]:
    return [one.outcome for one in receipts]


def rows(desk: Desk, table: Table) -> list[Any]:
    """The rows of a table, in order."""
    with desk.store.reading() as connection:
        return list(connection.execute(select(table).order_by(*table.primary_key)))


def shown(desk: Desk) -> list[str]:
    """The reports that any ledger of the desk has."""
    return sorted(
        document.id for event in desk.events() for document in desk.ledger(event.id).documents
    )


def everything(desk: Desk, *tables: Table) -> str:
    """All that stands in some tables, as one text in which words can be looked for."""
    found = [value for table in tables for row in rows(desk, table) for value in row]
    return "\n".join(
        one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in found
    )
