"""Files that are written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole(path: str | Path) -> Iterator[BinaryIO]:
    """A file to write that takes its name when all is written; what fails leaves no trace.

    A pipe or a device has no half-written state: it is written as it is.
    """
    goal = Path(path)
    if goal.exists() and not goal.is_file():  # as it is named: "/dev/stdout" may lead to no path
        with goal.open("wb") as file:
            yield file
        return
    goal = goal.resolve()
    half = goal.with_name(f".{goal.name}.part")
    try:
        with half.open("wb") as file:
            yield file
        half.replace(goal)
    finally:
        half.unlink(missing_ok=True)
