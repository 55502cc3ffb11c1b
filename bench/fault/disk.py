"""Disks that are full in the middle: a small file system in memory, or a limit on files."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from bench.cluster import BenchError
from bench.fault.mishap import ran_out
from bench.fault.place import Server
from bench.fault.task import Case

ROOM = 256 << 20
"""Bytes of a disk on which there is room again."""

PART = 0.5
"""How much of what an undisturbed run adds there is room for."""

BESIDE = 64 << 10
"""Bytes that SQLite takes beside its file and its log."""


class MountError(BenchError):
    """No file system can be made here."""


def limited(case: Case) -> Iterator[str]:
    """No file may grow beyond a part of what the desk needs; this takes no right to mount."""
    where = case.place.copy(case.task.prepared)
    largest = case.place.size(where) + round(case.course.grown * PART)
    process = case.task.start(case.stable, where, largest=largest)
    process.end()
    yield from ran_out(case, where, process)


def full(case: Case) -> Iterator[str]:
    """SQLite on a file system that is full in the middle, and is made larger then."""
    with mounted(ROOM) as folder:
        where = str(folder / "desk.sqlite")
        shutil.copyfile(case.task.prepared, where)
        used = shutil.disk_usage(folder).used
        _resize(folder, used + BESIDE + round(case.course.grown * PART))
        process = case.task.start(case.stable, where)
        process.end()
        _resize(folder, ROOM)
        yield from ran_out(case, where, process)


def full_server(case: Case, server: Server) -> Iterator[str]:
    """The same with a database that PostgreSQL has on such a file system."""
    with mounted(ROOM) as folder:
        if server.own and server.own.system_user:
            shutil.chown(folder, server.own.system_user)
        server.run(f"CREATE TABLESPACE small LOCATION '{folder}'")
        where = server.copy(case.task.prepared, options="TABLESPACE small STRATEGY FILE_COPY")
        used = shutil.disk_usage(folder).used
        _resize(folder, used + round(case.course.grown * PART))
        process = case.task.start(case.stable, where)
        process.end()
        _resize(folder, ROOM)
        yield from ran_out(case, where, process)
        server.run(f"DROP DATABASE {make_url(where).database} WITH (FORCE)")
        server.run("DROP TABLESPACE small")


@contextmanager
def mounted(size: int) -> Iterator[Path]:
    """A file system in memory of so many bytes; raises MountError where we may not make one."""
    with tempfile.TemporaryDirectory(prefix="crosswire-disk-") as folder:
        Path(folder).chmod(0o755)
        _mount("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
        try:
            yield Path(folder)
        finally:
            _mount("umount", "-l", folder)


def _resize(folder: Path, size: int) -> None:
    """The file system has so much room from now on."""
    _mount("mount", "-o", f"remount,size={size}", str(folder))


def _mount(*command: str) -> None:
    """A command of the system's."""
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise MountError(f"no file system can be mounted here: {error}") from error
