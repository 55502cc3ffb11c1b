"""A temporal expression, with its TIMEX3 value and the days it stands for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from crosswire.row.reason import Because
from crosswire.row.span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression; `first` and `last` (`from` and `to` in the ledger) are None
    where it cannot be anchored."""

    id: str
    document: str
    span: Span
    text: str
    timex_type: TimexType
    value: str
    first: date | None = field(metadata={"name": "from"})
    last: date | None = field(metadata={"name": "to"})
    because: Because = field(default_factory=dict, hash=False)
