"""The sources of an archive, divided into splits: what one worker reads at a time.

A large file is divided where its format allows it, small ones are put together. A split is known
by what is in it and not by where it lies, so that it is the same unit on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from crosswire.archive.place import Place
from crosswire.archive.source.listing import Listed, listed
from crosswire.archive.source.unpacking import opened
from crosswire.archive.unit import Unit
from crosswire.codec import codec
from crosswire.error import CrosswireError, UnreachableError
from crosswire.read.reader import Divisible, choose, readers
from crosswire.read.source import WHOLE, Part
from crosswire.row import Problem

STEP = "read"

LARGEST = 32_000_000
"""Bytes of a split: a minute or two of work, and what is done again after a worker's death."""

SMALLEST = 1_000_000
"""Bytes of a split of few sources."""

SHARES = 64
"""Splits that the sources are divided into as long as these would be neither large nor small."""

MOST_FILES = 1_000
"""Files of a split."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or a part of one, to be read."""

    file: Listed
    part: Part = WHOLE

    @property
    def weight(self) -> int:
        """Its bytes, as far as they are known."""
        return self.file.size if self.part == WHOLE else self.part.weight


@dataclass(frozen=True, slots=True)
class Split:
    """What one worker reads at a time; `problems` are what was wrong when it was looked for."""

    name: str
    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def weight(self) -> int:
        """Its bytes, as far as they are known."""
        return sum(piece.weight for piece in self.pieces)

    @property
    def unit(self) -> Unit:
        """The unit of work that it is."""
        return Unit(STEP, self.name, self.given())

    def given(self) -> dict[str, Any]:
        """The split as JSON."""
        found: dict[str, Any] = codec(Split).encode(self)
        return found | {"weight": self.weight}

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Split:
        """The split from what `given` told."""
        made: Split = codec(Split).decode({name: given[name] for name in given if name != "weight"})
        return made


def splits(
    sources: Iterable[str | Path],
    *,
    known: Iterable[Split] = (),
    outside: Place | None = None,
    size: int | None = None,
) -> list[Split]:
    """The splits of the files of some sources, without the files of those that are `known`.

    What lies in the archive itself, `outside` of which is read, is no source. `size` is how many
    bytes a split should have. Raises InputError for a source that is missing.
    """
    old = {piece.file.digest: piece.file for split in known for piece in split.pieces}
    found = list(listed(sources, old, outside=outside))
    files = [one for one in found if isinstance(one, Listed)]
    size = size or min(max(sum(file.size for file in files) // SHARES, SMALLEST), LARGEST)
    small = [file for file in files if file.size <= size]
    problems = tuple(one for one in found if isinstance(one, Problem))
    made = [split for file in files if file.size > size for split in _divided(file, size)]
    made += [_together(group) for group in _groups(small, size)]
    return made + ([_told(problems)] if problems else [])


def _divided(file: Listed, size: int) -> Iterator[Split]:
    """The splits of a large file."""
    for number, part in enumerate(_parts(file, size), 1):
        name = f"{_plain(file.id)}-{file.digest[:12]}-{number:05}"
        yield Split(name, (Piece(file, part),))


def _parts(file: Listed, size: int) -> Sequence[Part]:
    """The parts of a file: the whole of it, where its format does not allow more."""
    available, _ = readers()
    try:
        with opened(file) as source:
            reader = choose(available, source)
            if not isinstance(reader, Divisible) or source.is_unpacked:
                return [WHOLE]
            return list(reader.parts(source, size))
    except UnreachableError:
        raise
    except (OSError, CrosswireError):
        return [WHOLE]  # whoever reads it says what is wrong


def _groups(files: Iterable[Listed], size: int) -> Iterator[list[Listed]]:
    """Small files, in their order, as many as make a split."""
    group: list[Listed] = []
    weight = 0
    for file in files:
        if group and (weight + file.size > size or len(group) == MOST_FILES):
            yield group
            group, weight = [], 0
        group.append(file)
        weight += file.size
    if group:
        yield group


def _together(files: Sequence[Listed]) -> Split:
    """The split of some small files."""
    name = f"{_plain(files[0].id)}-{_digest(file.digest for file in files)}"
    return Split(name, tuple(Piece(file) for file in files))


def _told(problems: tuple[Problem, ...]) -> Split:
    """A split of nothing but what was wrong with the sources."""
    return Split(f"problems-{_digest(one.id for one in problems)}", (), problems)


def _digest(names: Iterable[str]) -> str:
    return sha256("\n".join(names).encode()).hexdigest()[:12]


def _plain(name: str) -> str:
    """A file's name as a unit's: letters, digits and what joins them."""
    return re.sub(r"[^A-Za-z0-9_]+", "-", PurePosixPath(name).name).strip("-")[:40] or "file"
