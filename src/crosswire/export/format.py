"""What a format is, which formats there are, and reading a ledger back from any that can.

A format writes a ledger for other programs. It is a class without arguments, made known by an entry
point of the group `crosswire.formats` under its name; another package adds a format by naming its
own class there. Its module imports the library that it needs only when it writes or reads.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Protocol, TypeGuard, runtime_checkable

from crosswire import ledger as lines
from crosswire.error import ExportError
from crosswire.ledger import Ledger
from crosswire.plugin import REMEDY, PluginError, made

GROUP = "crosswire.formats"

LACKING = "is no format: it lacks name, suffix or write"


@runtime_checkable
class Format(Protocol):
    """Writes a ledger in one format."""

    name: str
    suffix: str
    """How the name of its file ends (".sqlite"); "" where it writes a folder."""

    def write(self, ledger: Ledger, goal: Path) -> None:
        """Write the ledger to a path where nothing is yet; the same ledger is the same bytes."""


@runtime_checkable
class Readable(Format, Protocol):
    """A format from which the same ledger can be read back."""

    def holds(self, path: Path) -> bool:
        """Whether what is at a path begins as this format's files do."""

    def read(self, path: Path) -> Ledger:
        """The ledger; raises LedgerError where it is broken."""


def names() -> tuple[str, ...]:
    """The names of the formats that are installed; none of them is imported for it."""
    return tuple(sorted(_points()))


def choose(name: str) -> Format:
    """The format of that name; raises ExportError where there is none, or it is broken."""
    points = _points()
    if name not in points:
        raise ExportError(
            f"there is no format {name!r:.60}", remedy=f"There are {', '.join(sorted(points))}."
        )
    return _made(points[name])


def for_file(path: Path) -> Format:
    """The format that a file's name asks for by its ending; raises ExportError if none does."""
    fitting = [form for form in _working() if form.suffix and path.name.endswith(form.suffix)]
    if not fitting:
        raise ExportError(
            f"{path.name} does not say which format it is to have",
            remedy=f"Name one with --to: {', '.join(names())}.",
        )
    return max(fitting, key=lambda form: len(form.suffix))


def load(path: str | Path) -> Ledger:
    """Read a ledger from a file or folder, in whichever format that reads back it is.

    Raises LedgerError, or OSError where there is nothing.
    """
    form = _reading(Path(path))
    return form.read(Path(path)) if form else lines.load(path)


def is_ledger(path: str | Path) -> bool:
    """Whether a file or folder is a ledger, in any format that reads back."""
    return _reading(Path(path)) is not None


def _reading(path: Path) -> Readable | None:
    """The format that reads what is at a path, if one does."""
    readable = (form for form in _working() if isinstance(form, Readable))
    return next((form for form in readable if form.holds(path)), None)


@cache
def _points() -> dict[str, EntryPoint]:
    """The entry points of the formats by their names; of two of one name the first by its value."""
    found = sorted(entry_points(group=GROUP), key=lambda point: point.value, reverse=True)
    return {point.name: point for point in found}


@cache
def _working() -> tuple[Format, ...]:
    """The formats that can be used, in the order of their names."""
    return tuple(found for found in map(_tried, names()) if isinstance(found, Format))


def _tried(name: str) -> Format | ExportError:
    """A format, or what is wrong with it, of which `choose` tells whoever asks for it."""
    try:
        return _made(_points()[name])
    except ExportError as error:
        return error


def _made(point: EntryPoint) -> Format:
    """The format behind an entry point; raises ExportError where there is none."""
    try:
        return made(point, _is_format, lacking=LACKING)
    except PluginError as fault:
        raise ExportError(f"the format {point.name} {fault}", remedy=REMEDY) from fault


def _is_format(found: object) -> TypeGuard[Format]:
    """Whether an object has what a format needs."""
    return isinstance(found, Format)
