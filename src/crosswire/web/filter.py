"""Which rows of a type may be asked for: a parameter for each field that one looks by.

A parameter that is given several times takes any of its values; several parameters take what fits
all of them. They bear the names of the ledger's fields; `outlet`, `published_from` and
`published_to` are of the report that a row stands in.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from crosswire.desk.derive.listing import Listing, Wanted
from crosswire.row import (
    Act,
    Comparator,
    EntityKind,
    LinkKind,
    Precision,
    Relation,
    StatementKind,
    TimexType,
    Verification,
)
from crosswire.web.cursor import LONGEST

VALUES = 20
"""Values of one parameter."""

PAGE, LARGEST = 100, 1000
"""Rows of a page, where nothing is said, and at most."""

DAY = re.compile(r"\d{4}-\d\d-\d\d")


def _day(told: object) -> object:
    """A day in its one form."""
    if isinstance(told, str) and not DAY.fullmatch(told):
        raise ValueError("a day is YYYY-MM-DD")
    return told


Day = Annotated[date, BeforeValidator(_day)]
"""A day, and no number of seconds."""

Name = Annotated[str, Field(min_length=1, max_length=400)]
Names = Annotated[list[Name], Field(max_length=VALUES)]

IN_REPORTS = frozenset(("document", "outlet", "published_from", "published_to"))
"""Filters that choose reports."""


class Filter(BaseModel):
    """What rows are asked for; all where nothing is said."""

    model_config = ConfigDict(extra="forbid")

    def wanted(self, listing: Listing) -> Wanted:
        """What is asked for, as the tables are asked."""
        given = {
            name: value
            for name in type(self).model_fields
            if name not in {"limit", "after", "text"} and (value := getattr(self, name))
        }
        chosen = {name: given.pop(name) for name in IN_REPORTS & given.keys()}
        fields = {_field(name): tuple(values) for name, values in given.items()}
        return Wanted(_reports(chosen, listing) if chosen else None, fields)


class Page(BaseModel):
    """Which page of them."""

    limit: Annotated[int, Field(ge=1, le=LARGEST, description="Rows of a page.")] = PAGE
    after: Annotated[
        str | None,
        Field(max_length=LONGEST, description="Go on after a page: the `next` that it said."),
    ] = None


class OfReports(Filter):
    """What stands in reports."""

    document: Annotated[Names, Field(description="Ids of reports.")] = []
    outlet: Annotated[Names, Field(description="Outlets, as the rows of documents have them.")] = []
    published_from: Annotated[
        Day | None,
        Field(description="The first day of publication; undated reports are left out."),
    ] = None
    published_to: Annotated[Day | None, Field(description="The last day of publication.")] = None


class Texts(BaseModel):
    """Whether reports come with their texts."""

    text: Annotated[bool, Field(description="Whether the reports' texts are wanted.")] = True


class Documents(OfReports, Texts):
    """Reports."""


class Mentions(OfReports):
    """Mentions of entities."""

    entity: Annotated[Names, Field(description="Ids of entities.")] = []


class Entities(Filter):
    """People, organisations, places."""

    kind: Annotated[list[EntityKind], Field(max_length=VALUES)] = []
    side: Annotated[Names, Field(description="Ids of the entities for which they speak.")] = []


class Statements(OfReports):
    """Statements."""

    speaker: Annotated[Names, Field(description="Ids of entities.")] = []
    act: Annotated[list[Act], Field(max_length=VALUES)] = []
    verification: Annotated[list[Verification], Field(max_length=VALUES)] = []
    kind: Annotated[list[StatementKind], Field(max_length=VALUES)] = []
    origin: Annotated[Names, Field(description="Ids of origins.")] = []


class Figures(OfReports):
    """Figures."""

    speaker: Annotated[Names, Field(description="Ids of entities.")] = []
    statement: Annotated[Names, Field(description="Ids of statements.")] = []
    question: Annotated[Names, Field(description="Ids of questions.")] = []
    unit: Annotated[Names, Field(description="Units: `person`, `km`, `USD`.")] = []
    comparator: Annotated[list[Comparator], Field(max_length=VALUES)] = []
    origin: Annotated[Names, Field(description="Ids of origins.")] = []


class Times(OfReports):
    """Temporal expressions."""

    timex_type: Annotated[list[TimexType], Field(max_length=VALUES)] = []


class Places(OfReports):
    """Places."""

    country: Annotated[Names, Field(description="ISO 3166 codes.")] = []
    precision: Annotated[list[Precision], Field(max_length=VALUES)] = []
    gazetteer_id: Annotated[Names, Field(description="Ids of the gazetteer.")] = []


class Questions(Filter):
    """Questions."""

    relation: Annotated[list[Relation], Field(max_length=VALUES)] = []


class Links(Filter):
    """Links."""

    kind: Annotated[list[LinkKind], Field(max_length=VALUES)] = []
    from_: Annotated[Names, Field(alias="from", description="Ids of rows.")] = []
    to: Annotated[Names, Field(description="Ids of rows.")] = []


class Problems(Filter):
    """Inputs that could not be read."""


FILTERS: dict[str, type[Filter]] = {
    "document": Documents,
    "mention": Mentions,
    "entity": Entities,
    "statement": Statements,
    "figure": Figures,
    "time": Times,
    "place": Places,
    "question": Questions,
    "link": Links,
    "problem": Problems,
}
"""What each type of rows is looked for by."""


def plural(kind: str) -> str:
    """What a type's rows are called in an address."""
    return "entities" if kind == "entity" else f"{kind}s"


def _field(name: str) -> str:
    """The field of the ledger that a parameter asks for; one of them is no name in Python."""
    return name.rstrip("_")


def _reports(chosen: dict[str, object], listing: Listing) -> frozenset[str]:
    """The reports of the event that are asked for."""
    names = chosen.get("document")
    if isinstance(names, list) and len(chosen) == 1:
        return frozenset(names)
    outlets = chosen.get("outlet")
    fields = {"outlet": tuple(outlets)} if isinstance(outlets, list) else {}
    rows = listing.rows("document", Wanted(None, fields))
    first, last = chosen.get("published_from"), chosen.get("published_to")
    found = (row for row in rows if not isinstance(names, list) or row.at.id in names)
    if isinstance(first, date) or isinstance(last, date):
        days = (str(first or ""), str(last or "9999-12-31"))
        found = (row for row in found if _printed_in(row.data, *days))
    return frozenset(row.at.id for row in found)


def _printed_in(data: str, first: str, last: str) -> bool:
    """Whether a report was published between two days, in ISO form."""
    day: str | None = json.loads(data)["published"]
    return day is not None and first <= day <= last
