"""Whether this installation can do its work: the program, its extras, its model, its places."""

from __future__ import annotations

import platform
import re
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from crosswire import model as models
from crosswire.desk.config.config import Config
from crosswire.desk.doctor.check import Check, fault, ok, warning
from crosswire.gazetteer import Gazetteer
from crosswire.gazetteer.store import REBUILD, standard

PROGRAM = "crosswire"

OLDEST_SQLITE = (3, 35)
"""The first SQLite that a desk can be kept in."""

LITTLE = 1_000_000_000
"""Bytes of free space below which somebody should make room."""

TOO_LITTLE = 50_000_000
"""Bytes below which the next reports may not find room."""

UNUSED = frozenset({"dev"})

_REQUIREMENT = re.compile(r"""([\w.-]+)(\[[^]]*\])?[^;]*;.*extra\s*==\s*['"]([\w-]+)['"]""")


def program() -> Iterator[Check]:
    """The program, the language that it is written in, and the database that comes with that."""
    told = f"{PROGRAM} {version(PROGRAM)}, Python {platform.python_version()}"
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        says = f"{told}, SQLite {sqlite3.sqlite_version}: too old for a desk"
        yield fault("program", says, "Use a Python with SQLite 3.35 or newer.")
    else:
        yield ok("program", f"{told}, SQLite {sqlite3.sqlite_version}")


def extras() -> Iterator[Check]:
    """What can be installed beside the program, whether it is, in which versions."""
    for name, libraries in _extras().items():
        there = {library: found for library in libraries if (found := _version(library))}
        if len(there) == len(libraries):
            listed = ", ".join(f"{library} {found}" for library, found in there.items())
            yield ok(f"extra {name}", listed, looked=len(libraries))
        elif there:
            missing = ", ".join(library for library in libraries if library not in there)
            remedy = f"pip install '{PROGRAM}[{name}]'"
            yield warning(f"extra {name}", f"{missing} is missing", remedy, looked=len(libraries))
        else:
            says = f"not installed; if you want it: pip install '{PROGRAM}[{name}]'"
            yield ok(f"extra {name}", says, looked=len(libraries))


def _extras() -> dict[str, list[str]]:
    """The libraries of each extra."""
    found: dict[str, list[str]] = defaultdict(list)
    for requirement in requires(PROGRAM) or ():
        if (match := _REQUIREMENT.match(requirement)) and match[3] not in UNUSED:
            library, _, extra = match.groups()
            if library != PROGRAM:
                found[extra].append(library)
    return found


def _version(library: str) -> str | None:
    """The version of a library, or None where it is not installed."""
    try:
        return version(library)
    except PackageNotFoundError:
        return None


def language_model(config: Config) -> Iterator[Check]:
    """The language model, byte for byte the pinned one, or another that is configured."""
    found = models.find(config.reading.model).source
    yield ok("model", f"{found.name} {found.version}, digest {found.digest[:12]}")


def places() -> Iterator[Check]:
    """The gazetteer of this installation, if it has been built, and whether its file is whole."""
    path = standard()
    if not path.exists():
        says = "not built yet; that happens when reports are first read"
        yield warning("gazetteer", says, "To do it now: crosswire gazetteer build")
        return
    with closing(
        sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    ) as it:
        (state,) = it.execute("PRAGMA quick_check(1)").fetchone()
        (names,) = it.execute("SELECT count(*) FROM name").fetchone()
    if state != "ok":
        yield fault("gazetteer", f"{path} is damaged: {state}", REBUILD)
        return
    with closing(Gazetteer.open(path)) as found:
        says = f"{found.name}, {found.version}, digest {found.digest[:12]}, {names:,} names"
        yield ok("gazetteer", says, looked=names)


def configuration(config: Config) -> Iterator[Check]:
    """Which configuration holds."""
    if config.file is None:
        yield ok("configuration", "none: the defaults hold (crosswire desk config)")
        return
    yield ok("configuration", f"{config.file}; sources watched: {len(config.watch.sources)}")


def room(path: Path, *, needed: int = 0) -> Iterator[Check]:
    """Whether there is space left on the disk of a file; `needed` is what a copy of it takes."""
    folder = path.absolute().parent
    free = shutil.disk_usage(folder).free
    says = f"{free / 1e9:.1f} GB free on the disk of {folder}"
    if free < TOO_LITTLE:
        yield fault("disk", says, "Make room: the next reports may find none.")
    elif free < max(LITTLE, needed):
        yield warning("disk", says, "Make room: a backup or an upgrade may find none.")
    else:
        yield ok("disk", says)
