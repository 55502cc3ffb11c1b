"""Why a row says what it says: the rule of each derived field, in words too, and what moved it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crosswire.desk.derive.listing import Listed, Listing
from crosswire.desk.storage.extraction import documents
from crosswire.desk.storage.stored import row_of
from crosswire.row import Reason, Witness
from crosswire.view.headline import one_line
from crosswire.view.label import field_name, label


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report that a rule looked at, exactly; null where the report is not shown."""

    document: str
    start: int
    end: int
    text: str | None


@dataclass(frozen=True, slots=True)
class Why:
    """Why a field says what it says: the rule, both in words too, and what moved it."""

    field: str
    name: str
    rule: str
    label: str
    spans: tuple[Words, ...]


def reasons(listing: Listing, found: Listed) -> Iterator[Why]:
    """Why a row's derived fields say what they say."""
    row = row_of(found.kind, found.data)
    because: Mapping[str, Reason] = getattr(row, "because", {})
    names = {one.document for reason in because.values() for one in reason.spans}
    told = sorted(names & set(listing.reports))
    texts = {one.id: one.text for one in documents(listing.connection, told)}
    for name in sorted(because):
        yield Why(
            field=name,
            name=field_name(name),
            rule=because[name].rule,
            label=one_line(label(name, because[name].rule)),
            spans=tuple(
                Words(one.document, one.span.start, one.span.end, _words(texts, one))
                for one in because[name].spans
            ),
        )


def _words(texts: Mapping[str, str], one: Witness) -> str | None:
    """What stands at a place of a report."""
    return one.span.of(texts[one.document]) if one.document in texts else None
