"""The queue, an agreement and what came of an import as JSON, and items back from it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crosswire.codec import codec
from crosswire.desk.review.agreement import Agreement, Measure
from crosswire.desk.review.item import Item
from crosswire.desk.review.queue import Entry, Queue
from crosswire.judgement.form import as_json as judgement_json


def items_json(items: Iterable[Item]) -> list[dict[str, Any]]:
    """Items as JSON, to be laid out once and read by many."""
    encode = codec(Item).encode
    return [encode(one) for one in items]


def items_of(found: Iterable[object]) -> tuple[Item, ...]:
    """Items from their JSON; raises DecodeError for what is none."""
    decode = codec(Item).decode
    return tuple(decode(one) for one in found)


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as JSON: the item's fields, then what was said of it."""
    return {
        **codec(Item).encode(entry.item),
        "state": entry.state,
        "differ": entry.differ,
        "mine": judgement_json(entry.mine) if entry.mine else None,
        "others": [judgement_json(one) for one in entry.others],
    }


def queue_json(queue: Queue) -> dict[str, Any]:
    """A queue as JSON."""
    return {
        "done": queue.done,
        "total": queue.total,
        "items": [entry_json(entry) for entry in queue.entries],
    }


def agreement_json(found: Agreement) -> dict[str, Any]:
    """An agreement as JSON: the kinds, and what two differ on, side by side."""
    return {
        "first": found.first,
        "second": found.second,
        "kinds": [codec(Measure).encode(one) for one in found.measures],
        "disagreements": [
            {
                "kind": one.first.kind,
                "relation": one.first.relation,
                "subject": one.first.subject,
                "other": one.first.other,
                "first": judgement_json(one.first),
                "second": judgement_json(one.second),
            }
            for one in found.disagreements
        ],
    }
