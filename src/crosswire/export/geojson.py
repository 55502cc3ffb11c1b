"""GeoJSON (RFC 7946): a feature for each place, with all that is said to be there.

Features that could not be placed have no geometry. The words and bounds of a claim stand under the
name of its act (`"asserts": {...}`, `"denies": {...}`), so that none can be read without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from crosswire.codec import codec
from crosswire.export.claim import Claim, claims
from crosswire.export.jsontext import encode
from crosswire.export.site import grouped, key, named, position
from crosswire.export.weblink import weblink
from crosswire.ledger import Ledger
from crosswire.row import Figure, Place, Span, Window
from crosswire.view.inert import inert
from crosswire.view.lookup import Lookup

NOWHERE = "nowhere"
"""The id of the feature for claims that are about no place that is named."""

_DAY = codec(date | None)
_WINDOW = codec(Window | None)
_SPAN = codec(Span)


class GeoJsonFormat:
    """Writes what is said as a FeatureCollection, each claim once."""

    name = "geojson"
    suffix = ".geojson"

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write one FeatureCollection."""
        goal.write_bytes(encode(collection(ledger)) + b"\n")


def collection(ledger: Ledger) -> dict[str, Any]:
    """All places in the order of their ids, and what is said to be there."""
    lookup = Lookup(ledger)
    mentions = grouped(ledger.places, lookup)
    told: dict[str, list[Claim]] = {one: [] for one in mentions}
    for claim in claims(lookup):
        told.setdefault(_where(claim), []).append(claim)
    return {
        "type": "FeatureCollection",
        "crosswire": {"event": _event(ledger), "version": ledger.run.version},
        "features": [
            _feature(one, mentions.get(one, ()), told[one], lookup) for one in sorted(told)
        ],
    }


def _event(ledger: Ledger) -> str | None:
    """What the event is called, if its reports say."""
    event = ledger.run.settings.get("event")
    return inert(event) if isinstance(event, str) else None


def _where(claim: Claim) -> str:
    """The place that a claim is about."""
    if claim.place is not None:
        return key(claim.place)
    return named(claim.place_name) if claim.place_name else NOWHERE


def _feature(
    key: str, mentions: Sequence[Place], told: Sequence[Claim], lookup: Lookup
) -> dict[str, Any]:
    """A place; without a geometry where the gazetteer has no point for it."""
    placed = next((place for place in mentions if position(place)), None)
    place = placed or next(iter(mentions), None)
    name = place.name if place else next((one.place_name for one in told if one.place_name), None)
    return {
        "type": "Feature",
        "id": key,
        "geometry": _point(placed),
        "properties": {
            "name": inert(name) if name else None,
            "mentioned_as": list(dict.fromkeys(inert(one.text) for one in mentions)),
            "country": place.country if place else None,
            "precision": placed.precision if placed else None,
            "gazetteer_id": place.gazetteer_id if place else None,
            "mentions": len(mentions),
            "articles": len(
                {one.document for one in mentions} | {one.row.document for one in told}
            ),
            "statements": sum(not isinstance(one.row, Figure) for one in told),
            "figures": sum(isinstance(one.row, Figure) for one in told),
            "denied": sum(one.is_denied for one in told),
            "claims": [_claim(one, lookup) for one in told],
        },
    }


def _point(place: Place | None) -> dict[str, Any] | None:
    """The point of a place; longitude comes first (RFC 7946, 3.1.1)."""
    found = position(place)
    return {"type": "Point", "coordinates": [found[1], found[0]]} if found else None


def _claim(claim: Claim, lookup: Lookup) -> dict[str, Any]:
    """One claim, with its words under the name of its act."""
    row, document = claim.row, claim.document
    return {
        "id": row.id,
        "type": "figure" if isinstance(row, Figure) else "statement",
        "reads": claim.reads,
        "act": claim.act,
        "verification": claim.verification,
        "speaker": claim.speaker,
        "own_voice": claim.is_own_voice,
        "side": claim.side,
        "chain": list(claim.chain),
        claim.act: _content(claim),
        "when": _WINDOW.encode(row.when),
        "said": _WINDOW.encode(claim.said),
        "origin": row.origin,
        "origin_name": lookup.origin(row.origin) if row.origin else None,
        "question": row.question if isinstance(row, Figure) else None,
        "document": document.id,
        "span": _SPAN.encode(claim.span),
        "outlet": inert(document.outlet) if document.outlet else None,
        "title": inert(document.title) if document.title else None,
        "published": [_DAY.encode(document.published_from), _DAY.encode(document.published_to)],
        "url": weblink(document.url),
    }


def _content(claim: Claim) -> dict[str, Any]:
    """What is asserted, denied, intended or judged: words, and the bounds of a figure."""
    row = claim.row
    if not isinstance(row, Figure):
        return {"words": row.text}
    low, high = (codec(float | None).encode(end) for end in (row.low, row.high))
    return {
        "words": row.text,
        "of": row.of,
        "low": low,
        "high": high,
        "unit": row.unit,
        "comparator": row.comparator,
    }
