"""What became of one thing that was given to the desk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Outcome = Literal["taken", "version", "same", "held", "withdrawn", "released", "problem"]
"""A new report; another text of one that is known; nothing new; under an embargo, or withheld;
taken back by its provider; no longer under an embargo; not to be read or used."""

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

Tally = Counter[Outcome]
"""How many things came, by what became of them."""


def counted(tally: Mapping[Outcome, int]) -> str:
    """How many things came, each outcome by its name.

    >>> counted({"taken": 2, "problem": 1})
    '2 taken, 1 problem'
    """
    return ", ".join(f"{tally[name]} {name}" for name in OUTCOMES if tally.get(name))


@dataclass(frozen=True, slots=True)
class Receipt:
    """The desk's word that something is kept: it is given only when it is written for good.

    `document` is the id under which the desk has the report, `event` that of the event it went to;
    `reason` says why it is held, withdrawn or a problem.
    """

    locator: str
    outcome: Outcome
    document: str | None = None
    event: str | None = None
    reason: str | None = None
    remedy: str | None = None
