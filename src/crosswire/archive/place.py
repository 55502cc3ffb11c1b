"""Where an archive's files are: a folder of this machine, or a store of objects elsewhere.

What is written stands there whole or not at all, so that a run that is killed leaves no half file
under a name that anybody reads. Places elsewhere are those that fsspec knows ("s3://…", by the
user's own extra); only this module knows fsspec.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO

import fsspec
import pyarrow as pa
from pyarrow import parquet as pq

from crosswire.error import ExtraError, InputError, UnreachableError

COMPRESSION = "zstd"

BUFFER = 1_000_000
"""Bytes that are read ahead of a file elsewhere."""

HALF = ".part"
"""How the name of a file ends that is not whole yet."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to write into and read from; its names are paths below it, with "/" between.

    `url` is an absolute path, or the address of a store that fsspec knows.
    """

    url: str

    @classmethod
    def of(cls, url: str | Path) -> Place:
        """The place at a path or an address; InputError for an address of no known kind."""
        system, path = _system(str(url))
        return cls(path if _is_local(system) else system.unstrip_protocol(path).rstrip("/"))

    @property
    def folder(self) -> Path | None:
        """The folder of this machine that it is; None where it is elsewhere."""
        system, path = _system(self.url)
        return Path(path) if _is_local(system) else None

    def at(self, name: str) -> str:
        """The path or address of a file."""
        return f"{self.url}/{name}" if name else self.url

    def write(self, name: str, data: bytes) -> None:
        """Write a file whole; one of that name is replaced."""
        with self.writing(name) as file:
            file.write(data)

    def read(self, name: str) -> bytes:
        """The bytes of a file; FileNotFoundError where there is none."""
        with self.reading(name) as file:
            return file.read()

    def exists(self, name: str) -> bool:
        """Whether there is a file, or a folder with files, of that name."""
        system, path = _system(self.at(name))
        with _answering(self.at(name)):
            return bool(system.exists(path))

    def names(self, folder: str = "") -> list[str]:
        """The names of all files in a folder and the folders in it, in order; none if it is not."""
        system, root = _system(self.url)
        _, path = _system(self.at(folder))
        with _answering(self.url):
            found = [str(one)[len(root.rstrip("/")) + 1 :] for one in system.find(path)]
        return sorted(one for one in found if not one.rpartition("/")[2].startswith("."))

    def remove(self, name: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""
        system, path = _system(self.at(name))
        if system.exists(path):
            system.rm(path, recursive=True)

    def sweep(self) -> None:
        """Remove what writers left that were killed; nobody may be writing now."""
        system, root = _system(self.url)
        for path in system.find(root) if _is_local(system) else ():
            name = Path(path).name
            if name.startswith(".") and name.endswith(HALF):
                Path(path).unlink(missing_ok=True)

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """A file to write that takes its name when all is written; what fails leaves no file."""
        system, path = _system(self.at(name))
        with _kept(Path(path)) if _is_local(system) else _sent(system, path) as file:
            yield file

    def reading(self, name: str) -> BufferedReader:
        """A file to read, from any byte of it, and to close.

        Raises FileNotFoundError where there is none, UnreachableError where its store is silent.
        """
        system, path = _system(self.at(name))
        if _is_local(system):
            return Path(path).open("rb")
        with _answering(self.at(name)):
            return BufferedReader(_Elsewhere(self.at(name), system.open(path, "rb")), BUFFER)

    def size(self, name: str) -> int:
        """The bytes of a file; 0 where its store does not say."""
        system, path = _system(self.at(name))
        with _answering(self.at(name)):
            return int(system.size(path) or 0)

    def is_folder(self, name: str = "") -> bool:
        """Whether there is a folder of that name."""
        system, path = _system(self.at(name))
        with _answering(self.at(name)):
            return bool(system.isdir(path))

    def parquet_write(
        self,
        name: str,
        table: pa.Table,
        *,
        group: int | None = None,
        statistics: Sequence[str] | None = None,
    ) -> None:
        """Write a table whole, in row groups of so many rows: same table, same bytes.

        `statistics` are the columns whose bounds are told for each row group, if not all.
        """
        made = BytesIO()
        pq.write_table(
            table.combine_chunks(),  # how a table was put together would show in its pages
            made,
            compression=COMPRESSION,
            row_group_size=group,
            write_statistics=True if statistics is None else list(statistics),
        )
        self.write(name, made.getvalue())

    @contextmanager
    def parquet_writing(self, name: str, schema: pa.Schema) -> Iterator[Any]:
        """A writer of row groups, one after the other, for what memory does not hold at once."""
        with (
            self.writing(name) as file,
            pq.ParquetWriter(file, schema, compression=COMPRESSION) as writer,
        ):
            yield writer

    def parquet(
        self,
        name: str,
        *,
        columns: Sequence[str] | None = None,
        rows: Iterable[int] | None = None,
        filters: Any = None,
    ) -> pa.Table:
        """A table: these columns of it, and the rows of these numbers, in this order, or all.

        Only the row groups that hold such rows are read, without threads: these are the engine's.
        """
        with self.reading(name) as file:
            if rows is not None:
                return _some(pq.ParquetFile(file), list(rows), columns)
            if filters is None:
                return pq.ParquetFile(file).read(columns=columns, use_threads=False)
            return pq.read_table(
                file, columns=columns, filters=filters, partitioning=None, use_threads=False
            )

    def batches(
        self, name: str, *, columns: Sequence[str] | None = None, size: int = 1024
    ) -> Iterator[pa.RecordBatch]:
        """A table in the order of its rows, so many at a time."""
        with self.reading(name) as file:
            yield from pq.ParquetFile(file).iter_batches(size, columns=columns, use_threads=False)


class _Elsewhere(RawIOBase):
    """A file elsewhere, whose troubles are its store's."""

    def __init__(self, url: str, file: Any) -> None:
        self._url = url
        self._file = file

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._file.seekable())

    def readinto(self, goal: Any) -> int:
        with _answering(self._url):
            part = self._file.read(len(goal))
        goal[: len(part)] = part
        return len(part)

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def _answering(url: str) -> Iterator[None]:
    """Raises UnreachableError for what goes wrong inside, but for a file that is not there."""
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:
        if is_local(url):
            raise
        raise UnreachableError(
            f"{url} cannot be read now ({type(error).__name__}: {error})".replace("\n", " "),
            remedy="See that its store answers and that you may read it; then give the same again.",
        ) from error


def matching(pattern: str) -> list[str]:
    """The paths or addresses of the files that a pattern with "*", "?" or "[…]" stands for."""
    system, path = _system(pattern)
    with _answering(pattern):
        found = sorted(str(one) for one in system.glob(path) if system.isfile(one))
    return found if _is_local(system) else [system.unstrip_protocol(one) for one in found]


def is_local(url: str) -> bool:
    """Whether an address is a path of this machine."""
    return _is_local(_system(url)[0])


def _some(file: Any, rows: Sequence[int], columns: Sequence[str] | None) -> pa.Table:
    """The rows of these numbers, by the row groups in which they are."""
    starts = [0]
    for group in range(file.num_row_groups):
        starts.append(starts[-1] + file.metadata.row_group(group).num_rows)
    wanted = set(rows)
    if lacking := wanted.difference(range(starts[-1])):
        raise IndexError(f"no row {min(lacking)}: the table has {starts[-1]}")
    groups, places, read = [], dict[int, int](), 0
    for group in range(file.num_row_groups):
        inside = range(starts[group], starts[group + 1])
        if wanted.isdisjoint(inside):
            continue
        groups.append(group)
        places |= {row: read + at for at, row in enumerate(inside)}
        read += len(inside)
    found = file.read_row_groups(groups, columns=columns, use_threads=False)
    return found.take(pa.array([places[row] for row in rows], pa.int64()))


@contextmanager
def _kept(goal: Path) -> Iterator[BinaryIO]:
    """A file of this machine: on its disk before it takes its name."""
    goal.parent.mkdir(parents=True, exist_ok=True)
    half = goal.with_name(f".{goal.name}.{token_hex(4)}{HALF}")  # no other worker's of one name
    try:
        with half.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(goal)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def _sent(system: Any, path: str) -> Iterator[BinaryIO]:
    """A file elsewhere: written on this machine first, and sent when it is whole."""
    with tempfile.TemporaryDirectory() as folder:
        half = Path(folder, "whole")
        with half.open("wb") as file:
            yield file
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
        system.put_file(str(half), path)


def _system(url: str) -> tuple[Any, str]:
    """What knows the files of an address, and what the address is called there."""
    scheme, separator, _ = url.partition("://")
    if not separator:  # a path, whatever is in it: fsspec takes "a::b" and "data:a" for addresses
        return fsspec.filesystem("file"), os.path.abspath(url)  # noqa: PTH100 - links stay
    if "::" in url:
        raise InputError(f"{url}: a place inside another", remedy="Unpack it first.")
    try:
        system, path = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise ExtraError(
            f"{scheme}:// cannot be read: {error}", remedy="Install what is named there."
        ) from error
    except ValueError as error:
        raise InputError(
            f"{scheme}:// is no kind of place that is known",
            remedy="Give a path, or an address that fsspec knows, as s3://, gs:// or https://.",
        ) from error
    system.invalidate_cache()  # others write there too
    return system, str(path)


def _is_local(system: Any) -> bool:
    """Whether files are on this machine."""
    return "file" in ((system.protocol,) if isinstance(system.protocol, str) else system.protocol)
