"""What a setting may be: in words, and how it is read from what TOML holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

SECONDS: Mapping[str, int] = MappingProxyType({"s": 1, "m": 60, "h": 3600, "d": 86_400})
"""How many seconds a unit of time has."""

LONGEST = 366 * 86_400
"""Seconds of the longest stretch of time that makes sense as a setting."""

_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s?([smhd])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may be: in words, with an example in TOML, and how it is read.

    `read` raises ValueError or TypeError for what the setting cannot be.
    """

    words: str
    example: str
    read: Callable[[Any], Any]


def setting(kind: Kind, default: Any = None) -> Any:
    """A field of a section of the configuration, of that kind."""
    return field(default_factory=lambda: default, metadata={"kind": kind})


def text(example: str) -> Kind:
    """Some words, at least one."""
    return Kind("a text", f'"{example}"', _text)


def texts(*examples: str) -> Kind:
    """A list of texts."""
    shown = ", ".join(f'"{one}"' for one in examples)
    return Kind("a list of texts", f"[{shown}]", lambda found: tuple(map(_text, _list(found))))


def by_name(**examples: str) -> Kind:
    """Texts by their names, as `{text = "maintext"}`."""
    shown = ", ".join(f'{name} = "{value}"' for name, value in examples.items())
    return Kind("texts by name", f"{{{shown}}}", _names)


def word(*allowed: str) -> Kind:
    """One word of a few."""
    return Kind(f"one of {', '.join(allowed)}", f'"{allowed[0]}"', lambda it: _among(it, allowed))


def whole(least: int, most: int, example: int) -> Kind:
    """A whole number within bounds."""
    words = f"a whole number from {least} to {most}"
    return Kind(words, str(example), lambda found: _within(found, least, most))


def duration(example: str, *, least: float = 0) -> Kind:
    """A stretch of time with its unit, as seconds: "30s", "5m", "2h", "1d"."""
    at_least = f", at least {least:g} s" if least else ""
    words = f"a time with its unit (s, m, h or d){at_least}"
    return Kind(words, f'"{example}"', lambda found: seconds(found, least=least))


def seconds(found: Any, *, least: float = 0) -> float:
    """The seconds of a time with its unit; raises ValueError for anything else.

    >>> seconds("5m"), seconds("1.5h")
    (300.0, 5400.0)
    """
    match = _DURATION.fullmatch(_text(found))
    if match is None:
        raise ValueError
    total = float(match[1]) * SECONDS[match[2]]
    if not least <= total <= LONGEST:
        raise ValueError
    return total


def _text(found: Any) -> str:
    if not isinstance(found, str) or not found.strip():
        raise ValueError
    return found.strip()


def _list(found: Any) -> list[Any]:
    if not isinstance(found, list):
        raise TypeError
    return found


def _names(found: Any) -> Mapping[str, str]:
    if not isinstance(found, dict):
        raise TypeError
    return MappingProxyType({name: _text(value) for name, value in found.items()})


def _among(found: Any, allowed: tuple[str, ...]) -> str:
    if found not in allowed:
        raise ValueError
    return str(found)


def _within(found: Any, least: int, most: int) -> int:
    if type(found) is not int or not least <= found <= most:
        raise ValueError
    return found


def _truth(found: Any) -> bool:
    if not isinstance(found, bool):
        raise TypeError
    return found


SWITCH = Kind("true or false", "true", _truth)
