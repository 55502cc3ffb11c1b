"""A judgement as JSON and back: what files and programs exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from crosswire.codec import DecodeError, codec
from crosswire.judgement.check import checked, refused
from crosswire.judgement.signing import signed
from crosswire.judgement.value import Days, Draft, Judgement, Value


def as_json(one: Judgement) -> dict[str, Any]:
    """A judgement as JSON: all of its fields, in the order in which they are read."""
    days = codec(Days).encode(one.value) if isinstance(one.value, Days) else one.value
    return {
        "id": one.id,
        "at": one.at,
        "by": one.by,
        "kind": one.kind,
        "subject": one.subject,
        "other": one.other,
        "relation": one.relation,
        "verdict": one.verdict,
        "value": days,
        "note": one.note,
        "undoes": one.undoes,
    }


def from_json(found: object) -> Judgement:
    """A judgement from its JSON; raises JudgementError where it is none, or was altered."""
    members = _members(found, {"id", "at", "by"})
    one = signed(_draft(members), by=_text(members, "by"), at=_text(members, "at"))
    if members.get("id", one.id) != one.id:
        raise refused(
            "its id is not that of what it says",
            "It was altered after it was signed: ask who signed it for the file as exported.",
        )
    return one


def drafted(found: object) -> Draft:
    """A draft from its JSON: the fields of a judgement but `id`, `at`, `by`."""
    return checked(_draft(_members(found, set())))


def _members(found: object, besides: set[str]) -> Mapping[str, Any]:
    """The members of a JSON object, if it has no others than a judgement has."""
    known = {one.name for one in fields(Draft)} | besides
    if not isinstance(found, dict):
        raise refused("it is no JSON object", "Write an object with the fields of a judgement.")
    if odd := sorted(str(name) for name in found if name not in known):
        raise refused(f"no judgement has {odd[0]!r:.60}", f"Its fields are {', '.join(_ORDER)}.")
    return found


_ORDER = ("kind", "subject", "other", "relation", "verdict", "value", "note", "undoes")


def _draft(members: Mapping[str, Any]) -> Draft:
    """A draft from the members of a JSON object, each of the type that it has."""
    texts = {name: _text(members, name) for name in ("kind", "subject", "verdict")}
    rest = {
        name: None if members.get(name) is None else _text(members, name)
        for name in ("other", "relation", "note", "undoes")
    }
    return Draft(**texts, **rest, value=value_of(members.get("value")))  # type: ignore[arg-type]


def value_of(found: object) -> Value:
    """To what something is corrected, from its JSON; raises JudgementError where it is nothing."""
    if found is None or isinstance(found, str):
        return found
    try:
        days: Days = codec(Days).decode(found)
    except DecodeError as error:
        raise refused(f"its value: {error}", "Write days as YYYY-MM-DD, or null.") from None
    return days


def _text(members: Mapping[str, Any], name: str) -> str:
    """A member that is a text."""
    if name not in members:
        raise refused(f"it has no {name}", "Give it one: docs/review.md tells which there are.")
    found = members[name]
    if not isinstance(found, str):
        raise refused(f"its {name} is {found!r:.60}", "Write a text there.")
    return found
