"""Which files the sources of an archive stand for: files, folders, patterns, here or elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from crosswire.archive.mark import NAME as MARK
from crosswire.archive.mark import RUNS
from crosswire.archive.place import Place, is_local, matching
from crosswire.error import InputError
from crosswire.read.given import UNKNOWN, Given
from crosswire.read.meta import NAME
from crosswire.read.walk import STANDARD_INPUT, unreadable, walk, writable
from crosswire.row import Problem

EDGE = 65_536
"""Bytes at the beginning and the end of a file by which it is known again."""

_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Listed:
    """A file of a source: its name in the ledger, where it is, and what is known beside it.

    `digest` is made of its name, its size, its beginning and its end: the same wherever it lies,
    and another where it grew.
    """

    id: str
    url: str
    size: int = 0
    digest: str = ""
    given: Given = UNKNOWN


def listed(
    sources: Iterable[str | Path],
    known: Mapping[str, Listed] | None = None,
    *,
    outside: Place | None = None,
) -> Iterator[Listed | Problem]:
    """The files of the sources, in their order, without those whose digest is `known`.

    Files in the place `outside` of which is read are none, by whatever path they are reached. What
    cannot be read inside a folder is a problem, as is another archive in it. Raises InputError for
    a source that is missing, or stands for no file.
    """
    known = known or {}
    seen = set(known)
    holders = {one.id: one.url for one in known.values()}
    inside = f"{_real(outside.url)}/" if outside else None
    for found in (one for source in sources for one in _source(str(source))):
        if inside and isinstance(found, Listed) and _real(found.url).startswith(inside):
            continue
        if isinstance(found, Listed) and _is_mark(found.url):
            reason = "an archive of crosswire, which is no source"
            yield Problem.of(found.id, reason, "Give what it was made of, or leave it out.")
            continue
        file = found if isinstance(found, Problem) else _told(found)
        if isinstance(file, Problem):
            yield file
        elif file.digest not in seen:
            seen.add(file.digest)
            yield _named(file, holders)
        elif file.digest not in known:
            yield Problem.of(file.id, "given twice", "It was read once; name it once.")


def _real(url: str) -> str:
    """A path without links and detours, so that two paths of one file are the same."""
    return os.path.realpath(url) if is_local(url) else url


def _source(source: str) -> list[Listed | Problem]:
    """The files that one source stands for; InputError where there is none."""
    if source == STANDARD_INPUT:
        raise InputError(
            "an archive is not read from standard input",
            remedy="Give files or folders: what is interrupted is read again.",
        )
    here = is_local(source)
    if _MAGIC.isdisjoint(source) or (here and Path(source).exists()):
        found = list(_here(source) if here else _elsewhere(source))
    else:
        found = list(_matched(source))
    if not any(isinstance(one, Listed) for one in found):
        why = next((one.reason for one in found if isinstance(one, Problem)), "no file matches it")
        raise InputError(f"{source}: {why}", remedy="Check its name, and that files are there.")
    return found


def _here(source: str) -> Iterator[Listed | Problem]:
    """The files of a path of this machine, with what their meta.json says of them.

    Of an archive in it there is but the file by which it is known.
    """
    root, is_one = Path(source.removeprefix("file://")), cache(_is_archive)
    for file in walk([root]):
        if isinstance(file, Problem):
            yield file
        elif file.path is not None:
            above = (one for one in file.path.parents if one.is_relative_to(root))
            archive = next(filter(is_one, above), None)
            if archive is None or file.path == archive / MARK:
                yield Listed(file.id, str(file.path.absolute()), given=file.given)


def _is_archive(folder: Path) -> bool:
    """Whether a folder is an archive: an article may bear the name of the file that marks one."""
    return (folder / MARK).is_file() and (folder / RUNS).is_dir()


def _is_mark(url: str) -> bool:
    """Whether a file is the one by which an archive of this machine is known."""
    path = PurePosixPath(url.replace(os.sep, "/"))
    return path.name == MARK and is_local(url) and _is_archive(Path(url).parent)


def _elsewhere(source: str) -> Iterator[Listed | Problem]:
    """The files at an address."""
    place = Place.of(source)
    if place.is_folder():
        for name in place.names():
            if PurePosixPath(name).name != NAME:
                yield Listed(name, place.at(name))
    elif place.exists(""):
        yield Listed(PurePosixPath(place.url).name, place.url)
    else:
        yield unreadable(source, FileNotFoundError())


def _matched(pattern: str) -> Iterator[Listed]:
    """The files that a pattern stands for, by their paths from where it first varies."""
    found = [url for url in matching(pattern) if PurePosixPath(url).name != NAME]
    stem = pattern[: min(pattern.index(mark) for mark in _MAGIC if mark in pattern)]
    depth = Place.of(stem.rpartition("/")[0] or ".").url.rstrip("/") + "/"
    for url in found:
        yield Listed(writable(url.removeprefix(depth)), url)


def _told(file: Listed) -> Listed | Problem:
    """A file with its size and digest."""
    place = Place(file.url)
    try:
        size = place.size("")
        with place.reading("") as stream:
            ends = stream.read(EDGE)
            if size > EDGE:
                stream.seek(max(size - EDGE, EDGE))
                ends += stream.read(EDGE)
    except OSError as error:
        return unreadable(file.id, error)
    told = f"{file.id}\0{size}\0".encode("utf-8", "surrogatepass")
    return replace(file, size=size, digest=sha256(told + ends).hexdigest()[:24])


def _named(file: Listed, holders: dict[str, str]) -> Listed:
    """A file under a name that no other file has: that of its folder may come before it."""
    folder = PurePosixPath(file.url.replace(os.sep, "/")).parent.name
    for name in (file.id, f"{folder}/{file.id}", f"{file.id}~{file.digest[:8]}"):
        if holders.setdefault(name, file.url) == file.url:
            return replace(file, id=name)
    return file
