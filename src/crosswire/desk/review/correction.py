"""What a reviewer writes to correct a claim: a name, a day, a grade; as the judgement of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from crosswire.error import JudgementError
from crosswire.judgement.value import DateField, Days, Draft
from crosswire.ledger import Ledger
from crosswire.row import Figure, Mention, Span, Statement
from crosswire.view.lookup import Lookup

Claim = Statement | Figure

OUTLET = "-"
"""What is written for the outlet itself."""

AS_WRITTEN = (
    "Write a day as 2031-03-04, days as 2031-03-04/2031-03-06, and nothing for an open end."
)


def named(claim: Claim, words: str, lookup: Lookup) -> tuple[Mention, ...]:
    """Who may be meant by some words: of each entity that they fit its first mention.

    Those of the claim's own report first; there is one for each entity.
    """
    wanted = words.casefold().split()
    found: dict[str, Mention] = {}
    for one in sorted(lookup.ledger.mentions, key=lambda one: one.document != claim.document):
        entity = lookup.entities.get(one.entity or "")
        if entity is not None and entity.id not in found:
            names = " ".join((one.text, entity.name, *entity.variants)).casefold()
            if all(part in names for part in wanted):
                found[entity.id] = one
    return tuple(found.values())


def speaker(claim: Claim, mention: Mention | None) -> Draft:
    """The judgement that somebody else says a claim; None is the outlet itself."""
    value = mention.id if mention else None
    return Draft(kind="speaker", subject=claim.id, verdict="correct", value=value)


def dated(claim: Claim, field: DateField, words: str) -> Draft:
    """The judgement that a claim is about other days, or it was said or published on others."""
    first, last = _days(words)
    subject = claim.document if field == "published" else claim.id
    return Draft(kind="date", subject=subject, verdict="correct", value=Days(field, first, last))


def graded(claim: Claim, grade: str, ledger: Ledger) -> Draft:
    """The judgement of a claim by a digit, or of its source by a letter.

    Raises JudgementError where nobody is named whom a letter could be given to.
    """
    if grade.isdigit():
        return Draft(kind="credibility", subject=claim.id, verdict="grade", value=grade)
    source = next(_sources(claim, ledger), None)
    if source is None:
        raise JudgementError(
            "no source is named that could be graded", remedy="Grade the claim: a digit, 1 to 6."
        )
    return Draft(kind="reliability", subject=source.id, verdict="grade", value=grade.upper())


def _sources(claim: Claim, ledger: Ledger) -> Iterator[Mention]:
    """The mentions of whoever says a claim in its report, first those that the cue names."""
    mine = [
        one
        for one in ledger.mentions
        if one.entity == claim.speaker and one.document == claim.document and one.entity
    ]
    spans = (claim.source or ()) if isinstance(claim, Statement) else ()
    yield from (one for one in mine if _is_within(one.span, spans))
    yield from mine


def _is_within(span: Span, others: tuple[Span, ...]) -> bool:
    return any(span.overlaps(one) for one in others)


def _days(words: str) -> tuple[date | None, date | None]:
    """The days that some words name."""
    first, slash, last = (part.strip() for part in words.partition("/"))
    try:
        ends = tuple(date.fromisoformat(one) if one else None for one in (first, last))
    except ValueError:
        raise JudgementError(f"{words!r:.40} is no day", remedy=AS_WRITTEN) from None
    return ends[0], ends[1] if slash else ends[0]
