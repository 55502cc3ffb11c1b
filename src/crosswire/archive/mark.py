"""Where an archive is, told without the libraries that open it: others are read without them."""

from __future__ import annotations

from pathlib import Path

from crosswire.error import extra

NAME = "archive.json"
"""The file that every archive has, with what made it."""

RUNS = "runs"
"""The folder that every archive has, with what its runs read."""

EXTRA = "archive"

PAGES = frozenset({"http", "https"})
"""Addresses of reports: they are fetched with manners, and are no places of archives."""


def is_archive(where: str | Path) -> bool:
    """Whether a path, or the address of a store of objects, is that of an archive."""
    scheme, separator, _ = str(where).partition("://")
    if not (separator and isinstance(where, str)):
        return Path(where, NAME).is_file()
    if scheme in PAGES:
        return False
    with extra(EXTRA):
        from crosswire.archive.place import Place  # noqa: PLC0415 - an extra
    return Place.of(where).exists(NAME)
