"""One run at a time over one archive on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crosswire.error import ArchiveError

NAME = ".lock"


@contextmanager
def alone(folder: Path | None) -> Iterator[None]:
    """Holds an archive's folder; raises ArchiveError where another run holds it.

    It is the system's own lock on an open file: it goes with the process that has it, however that
    ends, so that a dead run is no obstacle. An archive that isn't in a folder here (None) has none.
    """
    if folder is None:
        yield
        return
    _make(folder)
    with (folder / NAME).open("ab") as file:
        _hold(file.fileno(), folder)
        yield


def _make(folder: Path) -> None:
    """Make a folder, or raise ArchiveError where it cannot be one."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"{folder} cannot be made: {error.strerror}",
            remedy="Give a folder that you may write to with -o.",
        ) from error


def _hold(number: int, folder: Path) -> None:
    """Lock an open file, or raise ArchiveError; where a system has no such locks, nothing."""
    try:
        import fcntl  # noqa: PLC0415 - not on every system
    except ModuleNotFoundError:
        return
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise ArchiveError(
            f"another run is at work on {folder}",
            remedy="Wait for it, or stop it; it can be resumed.",
        ) from error
