"""What went wrong in an archive: a row each, in a part for each unit that had any."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from crosswire.archive.place import Place
from crosswire.archive.unit import Setback, Unit

FOLDER = "problems"

SHOWN = 3
"""Documents that are named as examples of a problem."""

_NUMBER = re.compile(r"\d[\d,.]*(?<=\d)")
_LINE = re.compile(r"^(?:line|row) \d+: ")
"""What tells problems of one kind apart; where one stands is told with its document."""

SCHEMA = pa.schema(
    [pa.field(name, pa.string()) for name in ("document", "reason", "remedy", "step", "unit")]
)


def part(unit: Unit) -> str:
    """Where the problems of a unit stand."""
    return f"{FOLDER}/{unit.step}-{unit.name.replace('/', '-')}.parquet"


def keep(place: Place, unit: Unit, problems: Sequence[Setback]) -> None:
    """Write the problems of a unit, in place of those that it had; where it has none, no part."""
    if not problems:
        place.remove(part(unit))
        return
    rows = [
        (one.document, one.reason, one.remedy, unit.step, unit.name)
        for one in sorted(problems, key=lambda one: (one.document, one.reason))
    ]
    columns = [pa.array(column, pa.string()) for column in zip(*rows, strict=True)]
    place.parquet_write(part(unit), pa.table(columns, schema=SCHEMA))


@dataclass(frozen=True, slots=True)
class Trouble:
    """Problems of one kind: how many, what to do about them, examples, and where they stand."""

    reason: str
    count: int
    remedy: str
    examples: tuple[str, ...]
    part: str


@dataclass(slots=True)
class _Kind:
    """Problems of one kind, while they are counted."""

    reason: str
    remedy: str
    part: str
    examples: list[str] = field(default_factory=list)


def troubles(place: Place) -> tuple[Trouble, ...]:
    """The problems of an archive by kind, the most frequent first; numbers make no other kind."""
    counts, kinds = Counter[str](), dict[str, _Kind]()
    for name, (document, reason, remedy) in _rows(place):
        kind = _NUMBER.sub("…", _LINE.sub("", reason))
        counts[kind] += 1
        examples = kinds.setdefault(kind, _Kind(reason, remedy, name)).examples
        if len(examples) < SHOWN:
            examples.append(document)
    return tuple(
        Trouble(
            _LINE.sub("", one.reason) if count == 1 else kind,
            count,
            one.remedy,
            tuple(one.examples),
            one.part,
        )
        for kind, count in sorted(counts.items(), key=lambda it: (-it[1], it[0]))
        for one in (kinds[kind],)
    )


def _rows(place: Place) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The problems of an archive, each with the part in which it stands."""
    for name in place.names(FOLDER):
        found = place.parquet(name, columns=["document", "reason", "remedy"])
        columns = (found.column(at).to_pylist() for at in range(3))
        yield from ((name, row) for row in zip(*columns, strict=True))
