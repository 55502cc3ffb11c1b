"""Everything that is measured, in one go."""

from __future__ import annotations

from bench import attribution, cluster, place, time
from bench.result import Result
from bench.shared import Shared

SETS = {"wikiwars": time.score, "geovirus": place.score, "polnear": attribution.score}


def everything(shared: Shared) -> Result:
    """The scores of all annotated events and public sets."""
    events = shared.events()
    ledgers = {event.name: cluster.ledger(event) for event in events}
    invented = {"own events": shared.own(), "closed events": shared.closed()}
    return Result(
        run=ledgers[events[0].name][0],
        digest=shared.digest(),
        articles=sum(row["type"] == "document" for rows in ledgers.values() for row in rows),
        events=cluster.score(shared, events, ledgers),
        own={
            name: cluster.score(shared, group, {one.name: cluster.ledger(one) for one in group})
            for name, group in invented.items()
        },
        sets={name: score(shared) for name, score in SETS.items()},
    )
