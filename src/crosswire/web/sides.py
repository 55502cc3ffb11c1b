"""The versions of a report side by side, as the interface answers them.

`text` is the report's, exactly, at `span` in it; `marks` count in `text`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crosswire.desk.version.chain import Aligned, Chain, Place, Sides
from crosswire.desk.version.version import Difference, Fate, Part, Passage, stands
from crosswire.row import Document, Span
from crosswire.view.headline import one_line
from crosswire.view.lookup import published
from crosswire.web.found import within

STAYED = frozenset(("kept", "moved"))
"""What became of sentences that both versions have."""


@dataclass(frozen=True, slots=True)
class VersionTold:
    """One version of a report."""

    document: str
    title: str
    published: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """Words of one version; `marks` are those that the other version does not have.

    `label` says whose a claim is and in which sense ("DENIED BY"): never show one without it.
    `about` is what a figure measures.
    """

    span: Span
    text: str
    marks: tuple[Span, ...]
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of the earlier version (`before`), of the later (`after`), or of both."""

    fate: Place
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class ClaimDiffering:
    """A statement or figure that stands in one version only, or otherwise in the other."""

    part: Part
    fate: Fate
    before: Side | None
    after: Side | None


@dataclass(frozen=True, slots=True)
class RevisionTold:
    """A version beside the one before it: all sentences as two columns, and the claims that differ.

    Where the server gives out no texts, only the sentences that differ.
    """

    before: str
    after: str
    sentences: tuple[Line, ...]
    claims: tuple[ClaimDiffering, ...]


@dataclass(frozen=True, slots=True)
class VersionsTold:
    """All versions of a report that are shown, the earliest first, each beside the next."""

    document: str
    outlet: str
    event: str | None
    event_name: str | None
    versions: tuple[VersionTold, ...]
    revisions: tuple[RevisionTold, ...]


def versions(
    document: str, chain: Chain, event: tuple[str, str] | None, *, texts: bool
) -> VersionsTold:
    """The versions of a report as they are answered; `texts` gives out the sentences of both."""
    outlets = (one.outlet for one in chain.documents)
    return VersionsTold(
        document=document,
        outlet=one_line(next(filter(None, outlets), document)),
        event=event[0] if event else None,
        event_name=one_line(event[1]) if event else None,
        versions=tuple(map(_version, chain.documents)),
        revisions=tuple(_revision(one, texts=texts) for one in chain.sides),
    )


def _version(one: Document) -> VersionTold:
    return VersionTold(one.id, one_line(one.title or ""), published(one), one.url)


def _revision(one: Sides, *, texts: bool) -> RevisionTold:
    """Two versions side by side."""
    lines = (each for each in one.sentences if texts or each.fate not in STAYED)
    return RevisionTold(one.before, one.after, tuple(_lines(lines)), tuple(_claims(one.claims)))


def _lines(aligned: Iterable[Aligned]) -> Iterable[Line]:
    return (Line(one.fate, _side(one.before), _side(one.after)) for one in aligned)


def _claims(differing: Iterable[Difference]) -> Iterable[ClaimDiffering]:
    return (
        ClaimDiffering(one.part, one.fate, _side(one.before), _side(one.after)) for one in differing
    )


def _side(one: Passage | None) -> Side | None:
    """Words of a version, with their label."""
    if one is None:
        return None
    label = stands(one)
    about = one_line(one.measures.text) if one.measures else ""
    return Side(one.span, one.text, within(one.marks, one.span), label, about)
