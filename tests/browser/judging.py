"""What tests of judging share: two rows to judge, and a desk that is as before when they end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from browser.served import Served

MATTERS = "(document.querySelector('.pane .matters')?.innerText ?? '')"
"""What people judged of what is open in the pane."""


def contested(served: Served) -> tuple[str, str]:
    """Two rows that contradict each other."""
    ledger = served.desk.ledger(served.event)
    found = next(one for one in ledger.links if one.kind == "contradicts")
    return found.from_id, found.to_id


@contextmanager
def taken_back(served: Served) -> Iterator[None]:
    """All that is judged meanwhile is taken back at the end."""
    yield
    judged = served.desk.judgements(served.event)
    gone = {one.undoes for one in judged}
    for one in judged:
        if one.verdict != "undo" and one.id not in gone:
            served.desk.undo(one.id, by=one.by)
