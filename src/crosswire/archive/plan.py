"""What a run over an archive reads: fixed before it begins, so that it can be gone on with."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crosswire.archive.mark import RUNS
from crosswire.archive.place import Place
from crosswire.archive.source.split import Split
from crosswire.archive.unit import NOTES, Done
from crosswire.error import ArchiveError

STEP = "run"


@dataclass(frozen=True, slots=True)
class Plan:
    """A run's name, how its sources are read, and the splits that they are read in."""

    name: str
    fields: Mapping[str, str]
    outlet: str | None
    splits: tuple[Split, ...]

    @property
    def part(self) -> str:
        """Where the plan stands."""
        return f"{RUNS}/{self.name}.json"

    @property
    def note(self) -> str:
        """Where it is noted that all of it is done."""
        return f"{NOTES}/{STEP}/{self.name}.json"

    @property
    def settings(self) -> str:
        """How its sources are read, as a person would say it again."""
        options = [f"--map {field}={name}" for field, name in sorted(self.fields.items())]
        return " ".join(options + ([f"--outlet {self.outlet!r}"] if self.outlet else []))


def keep(place: Place, plan: Plan) -> None:
    """Write a plan whole."""
    content = {
        "name": plan.name,
        "fields": dict(plan.fields),
        "outlet": plan.outlet,
        "splits": [split.given() for split in plan.splits],
    }
    place.write(plan.part, (json.dumps(content) + "\n").encode())


def plans(place: Place) -> list[Plan]:
    """The plans of an archive's runs, in their order."""
    return [_plan(json.loads(place.read(name))) for name in place.names(RUNS)]


def _plan(content: Mapping[str, Any]) -> Plan:
    """A plan as it was written."""
    splits = tuple(Split.of(one) for one in content["splits"])
    return Plan(content["name"], content["fields"], content["outlet"], splits)


def finish(place: Place, plan: Plan, counts: Mapping[str, int]) -> None:
    """Note that all of a plan is done."""
    place.write(plan.note, Done(STEP, plan.name, counts).written())


def begun(place: Place, known: Sequence[Plan], wanted: Plan) -> list[Plan]:
    """The plans that are not done; ArchiveError where one reads its sources otherwise than now."""
    found = [plan for plan in known if not place.exists(plan.note)]
    for plan in found:
        if plan.settings != wanted.settings:
            raise ArchiveError(
                f"a run was begun with other settings: {plan.settings or 'no --map, no --outlet'}",
                remedy="Finish it with these first, or give another folder with -o.",
            )
    return found
