"""Floors: figures that a change must not push below what was reached before it.

They stand in tests/floors.toml, each with its history. A floor may rise freely. One that is lower
than it ever was in the file's committed history, or that is gone, is refused unless the file
says why: `lowered = "..."` beside the floor, or a line under `[removed]`. What counts errors has a
ceiling instead, under `[ceiling.*]`: it may sink freely, and `raised = "..."` says why it rose.
"""

from __future__ import annotations

import subprocess
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HAIR = 5e-4
"""Half of the last digit that figures are shown with."""


@dataclass(frozen=True, slots=True)
class Floor:
    """The least that a figure may be, or the most if it is a ceiling, and why.

    `loosened` says why it asks less than it once did.
    """

    at: float
    because: tuple[str, ...]
    loosened: str = ""
    is_ceiling: bool = False

    @property
    def kind(self) -> str:
        """What it is called."""
        return "ceiling" if self.is_ceiling else "floor"

    def asks_more(self, other: Floor) -> bool:
        """Whether it asks more than another did."""
        return self.at < other.at if self.is_ceiling else self.at > other.at

    def allows(self, figure: float) -> bool:
        """Whether a figure is at its bound or better."""
        return figure < self.at + HAIR if self.is_ceiling else figure > self.at - HAIR


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors, the digest of the data they were set on, and the reasons for those taken away."""

    digest: str
    floors: Mapping[str, Floor]
    removed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A floor beside the figure that was measured; None where it was not."""

    name: str
    floor: Floor
    figure: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is at its floor or better."""
        return self.figure is not None and self.floor.allows(self.figure)


def parse(text: str) -> Floors:
    """The floors of a file; raises ValueError for one that gives no reason."""
    content = tomllib.loads(text)
    floors = {
        f"{scope} / {name}": _floor(f"{scope} / {name}", entry, kind)
        for kind in ("floor", "ceiling")
        for scope, entries in content.get(kind, {}).items()
        for name, entry in entries.items()
    }
    return Floors(content.get("digest", ""), floors, content.get("removed", {}))


def _floor(name: str, entry: Mapping[str, Any], kind: str) -> Floor:
    """One entry of the file."""
    because = tuple(entry.get("because", ()))
    if not because:
        raise ValueError(f"the {kind} of {name} gives no reason: because = [...]")
    loosened = entry.get(_LOOSENED[kind], "")
    return Floor(float(entry["at"]), because, loosened, is_ceiling=kind == "ceiling")


_LOOSENED = {"floor": "lowered", "ceiling": "raised"}
"""What an entry says why it asks less under."""


def unexplained(now: Floors, past: Iterable[Floors]) -> list[str]:
    """What asks less or is gone, without a reason, compared with any earlier state of the file."""
    strictest: dict[str, Floor] = {}
    for floors in past:
        for name, floor in floors.floors.items():
            if name not in strictest or floor.asks_more(strictest[name]):
                strictest[name] = floor
    complaints = (_complaint(now, name, most) for name, most in sorted(strictest.items()))
    return [complaint for complaint in complaints if complaint]


def _complaint(now: Floors, name: str, most: Floor) -> str | None:
    """What is wrong with a floor that once stood elsewhere; None where nothing is."""
    floor = now.floors.get(name)
    if floor is None:
        gone = f"{name}: its {most.kind} of {most.at:.3f} is gone, with no line in [removed]"
        return None if now.removed.get(name) else gone
    if most.allows(floor.at) or floor.loosened:
        return None
    why = f'with no {_LOOSENED[floor.kind]} = "why"'
    return f"{name}: {floor.at:.3f} was {most.at:.3f} once, {why}"


def judge(floors: Floors, figures: Mapping[str, float]) -> list[Verdict]:
    """Each floor beside its figure."""
    return [Verdict(name, floor, figures.get(name)) for name, floor in floors.floors.items()]


def history(path: Path) -> list[Floors]:
    """Every committed state of the file; none outside a repository (an unpacked archive, say)."""
    commits = _git(path.parent, "log", "--format=%H", "--", path.name) or ""
    states = (_git(path.parent, "show", f"{commit}:./{path.name}") for commit in commits.split())
    return [floors for state in states if state is not None and (floors := _past(state))]


def _past(text: str) -> Floors | None:
    """The floors of a committed state; None for one that no gate could read, which held nothing."""
    try:
        return parse(text)
    except ValueError:
        return None


def _git(folder: Path, *arguments: str) -> str | None:
    """What git prints, or None where it finds no repository, no such file, or is not installed."""
    try:
        run = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return None
    return run.stdout if run.returncode == 0 else None
