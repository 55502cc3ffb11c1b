"""A stretch of days: when something was said or was true."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Window:
    """From one day to another, both inclusive; an end that is not known is None."""

    first: date | None
    last: date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"a window does not run backward: {self.first} to {self.last}")

    @classmethod
    def day(cls, day: date) -> Window:
        """The window of a single day."""
        return cls(day, day)
