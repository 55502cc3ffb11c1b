"""What the program tells of its work while nobody watches: lines for a person, or for a program.

Events have names from a closed list (`log.toml`) that says which fields each has; there is none for
the words of a report, and passwords in addresses are hidden. It all goes through the standard
library's `logging`, under the name `crosswire`, to standard error.
"""

from __future__ import annotations

import json
import logging
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal, TextIO

from crosswire.desk.address import shown
from crosswire.view.inert import inert

ROOT = "crosswire"

LONGEST = 500
"""Characters of a field that are told."""

Form = Literal["text", "json"]
Value = str | int | float | bool | None

LEVELS: Mapping[str, int] = MappingProxyType(
    {
        "debug": logging.DEBUG,
        "info": logging.INFO,
        "warning": logging.WARNING,
        "error": logging.ERROR,
    }
)


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the list: its name, how grave it is, its line, its fields."""

    name: str
    level: str
    says: str
    fields: tuple[str, ...]


@cache
def vocabulary() -> Mapping[str, Event]:
    """The events that may be told, by name."""
    text = resources.files("crosswire.desk").joinpath("log.toml").read_text("utf-8")
    return {name: _event(name, **members) for name, members in tomllib.loads(text).items()}


def _event(name: str, *, level: str, says: str, fields: list[Any]) -> Event:
    """An event, from its table."""
    return Event(name, level, says, tuple(fields))


def tell(name: str, /, **values: Value) -> None:
    """Tell an event, with its fields; raises ValueError for one that is not in the list."""
    event = vocabulary().get(name)
    if event is None or values.keys() != set(event.fields):
        raise ValueError(f"log.toml has no event {name!r} with the fields {sorted(values)}")
    logger = logging.getLogger(f"{ROOT}.{name}")
    if logger.isEnabledFor(LEVELS[event.level]):
        told = {field: _bounded(value) for field, value in values.items()}
        plain = {field: _plain(value) for field, value in told.items()}
        line = inert(event.says.format_map(plain))
        logger.log(LEVELS[event.level], line, extra={"event": event, "values": told})


def set_up(form: Form = "text", level: str = "info", *, stream: TextIO | None = None) -> None:
    """From now on events go to standard error, in that form, from that level on."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines() if form == "json" else Lines())
    root = logging.getLogger(ROOT)
    root.handlers = [handler]
    root.propagate = False
    root.setLevel(LEVELS[level])


class Lines(logging.Formatter):
    """A line for a person: the time of day in UTC, the level where it is grave, what happened."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of an event."""
        grave = f"{record.levelname.lower()}: " if record.levelno >= logging.WARNING else ""
        return f"{_time(record):%H:%M:%S}Z {grave}{record.getMessage()}"


class JsonLines(logging.Formatter):
    """A JSON object for a program: `time`, `level`, `event`, then the fields of the event."""

    def format(self, record: logging.LogRecord) -> str:
        """The object of an event, on one line."""
        event: Event = record.__dict__["event"]
        members = {
            "time": _time(record).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "event": event.name,
        }
        return json.dumps(members | record.__dict__["values"])


def _time(record: logging.LogRecord) -> datetime:
    """When it was told."""
    return datetime.fromtimestamp(record.created, UTC)


def _bounded(value: Value) -> Value:
    """A value as it may be told: without passwords, and of a bounded length."""
    if isinstance(value, str):
        return shown(value)[:LONGEST]
    return round(value, 3) if isinstance(value, float) else value


def _plain(value: Value) -> str:
    """A value in a line: numbers without needless noughts."""
    return f"{value:g}" if isinstance(value, float) else str(value)
