"""Many values, as many at a time as one query takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

PARAMETERS = 500
"""Values in one query; SQLite and PostgreSQL both bound them, at thousands."""


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once and sorted, as many at a time as a query takes."""
    line = sorted(set(values))
    for first in range(0, len(line), PARAMETERS):
        yield line[first : first + PARAMETERS]
