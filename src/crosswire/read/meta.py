"""`meta.json`: what is known of the articles beside it.

`{"event": ..., "articles": [{"file", "outlet", "published", "title", "url"}]}`; any value may be
null, and `published` may carry a time and a zone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from crosswire.error import InputError
from crosswire.read.given import Given, day
from crosswire.row import Problem

NAME = "meta.json"

LARGEST = 10_000_000
"""Bytes of a meta.json that are read."""

REMEDY = 'Write it as {"event": ..., "articles": [{"file": ..., "published": ...}]}.'


@dataclass(frozen=True, slots=True)
class Meta:
    """The event's name, the facts by file name, and what was wrong with the file."""

    event: str | None = None
    given: Mapping[str, Given] = field(default_factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()


def meta(folder: Path, name: str) -> Meta:
    """What the folder's meta.json says; `name` is what its problems call it."""
    try:
        event, articles = _read(folder / NAME)
    except FileNotFoundError:
        return Meta()
    except (InputError, OSError) as error:
        remedy = error.remedy if isinstance(error, InputError) else "Make it readable."
        return Meta(problems=(Problem.of(name, f"cannot be used: {error}", remedy),))
    given: dict[str, Given] = {}
    problems: list[Problem] = []
    for number, entry in enumerate(articles, 1):
        for found in _entry(folder, number, entry):
            if isinstance(found, InputError):
                problems.append(Problem.of(name, str(found), found.remedy))
            else:
                given.setdefault(*found)
    return Meta(event, given, tuple(problems))


def _read(path: Path) -> tuple[str | None, list[object]]:
    """The event's name and the entries for the articles."""
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise InputError(f"larger than {LARGEST:,} bytes", remedy=REMEDY)
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(f"no JSON ({error})", remedy=REMEDY) from error
    articles = data.get("articles", []) if isinstance(data, dict) else None
    if not isinstance(articles, list):
        raise InputError("no object with a list of articles", remedy=REMEDY)
    return _text(data.get("event")), articles


def _entry(folder: Path, number: int, entry: object) -> Iterator[tuple[str, Given] | InputError]:
    """The file and the facts of an entry, and what is wrong with it."""
    file = _text(entry.get("file")) if isinstance(entry, dict) else None
    if not isinstance(entry, dict) or file is None:
        yield InputError(f"entry {number} names no file", remedy=REMEDY)
        return
    if not _is_there(folder / file):
        yield InputError(
            f"entry {number} names a file that is not there: {file}",
            remedy="Correct the name, or take the entry out.",
        )
        return
    published = None
    try:
        published = day(entry["published"]) if _text(entry.get("published")) else None
    except InputError as error:
        yield error
    facts = Given(
        _text(entry.get("outlet")), _text(entry.get("title")), _text(entry.get("url")), published
    )
    yield file, facts


def _is_there(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _text(value: object) -> str | None:
    """A text, or None for anything else."""
    return value.strip() or None if isinstance(value, str) else None
