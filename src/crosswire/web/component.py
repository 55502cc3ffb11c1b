"""The schemas of what the interface answers or takes besides rows: made of those of its classes."""

from __future__ import annotations

from typing import Any, get_args

from crosswire.desk.review.agreement import Measure
from crosswire.desk.review.exchange import Taken
from crosswire.desk.review.item import Item, Judged, Side
from crosswire.judgement.check import LONGEST_ID, LONGEST_NOTE
from crosswire.judgement.value import GRADES, PAIRS, RELATIONS, VERDICTS, DateField, Judgement
from crosswire.ledger import TYPES
from crosswire.row import Run
from crosswire.web.found import CarriersFound, Found
from crosswire.web.item import EventItem
from crosswire.web.label import Label
from crosswire.web.reason import Why
from crosswire.web.rowschema import Schema, Schemas
from crosswire.web.sides import VersionsTold

CLAIMS = frozenset(("statement", "figure"))
"""Types of rows that have a label."""


NAMES: dict[type, str] = {Side: "QueueSide", Judged: "QueueJudged"}
"""What classes are called here of which there are others of that name."""


def ref(name: str) -> Schema:
    """What points to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def component(kind: str) -> str:
    """The name of a row type's component."""
    return kind.capitalize()


def closed(properties: dict[str, Schema], **more: Any) -> Schema:
    """An object with these members, all of them and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        **more,
    }


def page(item: Schema) -> Schema:
    """A page of items."""
    more = {"type": ["string", "null"], "description": "Give it as `after`; null at the end."}
    return closed({"items": {"type": "array", "items": item}, "next": more})


def components() -> dict[str, Schema]:
    """All components, by their names."""
    schemas = Schemas(NAMES)
    for kind, hint in {"run": Run, **TYPES}.items():
        schemas.components[component(kind)] = _row(schemas, kind, hint)
        schemas.components[f"{component(kind)}Page"] = page(ref(component(kind)))
    for told in (EventItem, Why, Judgement, Taken, Found, CarriersFound, VersionsTold):
        schemas.of(told)
    return schemas.components | {
        "OneRow": _one_row(),
        "JudgementKept": _kept(schemas),
        "Draft": {"oneOf": [_draft(kind) for kind in VERDICTS]},
        "Queue": _queue(schemas),
        "Agreement": _agreement(schemas),
        "ProblemDetails": PROBLEM,
    }


def _row(schemas: Schemas, kind: str, hint: type) -> Schema:
    """A row of the ledger; one that claims something has a label besides."""
    row = schemas.members(hint)
    members = {"type": {"const": kind}, **row["properties"]}
    required = ["type", *row["required"]]
    if kind in CLAIMS:
        members["label"] = schemas.of(Label)
        required.append("label")
    if kind == "document":
        required.remove("text")
    return {**row, "properties": members, "required": required}


def _one_row() -> Schema:
    """A row by itself, with what is known of it."""
    lists = {"links": "Link", "reasons": "Why", "judgements": "Judgement"}
    event = {"id": {"type": "string"}, "name": {"type": "string"}, "revision": {"type": "integer"}}
    return closed(
        {
            "event": closed(event),
            "row": {"oneOf": [ref(component(kind)) for kind in TYPES]},
            **{name: {"type": "array", "items": ref(item)} for name, item in lists.items()},
        }
    )


def _kept(schemas: Schemas) -> Schema:
    """A judgement with the event that it was made in."""
    one = schemas.members(Judgement)
    one["properties"] = {"event": {"type": "string"}, **one["properties"]}
    one["required"] = ["event", *one["required"]]
    return one


def _queue(schemas: Schemas) -> Schema:
    """The items of a reviewer, each with what was judged of it."""
    item = schemas.members(Item)
    judged = {
        "state": {"type": "string", "enum": ["open", "accepted", "rejected"]},
        "differ": {"type": "boolean"},
        "mine": {"anyOf": [ref("Judgement"), {"type": "null"}]},
        "others": {"type": "array", "items": ref("Judgement")},
    }
    item["properties"] |= judged
    item["required"] += list(judged)
    number = {"type": "integer", "minimum": 0}
    return closed({"done": number, "total": number, "items": {"type": "array", "items": item}})


def _agreement(schemas: Schemas) -> Schema:
    """How far two agree: per kind, and what they differ on."""
    text, perhaps = {"type": "string"}, {"type": ["string", "null"]}
    differ = closed(
        {
            "kind": text,
            "relation": perhaps,
            "subject": text,
            "other": perhaps,
            "first": ref("Judgement"),
            "second": ref("Judgement"),
        }
    )
    return closed(
        {
            "first": text,
            "second": text,
            "kinds": {"type": "array", "items": schemas.of(Measure)},
            "disagreements": {"type": "array", "items": differ},
        }
    )


ROW_ID: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_ID // 4}
NOTE: Schema = {"type": ["string", "null"], "maxLength": LONGEST_NOTE}
NULL: Schema = {"type": "null"}


def _id(*kinds: str) -> Schema:
    """The id of a row of one of some types."""
    return {"type": "string", "pattern": f"^({'|'.join(kinds)})-[0-9a-f]{{16}}$"}


def _draft(kind: str) -> Schema:
    """What may be sent of one kind of judgement."""
    verdicts = list(VERDICTS[kind])  # type: ignore[index]  # a kind is one of its keys
    members: dict[str, Schema] = {
        "kind": {"const": kind},
        "verdict": {"type": "string", "enum": verdicts},
        **_subjects(kind),
        "note": {"type": "string", "pattern": r"\S"} | {"maxLength": LONGEST_NOTE}
        if kind == "note"
        else NOTE,
    }
    required = [name for name in members if name != "note" or kind == "note"]
    if kind == "note":
        members["other"] = {"type": ["string", "null"], "maxLength": LONGEST_ID // 4}
    return {
        "title": f"Draft of a {kind}",
        "type": "object",
        "properties": members,
        "required": required,
        "additionalProperties": False,
    }


def _subjects(kind: str) -> dict[str, Schema]:
    """The rows that a kind of judgement is about, and to what one is corrected."""
    if kind in PAIRS:
        each = _id(PAIRS[kind])  # type: ignore[index]  # as above
        return {"subject": each, "other": each}
    if kind == "link":
        return {"subject": ROW_ID, "other": ROW_ID, "relation": {"enum": list(RELATIONS)}}
    if kind in GRADES:
        grades = list(GRADES[kind])  # type: ignore[index]  # as above
        subject = _id("mention") if kind == "reliability" else _id("statement", "figure")
        return {"subject": subject, "value": {"enum": grades}}
    if kind == "speaker":
        value = {"anyOf": [_id("mention"), NULL]}
        return {"subject": _id("statement", "figure"), "value": value}
    return {"subject": ROW_ID, "value": DAYS} if kind == "date" else {"subject": ROW_ID}


DAY: Schema = {"type": ["string", "null"], "format": "date"}

DAYS: Schema = {
    "type": "object",
    "properties": {"field": {"enum": list(get_args(DateField))}, "from": DAY, "to": DAY},
    "required": ["field", "from", "to"],
}

PROBLEM: Schema = {
    "type": "object",
    "description": "What is wrong, and what the caller can do (RFC 9457).",
    "properties": {
        "title": {"type": "string", "description": "The status in words."},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, in a sentence."},
        "remedy": {"type": "string", "description": "What the caller can do."},
        "errors": {
            "type": "array",
            "description": "Each member of the request that is wrong.",
            "items": closed({name: {"type": "string"} for name in ("in", "name", "detail")}),
        },
    },
    "required": ["title", "status", "detail", "remedy"],
    "additionalProperties": False,
    "examples": [
        {
            "title": "Not Found",
            "status": 404,
            "detail": "there is no event 'Ferry aground'",
            "remedy": "See which there are: GET /api/events.",
        }
    ],
}
