"""A folder that is watched: which of its files are new, or have other bytes, and are whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b, file_digest
from pathlib import Path
from types import MappingProxyType

from crosswire.desk.watch.news import Input, Look, News, digest
from crosswire.desk.watch.source import Source, key
from crosswire.error import InputError
from crosswire.fetch import Schedule, Visit
from crosswire.read import Given
from crosswire.read.intake import articles
from crosswire.read.walk import EMPTY, File, walk
from crosswire.row import Problem

SETTLED = 2.0
"""Seconds for which a file must have stayed as it is before it is taken for whole."""

UNFINISHED = (".crdownload", ".download", ".part", ".partial", ".tmp", "~")
"""How names end while browsers and copying programs are still at work on their files."""

COMPLAINT = "! "
"""What stands before the name of a thing that was no file to read, but a problem."""

NO_FIELDS: Mapping[str, str] = MappingProxyType({})

Signature = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the reports of a folder are read: what holds for all, what their parts are called."""

    given: Given = Given()  # noqa: RUF009 - frozen
    fields: Mapping[str, str] = field(default_factory=lambda: NO_FIELDS)


@dataclass(slots=True)
class _Sight:
    """A file as it was seen, since when it has stayed so, and its digest once that is known."""

    signature: Signature
    since: float
    digest: str | None = None


@dataclass(slots=True)
class Folder:
    """A folder, looked at again and again; times are those of a clock that only runs forward."""

    source: Source
    now: Callable[[], float]
    monotonic: Callable[[], float]
    reading: Reading = field(default_factory=Reading)
    sights: dict[str, _Sight] = field(default_factory=dict)

    def look(self, schedule: Schedule, seen: Mapping[str, str]) -> Look:  # noqa: ARG002
        """The files that are new or changed; what is gone is only named.

        A file is read when it has stayed as it is from one look to another one, SETTLED seconds
        later at least: neither its own times nor the machine's clock are believed.
        """
        root = Path(self.source.location)
        if not root.is_dir():
            raise InputError(
                "there is no such folder", remedy="Make it, mount it, or watch another one."
            )
        news: list[News] = []
        present: set[str] = set()
        growing = 0
        for name, entry in self._entries(root):
            present.add(name)
            found, is_still = self._found(entry, is_known=name in seen)
            if found is None or (found != seen.get(name) and not is_still):
                growing += 1
            elif found != seen.get(name):
                news.append(News(name, found, partial(self._read, entry)))
        self._forget(present)
        gone = tuple(sorted(name for name in seen if name not in present))
        return Look(Visit(int(self.now()), "new"), iter(news), gone, growing)

    def _entries(self, root: Path) -> Iterator[tuple[str, File | Problem]]:
        """The files of the folder and what is wrong in it, under the names they are known by."""
        for entry in walk([root]):
            if isinstance(entry, Problem):
                if entry.reason != EMPTY:
                    yield key(f"{COMPLAINT}{entry.document}"), entry
            elif not entry.id.endswith(UNFINISHED):
                yield key(entry.id), entry

    def _found(self, entry: File | Problem, *, is_known: bool) -> tuple[str | None, bool]:
        """The digest of a file with what is given beside it, and whether nobody writes it any more.

        The digest is None while it is being written, unless it `is_known`: then it is probably as
        it was, and compared at once.
        """
        if isinstance(entry, Problem) or entry.path is None:
            return digest(entry), True
        try:
            sight = self._sight(entry.id, entry.path)
            is_still = self.monotonic() - sight.since >= SETTLED
            if sight.digest is None and (is_known or is_still):
                sight.digest = _of_bytes(entry.path)
        except OSError as error:
            return digest(entry.id, error.errno), True
        return sight.digest and digest(sight.digest, entry.given), is_still

    def _sight(self, name: str, path: Path) -> _Sight:
        """A file as it is now, and since when."""
        signature = _signature(path)
        sight = self.sights.get(name)
        if sight is None or sight.signature != signature:
            sight = self.sights[name] = _Sight(signature, self.monotonic())
        return sight

    def _forget(self, present: set[str]) -> None:
        """Take out what was known of files that are gone."""
        for name in [name for name in self.sights if key(name) not in present]:
            del self.sights[name]

    def _read(self, entry: File | Problem) -> Iterator[Input]:
        """The articles of a file."""
        return articles([entry], given=self.reading.given, fields=self.reading.fields)


def _signature(path: Path) -> Signature:
    """What changes when a file is written to; raises OSError where it can't be seen."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _of_bytes(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()
