"""GeoVirus: where the places are that reports of epidemics name.

Beside crosswire stands the baseline that a newcomer would write: the language model's names of
places, each put where the most populous place of that name is in the same gazetteer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench import alone
from bench.shared import Shared
from crosswire import model
from crosswire.gazetteer import Gazetteer
from crosswire.ledger import Ledger

GOLD = "bench/place/geovirus.jsonl"

WITHIN_REACH = "found and within 161 km, of all gold names"

LABELS = {"GPE", "LOC"}

Toponyms = list[dict[str, Any]]


def score(shared: Shared) -> dict[str, float]:
    """F1 of names found, and the share of gold names found and put within 161 km; the same for
    the baseline, and how far crosswire is ahead of it."""
    reports = {line["doc"]: line for line in shared.lines(GOLD)}
    texts = [report["text"] for report in reports.values()]
    gold = {name: report["toponyms"] for name, report in reports.items()}
    compare = shared.scorer("bench/place/score.py")
    ours = (_places(ledger) for ledger in alone.ledgers(texts))
    figures = {
        **_named("crosswire", compare(gold, dict(zip(gold, ours, strict=True)))),
        **_named("baseline", compare(gold, dict(zip(gold, baseline(texts), strict=True)))),
    }
    ahead = figures[f"crosswire: {WITHIN_REACH}"] - figures[f"baseline: {WITHIN_REACH}"]
    return {**figures, f"ahead of the baseline: {WITHIN_REACH}": ahead}


def _named(who: str, said: Mapping[str, Any]) -> dict[str, float]:
    """The figures that are told."""
    return {
        f"{who}: names found, F1": said["exact"]["F1"],
        f"{who}: {WITHIN_REACH}": said["end2end"]["acc161"],
        f"{who}: within 161 km, of those found": (said["found"] or {}).get("acc161", 0.0),
    }


def _places(ledger: Ledger) -> Toponyms:
    """Places in the form of the set's scorer."""
    return [
        {"start": one.span.start, "end": one.span.end, "lat": one.lat, "lon": one.lon}
        for one in ledger.places
    ]


def baseline(texts: Sequence[str]) -> list[Toponyms]:
    """The model's names of places, each where the most populous bearer of the name is."""
    register = Gazetteer.open()
    nlp = model.load(model.find())
    return [
        [
            {"start": name.start_char, "end": name.end_char, **_largest(register, name.text)}
            for name in doc.ents
            if name.label_ in LABELS
        ]
        for doc in nlp.pipe(texts)
    ]


def _largest(register: Gazetteer, name: str) -> dict[str, float]:
    """The point of the most populous place of a name, if there is one."""
    found = max(register.look_up(name), key=lambda entry: entry.population, default=None)
    return {"lat": found.lat, "lon": found.lon} if found else {}
