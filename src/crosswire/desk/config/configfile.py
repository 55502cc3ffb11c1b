"""A configuration file: its sections, each key checked, and the line where something is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, NamedTuple

from crosswire.desk.address import shown
from crosswire.error import ConfigError

REMEDY = "`crosswire desk config` prints a file with every setting."

LONGEST = 60
"""Characters of a wrong value that are shown."""

_HEADER = re.compile(r"\s*\[{1,2}\s*([\w.-]+)\s*\]{1,2}")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")


class Key(NamedTuple):
    """A key of the file: its section, its name, and which of the sections of that name it is in."""

    section: str
    name: str
    number: int = 1


@dataclass(frozen=True, slots=True)
class ConfigText:
    """A configuration file: `name` is what its errors call it."""

    name: str
    text: str

    def tables(self) -> dict[str, Any]:
        """What TOML makes of it."""
        try:
            return tomllib.loads(self.text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ConfigError(f"{self.name}: no TOML: {error}", remedy=REMEDY) from None

    def sections(self, found: Mapping[str, Any], known: Mapping[str, type]) -> dict[str, Any]:
        """The sections that are there, by name; a table that is none of the known is an error."""
        for name in found:
            if name not in known:
                raise self._unknown(Key(name, ""), known, "section")
        return {name: self.section(name, found[name], known[name]) for name in found}

    def section(self, name: str, found: Any, kind: type, *, number: int = 1) -> Any:
        """A section's dataclass, each key of its table checked."""
        if not isinstance(found, dict):
            raise self.wrong(Key("", name), found, "a section", f"[{name}]")
        known = {one.name: one.metadata.get("kind") for one in fields(kind)}
        values = {}
        for key, value in found.items():
            place = Key(name, key, number)
            setting = known.get(key)
            if setting is None:
                raise self._unknown(place, known, f"setting of [{name}]")
            try:
                values[key] = setting.read(value)
            except (TypeError, ValueError):
                example = f"{key} = {setting.example}"
                raise self.wrong(place, value, setting.words, example) from None
        return kind(**values)

    def wrong(self, key: Key, found: Any, words: str, example: str) -> ConfigError:
        """The error of a value that a key cannot have."""
        called = f"[{key.section}] {key.name}" if key.section else key.name
        given = shown(repr(found))[:LONGEST]
        return ConfigError(
            f"{self.at(key)}: {called} is {given}, not {words}",
            remedy=f"Write it like this: {example}",
        )

    def at(self, key: Key) -> str:
        """The file, and the line of a key, or of its section, as far as the line can be told."""
        lines = {place: line for line, place in reversed(list(_keys(self.text)))}
        above, _, last = key.section.rpartition(".")
        places = (key, key._replace(name=""), Key(above, last))
        line = next((lines[place] for place in places if place in lines), None)
        return f"{self.name}:{line}" if line else self.name

    def _unknown(self, key: Key, known: Iterable[str], what: str) -> ConfigError:
        """The error of a name that is none."""
        name = key.name or key.section
        close = get_close_matches(name, known, n=1)
        return ConfigError(
            f"{self.at(key)}: {name!r} is no {what}",
            remedy=f"Did you mean {close[0]!r}?" if close else f"There are: {', '.join(known)}.",
        )


def _keys(text: str) -> Iterator[tuple[int, Key]]:
    """The keys that stand at the beginning of a line, and the headers, with their lines."""
    tables: dict[str, int] = {"": 1}
    here = ""
    for line, words in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(words):
            here = header[1]
            tables[here] = tables.get(here, 0) + 1
            yield line, Key(here, "", tables[here])
        elif key := _KEY.match(words):
            yield line, Key(here, key[1], tables[here])
