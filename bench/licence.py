"""What crosswire stands on, under which licence, and whether any of it is copyleft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_GENERAL_PUBLIC = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
"""Licences that would pass on to crosswire; the Lesser GPL of a package that is used does not."""


def needed(project: str, *extras: str) -> dict[str, Distribution | None]:
    """All that a project needs at run time, with some of its extras; itself left out.

    None for what is not installed.
    """
    seen: set[tuple[str, str]] = set()
    waiting = [(project, extra) for extra in ("", *extras)]
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting += _asked(*one)
    return {name: _installed(name) for name in sorted({name for name, _ in seen} - {project})}


def _installed(name: str) -> Distribution | None:
    """A distribution, if it is installed."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _asked(name: str, extra: str) -> Iterator[tuple[str, str]]:
    """The packages that one asks for on this machine, for one of its extras or for none."""
    package = _installed(name)
    for line in (package.requires if package else None) or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
            asked = canonicalize_name(requirement.name)
            yield from ((asked, one) for one in ["", *sorted(requirement.extras)])


def licence(package: Distribution) -> str:
    """The licence that a package's metadata names, as an expression where they have one."""
    named = _field(package, "License-Expression") or _field(package, "License")
    return named or " OR ".join(_classified(package)) or "not named"


def _field(package: Distribution, name: str) -> str:
    """The first line of a field, which some packages fill with a licence's whole text."""
    values = package.metadata.get_all(name) or [""]
    return str(values[0]).strip().split("\n")[0].strip()


def _classified(package: Distribution) -> Iterator[str]:
    """The licences among a package's classifiers."""
    for classifier in package.metadata.get_all("Classifier") or ():
        kind, _, name = classifier.rpartition(" :: ")
        if kind.startswith("License"):
            yield name


def copyleft(expression: str) -> bool:
    """Whether every licence that is offered is a General Public License.

    >>> copyleft("GPL-2.0-or-later"), copyleft("MPL-1.1 OR GPL-2.0-only"), copyleft("LGPL-3.0")
    (True, False, False)
    """
    return all(_GENERAL_PUBLIC.search(offer) for offer in re.split(r"\bOR\b", expression))
