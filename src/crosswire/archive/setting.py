"""With what an archive is made: said once, kept in it, and the same for every run over it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from crosswire.archive import encoder
from crosswire.archive.mark import NAME
from crosswire.archive.place import Place
from crosswire.assignment import ALIKE, ALIKE_EMBEDDED
from crosswire.codec import DecodeError, codec
from crosswire.error import ArchiveError
from crosswire.pipeline import run
from crosswire.row import Run, Source

FORMAT = 1

WORDS = "words"
"""The likeness by words, names, numbers and days."""

VECTORS = "vectors"
"""The same, with where a language model places each article."""

LEAST = {WORDS: ALIKE, VECTORS: ALIKE_EMBEDDED}
"""What articles of one story are alike at least, by each likeness, where nothing else is said."""

ELSEWHERE = "give another folder with -o"

_OF_RUN = codec(Run)


def made_by(
    model: Source, gazetteer: Source, *, likeness: str = WORDS, least: float = ALIKE
) -> Run:
    """The row of what makes an archive: how articles are compared, how alike those of a story are.

    All that an archive holds rests on it and on its sources.
    """
    settings: dict[str, object] = {"likeness": likeness, "least": least}
    if likeness == VECTORS:
        settings["vectors"] = encoder.NAME
    return run(model, gazetteer, settings)


def agree(place: Place, wanted: Run) -> None:
    """See that an archive, if it is there, was made by the same so far.

    Raises ArchiveError where it was made otherwise, and where a folder with files is no archive.
    """
    if place.exists(NAME):
        _refuse_others(run_of(place), wanted)
    elif place.names():
        raise ArchiveError(f"{place.url} holds files, and no archive", remedy=f"Do {ELSEWHERE}.")


def keep(place: Place, wanted: Run) -> None:
    """Keep in an archive what makes it, if it is new."""
    if not place.exists(NAME):
        content = {"format": FORMAT, "run": _OF_RUN.encode(wanted)}
        place.write(NAME, (json.dumps(content, indent=1) + "\n").encode())


def run_of(place: Place) -> Run:
    """What an archive was made by; raises ArchiveError where there is no archive."""
    number = None
    try:
        content: Any = json.loads(place.read(NAME))
        number = content["format"]
        if number == FORMAT:
            found: Run = _OF_RUN.decode(content["run"])
            return found
    except (OSError, ValueError, KeyError, TypeError, DecodeError) as error:
        raise ArchiveError(
            f"{place.at(NAME)} cannot be read: {error}",
            remedy="Name the folder that `crosswire archive` wrote.",
        ) from error
    raise ArchiveError(
        f"the archive has format {number}, and this crosswire writes {FORMAT}",
        remedy=f"Use the crosswire that it was made with, or {ELSEWHERE}.",
    )


def _refuse_others(had: Run, wanted: Run) -> None:
    """Raises ArchiveError where an archive was made otherwise, and says in what."""
    if differing := "; ".join(_differing(had, wanted)):
        raise ArchiveError(
            f"the archive was made with other settings: {differing}",
            remedy=f"Use the same, or {ELSEWHERE}.",
        )


def _differing(had: Run, wanted: Run) -> Iterator[str]:
    """In what two runs differ, in words."""
    pairs: list[tuple[str, object, object]] = [
        ("crosswire", had.version, wanted.version),
        ("the language model", had.model, wanted.model),
        ("the gazetteer", had.gazetteer, wanted.gazetteer),
    ]
    for name in sorted(had.settings.keys() | wanted.settings.keys()):
        pairs.append((name, had.settings.get(name), wanted.settings.get(name)))
    for name, old, new in pairs:
        if old != new:
            yield f"{name} was {_told(old)}, is now {_told(new)}"


def _told(value: object) -> str:
    """A setting as a person reads it."""
    if isinstance(value, Source):
        return f"{value.name} {value.version} ({value.digest[:12]})"
    return str(value)
