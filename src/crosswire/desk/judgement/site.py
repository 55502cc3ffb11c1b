"""Where the rows stand that somebody judges: in which reports, of which event."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from crosswire.desk.judgement.record import Place
from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.schema import assignment, document, member, row, standing
from crosswire.error import JudgementError
from crosswire.judgement.value import Draft

EXTRACTED = ("mention", "statement", "figure", "time", "place")
"""Rows of one report alone, whose ids no other report changes."""


@dataclass(frozen=True, slots=True)
class Site:
    """The report that a row stands in, and the event that this is in."""

    document: str
    event: str


def sites(connection: Connection, names: Iterable[str]) -> dict[str, Site]:
    """Where rows and reports stand, by their ids, those that a view may show."""
    wanted = sorted(set(names))
    of = _documents(connection, wanted)
    homes: dict[str, str] = {}
    for some in chunks(of.values()):
        query = (
            select(assignment.c.document, assignment.c.event)
            .outerjoin(standing, standing.c.document == assignment.c.document)
            .where(assignment.c.document.in_(some), standing.c.document.is_(None))
        )
        homes |= {one.document: one.event for one in connection.execute(query)}
    return {name: Site(of[name], homes[of[name]]) for name in wanted if of.get(name) in homes}


def place(draft: Draft, known: Mapping[str, Site]) -> Place:
    """Where a judgement belongs; raises JudgementError where a row is not there, or elsewhere."""
    found = [_site(name, known) for name in _rows(draft)]
    first = found[0]
    for one in found:
        if one.event != first.event:
            raise JudgementError(
                "its rows are of two events",
                remedy="Nothing is related over the bounds of events: merge them first.",
            )
    beside = next((one.document for one in found if one.document != first.document), None)
    return Place(first.event, first.document, beside)


def _rows(draft: Draft) -> list[str]:
    """The rows that a judgement names."""
    more = [draft.other] if draft.other is not None else []
    if draft.kind == "speaker" and isinstance(draft.value, str):
        more.append(draft.value)
    return [draft.subject, *more]


def rows_of(drafts: Iterable[Draft]) -> set[str]:
    """All rows that some judgements name."""
    return {name for draft in drafts for name in _rows(draft)}


def anchored(connection: Connection, draft: Draft) -> Draft:
    """A note or a grade of a row that is derived, put on the rows that it is made of.

    A note of a question goes to its first figure, of a link to its two ends; what is said of an
    entity to a mention of it: these stay when all else is derived anew.
    """
    if draft.kind not in ("note", "reliability") or draft.other is not None:
        return draft
    made_of = members(connection, draft.subject)
    if not made_of:
        return draft
    is_link = draft.subject.startswith("link-")
    return replace(draft, subject=made_of[0], other=made_of[1] if is_link else None)


def members(connection: Connection, name: str) -> tuple[str, ...]:
    """The rows that an entity, question or link is made of; nothing for another row."""
    kind = name.partition("-")[0]
    if kind == "entity":
        of = select(member.c.id).where(member.c.cluster == name, member.c.id.startswith("mention-"))
        return tuple(connection.execute(of.order_by(member.c.id)).scalars())
    if kind not in ("question", "link"):
        return ()
    query = select(row.c.data).where(row.c.type == kind, row.c.id == name)
    data = connection.execute(query).scalar()
    if data is None:
        return ()
    found = json.loads(data)
    return tuple(found["figures"] if kind == "question" else (found["from"], found["to"]))


def bearers(connection: Connection, mentions: Iterable[str]) -> dict[str, str]:
    """The entity that each mention stands for, by its id."""
    found: dict[str, str] = {}
    for some in chunks(mentions):
        query = select(member.c.id, member.c.cluster).where(member.c.id.in_(some))
        found |= {one.id: one.cluster for one in connection.execute(query)}
    return found


def _site(name: str, known: Mapping[str, Site]) -> Site:
    if name not in known:
        raise JudgementError(
            f"the desk has no row {name!r:.80}",
            remedy="Give the whole id of a row of a report that is shown, as `crosswire show`"
            " prints it; of entities, questions and links that of the rows they are made of."
            " Where it was judged at another desk, add the report here first.",
        )
    return known[name]


def _documents(connection: Connection, names: Iterable[str]) -> dict[str, str]:
    """The report of each row, by the row's id; of a report itself it is its own."""
    found: dict[str, str] = {}
    for kind, mine in _by_kind(names).items():
        for some in chunks(mine):
            is_it = (row.c.type == kind, row.c.id.in_(some), row.c.document.is_not(None))
            query = select(row.c.id, row.c.document).where(*is_it)
            found |= {one.id: one.document for one in connection.execute(query)}
    for some in chunks(name for name in names if name not in found):
        of = select(document.c.id).where(document.c.id.in_(some))
        found |= {name: name for name in connection.execute(of).scalars()}
    return found


def _by_kind(names: Iterable[str]) -> dict[str, list[str]]:
    """The ids that may be those of rows, by the type of row that they name."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[name.partition("-")[0]].append(name)
    return {kind: found[kind] for kind in EXTRACTED if kind in found}
