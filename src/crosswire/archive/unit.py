"""A unit of work, who does it, and the note that it is done: all that an engine knows of a step.

A unit's worker writes its part files whole, under names that follow from the unit alone; when all
are written, the note of its completion is. So what is noted is never done again, and what is not
is done again over the same names: everything is there exactly once, whoever is killed when.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from typing import Any, Protocol

from crosswire.archive.place import Place

NOTES = "done"
"""The folder of the notes in an archive."""


class Begin(Protocol):
    """Told the names of what is worked on from now on, mostly of an article: its clock starts.

    What is named alone is blamed, and set aside, if it takes too long or its worker dies. Of
    several at once none is blamed: the unit is begun again, with care. No name: what follows is of
    none alone (a file is opened, a part is written).
    """

    def __call__(self, *names: str) -> None:
        """Work on these begins."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of a step's work: its name, unique in the step, and what the step needs to do it.

    `given` is JSON. The name is a path of part files: letters, digits, "-", "_", "=", ".", "/".
    """

    step: str
    name: str
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def note(self) -> str:
        """The name of the note that it is done."""
        return f"{NOTES}/{self.step}/{self.name}.json"

    @property
    def digest(self) -> str:
        """What tells it from a unit of the same name that is given something else."""
        return sha256(json.dumps(self.given, sort_keys=True).encode()).hexdigest()[:24]

    def written(self) -> str:
        """The unit as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, line: str) -> Unit:
        """The unit that was written."""
        return cls(**json.loads(line))


@dataclass(frozen=True, slots=True)
class Setback:
    """What was set aside in a unit, mostly an article, why, and what its owner can do about it."""

    document: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Done:
    """The note of a unit's completion: what was done in it, counted, and in how many seconds.

    `more` is what the step wants to know of it in a later run, as JSON; `digest` is the unit's,
    where one of its name may be given something else later; `memory` is what its process took at
    most, in bytes.
    """

    step: str
    unit: str
    counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    more: Mapping[str, Any] = field(default_factory=dict)
    digest: str | None = None
    memory: int = 0

    def written(self) -> bytes:
        """The note's bytes: one line of JSON."""
        return (json.dumps(asdict(self), sort_keys=True) + "\n").encode()

    @classmethod
    def of(cls, data: str | bytes) -> Done:
        """The note that was written."""
        return cls(**json.loads(data))


class Worker(Protocol):
    """Does units of one step, one after the other, in a process of its own."""

    def work(
        self, unit: Unit, *, begin: Begin, without: Mapping[str, Setback], careful: bool
    ) -> Done:
        """Do a unit: write its part files, and return what its note says.

        Calls `begin` before each article, or before several that are worked on at once; where it
        is to be `careful`, each is worked on alone. What is named in `without` is not touched: it
        becomes a row among the problems. The note itself is written by whoever called this.
        """


class Step(Protocol):
    """What is to be done with each unit: settings, no state; it can be pickled."""

    @property
    def name(self) -> str:
        """The name of the step, as in the notes."""

    @property
    def place(self) -> Place:
        """The archive: where the parts and the notes are written."""

    def open(self) -> Worker:
        """A worker, with all that it keeps from unit to unit, as the language model."""

    def set_aside(self, unit: Unit, setback: Setback) -> Done:
        """Give a unit up, of which each worker dies: write its rows among the problems, no more.

        It must not look at what the unit is made of. The note is written by whoever called this.
        """


def done(place: Place, step: str) -> dict[str, Done]:
    """The notes of all units of a step that are done, by the names of the units."""
    notes = place.names(f"{NOTES}/{step}")
    found = (Done.of(place.read(name)) for name in notes if name.endswith(".json"))
    return {one.unit: one for one in found}


def undone(place: Place, step: str, units: Iterable[Unit]) -> list[Unit]:
    """The units of a step that are not noted as done, or were given something else then."""
    noted = done(place, step)
    return [unit for unit in units if not _is_done(unit, noted.get(unit.name))]


def noted(place: Place, unit: Unit) -> Done | None:
    """The note that a unit is done, if it is."""
    try:
        note = Done.of(place.read(unit.note))
    except FileNotFoundError:
        return None
    return note if _is_done(unit, note) else None


def _is_done(unit: Unit, note: Done | None) -> bool:
    """Whether a note is of this very unit."""
    return note is not None and note.digest in (None, unit.digest)
