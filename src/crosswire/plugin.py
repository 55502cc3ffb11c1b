"""Classes that other packages bring: found by their entry points, made, and checked."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint
from typing import TypeGuard, TypeVar

Made = TypeVar("Made")

REMEDY = "Repair or uninstall its package."


class PluginError(Exception):
    """What is wrong with the class behind an entry point, as the rest of a sentence."""


def made(point: EntryPoint, fits: Callable[[object], TypeGuard[Made]], *, lacking: str) -> Made:
    """An instance of the class behind an entry point.

    `lacking` says what it is not where it does not fit: "is no reader: it lacks ...".
    Raises PluginError where it cannot be loaded or does not fit.
    """
    try:
        found = point.load()()
    except Exception as error:
        reason = f"cannot be loaded ({type(error).__name__}: {error})"
        raise PluginError(f"{reason}: {point.value}") from error
    if not fits(found):
        raise PluginError(f"{lacking}: {point.value}")
    return found
