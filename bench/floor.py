"""Floors: figures that a change must not push below what was reached before it.

They stand in tests/floors.toml, each with its history. A floor may rise freely. One that is lower
than it ever was in the file's committed history, or that is gone, is refused unless the file
says why: `lowered = "..."` beside the floor, or a line under `[removed]`.
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
    """The least that a figure may be, and why; `lowered` says why it is less than it once was."""

    at: float
    because: tuple[str, ...]
    lowered: str = ""


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
    floor: float
    figure: float | None

    @property
    def holds(self) -> bool:
        """Whether the figure is at its floor or above."""
        return self.figure is not None and self.figure > self.floor - HAIR


def parse(text: str) -> Floors:
    """The floors of a file; raises ValueError for one that gives no reason."""
    content = tomllib.loads(text)
    floors = {
        f"{scope} / {name}": _floor(f"{scope} / {name}", entry)
        for scope, entries in content.get("floor", {}).items()
        for name, entry in entries.items()
    }
    return Floors(content.get("digest", ""), floors, content.get("removed", {}))


def _floor(name: str, entry: Mapping[str, Any]) -> Floor:
    """One entry of the file."""
    because = tuple(entry.get("because", ()))
    if not because:
        raise ValueError(f"the floor of {name} gives no reason: because = [...]")
    return Floor(float(entry["at"]), because, entry.get("lowered", ""))


def unexplained(now: Floors, past: Iterable[Floors]) -> list[str]:
    """What is lower or gone, without a reason, compared with any earlier state of the file."""
    highest: dict[str, float] = {}
    for floors in past:
        for name, floor in floors.floors.items():
            highest[name] = max(floor.at, highest.get(name, floor.at))
    complaints = (_complaint(now, name, most) for name, most in sorted(highest.items()))
    return [complaint for complaint in complaints if complaint]


def _complaint(now: Floors, name: str, most: float) -> str | None:
    """What is wrong with a floor that stood at `most` once; None where nothing is."""
    floor = now.floors.get(name)
    if floor is None:
        gone = f"{name}: its floor of {most:.3f} is gone, with no line in [removed]"
        return None if now.removed.get(name) else gone
    if floor.at > most - HAIR or floor.lowered:
        return None
    return f'{name}: {floor.at:.3f} was {most:.3f} once, with no lowered = "why"'


def judge(floors: Floors, figures: Mapping[str, float]) -> list[Verdict]:
    """Each floor beside its figure."""
    return [Verdict(name, floor.at, figures.get(name)) for name, floor in floors.floors.items()]


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
