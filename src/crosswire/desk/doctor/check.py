"""What an examination found: whether something is as it should be, and what to do if not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crosswire.error import CrosswireError

Level = Literal["ok", "warning", "fault"]

REPORT_IT = "This is a fault of the program: please report it."


@dataclass(frozen=True, slots=True)
class Check:
    """What was examined and how it stands: `looked` is at how many things, of whatever kind."""

    name: str
    level: Level
    says: str
    remedy: str | None = None
    looked: int = 1


def ok(name: str, says: str, *, looked: int = 1) -> Check:
    """All is well."""
    return Check(name, "ok", says, None, looked)


def well(name: str, looked: int, says: str) -> Check:
    """So many things were looked at, and all of them are well."""
    return Check(name, "ok", f"{looked:,} checked: {says}", None, looked)


def warning(name: str, says: str, remedy: str, *, looked: int = 1) -> Check:
    """It works, but somebody should look after it."""
    return Check(name, "warning", says, remedy, looked)


def fault(name: str, says: str, remedy: str, *, looked: int = 1) -> Check:
    """It does not work, or what it shows may be wrong."""
    return Check(name, "fault", says, remedy, looked)


def examined(name: str, examine: Callable[[], Iterable[Check]]) -> Iterator[Check]:
    """The checks of one examination; that it could not be done is a fault, and ends it alone."""
    try:
        yield from examine()
    except CrosswireError as error:
        yield fault(name, str(error), error.remedy)
    except OSError as error:
        yield fault(name, f"cannot be read: {error.strerror or error}", "Look after the disk.")
    except Exception as error:  # noqa: BLE001 - what is broken may break in any way
        yield fault(
            name, f"cannot be examined: {type(error).__name__}: {str(error)[:200]}", REPORT_IT
        )


def some(names: Iterable[str], *, most: int = 3) -> str:
    """The first of some names, and how many more there are."""
    listed = list(names)
    more = f" and {len(listed) - most:,} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more


def among(names: Sequence[str], looked: int, what: str) -> str:
    """How many of those that were looked at are what they should not be, and the first of them."""
    return f"{len(names):,} of {looked:,} {what}: {some(names)}"
