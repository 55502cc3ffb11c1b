"""What ties a report to its event: the names and places that it tells of, and its day.

A name is worth most where it is what the report is about: told in its opening, or told again and
again. News tells first what happened (the inverted pyramid), so the opening holds the event's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from crosswire.reconcile.account import Account
from crosswire.row import Entity, Span

OPENING = 4
"""Sentences, headline included, in which a report says what it is about."""

OFTEN = 3
"""Mentions that make a name one of those that a report is about."""

MOST = 40
"""Names of one report that are looked at, the commonest first: what bounds the work."""

PROPER = frozenset(("person", "organisation", "group"))
"""Kinds of names that few events share."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """What ties one report to others.

    `day` is that of its publication, `days` are those that it tells of. `names` are the names and
    places that few events share, with where each stands first; `core` are those that the report is
    about, `leading` those that it names most. Countries and governments are none of them: many
    events share these.
    """

    document: str
    day: date | None
    days: frozenset[date]
    names: Mapping[str, Span]
    core: frozenset[str]
    leading: frozenset[str]


def anchors(account: Account, entities: Mapping[str, Entity]) -> Anchors:
    """The anchors of a report."""
    opening = account.parse.sentences[:OPENING]
    end = opening[-1].span.end if opening else 0
    told = _gathered([*_names(account, entities), *_towns(account)])
    kept = sorted(told, key=lambda key: (-len(told[key]), told[key][0], key))[:MOST]
    often = {key: len(told[key]) for key in kept}
    core = frozenset(key for key in kept if often[key] >= OFTEN or told[key][0].start < end)
    most = max((often[key] for key in core), default=0)
    return Anchors(
        account.document.id,
        account.document.published_from or account.document.published_to,
        frozenset(time.first for time in account.times if time.first and time.first == time.last),
        {key: told[key][0] for key in kept},
        core,
        frozenset(key for key in core if often[key] == most >= OFTEN),
    )


def _gathered(found: Iterable[tuple[str, Span]]) -> dict[str, list[Span]]:
    """Where each key stands, in the order of the text."""
    gathered: dict[str, list[Span]] = {}
    for key, span in sorted(found):
        gathered.setdefault(key, []).append(span)
    return gathered


def _names(account: Account, entities: Mapping[str, Entity]) -> Iterator[tuple[str, Span]]:
    """People, organisations and groups by their proper names.

    What is written in small letters too is no name that tells two events apart: "the interior
    ministry" is another one in another country.
    """
    for mention in account.mentions:
        entity = entities.get(mention.entity or "")
        if entity is None or entity.kind not in PROPER or mention.text.islower():
            continue
        if mention.text.lower() not in entity.variants:
            yield entity.id, mention.span


def _towns(account: Account) -> Iterator[tuple[str, Span]]:
    """Places smaller than a country."""
    for place in account.places:
        if place.precision != "country":
            yield place.gazetteer_id or place.name.lower(), place.span
