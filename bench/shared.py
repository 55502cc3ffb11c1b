"""The measuring data that lies beside the project: annotated events, public sets, their scorers.

None of it is the project's: it is measured on, never copied from and never printed. It is looked
for in the folder that CROSSWIRE_SHARED names, else in `../shared`.
"""

from __future__ import annotations

import hashlib
import json
import os
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parent.parent

CORPUS = PROJECT / "tests" / "corpus"

CLOSED = PROJECT / "tests" / "closed"
"""The project's own events that nobody who works on the rules opens: a blind test of our own."""

BLIND = frozenset({"costarica", "oilsanctions"})
"""The events that are scored and never read: no error in them is ever shown to anybody."""


@dataclass(frozen=True, slots=True)
class Event:
    """A folder of articles of one event, with the hand-made annotation beside it."""

    name: str
    articles: Path
    gold: Path

    @property
    def blind(self) -> bool:
        """Whether nobody who works on the rules may read it."""
        return self.name in BLIND or CLOSED in self.gold.parents


def _in(folder: Path) -> tuple[Event, ...]:
    """The annotated events of a folder, by name."""
    folders = sorted(path.parent.parent for path in folder.glob("*/gold/cluster.json"))
    return tuple(Event(path.name, path / "articles", path / "gold") for path in folders)


@dataclass(frozen=True, slots=True)
class Shared:
    """The folder of the measuring data."""

    root: Path

    def events(self) -> tuple[Event, ...]:
        """The annotated events, by name."""
        return _in(self.root / "gold")

    def own(self) -> tuple[Event, ...]:
        """The project's own invented events, by name: annotated by somebody who knew no rule."""
        return _in(CORPUS)

    def closed(self) -> tuple[Event, ...]:
        """Those of the project's own events that are scored and not read."""
        return _in(CLOSED)

    def digest(self) -> str:
        """The SHA-256 of all that figures depend on: articles, annotation, sets and scorers."""
        total = hashlib.sha256()
        for path in sorted([*self.root.glob("gold/**/*"), *self.root.glob("bench/**/*")]):
            if path.is_file() and path.suffix in {".json", ".jsonl", ".txt", ".py"}:
                content = path.read_bytes()
                name = path.relative_to(self.root).as_posix()
                total.update(f"{name}\0{len(content)}\0".encode())
                total.update(content)
        total.update((self.root / "score.py").read_bytes())
        return total.hexdigest()

    def scorer(self, path: str, name: str = "score") -> Callable[..., Any]:
        """A function of one of the scorers, which are scripts and belong to no package."""
        function: Callable[..., Any] = runpy.run_path(str(self.root / path))[name]
        return function

    def lines(self, path: str) -> list[dict[str, Any]]:
        """The objects of a file of JSON lines."""
        text = (self.root / path).read_text("utf-8")
        return [json.loads(line) for line in text.split("\n") if line]


def find() -> Shared | None:
    """The measuring data, or None where they don't lie beside the project."""
    root = Path(os.environ.get("CROSSWIRE_SHARED") or PROJECT.parent / "shared")
    return Shared(root) if (root / "gold").is_dir() else None
