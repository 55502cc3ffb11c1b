"""A news item of a wire, as ninjs and NewsML-G2 have it alike, becomes an article.

What is canceled or withheld is no article but a notice, a problem that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from crosswire.error import InputError
from crosswire.read.article import EncodingBy
from crosswire.read.delivery import DIRECT, Delivery
from crosswire.read.given import Given, day
from crosswire.read.markup import copy
from crosswire.read.notice import Notice, Status
from crosswire.read.reader import Draft
from crosswire.row import Problem

_LONE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Item:
    """The parts of a news item; `name` is "" where it has none, `status` None where it is no code.

    `published` is the time that it was made, as it is written; `is_summary` says that the body is
    the item's summary, its content being elsewhere.
    """

    name: str
    body: str | None
    is_markup: bool = False
    status: Status | None = "usable"
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    delivery: Delivery = DIRECT
    encoding: str | None = "utf-8"
    encoding_by: EncodingBy | None = "utf-8"
    is_summary: bool = False


def drafts(item: Item, where: str, raw: bytes) -> Iterator[Draft | Problem]:
    """The article of an item, and what is wrong with it; `where` names one that has no name.

    Raises InputError where it is not to be used, or has no text.
    """
    name = item.name or where
    if item.status in {"canceled", "withheld"}:
        yield Notice.of_item(name, item.delivery, item.status)
        return
    try:
        _refuse_unknown(item)
        text = _text(item)
    except InputError as error:
        yield Problem.of(name, str(error), error.remedy)
        return
    published: date | None = None
    try:
        published = day(item.published) if item.published else None
    except InputError as error:
        yield Problem.of(name, str(error), error.remedy)
    facts = Given(_whole(item.outlet), _whole(item.title), item.url, published)
    delivery = replace(
        item.delivery,
        byline=_whole(item.delivery.byline),
        credit=tuple(_LONE.sub("\ufffd", name) for name in item.delivery.credit),
    )
    yield Draft(
        name,
        text,
        raw,
        facts,
        stated=True,
        encoding=item.encoding,
        encoding_by=item.encoding_by,
        delivery=delivery,
        is_summary=item.is_summary,
    )


def _refuse_unknown(item: Item) -> None:
    """Raises InputError for an item that does not say whether it may be used."""
    if item.status is None:
        raise InputError(
            "of a publishing status that is none of usable, withheld, canceled",
            remedy="Ask its provider; until then it is not read.",
        )


def _text(item: Item) -> str:
    """The text of an item; raises InputError where it has none."""
    body = copy(item.body) if item.body and item.is_markup else item.body
    if not body or not body.strip():
        raise InputError(
            "an item without the text of a report",
            remedy="Ask its provider for the complete item.",
        )
    return _LONE.sub("\ufffd", body)


def _whole(text: str | None) -> str | None:
    """The text on one line, with a mark where half a character stands."""
    return " ".join(_LONE.sub("\ufffd", text).split()) if text else None
