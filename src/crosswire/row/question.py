"""What several figures answer, and how the answers relate."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from crosswire.row.reason import Because
from crosswire.row.window import Window

Relation = Literal["single", "agree", "update", "conflict", "mixed"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one side, or one speaker where no side is known, answers."""

    by: str | None
    low: float | None
    high: float | None
    as_of: Window | None
    figures: tuple[str, ...]
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """Figures that measure the same thing, with each side's answer, its bounds in `unit`."""

    id: str
    text: str
    figures: tuple[str, ...]
    relation: Relation
    answers: tuple[Answer, ...]
    origins: int
    unit: str | None = None
    because: Because = field(default_factory=dict, hash=False)
