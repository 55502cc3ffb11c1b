"""A judgement is signed and timed, and its id is made of all that it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from datetime import MAXYEAR, datetime
from typing import Any

from crosswire.judgement.check import checked, refused
from crosswire.judgement.value import Days, Draft, Judgement
from crosswire.row.identity import identity

LONGEST_NAME = 100

TIME = "%Y-%m-%dT%H:%M:%S.%fZ"
"""How the desk's clock writes a time; in UTC."""

_AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")


def signed(draft: Draft, *, by: str, at: str) -> Judgement:
    """A draft with a name and a time under it; raises JudgementError where it says no such thing.

    `at` is UTC with microseconds ("2031-03-04T05:06:07.000008Z"), as the desk's clock gives it.
    """
    whole = checked(draft)
    name = signature(by)
    if not _is_time(at):
        raise refused(f"{at:.60} is no time", "Write it in UTC: 2031-03-04T05:06:07.000008Z.")
    content = {one.name: getattr(whole, one.name) for one in fields(Draft)}
    return Judgement(id=_identity(content, name, at), at=at, by=name, **content)


def undoing(judgement: Judgement, *, note: str | None = None) -> Draft:
    """The draft that takes a judgement back."""
    return Draft(
        kind=judgement.kind,
        subject=judgement.subject,
        other=judgement.other,
        relation=judgement.relation,
        verdict="undo",
        note=note,
        undoes=judgement.id,
    )


def signature(name: str) -> str:
    """A name that can sign, however it was typed: some words on one line; raises JudgementError.

    >>> signature("  Rhea   Example ")
    'Rhea Example'
    """
    is_odd = any(unicodedata.category(one)[0] == "C" for one in name.strip())
    whole = " ".join(unicodedata.normalize("NFC", name).split())
    if not whole or is_odd or len(whole) > LONGEST_NAME:
        raise refused(
            "a judgement is signed with a name of one line",
            f"Give the name that stands under it, at most {LONGEST_NAME} characters.",
        )
    return whole


def _is_time(at: str) -> bool:
    """Whether a time is one of the calendar, after which another can come."""
    try:
        return bool(_AT.fullmatch(at)) and datetime.strptime(at, TIME).year < MAXYEAR
    except ValueError:
        return False


def _identity(content: Mapping[str, Any], by: str, at: str) -> str:
    """The id that a judgement's content gives it."""
    value = content["value"]
    days = (value.field, value.first, value.last) if isinstance(value, Days) else (value,)
    rest = (content[name] for name in ("other", "relation", "verdict", "note", "undoes"))
    told = ("" if one is None else one for one in (*rest, *days, by, at))
    return identity("judgement", content["kind"], content["subject"], *told)
