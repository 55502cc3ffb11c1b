"""Archives of months, clustered into stories with a ledger for each; on one machine or many.

    from crosswire.archive import Alone, Place, archive, ledger_of, stories

    archive(["2031/*.warc.gz"], "out", engine=Alone())
    for story in stories(Place.of("out"), "levee"):
        print(story.name, len(ledger_of(Place.of("out"), story).statements))

docs/archive.md is the page to read first.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from crosswire.error import extra

if TYPE_CHECKING:
    from crosswire.archive.engine.alone import Alone
    from crosswire.archive.engine.ray import OnRay
    from crosswire.archive.opened import Story, articles, find, ledger_of, stories
    from crosswire.archive.place import Place
    from crosswire.archive.run import Settings, archive

__all__ = [
    "Alone",
    "OnRay",
    "Place",
    "Settings",
    "Story",
    "archive",
    "articles",
    "find",
    "ledger_of",
    "stories",
]

_HOMES = MappingProxyType(
    {
        "Alone": "crosswire.archive.engine.alone",
        "OnRay": "crosswire.archive.engine.ray",
        "Place": "crosswire.archive.place",
        "Settings": "crosswire.archive.run",
        "Story": "crosswire.archive.opened",
        "archive": "crosswire.archive.run",
        "articles": "crosswire.archive.opened",
        "find": "crosswire.archive.opened",
        "ledger_of": "crosswire.archive.opened",
        "stories": "crosswire.archive.opened",
    }
)
"""Where what this package offers is defined."""


def __getattr__(name: str) -> Any:
    """What is offered, when it is first asked for: it needs an extra, and takes a while to load."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    with extra("archive"):
        return getattr(import_module(_HOMES[name]), name)
