"""Everything that is measured, in one go."""

from __future__ import annotations

from bench import attribution, cluster, place, time
from bench.result import Result
from bench.shared import Shared

SETS = {"wikiwars": time.score, "geovirus": place.score, "polnear": attribution.score}


def everything(shared: Shared) -> Result:
    """The scores of all annotated events and public sets."""
    events, own = shared.events(), shared.own()
    ledgers = {event.name: cluster.ledger(event) for event in events}
    invented = {event.name: cluster.ledger(event) for event in own}
    return Result(
        run=ledgers[events[0].name][0],
        digest=shared.digest(),
        articles=sum(row["type"] == "document" for rows in ledgers.values() for row in rows),
        events=cluster.score(shared, events, ledgers),
        own=cluster.score(shared, own, invented),
        sets={name: score(shared) for name, score in SETS.items()},
    )
