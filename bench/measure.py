"""Everything that is measured, in one go."""

from __future__ import annotations

from bench import apart, attribution, cluster, cost, dating, place, story, time
from bench.result import Result
from bench.shared import Shared

SETS = {
    "wikiwars": time.score,
    "geovirus": place.score,
    "polnear": attribution.score,
    "ecbplus": story.figures,
}


def everything(shared: Shared, *, timed: bool = False) -> Result:
    """The scores of all annotated events and public sets; `timed` says to time reconciling too."""
    groups = {
        "eight events": shared.events(),
        "own events": shared.own(),
        "closed events": shared.closed(),
    }
    every = [event for group in groups.values() for event in group]
    ledgers = {event.name: cluster.ledger(event) for event in every}
    hidden = {
        "six read": [event for event in groups["eight events"] if not event.blind],
        "two blind": [event for event in groups["eight events"] if event.blind],
        **groups,
    }
    scores = {name: cluster.score(shared, group, ledgers) for name, group in groups.items()}
    events = scores.pop("eight events")
    return Result(
        run=ledgers[every[0].name][0],
        digest=shared.digest(),
        articles=sum(row["type"] == "document" for name in events for row in ledgers[name]),
        events=events,
        own=scores,
        sets={name: score(shared) for name, score in SETS.items()},
        apart={
            **{name: apart.injected(shared, group, ledgers) for name, group in groups.items()},
            "alike": apart.alike(shared, every, ledgers),
        },
        dating={name: dating.score(group) for name, group in hidden.items()},
        cost=cost.measure() if timed else (),
    )
