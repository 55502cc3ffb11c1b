"""How well rows such as a report's are read, measured on annotated events."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

FILE = "quality.toml"


LEAST = 0.5
"""A measure that is less than this on some unseen events is told in words too."""

MOST = 1 / 3
"""A share of errors that is more than this is told as well."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: what it is about, what the number is, and its value on each set of events.

    `weak` is whether, on some set of events that nobody had read, less than half is right, or
    more than a third wrong.
    """

    what: str
    measure: str
    values: tuple[float | None, ...]
    weak: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured on which sets of annotated events.

    `unseen` counts the sets, the first ones, that nobody who works on the rules had read;
    `relation` is which measure tells how far "contested" and "agreed" can be trusted.
    """

    events: str
    sets: tuple[str, ...]
    unseen: int
    rows: tuple[Measured, ...]
    relation: int


@cache
def quality() -> Quality:
    """The figures that came with this version; `python -m bench evaluate` writes them."""
    text = resources.files("crosswire.report").joinpath(FILE).read_text("utf-8")
    table = tomllib.loads(text)
    names = [one["name"] for one in table["set"]]
    unseen = [one["name"] for one in table["set"] if one["unseen"]]
    rows = tuple(_measured(one, names, unseen) for one in table["row"])
    return Quality(
        events=table["events"],
        sets=tuple(one["words"] for one in table["set"]),
        unseen=len(unseen),
        rows=rows,
        relation=[one.what for one in rows].index(table["relation"]),
    )


def _measured(row: Mapping[str, Any], names: Sequence[str], unseen: Sequence[str]) -> Measured:
    """A line of the file, and whether it warns."""
    blind = [row["values"][name] for name in unseen if name in row["values"]]
    weak = max(blind) > MOST if row["errors"] else min(blind) < LEAST
    values = tuple(map(row["values"].get, names))
    return Measured(row["what"], row["measure"], values, weak)
