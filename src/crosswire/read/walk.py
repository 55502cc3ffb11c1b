"""Which files are read, in which order, and what they are called."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crosswire.error import CrosswireError
from crosswire.read.given import UNKNOWN, Given
from crosswire.read.meta import NAME, Meta, meta
from crosswire.read.sent import Sent
from crosswire.row import Problem

STANDARD_INPUT = "-"

EMPTY = "a folder without a file"
"""The problem of a folder in which there is nothing to read."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read: its name in the ledger, where it is, and what its meta.json says of it.

    `path` is None for standard input and for what was fetched, which is `sent`; `folder` is the
    name of the folder that was given.
    """

    id: str
    path: Path | None
    folder: str = ""
    given: Given = UNKNOWN
    sent: Sent | None = None


def walk(paths: Iterable[str | Path]) -> Iterator[File | Problem]:
    """The files that the paths stand for, folders in the order of their names."""
    for given in paths:
        if str(given) == STANDARD_INPUT:
            yield File(STANDARD_INPUT, None)
            continue
        path = Path(given)
        try:
            yield from _folder(path) if path.is_dir() else [_file(path)]
        except (OSError, ValueError) as error:
            yield unreadable(writable(path.name or str(given)), error)


def event(paths: Iterable[str | Path]) -> str | None:
    """What the first meta.json at the paths calls the event, or None."""
    for given in paths:
        path = Path(given)
        folder = path if path.is_dir() else path.parent
        if str(given) != STANDARD_INPUT and (name := meta(folder, NAME).event):
            return name
    return None


def unreadable(document: str, error: OSError | ValueError | CrosswireError) -> Problem:
    """The problem of an input that cannot be opened or read."""
    if isinstance(error, CrosswireError):
        return Problem.of(document, str(error), error.remedy)
    reason, remedy = "cannot be read", "See that it is a file that can be opened."
    if isinstance(error, FileNotFoundError):
        reason, remedy = "not found", "Check the name; it may have been moved or deleted."
    elif isinstance(error, PermissionError):
        reason, remedy = "no permission to read it", "Change its permissions or leave it out."
    elif isinstance(error, OSError) and error.strerror:
        reason = f"{reason}: {error.strerror}"
    return Problem.of(document, reason, remedy)


def _file(path: Path) -> File | Problem:
    """A single file, with what a meta.json beside it says of it."""
    name = writable(path.name)
    if path.name == NAME:
        return Problem.of(name, "no article but what is known of some", "Give its folder instead.")
    if refused := _refused(path, name):
        return refused
    return File(name, path, given=meta(path.parent, NAME).given.get(path.name, UNKNOWN))


def _folder(root: Path) -> Iterator[File | Problem]:
    """All files in a folder and the folders in it."""
    found = sorted(_entries(root, (), ()), key=lambda entry: entry[0])
    known: dict[tuple[str, ...], Meta] = {(): meta(root, NAME)}
    yield from known[()].problems
    files = 0
    for parts, path in found:
        name = writable("/".join(parts))
        if isinstance(path, Problem):
            yield path
            continue
        if parts[-1] == NAME:
            continue
        files += 1
        if refused := _refused(path, name):
            yield refused
            continue
        given, problems = _given(root, parts, known)
        yield from problems
        yield File(name, path, writable(root.resolve().name), given)
    if not files:
        yield Problem.of(writable(root.name or str(root)), EMPTY, "Give a folder with reports.")


def _given(
    root: Path, parts: tuple[str, ...], known: dict[tuple[str, ...], Meta]
) -> tuple[Given, tuple[Problem, ...]]:
    """What the meta.json of the folder given, or of the file's own, says of a file."""
    folder = parts[:-1]
    problems: tuple[Problem, ...] = ()
    if folder not in known:
        known[folder] = meta(root.joinpath(*folder), "/".join((*folder, NAME)))
        problems = known[folder].problems
    near = known[folder].given.get(parts[-1], UNKNOWN)
    return near.over(known[()].given.get("/".join(parts), UNKNOWN)), problems


_Entry = tuple[tuple[str, ...], "Path | Problem"]


def _entries(root: Path, parts: tuple[str, ...], above: tuple[Path, ...]) -> Iterator[_Entry]:
    """The files below a folder by the parts of their names; a folder inside itself is left."""
    here = root.joinpath(*parts)
    real = here.resolve()
    called = writable("/".join(parts) or root.name or str(root))
    if real in above:
        yield parts, Problem.of(called, "a folder inside itself", "Take the link out.")
        return
    try:
        names = sorted(path.name for path in here.iterdir())
    except OSError as error:
        yield parts, unreadable(called, error)
        return
    for name in names:
        if name.startswith("."):
            continue
        if (here / name).is_dir():
            yield from _entries(root, (*parts, name), (*above, real))
        else:
            yield (*parts, name), here / name


def _refused(path: Path, name: str) -> Problem | None:
    """The problem of what is no regular file: a dangling link, a pipe, a device."""
    if path.is_symlink() and not path.exists():
        return Problem.of(name, "a link to nothing", "Repair the link or take it out.")
    if not path.exists():
        return unreadable(name, FileNotFoundError())
    if not path.is_file():
        return Problem.of(name, "no regular file", "Give a file or a folder.")
    return None


def writable(name: str) -> str:
    """The name as text that any encoding can write."""
    return os.fsencode(name).decode("utf-8", "replace")
