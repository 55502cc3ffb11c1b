"""Looking places up by name."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Mapping
from contextlib import closing
from functools import cached_property, lru_cache
from hashlib import blake2b
from importlib import resources
from pathlib import Path

from crosswire.error import GazetteerError
from crosswire.gazetteer import file as files
from crosswire.gazetteer import package
from crosswire.gazetteer.entry import Country, Entry
from crosswire.gazetteer.name import acronym, fold, is_acronym
from crosswire.row import Source

NAME = "geonames"
LEXICONS = ("place.toml", "place_country.toml", "place_natural.toml")
REMEMBERED = 65_536
"""Names whose places are kept in memory."""

REBUILD = "Delete the file; it is built anew on the next run, or by `crosswire gazetteer build`."


def standard() -> Path:
    """Where the gazetteer of these packages and this lexicon is kept."""
    recipe = blake2b(repr((files.FORMAT, sorted(package.versions().items()))).encode())
    for name in LEXICONS:
        recipe.update(resources.files("crosswire.lexicon").joinpath(name).read_bytes())
    return files.folder() / f"gazetteer-{recipe.hexdigest()[:16]}.sqlite"


def build(path: Path | None = None, *, progress: package.Progress = package.unwatched) -> Path:
    """Build the gazetteer from the installed packages, in some fifteen seconds; returns its path.

    Raises GazetteerError where a package's data cannot be read or the file cannot be written.
    """
    path = path or standard()
    version = ", ".join(f"{name} {number}" for name, number in sorted(package.versions().items()))
    try:
        records, countries = list(package.records(progress)), package.countries()
    except (ImportError, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise GazetteerError(
            f"the data of {version} are not what the gazetteer is built from: {problem!r}",
            remedy="Install crosswire again, with the versions of its packages that it asks for.",
        ) from problem
    files.write(records, countries, path, name=NAME, version=version)
    return path


class Gazetteer:
    """A register of places, read from one file; it is safe to share, and is never written to."""

    def __init__(self, path: Path) -> None:
        self._file = _connect(path)
        meta = dict(self._file.execute("SELECT key, value FROM meta"))
        self.name: str = meta["name"]
        self.version: str = meta["version"]
        self.digest: str = meta["digest"]
        self.countries: Mapping[str, Country] = {
            code: Country(code, name, capital, tuple(filter(None, neighbours.split(","))), area)
            for code, name, capital, neighbours, area in self._file.execute(
                "SELECT code, name, capital, neighbours, area FROM country ORDER BY code"
            )
        }
        weakref.finalize(self, self._file.close)
        self._find = lru_cache(REMEMBERED)(self._query)

    @classmethod
    def open(
        cls, path: str | Path | None = None, *, progress: package.Progress = package.unwatched
    ) -> Gazetteer:
        """The gazetteer at `path`; without one, that of this installation, built at first use.

        Raises GazetteerError where it can be neither read nor built.
        """
        if path is not None:
            return cls(Path(path))
        mine = standard()
        return cls(mine if mine.exists() else build(mine, progress=progress))

    @property
    def source(self) -> Source:
        """What the ledger's `run` row says of the gazetteer."""
        return Source(self.name, self.version, self.digest)

    def look_up(self, name: str) -> tuple[Entry, ...]:
        """The places of that name, in any spelling of case, accents, apostrophes and hyphens.

        Initials ("U.A.E.") are found only in capitals. The largest place comes first.
        """
        found = self._find(fold(name))
        if is_acronym(name):
            initials = self.initials(name)
            known = {entry.id for entry in initials}
            found = initials + tuple(one for one in found if one.id not in known)
        return found

    def initials(self, name: str) -> tuple[Entry, ...]:
        """The places that are known by initials ("U.A.E."), with or without stops."""
        return self._find(acronym(name)) if is_acronym(name) else ()

    @cached_property
    def capitals(self) -> frozenset[str]:
        """The folded names of the countries' capitals."""
        known = self.countries.values()
        return frozenset(fold(country.capital) for country in known if country.capital)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _query(self, key: str) -> tuple[Entry, ...]:
        """The places under a key, largest first."""
        rows = self._file.execute(
            "SELECT p.id, p.name, p.kind, p.country, p.within, p.lat, p.lon, p.derived,"
            " p.population, p.located, n.alias FROM name n JOIN place p ON p.number = n.place"
            " WHERE n.key = ? ORDER BY n.alias, p.population DESC, p.number",
            (key,),
        )
        return tuple(
            Entry(gid, name, kind, country, tuple(within.split()), lat, lon, bool(derived),
                  people, located, bool(alias))
            for gid, name, kind, country, within, lat, lon, derived, people, located, alias in rows
        )  # fmt: skip


def _connect(path: Path) -> sqlite3.Connection:
    """The file, read-only, if it is a gazetteer."""
    try:
        file = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        with closing(file.execute("SELECT value FROM meta WHERE key = 'format'")) as rows:
            found = rows.fetchone()
    except sqlite3.Error as problem:
        raise GazetteerError(
            f"the gazetteer {path} cannot be read: {problem}", remedy=REBUILD
        ) from problem
    if found != (str(files.FORMAT),):
        file.close()
        raise GazetteerError(f"the gazetteer {path} has another format", remedy=REBUILD)
    return file
