"""Where on the map the places of all reports are.

What a name means is settled over all reports of the event together: a name that one report explains
("Orla, a village in northern Peru") is explained for all. Whether a word is a place at all, each
report tells alone: a report that is taken away takes its own rows with it and no others.
"""

from __future__ import annotations

from collections.abc import Sequence

from crosswire.extract.place import Toponym
from crosswire.gazetteer import Entry, Gazetteer
from crosswire.resolve.referent import Choice, Mentions, choose
from crosswire.row import Because, Place, Reason, identity, reason
from crosswire.row.place import Precision

_PRECISION: dict[str, Precision] = {
    "continent": "country", "country": "country", "region": "region", "area": "region",
    "district": "district", "town": "town",
}  # fmt: skip


_DERIVED = "derived: the middle of the towns inside"

_SMALL = 80_000
"""The area in km2 up to which a country's point says where about a place inside it is: about as
much as a region's does."""


_CLOSE, _FAR = 30.0, 160.0
"""Up to how many km off a town's point tells of a place as a district's does, and as a region's."""


def resolve(by_document: Sequence[Mentions], gazetteer: Gazetteer) -> tuple[Place, ...]:
    """A row for every mention of a place in every report, in the order given.

    A place that the gazetteer does not hold keeps its name; where the text says what it lies in, it
    has that place's country, and, if that is no large country, its point at its precision; where
    the text says how far from a town it is, the town's point, and no country.
    `because` tells for each derived field what decided.
    """
    choices = choose(by_document, gazetteer)
    return tuple(
        _row(document, toponym, choices[document, at], gazetteer)
        for document, _, toponyms in by_document
        for at, toponym in enumerate(toponyms)
    )


def _row(document: str, toponym: Toponym, choice: Choice, gazetteer: Gazetteer) -> Place:
    """The row of one mention."""
    entry = choice.entry or choice.container
    found = choice.entry is not None
    located = entry if entry and (found or _tells_where(entry, choice.off, gazetteer)) else None
    precision = _precision(entry, choice.off) if entry else None
    return Place(
        identity("place", document, toponym.span.start, toponym.span.end),
        document,
        toponym.span,
        toponym.text,
        entry.name if entry and found else toponym.name,
        entry.country if entry and choice.off is None else None,
        located.lat if located else None,
        located.lon if located else None,
        precision if located else None,
        entry.id if entry and found else None,
        _because(document, toponym, choice, located),
    )


def _precision(entry: Entry, off: float | None) -> Precision:
    """What the point of a place tells, of itself or of what lies `off` km away."""
    if off is None:
        return _PRECISION[entry.located]
    return "district" if off <= _CLOSE else "region"


def _tells_where(holder: Entry, off: float | None, gazetteer: Gazetteer) -> bool:
    """Whether a place is small, and close, enough for its point to say where something else is."""
    if off is not None:
        return holder.kind == "town" and off <= _FAR
    if holder.kind in {"town", "district", "region"}:
        return True
    country = gazetteer.countries.get(holder.country or "")
    return holder.kind == "country" and country is not None and 0 < country.area <= _SMALL


def _because(document: str, toponym: Toponym, choice: Choice, located: Entry | None) -> Because:
    """What decided on the place, and where its point comes from."""
    signs = [one for one in toponym.evidence if one.weight > 0]
    spans = sorted({one.span for one in signs})
    because = {"span": reason("; ".join(one.rule for one in signs), document, *spans)}
    chosen = Reason(choice.rule, choice.witnesses)
    entry = choice.entry or choice.container
    if entry is None:
        return because
    if choice.entry:
        because |= {"name": chosen, "gazetteer_id": chosen}
    if entry.country and choice.off is None:
        because["country"] = chosen
    if located:
        point = chosen
        if choice.entry is None:
            point = Reason("point of the place that holds it", choice.witnesses)
        elif located.derived:
            point = Reason(_DERIVED, choice.witnesses)
        because |= {"lat": point, "lon": point, "precision": point}
    return because
