"""A run that is stopped at any moment is gone on with: nothing is lost, nothing done twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, BinaryIO
from unittest import mock

from archive.inside import Inside, digests
from crosswire.archive.place import Place
from crosswire.archive.unit import Unit

if TYPE_CHECKING:
    from archive.inside import Archive


class Killed(BaseException):
    """The process ends here."""


def notes(archive: Path) -> list[Path]:
    """The notes of what is done."""
    return sorted((archive / "done").rglob("*.json")) if (archive / "done").is_dir() else []


def stamps(paths: list[Path]) -> dict[Path, tuple[int, int]]:
    """What changes of files when they are written again."""
    return {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in paths}


def test_killed_after_each_unit(
    few_archived: Path, few: list[str], archiving: Archive, tmp_path: Path
) -> None:
    """Each unit is worked once, whoever was killed after which."""
    worked: list[Unit] = []
    out, kills = tmp_path / "out", 0

    def kill(unit: Unit) -> None:
        worked.append(unit)
        raise Killed

    while True:
        try:
            archiving(few, out, Inside(kill))
            break
        except Killed:
            kills += 1
    assert kills == len(worked) > 3
    assert set(Counter(unit.note for unit in worked).values()) == {1}
    assert digests(out) == digests(few_archived)


@contextmanager
def killed_after(writes: int) -> Iterator[None]:
    """So many files are written, and the next one isn't."""
    left, write = iter(range(writes)), Place.writing

    def writing(place: Place, name: str) -> AbstractContextManager[BinaryIO]:
        if next(left, None) is None:
            raise Killed
        return write(place, name)

    with mock.patch.object(Place, "writing", writing):
        yield


def test_killed_while_it_writes(
    few_archived: Path, few: list[str], archiving: Archive, tmp_path: Path
) -> None:
    """Killed before its first file is written; when it goes on, before its second; and so on."""
    out, kills = tmp_path / "out", 0
    while True:
        try:
            with killed_after(kills):
                archiving(few, out, Inside())
            break
        except Killed:
            kills += 1
    assert kills > 5
    assert digests(out) == digests(few_archived)


def killed(sources: list[str], out: Path, *, at: int) -> int:
    """Start the command and kill it when so many notes are written; its exit code."""
    command = [sys.executable, "-m", "crosswire", "archive", "--engine", "none", "-q"]
    with subprocess.Popen([*command, *sources, "-o", str(out)]) as process:
        while len(notes(out)) < at and process.poll() is None:
            sleep(0.01)
        process.kill()
        return process.wait()


def test_a_command_is_killed_and_gone_on_with(
    few_archived: Path, few: list[str], archiving: Archive, tmp_path: Path
) -> None:
    out, whole = tmp_path / "out", len(notes(few_archived))
    assert killed(few, out, at=whole - 3) == -signal.SIGKILL
    before = stamps(notes(out))
    assert whole - 3 <= len(before) < whole
    engine = Inside()
    archiving(few, out, engine)
    assert len(notes(out)) == whole
    assert len(engine.worked) == whole - len(before) - 1  # the last is the run's own
    assert {path: stamps([path])[path] for path in before} == before
    assert digests(out) == digests(few_archived)
