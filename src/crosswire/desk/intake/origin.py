"""What brought a report: a folder or feed that is watched, else the file or address that was given.

It is noted with each arrival of a report, one that brings nothing new too. So it is known of every
report which sources it rests on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from crosswire.desk.storage.chunk import chunks
from crosswire.desk.storage.extraction import searchable
from crosswire.desk.storage.schema import document, intake
from crosswire.desk.version import locator
from crosswire.read import Article

REMOVED = "removed"
"""The outcome of a report's removal: what brought it before counts no more."""

IN_FOLDER, IN_FILE = ("/",), ("#", ":")
"""What stands between a folder, or a file of many reports, and what is in it."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A report that a source brought; `others` are the sources that brought it too."""

    id: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A source as a person names it, and what stands behind its name before what is in it."""

    name: str
    marks: tuple[str, ...] = ()

    def holds(self, source: str) -> bool:
        """Whether it is a source, or the source is in it."""
        return source == self.name or source.startswith(self._inside)

    def condition(self) -> ColumnElement[bool]:
        """The same for a row of the intake; an index finds it, and capitals count."""
        source = intake.c.source
        parts = (and_(source >= one, source < _after(one)) for one in self._inside)
        return or_(source == self.name, *parts)

    @property
    def _inside(self) -> tuple[str, ...]:
        """How the names of what is in it begin."""
        return tuple(f"{self.name}{mark}" for mark in self.marks)


def origin(article: Article, source: str | None, where: str) -> str:
    """What brought a report: the source it was given with, else its file or address."""
    return searchable(source or article.found_at or article.url or where) or ""


def brought(connection: Connection, sources: Collection[str]) -> tuple[Brought, ...]:
    """The reports that some sources brought, in the order in which they came."""
    places = [place for told in sources for place in _places(told)]
    is_of = or_(*(place.condition() for place in places))
    came = select(intake.c.document).where(is_of)
    query = select(document.c.id).where(document.c.id.in_(came)).order_by(document.c.seq)
    names = list(connection.execute(query).scalars())
    return tuple(_sorted_out(_origins(connection, names), places))


def _places(told: str) -> list[_Place]:
    """How the source may be noted that a person names: as it is, or as its path is in full."""
    if "://" in told:
        return [_Place(searchable(name) or "") for name in (told, locator.canonical(told))]
    path = Path(told)
    marks = IN_FILE if path.is_file() else IN_FOLDER
    names = dict.fromkeys((str(path.absolute()), str(path.resolve())))
    return [_Place(searchable(name) or "", marks) for name in names]


def _origins(connection: Connection, names: Sequence[str]) -> dict[str, dict[str, None]]:
    """What brought each of some reports since it was removed last, if it ever was."""
    found: dict[str, dict[str, None]] = {name: {} for name in names}
    columns = (intake.c.document, intake.c.outcome, intake.c.source)
    for some in chunks(names):
        query = select(*columns).where(intake.c.document.in_(some)).order_by(intake.c.seq)
        for one in connection.execute(query):
            if one.outcome == REMOVED:
                found[one.document].clear()
            elif one.source is not None:
                found[one.document][one.source] = None
    return found


def _sorted_out(origins: dict[str, dict[str, None]], places: Sequence[_Place]) -> Iterator[Brought]:
    """The reports that the places brought, with what else did."""
    for name, sources in origins.items():
        others = [one for one in sources if not any(place.holds(one) for place in places)]
        if len(others) < len(sources):
            yield Brought(name, tuple(others))


def _after(text: str) -> str:
    """The first text that sorts after all that begin with this one."""
    return text[:-1] + chr(ord(text[-1]) + 1)
