"""The closed classes of words that the rules rest on, as data files."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def load(name: str) -> dict[str, Any]:
    """A TOML file of this folder, read once; its reader must not change it."""
    return tomllib.loads(resources.files(__name__).joinpath(name).read_text(encoding="utf-8"))
